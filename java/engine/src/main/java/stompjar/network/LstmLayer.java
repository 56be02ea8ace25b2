package stompjar.network;

import java.util.Arrays;
import java.util.List;
import stompjar.capture.SequentialModel.Recurrent;
import stompjar.simd.Alignment;
import stompjar.simd.Kernels;

/**
 * One LSTM layer. Gates i, f, g, o each take {@code size} floats, H rounded up to whole units; the padding has zero weights and stays zero. The
 * weights are stored column by column, so that one step is a sum of columns, each times one input.
 */
final class LstmLayer implements UnitLayer {
    private final Kernels kernels;
    /** H rounded up to {@link Kernels#UNITS}. */
    private final int size;
    /** Whether all units fit into one vector. */
    private final boolean oneVector;
    private final int hiddenSize;
    private final float[] weights;
    private final float[] startHidden;
    private final float[] startCell;
    private final float[] saved;
    /** In the arena: hidden state and, before it, the inputs; gates; cell state. */
    private final int state;
    private final int x;
    /** Where the columns begin, of which there is an even number. */
    private final int v;
    private final int z;
    private final int c;
    private final int columns;
    /** A head that hears nothing, and where that goes. */
    private final float[] deaf;
    private final int unheard;

    /** @param doubled whether the inputs are another such layer's doubled hidden state */
    LstmLayer(Recurrent layer, boolean doubled, Kernels kernels, ArenaPlan plan) {
        this(flat(layer), 0, layer.inputs(), layer.outputs(), !doubled, kernels, plan);
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
     * @param at    where this layer's weights begin, in the order of {@link stompjar.capture.LstmModel}
     * @param first whether the inputs are audio and knobs, and not another layer's hidden state
     */
    LstmLayer(float[] flat, int at, int inputs, int hidden, boolean first, Kernels kernels, ArenaPlan plan) {
        this.kernels = kernels;
        hiddenSize = hidden;
        size = (hidden + Kernels.UNITS - 1) / Kernels.UNITS * Kernels.UNITS;
        // The hidden state begins on a cache line, with the inputs before it; behind each run is room for a vector to reach over its end.
        int lead = Alignment.up(inputs + 1);
        state = plan.floats(lead + size + Alignment.LINE) + lead;
        x = state - inputs;
        v = x - inputs % 2;
        columns = state - v + size;
        oneVector = size <= kernels.lanes();
        int units = oneVector ? kernels.lanes() : size;
        int rows = 4 * units;
        z = plan.floats(rows + Alignment.LINE);
        c = plan.floats(units + Alignment.LINE);
        unheard = plan.floats(Alignment.LINE);
        deaf = new float[Alignment.FIRST + Alignment.up(size)];
        saved = new float[2 * hidden];
        weights = new float[Alignment.FIRST + (1 + columns) * rows];
        int real = inputs + hidden;
        int doubledFrom = first ? inputs : 0;
        int biasAt = at + 4 * hidden * real;
        for (int gate = 0; gate < 4; gate++) {
            // A sigmoid is ½ + ½ tanh(x/2): its inner half lives in the weights. Hidden states, here and of the layer before, are kept doubled.
            float half = gate == 2 ? 1 : 0.5f;
            for (int i = 0; i < hidden; i++) {
                int row = Alignment.FIRST + gate * units + i;
                int from = at + (gate * hidden + i) * real;
                for (int j = 0; j < real; j++) {
                    weights[(1 + x - v + j) * rows + row] = (j < doubledFrom ? half : 0.5f * half) * flat[from + j];
                }
                weights[row] = half * flat[biasAt + gate * hidden + i];
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
        return state;
    }

    /** Floats of the hidden state, padding included. */
    int size() {
        return size;
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
                step(a);
            }
        });
    }

    /** One frame. */
    void step(float[] a) {
        step(a, deaf, unheard);
    }

    /**
     * One frame, and the first half of a scalar product of the doubled hidden state, as in {@link Kernels#cell}.
     *
     * @param head weights from {@link Alignment#FIRST} on, one for each unit and zeros to the end of its cache line
     * @param to   where the sums go, one for each lane
     */
    void step(float[] a, float[] head, int to) {
        if (oneVector) {
            kernels.lstm(a, weights, v, columns, state, c, head, to);
        } else {
            kernels.gates(a, weights, v, columns, z, 4 * size);
            kernels.tanh(a, z, 4 * size);
            kernels.cell(a, z, c, state, size, head, to);
        }
    }

    @Override
    public void reset(float[] arena) {
        for (int i = 0; i < startHidden.length; i++) {
            arena[state + i] = 2 * startHidden[i];
        }
        System.arraycopy(startCell, 0, arena, c, startCell.length);
    }

    /** Remembers the state, for {@link #restore}. */
    void save(float[] a) {
        System.arraycopy(a, state, saved, 0, hiddenSize);
        System.arraycopy(a, c, saved, hiddenSize, hiddenSize);
    }

    /** Takes units {@code from} to {@code to} (exclusive) back to the state at {@link #save}. */
    void restore(float[] a, int from, int to) {
        System.arraycopy(saved, from, a, state + from, to - from);
        System.arraycopy(saved, hiddenSize + from, a, c + from, to - from);
    }
}
