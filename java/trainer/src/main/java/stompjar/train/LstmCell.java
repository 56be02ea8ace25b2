package stompjar.train;

import static stompjar.train.LaneKernels.LANES;
import static stompjar.train.LaneKernels.SPECIES;
import static stompjar.train.LaneKernels.WIDTH;

import jdk.incubator.vector.FloatVector;
import stompjar.capture.LstmModel;
import stompjar.capture.Model;

/** Long short-term memory: gates i, f, g, o; {@code c = σ(f)·c + σ(i)·tanh(g)}, {@code h = σ(o)·tanh(c)}. What it keeps is tanh(c). */
final class LstmCell implements RecurrentCell {
    @Override
    public int blocks() {
        return 4;
    }

    @Override
    public boolean hearsInputs(int gate) {
        return true;
    }

    @Override
    public boolean hearsState(int gate) {
        return true;
    }

    @Override
    public boolean halved(int gate) {
        return gate != 2;
    }

    @Override
    public void forward(float[] z, float[] c, float[] h, int hAt, float[] tanhC, int hidden) {
        int block = hidden * LANES;
        RowFunctions.tanh(z, 0, 4 * block);
        cells(z, block, c, tanhC);
        RowFunctions.tanh(tanhC, 0, RowKernels.steps(block));
        outputs(z, 3 * block, tanhC, h, hAt, block);
    }

    private static void cells(float[] z, int block, float[] c, float[] copy) {
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        for (int n = 0; n < block; n += WIDTH) {
            FloatVector i = FloatVector.fromArray(SPECIES, z, n).fma(half, half);
            FloatVector f = FloatVector.fromArray(SPECIES, z, n + block).fma(half, half);
            i.intoArray(z, n);
            f.intoArray(z, n + block);
            FloatVector cell = i.fma(FloatVector.fromArray(SPECIES, z, n + 2 * block), f.mul(FloatVector.fromArray(SPECIES, c, n)));
            cell.intoArray(c, n);
            cell.intoArray(copy, n);
        }
    }

    private static void outputs(float[] z, int at, float[] tanhC, float[] h, int hAt, int block) {
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        for (int n = 0; n < block; n += WIDTH) {
            FloatVector o = FloatVector.fromArray(SPECIES, z, at + n).fma(half, half);
            o.intoArray(z, at + n);
            o.mul(FloatVector.fromArray(SPECIES, tanhC, n)).intoArray(h, hAt + n);
        }
    }

    @Override
    public void back(float[] z, float[] dh, float[] dc, float[] tanhC, float[] before, int hidden) {
        int block = hidden * LANES;
        outputsBack(z, 3 * block, dh, dc, tanhC, block);
        cellsBack(z, block, dc, before);
    }

    /** The output gate; what h passes on to the cell joins {@code dc}. */
    private static void outputsBack(float[] z, int at, float[] dh, float[] dc, float[] tanhC, int block) {
        for (int n = 0; n < block; n += WIDTH) {
            FloatVector o = FloatVector.fromArray(SPECIES, z, at + n);
            FloatVector t = FloatVector.fromArray(SPECIES, tanhC, n);
            FloatVector d = FloatVector.fromArray(SPECIES, dh, n).mul(o);
            t.mul(t).neg().fma(d, d).add(FloatVector.fromArray(SPECIES, dc, n)).intoArray(dc, n);
            // d is dh·o; dh·t·o·(1 − o)
            o.neg().fma(d, d).mul(t).intoArray(z, at + n);
        }
    }

    private static void cellsBack(float[] z, int block, float[] dc, float[] before) {
        for (int n = 0; n < block; n += WIDTH) {
            FloatVector i = FloatVector.fromArray(SPECIES, z, n);
            FloatVector f = FloatVector.fromArray(SPECIES, z, n + block);
            FloatVector g = FloatVector.fromArray(SPECIES, z, n + 2 * block);
            FloatVector d = FloatVector.fromArray(SPECIES, dc, n);
            FloatVector di = d.mul(i);
            FloatVector df = d.mul(f);
            df.intoArray(dc, n);
            i.neg().fma(di, di).mul(g).intoArray(z, n);
            f.neg().fma(df, df).mul(FloatVector.fromArray(SPECIES, before, n)).intoArray(z, n + block);
            g.mul(g).neg().fma(di, di).intoArray(z, n + 2 * block);
        }
    }

    /** Its start state is zero. */
    @Override
    public Model model(int inputs, int hidden, int prewarmFrames, float[] w) {
        int head = w.length - hidden - 1;
        float[] weights = new float[w.length + 2 * hidden];
        System.arraycopy(w, 0, weights, 0, head);
        System.arraycopy(w, head, weights, head + 2 * hidden, hidden + 1);
        return new LstmModel(inputs, hidden, 1, prewarmFrames, weights);
    }
}
