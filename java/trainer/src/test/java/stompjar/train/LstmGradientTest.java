package stompjar.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stompjar.capture.LstmModel;

class LstmGradientTest {
    private static final Scaling SCALING = new Scaling(2.5f, 0.4f);
    private static final int WARM_UP = 2048;

    /** In double precision, straight from the equations; {@code w} as in {@link LstmModel} without h0 and c0. */
    private static double[] play(int inputs, int hidden, double[] w, double scale, double[][] in, int first, double[] h, double[] c) {
        int frames = in[0].length;
        double[] y = new double[frames];
        int columns = inputs + hidden;
        int bias = 4 * hidden * columns;
        int head = bias + 4 * hidden;
        double[] z = new double[4 * hidden];
        for (int t = first; t < frames; t++) {
            for (int r = 0; r < 4 * hidden; r++) {
                z[r] = w[bias + r];
                for (int i = 0; i < inputs; i++) {
                    z[r] += w[r * columns + i] * in[i][t];
                }
                for (int j = 0; j < hidden; j++) {
                    z[r] += w[r * columns + inputs + j] * h[j];
                }
            }
            y[t] = w[head + hidden];
            for (int j = 0; j < hidden; j++) {
                c[j] = sigmoid(z[hidden + j]) * c[j] + sigmoid(z[j]) * Math.tanh(z[2 * hidden + j]);
                h[j] = sigmoid(z[3 * hidden + j]) * Math.tanh(c[j]);
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
        Passage[] passages = new Passage[LstmKernels.LANES];
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
    private static double plainLoss(LstmLearner learner, double[] w, Passage[] passages, double[][][] states) {
        double loss = 0;
        for (int l = 0; l < passages.length; l++) {
            Passage p = passages[l];
            double[] y = play(learner.inputs, learner.hidden, w, SCALING.output(), inputs(p, p.start, p.start + p.count, false), 0,
                    states[l][0].clone(), states[l][1].clone());
            loss += PlainWaveNet.loss(y, 0, p.wet, p.start, p.count, p.preWeight, p.plainWeight);
        }
        return loss;
    }

    @ParameterizedTest
    @CsvSource({"4,0,false", "5,2,false", "7,1,true"})
    void everyGradientAgreesWithFiniteDifferences(int hidden, int knobs, boolean modulated) {
        int frames = 64;
        LstmLearner learner = new LstmLearner(hidden, knobs, modulated, SCALING, frames);
        Passage[] passages = passages(WARM_UP + 400, knobs, modulated, frames);
        float[] p = WaveNetGradientTest.parameters(learner);
        float[] gradient = new float[p.length];
        Learner.Worker worker = learner.worker();
        double[] w = WaveNetGradientTest.doubles(p);
        double[][][] states = new double[passages.length][2][hidden];
        for (int l = 0; l < passages.length; l++) {
            Passage passage = passages[l];
            play(learner.inputs, hidden, w, 1, inputs(passage, passage.start - WARM_UP, passage.start, false), 0, states[l][0],
                    states[l][1]);
        }
        check(learner, worker.gradient(p, passages, gradient), gradient, w, passages, states);
        // And on, from the state that was carried.
        for (int l = 0; l < passages.length; l++) {
            Passage passage = passages[l];
            play(learner.inputs, hidden, w, 1, inputs(passage, passage.start, passage.start + frames, false), 0, states[l][0],
                    states[l][1]);
            passage.fresh = false;
            passage.start += frames;
            passage.count = l == 3 ? 0 : frames;
        }
        check(learner, worker.gradient(p, passages, gradient), gradient, w, passages, states);
    }

    private static void check(LstmLearner learner, double loss, float[] gradient, double[] w, Passage[] passages, double[][][] states) {
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

    @Test
    void theCaptureIsTheSameFunction() {
        LstmLearner learner = LstmLearner.of(6, 2, true, SCALING);
        float[] p = WaveNetGradientTest.parameters(learner);
        Passage[] passages = passages(60_000, 2, true, 100);
        for (Passage passage : passages) {
            passage.start += 8192;
        }
        float[][] y = new float[passages.length][learner.playFrames()];
        learner.worker().play(p, passages, y);
        LstmModel model = (LstmModel) learner.export(p);
        double[] weights = WaveNetGradientTest.doubles(model.weights());
        int state = LstmModel.layerOffset(1, 4, 6) - 12;
        double[] w = new double[weights.length - 12];
        System.arraycopy(weights, 0, w, 0, state);
        System.arraycopy(weights, state + 12, w, state, 7);
        for (int l = 0; l < passages.length; l += 5) {
            Passage passage = passages[l];
            double[] expected = play(4, 6, w, 1, inputs(passage, passage.start - 8192, passage.start + 500, true), 0, new double[6],
                    new double[6]);
            for (int t = 0; t < 500; t++) {
                assertEquals(expected[8192 + t], y[l][t], 1e-5, "lane " + l + ", frame " + t);
            }
        }
    }

    @Test
    void aStepAllocatesNothing() {
        LstmLearner learner = LstmLearner.of(8, 2, false, SCALING);
        Passage[] passages = passages(60_000, 2, false, learner.frames());
        Learner.Worker worker = learner.worker();
        float[] p = WaveNetGradientTest.parameters(learner);
        float[] gradient = new float[p.length];
        WaveNetGradientTest.assertNoGarbage(() -> worker.gradient(p, passages, gradient));
    }
}
