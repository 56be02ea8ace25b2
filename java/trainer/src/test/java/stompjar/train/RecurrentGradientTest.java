package stompjar.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stompjar.capture.Model;
import stompjar.network.Network;
import stompjar.network.Networks;
import stompjar.simd.Kernels;

class RecurrentGradientTest {
    private static final Scaling SCALING = new Scaling(2.5f, 0.4f);
    private static final int WARM_UP = 2048;
    private static final int WARM_UP_PLAYING = 8192;

    private static RecurrentCell cell(String name) {
        return name.equals("lstm") ? new LstmCell() : new GruCell();
    }

    /**
     * In double precision, straight from the equations; {@code w} in the order of the learner.
     *
     * @param h moves on, as does {@code c}, which a GRU does not have
     */
    private static double[] play(RecurrentLearner learner, double[] w, double scale, double[][] in, double[] h, double[] c) {
        int hidden = h.length;
        int frames = in[0].length;
        double[] y = new double[frames];
        int columns = in.length + hidden;
        boolean lstm = learner.cell instanceof LstmCell;
        int rows = (lstm ? 4 : 3) * hidden;
        int bias = rows * columns;
        int head = bias + 4 * hidden;
        double[] fromInputs = new double[rows];
        double[] fromState = new double[rows];
        for (int t = 0; t < frames; t++) {
            for (int r = 0; r < rows; r++) {
                fromInputs[r] = 0;
                for (int i = 0; i < in.length; i++) {
                    fromInputs[r] += w[r * columns + i] * in[i][t];
                }
                fromState[r] = w[bias + r];
                for (int j = 0; j < hidden; j++) {
                    fromState[r] += w[r * columns + in.length + j] * h[j];
                }
            }
            y[t] = w[head + hidden];
            for (int j = 0; j < hidden; j++) {
                double first = sigmoid(fromInputs[j] + fromState[j]);
                double second = sigmoid(fromInputs[hidden + j] + fromState[hidden + j]);
                if (lstm) {
                    c[j] = second * c[j] + first * Math.tanh(fromInputs[2 * hidden + j] + fromState[2 * hidden + j]);
                    h[j] = sigmoid(fromInputs[3 * hidden + j] + fromState[3 * hidden + j]) * Math.tanh(c[j]);
                } else {
                    double n = Math.tanh(fromInputs[2 * hidden + j] + w[bias + 3 * hidden + j] + first * fromState[2 * hidden + j]);
                    h[j] = (1 - second) * n + second * h[j];
                }
                y[t] += w[head + j] * h[j];
            }
            y[t] *= scale;
        }
        return y;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static Passage[] passages(int frames, int knobs, boolean modulated, int count) {
        Passage[] passages = new Passage[LaneKernels.LANES];
        Passage all = WaveNetGradientTest.passage(frames, knobs, modulated);
        Random random = new Random(9);
        for (int l = 0; l < passages.length; l++) {
            passages[l] = WaveNetGradientTest.passage(2, knobs, modulated);
            passages[l].dry = all.dry;
            passages[l].lfo = all.lfo;
            passages[l].wet = all.wet;
            passages[l].start = WARM_UP + 5 * l;
            passages[l].count = count - l;
            for (int k = 0; k < knobs; k++) {
                passages[l].knobs[k] = random.nextFloat();
            }
        }
        return passages;
    }

    private static double[][] inputs(Passage passage, int from, int to, boolean raw) {
        int signals = passage.lfo == null ? 1 : 2;
        double[][] in = new double[signals + passage.knobs.length][to - from];
        for (int t = from; t < to; t++) {
            in[0][t - from] = passage.dry[t] * (raw ? 1 : SCALING.input());
            if (signals == 2) {
                in[1][t - from] = raw ? passage.lfo[t] : 2 * passage.lfo[t] - 1;
            }
            for (int k = 0; k < passage.knobs.length; k++) {
                in[signals + k][t - from] = raw ? passage.knobs[k] : 2 * passage.knobs[k] - 1;
            }
        }
        return in;
    }

    /** State before the passage does not depend on the weights here: that is what "truncated" means. */
    private static double plainLoss(RecurrentLearner learner, double[] w, Passage[] passages, double[][][] states) {
        double loss = 0;
        for (int l = 0; l < passages.length; l++) {
            Passage p = passages[l];
            double[] y = play(learner, w, SCALING.output(), inputs(p, p.start, p.start + p.count, false), states[l][0].clone(),
                    states[l][1].clone());
            loss += PlainWaveNet.loss(y, 0, p.wet, p.start, p.count, p.preWeight, p.plainWeight);
        }
        return loss;
    }

    @ParameterizedTest
    @CsvSource({"lstm,4,0,false", "lstm,5,2,false", "lstm,7,1,true", "gru,4,0,false", "gru,5,2,false", "gru,7,1,true"})
    void everyGradientAgreesWithFiniteDifferences(String cell, int hidden, int knobs, boolean modulated) {
        int frames = 64;
        RecurrentLearner learner = new RecurrentLearner(cell(cell), hidden, knobs, modulated, SCALING, frames);
        Passage[] passages = passages(WARM_UP + 400, knobs, modulated, frames);
        float[] p = WaveNetGradientTest.parameters(learner);
        float[] gradient = new float[p.length];
        Learner.Worker worker = learner.worker(LossWeights.DEFAULT);
        double[] w = WaveNetGradientTest.doubles(p);
        double[][][] states = new double[passages.length][2][hidden];
        for (int l = 0; l < passages.length; l++) {
            Passage passage = passages[l];
            play(learner, w, 1, inputs(passage, passage.start - WARM_UP, passage.start, false), states[l][0], states[l][1]);
        }
        check(learner, worker.gradient(p, passages, gradient), gradient, w, passages, states);
        // And on, from the state that was carried.
        for (int l = 0; l < passages.length; l++) {
            Passage passage = passages[l];
            play(learner, w, 1, inputs(passage, passage.start, passage.start + frames, false), states[l][0], states[l][1]);
            passage.fresh = false;
            passage.start += frames;
            passage.count = l == 3 ? 0 : frames;
        }
        check(learner, worker.gradient(p, passages, gradient), gradient, w, passages, states);
    }

    private static void check(RecurrentLearner learner, double loss, float[] gradient, double[] w, Passage[] passages, double[][][] states) {
        assertEquals(plainLoss(learner, w, passages, states), loss, 1e-5 * loss);
        double norm = 0;
        for (float g : gradient) {
            norm += g * g;
        }
        norm = Math.sqrt(norm / gradient.length);
        assertTrue(norm > 1e-4, "the gradient must not vanish");
        for (int i = 0; i < w.length; i++) {
            double at = w[i];
            w[i] = at + 1e-5;
            double more = plainLoss(learner, w, passages, states);
            w[i] = at - 1e-5;
            double less = plainLoss(learner, w, passages, states);
            w[i] = at;
            double expected = (more - less) / 2e-5;
            assertEquals(expected, gradient[i], 2e-4 * (norm + Math.abs(expected)), "parameter " + i);
        }
    }

    /** What the worker plays with scaled audio and centred knobs the engine plays with raw ones. */
    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru"})
    void theCaptureIsTheSameFunction(String cell) {
        RecurrentLearner learner = RecurrentLearner.of(cell(cell), 6, 2, true, SCALING);
        float[] p = WaveNetGradientTest.parameters(learner);
        Passage[] passages = passages(60_000, 2, true, 100);
        for (Passage passage : passages) {
            passage.start += WARM_UP_PLAYING;
        }
        float[][] y = new float[passages.length][learner.playFrames()];
        learner.worker(LossWeights.DEFAULT).play(p, passages, y);
        Model model = learner.export(p);
        assertEquals(cell, model.family());
        for (int l = 0; l < passages.length; l += 5) {
            Passage passage = passages[l];
            float[] expected = engine(model, inputs(passage, passage.start - WARM_UP_PLAYING, passage.start + 500, true));
            for (int t = 0; t < 500; t++) {
                assertEquals(expected[WARM_UP_PLAYING + t], y[l][t], 1e-5, "lane " + l + ", frame " + t);
            }
        }
    }

    static float[] engine(Model model, double[][] inputs) {
        Network network = Networks.of(model, Kernels.best());
        int frames = inputs[0].length;
        float[] out = new float[frames];
        float[] in = new float[1];
        float[] knobs = new float[(inputs.length - 1) * Network.MAX_FRAMES];
        float[] y = new float[1];
        for (int t = 0; t < frames; t++) {
            in[0] = (float) inputs[0][t];
            for (int k = 1; k < inputs.length; k++) {
                knobs[(k - 1) * Network.MAX_FRAMES] = (float) inputs[k][t];
            }
            network.process(in, knobs, y, 1);
            out[t] = y[0];
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru"})
    void aStepAllocatesNothing(String cell) {
        RecurrentLearner learner = RecurrentLearner.of(cell(cell), 8, 2, false, SCALING);
        Passage[] passages = passages(60_000, 2, false, learner.frames());
        Learner.Worker worker = learner.worker(LossWeights.DEFAULT);
        float[] p = WaveNetGradientTest.parameters(learner);
        float[] gradient = new float[p.length];
        WaveNetGradientTest.assertNoGarbage(() -> worker.gradient(p, passages, gradient));
    }
}
