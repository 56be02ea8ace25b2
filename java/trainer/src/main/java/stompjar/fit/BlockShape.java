package stompjar.fit;

import java.util.List;
import stompjar.capture.BlockModel;
import stompjar.capture.BlockModel.Branch;
import stompjar.capture.FilterBank;

/**
 * A {@link BlockModel} without its weights, and where each kind of weight lies in the flat list of parameters, which is in the model's own order.
 * Immutable; any thread.
 */
record BlockShape(String family, FilterBank input, boolean direct, List<Branch> branches) {
    /** The output alone, a linear function of the banks. */
    static BlockShape linear(String family, FilterBank input) {
        return new BlockShape(family, input, true, List.of());
    }

    int parameters() {
        return bias() + 1;
    }

    int bias() {
        return branch(branches.size());
    }

    int directSize() {
        return direct ? input.size() : 0;
    }

    /** Where the parameters of a branch begin: those of its linear block before the shaper. */
    int branch(int b) {
        return BlockModel.branchOffset(input, direct, branches, b);
    }

    int preSize(int b) {
        return BlockModel.preWeights(input, branches.get(b));
    }

    /** Where the shaper's begin. */
    int shaper(int b) {
        return branch(b) + preSize(b);
    }

    /** Where the shaper's outermost factors begin, in which the output is linear: heights or coefficients. */
    int heights(int b) {
        return post(b) - heightCount(b);
    }

    int heightCount(int b) {
        Branch branch = branches.get(b);
        return branch.shaper() == BlockModel.Shaper.POLYNOMIAL ? branch.shaperWeights() : branch.size();
    }

    /** Where those of the linear block behind the shaper begin. */
    int post(int b) {
        return shaper(b) + branches.get(b).shaperWeights();
    }

    int postSize(int b) {
        return BlockModel.postWeights(branches.get(b));
    }

    /** The same with one more branch at the end. */
    BlockShape with(Branch branch) {
        List<Branch> more = new java.util.ArrayList<>(branches);
        more.add(branch);
        return new BlockShape(family, input, direct, more);
    }

    BlockModel model(double[] parameters) {
        float[] weights = new float[parameters.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) parameters[i];
        }
        return new BlockModel(family, input, direct, branches, weights);
    }
}
