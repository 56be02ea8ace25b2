package stompjar.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stompjar.capture.BlockModel;
import stompjar.capture.BlockModel.Branch;
import stompjar.simd.Kernels;
import stompjar.simd.Product;

/** {@link BlockModel}, streaming: banks, branches, and one product that adds up every path's outputs. */
final class BlockNetwork implements Network {
    /** Frames that pass before the histories are moved back. */
    private static final int TRAVEL = 16 * MAX_FRAMES;

    private final Kernels kernels;
    private final float[] arena;
    private final BankRows input;
    private final BankRows[] outputs;
    private final int[] pathOutputs;
    private final boolean direct;
    private final int directOutputs;
    private final Product mix;
    private final int[] mixColumns;
    private final int out;
    private final Step[] program;
    /** The program that leaves every history as a long silence would. */
    private final Step[] silence;
    private int position;

    BlockNetwork(BlockModel model, Kernels kernels) {
        this.kernels = kernels;
        ArenaPlan plan = new ArenaPlan();
        input = new BankRows(model.input(), plan, TRAVEL);
        direct = model.direct();
        directOutputs = direct ? model.input().size() : 0;
        WeightReader weights = new WeightReader(model.weights());
        float[] row = direct ? weights.vector(directOutputs) : new float[0];
        List<Step> steps = new ArrayList<>(List.of(new AdvanceInput()));
        List<Step> held = new ArrayList<>();
        int branches = model.branches().size();
        outputs = new BankRows[branches];
        pathOutputs = new int[branches];
        for (int b = 0; b < branches; b++) {
            Branch shape = model.branches().get(b);
            BlockBranch branch = new BlockBranch(model, shape, weights, input, plan, kernels, TRAVEL);
            branch.addSteps(steps, false);
            branch.addSteps(held, true);
            outputs[b] = branch.output();
            pathOutputs[b] = shape.output().size();
            float[] post = BlockModel.postWeights(shape) == 0 ? new float[] {1} : weights.vector(pathOutputs[b]);
            row = Arrays.copyOf(row, row.length + post.length);
            System.arraycopy(post, 0, row, row.length - post.length, post.length);
        }
        mix = new Product(new float[][] {row}, weights.vector(1));
        mixColumns = new int[row.length];
        out = plan.rows(1, MAX_FRAMES);
        steps.add(new Mix());
        program = steps.toArray(Step[]::new);
        silence = held.toArray(Step[]::new);
        arena = new float[plan.size()];
    }

    @Override
    public void reset() {
        Arrays.fill(arena, 0);
        input.reset();
        for (BankRows bank : outputs) {
            bank.reset();
        }
        position = 0;
    }

    @Override
    public void prewarm(float[] knobs) {
        reset();
        Step.run(silence, arena, 0, 1);
    }

    @Override
    public void takeState(Network twin) {
        BlockNetwork other = (BlockNetwork) twin;
        System.arraycopy(other.arena, 0, arena, 0, arena.length);
        input.takeState(other.input);
        for (int b = 0; b < outputs.length; b++) {
            outputs[b].takeState(other.outputs[b]);
        }
        position = other.position;
    }

    @Override
    public boolean rests(int steady) {
        boolean rests = position > 0 && input.rests(arena, position);
        for (BankRows bank : outputs) {
            rests = rests && bank.rests(arena, position);
        }
        return rests;
    }

    @Override
    public void process(float[] in, float[] knobs, float[] result, int frames) {
        if (position + MAX_FRAMES > TRAVEL) {
            input.rewind(arena, position);
            for (BankRows bank : outputs) {
                bank.rewind(arena, position);
            }
            position = 0;
        }
        System.arraycopy(in, 0, arena, input.present(position), frames);
        Step.run(program, arena, position, frames);
        System.arraycopy(arena, out, result, 0, frames);
        position += frames;
    }

    private final class AdvanceInput extends Step {
        @Override
        void run(float[] a, int at, int frames) {
            input.advance(a, at, frames);
        }
    }

    private final class Mix extends Step {
        @Override
        void run(float[] a, int at, int frames) {
            int next = input.columns(mixColumns, 0, directOutputs, at);
            for (int b = 0; b < outputs.length; b++) {
                next = outputs[b].columns(mixColumns, next, pathOutputs[b], at);
            }
            kernels.affine(a, mixColumns, 0, mix, -1, 0, out, MAX_FRAMES, kernels.padded(frames));
        }
    }
}
