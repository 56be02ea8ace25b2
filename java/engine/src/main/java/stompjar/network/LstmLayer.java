package stompjar.network;

import java.util.Arrays;
import java.util.List;
import stompjar.capture.SequentialModel.Recurrent;
import stompjar.simd.Alignment;
import stompjar.simd.GateWeights;
import stompjar.simd.Kernels;
import stompjar.simd.LstmPlace;

/**
 * One LSTM layer, of H rounded up to whole {@link Kernels#UNITS}; the padding has zero weights and stays zero. What knobs add to the gates is summed when they
 * move, and kept.
 */
final class LstmLayer implements UnitLayer {
    private final Kernels kernels;
    private final int hiddenSize;
    private final LstmPlace at;
    private final int rows;
    private final GateWeights weights;
    private final int knobs;
    private final float[] knobBias;
    private final GateWeights knobWeights;
    private final float[] startHidden;
    private final float[] startCell;
    private final float[] saved;
    /** Where the inputs are, and where the knobs. */
    private final int x;
    private final int knob;
    /** A head that hears nothing, and where that goes. */
    private final float[] deaf;
    private final int unheard;

    /** @param doubled whether the inputs are another such layer's doubled hidden state */
    LstmLayer(Recurrent layer, boolean doubled, Kernels kernels, ArenaPlan plan) {
        this(flat(layer), 0, layer.inputs(), 0, layer.outputs(), doubled, kernels, plan);
    }

