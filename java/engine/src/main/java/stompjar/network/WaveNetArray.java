package stompjar.network;

import java.util.List;
import stompjar.capture.FullWaveNetModel.Array;
import stompjar.capture.FullWaveNetModel.Layer;
import stompjar.simd.Kernels;
import stompjar.simd.Product;

/** Plans one layer array of a {@link WaveNet}: rechannel, dilated layers, head. */
final class WaveNetArray {
    private final Rows output;
    private final Rows head;

    /**
     * @param input     plain rows: the audio for the first array, else the output of the one before
     * @param headInput plain rows: head of the array before, or null
     * @param condition plain rows
     * @param last      whether this array's residual output is of no use
     * @param scale     what its head is multiplied by
     */
    WaveNetArray(Array shape, WeightReader weights, RowPlan plan, Rows input, Rows headInput, Rows condition, boolean last, float scale) {
        Kernels kernels = plan.kernels();
        List<Layer> layers = shape.layers();
        Product rechannel = new Product(weights.kernel(shape.channels(), shape.inputSize(), 1, 1), null);
        WaveNetLayer.Scratch scratch = new WaveNetLayer.Scratch(shape, plan);
        WaveNetLayer[] planned = new WaveNetLayer[layers.size()];
        for (int l = 0; l < planned.length; l++) {
            planned[l] = new WaveNetLayer(shape, layers.get(l), weights, plan, condition, scratch);
        }
        output = plan.plain(shape.channels());
        plan.add(new Affine(kernels, rechannel, null, planned[0].input(), Affine.Input.of(input)));
        Rows sum = scratch.headSum();
        if (headInput != null) {
            plan.add(RowSteps.copy(headInput, sum));
        }
        for (int l = 0; l < planned.length; l++) {
            boolean end = l == planned.length - 1;
            planned[l].addSteps(plan, headInput == null && l == 0, end ? last ? null : output : planned[l + 1].input());
        }
        int taps = shape.head().kernelSize();
        int dilation = shape.head().dilation();
        Rows history = sum;
        if (taps > 1) {
            history = plan.history(shape.headInputs(), (taps - 1) * dilation);
            plan.add(RowSteps.copy(sum, history));
            plan.known(history);
        }
        float[][] matrix = weights.kernel(shape.head().size(), shape.headInputs(), taps, 1);
        float[] bias = shape.head().bias() ? weights.vector(shape.head().size()) : null;
        scale(matrix, bias, scale);
        head = plan.plain(shape.head().size());
        plan.add(new Affine(kernels, new Product(matrix, bias), null, head, new Affine.Input(history, taps, dilation)));
    }

    private static void scale(float[][] matrix, float[] bias, float factor) {
        for (float[] row : matrix) {
            for (int i = 0; i < row.length; i++) {
                row[i] *= factor;
            }
        }
        for (int i = 0; bias != null && i < bias.length; i++) {
            bias[i] *= factor;
        }
    }

    /** Plain rows of the residual output. */
    Rows output() {
        return output;
    }

    /** Plain rows. */
    Rows head() {
        return head;
    }
}
