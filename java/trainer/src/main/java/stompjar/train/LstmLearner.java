package stompjar.train;

import java.util.List;
import java.util.random.RandomGenerator;
import stompjar.capture.LstmModel;
import stompjar.capture.Model;

/**
 * Learns an LSTM with a linear head (Wright, Damskägg, Välimäki 2019) by back-propagation truncated to 2048 frames, its state carried
 * over several passages before it starts afresh elsewhere, with a warm-up.
 *
 * <p>Parameters: {@code W [4H][inputs + H]}, {@code b [4H]}, {@code head [H]}, its bias: the order of {@link LstmModel}, whose start
 * state is left at zero.
 */
final class LstmLearner implements Learner {
    private static final int FRAMES = 2048;
    private static final int IN_A_ROW = 8;
    private static final int WARM_UP = 2048;
    private static final int PLAY_WARM_UP = 8192;
    private static final int PLAY_FRAMES = 32_768;
    private static final int UNITS = 2;

    final int hidden;
    final int inputs;
    final int signals;
    final int knobs;
    final Scaling scaling;
    final int frames;
    final int bias;
    final int head;

    /** @param frames frames of a passage, even */
    LstmLearner(int hidden, int knobs, boolean modulated, Scaling scaling, int frames) {
        this.hidden = hidden;
        this.signals = modulated ? 2 : 1;
        this.knobs = knobs;
        this.inputs = signals + knobs;
        this.scaling = scaling;
        this.frames = frames;
        this.bias = 4 * hidden * (inputs + hidden);
        this.head = bias + 4 * hidden;
    }

    static LstmLearner of(int hidden, int knobs, boolean modulated, Scaling scaling) {
        return new LstmLearner(hidden, knobs, modulated, scaling, FRAMES);
    }

    /** PyTorch's default, and forget gates that begin half open (Jozefowicz 2015). */
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
        return List.of(WeightMatrix.of(4 * hidden, 0, inputs + hidden, bias, 1), WeightMatrix.of(1, head, hidden + 1));
    }

    @Override
    public Model export(float[] p) {
        int columns = inputs + hidden;
        float[] weights = new float[p.length + 2 * hidden];
        System.arraycopy(p, 0, weights, 0, head);
        for (int r = 0; r < 4 * hidden; r++) {
            weights[r * columns] *= scaling.input();
            for (int k = 1; k < inputs; k++) {
                // w·(2·knob − 1) = 2w·knob − w
                weights[bias + r] -= p[r * columns + k];
                weights[r * columns + k] = 2 * p[r * columns + k];
            }
        }
        for (int j = 0; j <= hidden; j++) {
            weights[head + 2 * hidden + j] = p[head + j] * scaling.output();
        }
        return new LstmModel(inputs, hidden, 1, PLAY_WARM_UP, weights);
    }

    int warmUp() {
        return WARM_UP;
    }

    int playWarmUp() {
        return PLAY_WARM_UP;
    }

    @Override
    public Worker worker() {
        return new LstmWorker(this);
    }

    @Override
    public int parameters() {
        return head + hidden + 1;
    }

    @Override
    public int lanes() {
        return LstmKernels.LANES;
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