    /** In the order of {@link stompjar.capture.LstmModel}, with a start state of zeros. */
    static float[] flat(Recurrent layer) {
        int rows = 4 * layer.outputs();
        int columns = layer.inputs() + layer.outputs();
        float[] flat = new float[rows * columns + rows + 2 * layer.outputs()];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(layer.kernel(), r * layer.inputs(), flat, r * columns, layer.inputs());
            System.arraycopy(layer.recurrent(), r * layer.outputs(), flat, r * columns + layer.inputs(), layer.outputs());
            flat[rows * columns + r] = layer.kernelBias()[r] + layer.recurrentBias()[r];
        }
        return flat;
    }

    /**
     * @param from    where this layer's weights begin, in the order of {@link stompjar.capture.LstmModel}
     * @param inputs  without the knobs, which are behind them there
     * @param doubled whether they are another such layer's doubled hidden state
     */
    LstmLayer(float[] flat, int from, int inputs, int knobs, int hidden, boolean doubled, Kernels kernels, ArenaPlan plan) {
        this.kernels = kernels;
        this.knobs = knobs;
        hiddenSize = hidden;
        int size = (hidden + Kernels.UNITS - 1) / Kernels.UNITS * Kernels.UNITS;
        // The hidden state begins on a cache line, with the inputs before it, of which it makes an odd number of columns.
        int lead = Alignment.up(inputs + 1);
        int state = plan.floats(lead + size + Alignment.LINE) + lead;
        x = state - inputs;
        int v = x - (inputs + 1) % 2;
        rows = LstmPlace.rows(size, kernels);
        knob = plan.floats(knobs + 1);
        at = new LstmPlace(plan.floats(rows), v, plan.floats(rows + 4 * Alignment.LINE), plan.floats(size + Alignment.LINE), state, size);
        unheard = plan.floats(Alignment.LINE);
        deaf = new float[Alignment.FIRST + Alignment.up(size)];
        saved = new float[2 * hidden];
        weights = new GateWeights(rows, state - v + size, kernels);
        knobBias = new float[Alignment.FIRST + rows];
        knobWeights = new GateWeights(rows, knobs | 1, kernels);
        int columns = inputs + knobs + hidden;
        int biasAt = from + 4 * hidden * columns;
        for (int gate = 0; gate < 4; gate++) {
            // A sigmoid is ½ + ½ tanh(x/2): its inner half lives in the weights. Hidden states, here and of the layer before, are kept doubled.
            float half = gate == 2 ? 1 : 0.5f;
            for (int i = 0; i < hidden; i++) {
                int row = LstmPlace.row(gate, i, size, kernels);
                int w = from + (gate * hidden + i) * columns;
                for (int j = 0; j < inputs; j++) {
                    weights.set(row, x - v + j, (doubled ? 0.5f * half : half) * flat[w + j]);
                }
                for (int k = 0; k < knobs; k++) {
                    knobWeights.set(row, k, half * flat[w + inputs + k]);
                }
                for (int j = 0; j < hidden; j++) {
                    weights.set(row, state - v + j, 0.5f * half * flat[w + inputs + knobs + j]);
                }
                knobBias[Alignment.FIRST + row] = half * flat[biasAt + gate * hidden + i];
            }
        }
        startHidden = Arrays.copyOfRange(flat, biasAt + 4 * hidden, biasAt + 5 * hidden);
        startCell = Arrays.copyOfRange(flat, biasAt + 5 * hidden, biasAt + 6 * hidden);
    }

    @Override
    public int input() {
        return x;
    }

    /** Where the doubled hidden state is. */
    @Override
    public int output() {
        return at.h();
    }

    /** Floats of the hidden state, padding included. */
    int size() {
        return at.size();
    }

    @Override
    public boolean doubled() {
        return true;
    }

    @Override
    public void addSteps(List<Step> program) {
        program.add(new Step() {
            @Override
            void run(float[] a, int position, int frames) {
                step(a, inPlace());
            }
        });
    }

    /** Turns the knobs to where frame {@code t} of {@code values}, rows of {@link Network#MAX_FRAMES}, has them. */
    void turn(float[] a, float[] values, int t) {
        boolean moved = false;
        for (int k = 0; k < knobs; k++) {
            float value = values[k * Network.MAX_FRAMES + t];
            moved |= value != a[knob + k];
            a[knob + k] = value;
        }
        if (moved) {
            kernels.gates(a, knobBias, Alignment.FIRST, knobWeights, knob, at.bias());
        }
    }

    /** Frames of {@code values} from {@code t} on, before {@code end}, for which the knobs stay where {@link #turn} put them; 1 or more. */
    int still(float[] values, int t, int end) {
        int still = end;
        for (int k = 0; k < knobs; k++) {
            int row = k * Network.MAX_FRAMES;
            int same = Arrays.mismatch(values, row + t, row + still - 1, values, row + t + 1, row + still);
            still = same < 0 ? still : t + 1 + same;
        }
        return still - t;
    }

    /** The {@code in} of a frame whose inputs are in place. */
    int inPlace() {
        return at.v();
    }

    /** One frame that no head hears. */
    void step(float[] a, int in) {
        run(a, in, deaf, unheard, 1);
    }

    /** Frames as in {@link Kernels#lstm}. */
    void run(float[] a, int in, float[] head, int to, int frames) {
        kernels.lstm(a, weights, at, in, head, to, frames);
    }

    @Override
    public void reset(float[] arena) {
        System.arraycopy(knobBias, Alignment.FIRST, arena, at.bias(), rows);
        for (int i = 0; i < startHidden.length; i++) {
            arena[at.h() + i] = 2 * startHidden[i];
        }
        System.arraycopy(startCell, 0, arena, at.c(), startCell.length);
    }

    /** Remembers the state, for {@link #restore}. */
    void save(float[] a) {
        System.arraycopy(a, at.h(), saved, 0, hiddenSize);
        System.arraycopy(a, at.c(), saved, hiddenSize, hiddenSize);
    }

    /** Takes units {@code from} to {@code to} (exclusive) back to the state at {@link #save}. */
    void restore(float[] a, int from, int to) {
        System.arraycopy(saved, from, a, at.h() + from, to - from);
        System.arraycopy(saved, hiddenSize + from, a, at.c() + from, to - from);
    }
}
