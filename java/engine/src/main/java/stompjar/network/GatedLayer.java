package stompjar.network;

import java.util.List;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.SequentialModel.Recurrent;
import stompjar.simd.Alignment;
import stompjar.simd.GateWeights;
import stompjar.simd.Kernels;

/**
 * One GRU or plain recurrent layer, laid out as {@link LstmLayer} is. The rows of a GRU are r, z, u (what the candidate takes from the hidden state,
 * which r multiplies) and x (what it takes from the input): u and x have zero weights for each other's columns.
 */
final class GatedLayer implements UnitLayer {
    private final Kernels kernels;
    private final boolean gru;
    private final int size;
    private final int rows;
    private final float[] bias;
    private final GateWeights weights;
    private final int state;
    private final int x;
    /** Where the columns begin, of which there is an odd number. */
    private final int v;
    private final int z;

    GatedLayer(Recurrent layer, Kernels kernels, ArenaPlan plan) {
        this.kernels = kernels;
        gru = layer.cell() == Cell.GRU;
        int hidden = layer.outputs();
        int inputs = layer.inputs();
        size = (hidden + Kernels.UNITS - 1) / Kernels.UNITS * Kernels.UNITS;
        rows = gru ? 4 * size : (hidden + 4 * Kernels.UNITS - 1) / (4 * Kernels.UNITS) * 4 * Kernels.UNITS;
        int lead = Alignment.up(inputs + 1);
        state = plan.floats(lead + size + Alignment.LINE) + lead;
        x = state - inputs;
        v = x - (inputs + 1) % 2;
        z = plan.floats(rows + Alignment.LINE);
        bias = new float[Alignment.FIRST + rows];
        weights = new GateWeights(rows, state - v + size, kernels);
        for (int gate = 0; gate < layer.cell().gates(); gate++) {
            boolean candidate = gru && gate == 2;
            for (int i = 0; i < hidden; i++) {
                int from = gate * hidden + i;
                int row = gate * size + i;
                int inputRow = candidate ? row + size : row;
                for (int j = 0; j < inputs; j++) {
                    weights.set(inputRow, x - v + j, layer.kernel()[from * inputs + j]);
                }
                for (int j = 0; j < hidden; j++) {
                    weights.set(row, state - v + j, layer.recurrent()[from * hidden + j]);
                }
                bias[Alignment.FIRST + inputRow] += layer.kernelBias()[from];
                bias[Alignment.FIRST + row] += layer.recurrentBias()[from];
            }
        }
    }

    @Override
    public int input() {
        return x;
    }

    @Override
    public int output() {
        return state;
    }

    @Override
    public void addSteps(List<Step> program) {
        program.add(new Gates());
        if (gru) {
            program.add(new Sigmoid());
            program.add(new Candidate());
        } else {
            program.add(new Hidden());
        }
    }

    private final class Gates extends Step {
        @Override
        void run(float[] a, int position, int frames) {
            kernels.gates(a, bias, Alignment.FIRST, weights, v, z);
        }
    }

    private final class Sigmoid extends Step {
        @Override
        void run(float[] a, int position, int frames) {
            kernels.sigmoid(a, z, 2 * size);
        }
    }

    private final class Candidate extends Step {
        @Override
        void run(float[] a, int position, int frames) {
            kernels.candidate(a, z, state, size);
        }
    }

    private final class Hidden extends Step {
        @Override
        void run(float[] a, int position, int frames) {
            kernels.tanh(a, z, size);
            System.arraycopy(a, z, a, state, size);
        }
    }
}
