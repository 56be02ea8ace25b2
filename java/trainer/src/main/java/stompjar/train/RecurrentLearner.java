package stompjar.train;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import stompjar.capture.Model;

/**
 * Learns a recurrent layer with a linear head (Wright, Damskägg, Välimäki 2019) by back-propagation truncated to 2048 frames, its state carried
 * over several passages before it starts afresh elsewhere, with a warm-up.
 *
 * <p>Parameters: {@code W [blocks·H][inputs + H]}, {@code b [4H]}, {@code head [H]}, its bias.
 */
final class RecurrentLearner implements Learner {
    private static final int FRAMES = 2048;
    private static final int IN_A_ROW = 8;
    private static final int WARM_UP = 2048;
    private static final int PLAY_WARM_UP = 8192;
    private static final int PLAY_FRAMES = 32_768;
    private static final int UNITS = 2;

    final RecurrentCell cell;
    final int hidden;
    final int inputs;
    final int signals;
    final int knobs;
    final Scaling scaling;
    final int frames;
    final int columns;
    final int bias;
    final int head;

    /** @param frames frames of a passage, even */
    RecurrentLearner(RecurrentCell cell, int hidden, int knobs, boolean modulated, Scaling scaling, int frames) {
        this.cell = cell;
        this.hidden = hidden;
        this.signals = modulated ? 2 : 1;
        this.knobs = knobs;
        this.inputs = signals + knobs;
        this.scaling = scaling;
        this.frames = frames;
        this.columns = inputs + hidden;
        this.bias = cell.blocks() * hidden * columns;
        this.head = bias + RecurrentCell.GATES * hidden;
    }

    static RecurrentLearner of(RecurrentCell cell, int hidden, int knobs, boolean modulated, Scaling scaling) {
        return new RecurrentLearner(cell, hidden, knobs, modulated, scaling, FRAMES);
    }

    /** Where the weights of a gate begin, those of its first unit. */
    int weights(int gate) {
        return Math.min(gate, cell.blocks() - 1) * hidden * columns;
    }

    /** PyTorch's default, and gates that keep the memory begin half open (Jozefowicz 2015, of the LSTM's forget gate). */
    @Override
    public void initialise(float[] p, RandomGenerator random) {
        float bound = (float) (1 / Math.sqrt(hidden));
        for (int i = 0; i < p.length; i++) {
            p[i] = (2 * random.nextFloat() - 1) * bound;
        }
        for (int j = 0; j < hidden; j++) {
            p[bias + hidden + j] += 1;
        }
    }

    @Override
    public List<WeightMatrix> matrices() {
        int rows = cell.blocks() * hidden;
        List<WeightMatrix> matrices = new ArrayList<>(List.of(WeightMatrix.of(rows, 0, columns, bias, 1), WeightMatrix.of(1, head, hidden + 1)));
        if (bias + rows < head) {
            matrices.add(WeightMatrix.of(1, bias + rows, head - bias - rows));
        }
        return matrices;
    }

    @Override
    public Model export(float[] p) {
        float[] w = p.clone();
        for (int gate = 0; gate < RecurrentCell.GATES; gate++) {
            for (int j = 0; j < hidden && cell.hearsInputs(gate); j++) {
                int row = weights(gate) + j * columns;
                w[row] *= scaling.input();
                for (int k = 1; k < inputs; k++) {
                    // w·(2·knob − 1) = 2w·knob − w
                    w[bias + gate * hidden + j] -= p[row + k];
                    w[row + k] = 2 * p[row + k];
                }
            }
        }
        for (int j = 0; j <= hidden; j++) {
            w[head + j] = p[head + j] * scaling.output();
        }
        return cell.model(inputs, hidden, PLAY_WARM_UP, w);
    }

    int warmUp() {
        return WARM_UP;
    }

    int playWarmUp() {
        return PLAY_WARM_UP;
    }

    @Override
    public Worker worker(LossWeights loss) {
        return new RecurrentWorker(this, loss);
    }

    @Override
    public int parameters() {
        return head + hidden + 1;
    }

    @Override
    public int lanes() {
        return LaneKernels.LANES;
    }

    @Override
    public int units() {
        return UNITS;
    }

    @Override
    public int frames() {
        return frames;
    }

    @Override
    public int passagesInARow() {
        return IN_A_ROW;
    }

    @Override
    public int playFrames() {
        return PLAY_FRAMES;
    }
}
