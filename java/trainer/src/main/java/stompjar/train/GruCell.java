package stompjar.train;

import static stompjar.train.LaneKernels.LANES;
import static stompjar.train.LaneKernels.SPECIES;
import static stompjar.train.LaneKernels.WIDTH;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import stompjar.capture.Model;
import stompjar.capture.SequentialModel;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.SequentialModel.Dense;
import stompjar.capture.SequentialModel.Recurrent;

/**
 * Gated recurrent unit (Cho 2014, with the reset gate behind the product, as in PyTorch and Keras): gates r, z, u, v;
 * {@code n = tanh(v + σ(r)·u)}, {@code h = (1 − σ(z))·n + σ(z)·h}. u is what h brings to the candidate n and v what the inputs
 * bring: two halves of the same rows of weights, each with a bias. The memory is h itself.
 */
final class GruCell implements RecurrentCell {
    @Override
    public int blocks() {
        return 3;
    }

    @Override
    public boolean hearsInputs(int gate) {
        return gate != 2;
    }

    @Override
    public boolean hearsState(int gate) {
        return gate != 3;
    }

    @Override
    public boolean halved(int gate) {
        return gate < 2;
    }

    @Override
    public void forward(float[] z, float[] memory, float[] h, int hAt, float[] kept, int hidden) {
        int block = hidden * LANES;
        RowFunctions.tanh(z, 0, 2 * block);
        candidates(z, block);
        RowFunctions.tanh(z, 3 * block, 3 * block + RowKernels.steps(block));
        outputs(z, block, memory, h, hAt);
    }

    private static void candidates(float[] z, int block) {
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        for (int n = 0; n < block; n += WIDTH) {
            FloatVector reset = FloatVector.fromArray(SPECIES, z, n).fma(half, half);
            reset.intoArray(z, n);
            FloatVector.fromArray(SPECIES, z, n + block).fma(half, half).intoArray(z, n + block);
            reset.fma(FloatVector.fromArray(SPECIES, z, n + 2 * block), FloatVector.fromArray(SPECIES, z, n + 3 * block)).intoArray(z, n + 3 * block);
        }
    }

    private static void outputs(float[] z, int block, float[] memory, float[] h, int hAt) {
        for (int n = 0; n < block; n += WIDTH) {
            FloatVector candidate = FloatVector.fromArray(SPECIES, z, n + 3 * block);
            FloatVector out = FloatVector.fromArray(SPECIES, z, n + block).fma(FloatVector.fromArray(SPECIES, memory, n).sub(candidate), candidate);
            out.intoArray(memory, n);
            out.intoArray(h, hAt + n);
        }
    }

    @Override
    public void back(float[] z, float[] dh, float[] dMemory, float[] kept, float[] before, int hidden) {
        int block = hidden * LANES;
        outputsBack(z, block, dh, dMemory, before);
        candidatesBack(z, block);
    }

    /** Leaves the derivative by v in its place. */
    private static void outputsBack(float[] z, int block, float[] dh, float[] dMemory, float[] before) {
        for (int n = 0; n < block; n += WIDTH) {
            FloatVector keep = FloatVector.fromArray(SPECIES, z, n + block);
            FloatVector candidate = FloatVector.fromArray(SPECIES, z, n + 3 * block);
            FloatVector d = FloatVector.fromArray(SPECIES, dh, n).add(FloatVector.fromArray(SPECIES, dMemory, n));
            FloatVector kept = d.mul(keep);
            kept.intoArray(dMemory, n);
            FloatVector left = d.sub(kept);
            // d·z·(1 − z)·(h − n)
            left.mul(keep).mul(FloatVector.fromArray(SPECIES, before, n).sub(candidate)).intoArray(z, n + block);
            candidate.mul(candidate).neg().fma(left, left).intoArray(z, n + 3 * block);
        }
    }

    private static void candidatesBack(float[] z, int block) {
        for (int n = 0; n < block; n += WIDTH) {
            FloatVector reset = FloatVector.fromArray(SPECIES, z, n);
            FloatVector d = FloatVector.fromArray(SPECIES, z, n + 3 * block).mul(reset);
            // dv·u·r·(1 − r)
            reset.neg().fma(d, d).mul(FloatVector.fromArray(SPECIES, z, n + 2 * block)).intoArray(z, n);
            d.intoArray(z, n + 2 * block);
        }
    }

    @Override
    public Model model(int inputs, int hidden, int prewarmFrames, float[] w) {
        int rows = 3 * hidden;
        int columns = inputs + hidden;
        float[] kernel = new float[rows * inputs];
        float[] recurrent = new float[rows * hidden];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(w, r * columns, kernel, r * inputs, inputs);
            System.arraycopy(w, r * columns + inputs, recurrent, r * hidden, hidden);
        }
        int bias = rows * columns;
        int head = bias + 4 * hidden;
        // One bias is enough for r and z.
        float[] kernelBias = Arrays.copyOfRange(w, bias, bias + rows);
        System.arraycopy(w, bias + rows, kernelBias, 2 * hidden, hidden);
        float[] recurrentBias = new float[rows];
        System.arraycopy(w, bias + 2 * hidden, recurrentBias, 2 * hidden, hidden);
        return new SequentialModel(inputs, List.of(new Recurrent(Cell.GRU, inputs, hidden, kernel, recurrent, kernelBias, recurrentBias),
                new Dense(hidden, 1, Arrays.copyOfRange(w, head, head + hidden), new float[] {w[head + hidden]})), false, 1, 1, prewarmFrames);
    }
}
