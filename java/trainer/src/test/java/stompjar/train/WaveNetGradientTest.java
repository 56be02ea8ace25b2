package stompjar.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stompjar.capture.Model;
import stompjar.capture.WaveNetModel;
import stompjar.capture.WaveNetModel.LayerArray;

class WaveNetGradientTest {
    private static final Scaling SCALING = new Scaling(2.5f, 0.4f);

    static List<LayerArray> arrays(int channels1, int channels2, int condition) {
        return List.of(
                new LayerArray(1, condition, channels1, channels2, 3, new int[] {1, 2, 17}, WaveNetModel.Activation.TANH, false, false),
                new LayerArray(channels1, condition, channels2, 1, 3, new int[] {40, 1, 4}, WaveNetModel.Activation.TANH, false, true));
    }

    static Passage passage(int frames, int knobs, boolean modulated) {
        Random random = new Random(7);
        Passage passage = new Passage();
        passage.dry = noise(random, frames);
        passage.wet = noise(random, frames);
        passage.count = frames;
        passage.lfo = modulated ? noise(random, frames) : null;
        passage.knobs = new float[knobs];
        for (int k = 0; k < knobs; k++) {
            passage.knobs[k] = 0.2f + 0.5f * k;
        }
        passage.preWeight = 0.03;
        passage.plainWeight = 0.02;
        return passage;
    }

    static float[] noise(Random random, int frames) {
        float[] noise = new float[frames];
        for (int n = 0; n < frames; n++) {
            noise[n] = (float) random.nextGaussian() * 0.4f;
        }
        return noise;
    }

    static float[] parameters(Learner learner) {
        float[] p = new float[learner.parameters()];
        learner.initialise(p, new Random(3));
        return p;
    }

    static double[] doubles(float[] values) {
        double[] out = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            out[i] = values[i];
        }
        return out;
    }

    /** Condition as the network sees it, the passage starting at {@code passage.start} with everything before it as warm-up. */
    private static double[][] condition(Passage passage, int frames, boolean raw) {
        int signals = passage.lfo == null ? 1 : 2;
        double[][] condition = new double[signals + passage.knobs.length][frames];
        for (int t = 0; t < frames; t++) {
            condition[0][t] = passage.dry[t] * (raw ? 1 : SCALING.input());
            if (signals == 2) {
                condition[1][t] = raw ? passage.lfo[t] : 2 * passage.lfo[t] - 1;
            }
            for (int k = 0; k < passage.knobs.length; k++) {
                condition[signals + k][t] = raw ? passage.knobs[k] : 2 * passage.knobs[k] - 1;
            }
        }
        return condition;
    }

    /** 700 frames of history: more than the 131 that these networks reach back. Odd channel counts take the single-row kernels. */
    @ParameterizedTest
    @CsvSource({"4,4,0,false,false", "8,4,2,false,false", "6,3,1,true,false", "2,1,2,false,false", "5,7,0,true,false", "8,4,1,false,true", "3,5,2,true,true",
        "4,2,0,false,true"})
    void everyGradientAgreesWithFiniteDifferences(int channels1, int channels2, int knobs, boolean modulated, boolean film) {
        Passage passage = passage(1700, knobs, modulated);
        passage.start = 700;
        // Not all of the room is used.
        int count = 1000;
        passage.count = count;
        List<LayerArray> arrays = arrays(channels1, channels2, 1 + knobs + (modulated ? 1 : 0));
        WaveNetLearner learner = new WaveNetLearner(arrays, modulated, film, SCALING, 1088);
        float[] p = parameters(learner);
        bend(learner, p);
        float[] gradient = new float[p.length];
        Learner.Worker worker = learner.worker(LossWeights.DEFAULT);
        worker.gradient(p, new Passage[] {passage}, new float[p.length]);
        double loss = worker.gradient(p, new Passage[] {passage}, gradient);

        double[] w = doubles(p);
        double[][] condition = condition(passage, passage.dry.length, false);
        assertEquals(plainLoss(learner, w, condition, passage, count), loss, 1e-5 * loss);
        double norm = 0;
        for (float g : gradient) {
            norm += g * g;
        }
        norm = Math.sqrt(norm / gradient.length);
        assertTrue(norm > 1e-4, "the gradient must not vanish");
        int stride = Math.max(1, p.length / 150);
        int films = 0;
        for (int i = 0; i < p.length; i += stride) {
            films += isFilm(learner, i) ? 1 : 0;
            double h = 1e-5;
            double at = w[i];
            w[i] = at + h;
            double more = plainLoss(learner, w, condition, passage, count);
            w[i] = at - h;
            double less = plainLoss(learner, w, condition, passage, count);
            w[i] = at;
            double expected = (more - less) / (2 * h);
            assertEquals(expected, gradient[i], 2e-4 * (norm + Math.abs(expected)), "parameter " + i);
        }
        assertEquals(film && knobs > 0, films > 3, films + " films compared");
    }

    private static boolean isFilm(WaveNetLearner learner, int i) {
        return learner.layers.stream().anyMatch(l -> i >= l.film() && i < l.film() + films(learner, l));
    }

    private static int films(WaveNetLearner learner, WaveNetLearner.Layer layer) {
        return learner.film ? learner.arrays.get(layer.array()).channels() * learner.knobs : 0;
    }

    /** Films are flat when learning begins. */
    static void bend(WaveNetLearner learner, float[] p) {
        Random random = new Random(6);
        for (WaveNetLearner.Layer layer : learner.layers) {
            for (int i = 0; i < films(learner, layer); i++) {
                p[layer.film() + i] = random.nextFloat() - 0.5f;
            }
        }
    }

    /** Weights without films that do the same while the knobs of the passage stand still. */
    private static double[] unfilmed(WaveNetLearner learner, double[] w, Passage passage) {
        double[] plain = w.clone();
        double[] out = new double[w.length - learner.layers.stream().mapToInt(l -> films(learner, l)).sum()];
        int read = 0;
        int written = 0;
        for (WaveNetLearner.Layer layer : learner.layers) {
            int c = learner.arrays.get(layer.array()).channels();
            for (int row = 0; row < c; row++) {
                double factor = 1;
                for (int k = 0; learner.film && k < learner.knobs; k++) {
                    factor += w[layer.film() + row * learner.knobs + k] * (2 * passage.knobs[k] - 1);
                }
                multiply(plain, layer.conv() + row * c * 3, c * 3, factor);
                multiply(plain, layer.bias() + row, 1, factor);
                multiply(plain, layer.mixin() + row * (learner.signals + learner.knobs), learner.signals + learner.knobs, factor);
            }
            System.arraycopy(plain, read, out, written, layer.film() - read);
            written += layer.film() - read;
            read = layer.film() + films(learner, layer);
        }
        System.arraycopy(plain, read, out, written, plain.length - read);
        return out;
    }

    private static void multiply(double[] values, int at, int count, double factor) {
        for (int i = at; i < at + count; i++) {
            values[i] *= factor;
        }
    }

    private static double plainLoss(WaveNetLearner learner, double[] w, double[][] condition, Passage passage, int count) {
        double[] y = PlainWaveNet.play(learner.arrays, unfilmed(learner, w, passage), SCALING.output(), condition);
        return PlainWaveNet.loss(y, passage.start, passage.wet, passage.start, count, passage.preWeight, passage.plainWeight);
    }

    /** The exported capture takes raw audio and raw knobs; also the passage begins before the recording: silence came before. */
    @Test
    void theCaptureIsTheSameFunction() {
        Passage passage = passage(1088, 2, true);
        List<LayerArray> arrays = arrays(8, 4, 4);
        WaveNetLearner learner = new WaveNetLearner(arrays, true, false, SCALING, 1088);
        float[] p = parameters(learner);
        WaveNetModel model = (WaveNetModel) learner.export(p);
        assertEquals(p.length + 1, model.parameters());
        float[][] y = new float[1][1088];
        learner.worker(LossWeights.DEFAULT).play(p, new Passage[] {passage}, y);
        double[] weights = doubles(model.weights());
        // Long before the recording the knobs stood where they stand and the audio was silent.
        Passage early = passage(1088, 2, true);
        early.dry = shifted(passage.dry);
        early.lfo = shifted(passage.lfo);
        java.util.Arrays.fill(early.lfo, 0, 1000, passage.lfo[0]);
        double[] expected = PlainWaveNet.play(arrays, weights, weights[weights.length - 1], condition(early, 2088, true));
        for (int t = 0; t < 1088; t++) {
            assertEquals(expected[1000 + t], y[0][t], 3e-6, "frame " + t);
        }
    }

    /** With films the engine multiplies frame by frame what the trainer takes for weights. */
    @Test
    void theCaptureWithFilmsIsTheSameFunction() {
        Passage passage = passage(3000, 2, true);
        passage.start = 1000;
        WaveNetLearner learner = new WaveNetLearner(arrays(8, 4, 4), true, true, SCALING, 1088);
        float[] p = parameters(learner);
        bend(learner, p);
        Model model = learner.export(p);
        assertEquals(p.length + 1 + 3 * (8 + 4) * 3, model.parameters(), "a film has two columns of nothing, and a bias");
        float[][] y = new float[1][1088];
        learner.worker(LossWeights.DEFAULT).play(p, new Passage[] {passage}, y);
        float[] expected = RecurrentGradientTest.engine(model, condition(passage, 2088, true));
        double moved = 0;
        for (int t = 0; t < 1088; t++) {
            assertEquals(expected[1000 + t], y[0][t], 1e-5, "frame " + t);
            moved = Math.max(moved, Math.abs(y[0][t] - y[0][0]));
        }
        assertTrue(moved > 0.01, "it plays");
    }

    private static float[] shifted(float[] row) {
        float[] out = new float[row.length + 1000];
        System.arraycopy(row, 0, out, 1000, row.length);
        return out;
    }

    @Test
    void rationalTanhIsExactEnough() {
        float[] x = new float[1 << 14];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i - x.length / 2) * 0.0015f;
        }
        float[] y = x.clone();
        RowFunctions.tanh(y, 0, y.length);
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            worst = Math.max(worst, Math.abs(y[i] - Math.tanh(x[i])));
        }
        assertTrue(worst < 5e-7, "largest error " + worst);
    }

    @Test
    void aStepAllocatesNothing() {
        WaveNetLearner learner = WaveNetLearner.of(8, 4, true, 2, false, SCALING);
        Passage[] passages = {passage(60_000, 2, false)};
        passages[0].start = 5000;
        passages[0].count = learner.frames();
        Learner.Worker worker = learner.worker(LossWeights.DEFAULT);
        float[] p = parameters(learner);
        float[] gradient = new float[p.length];
        assertNoGarbage(() -> worker.gradient(p, passages, gradient));
    }

    /** Until C2 is done vectors are objects; on a busy machine that takes a while. Then two rounds without a byte must follow. */
    static void assertNoGarbage(Runnable step) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        int clean = 0;
        long bytes = -1;
        long until = System.nanoTime() + 40_000_000_000L;
        while (clean < 2 && System.nanoTime() < until) {
            long before = threads.getThreadAllocatedBytes(id);
            for (int i = 0; i < 10; i++) {
                step.run();
            }
            bytes = threads.getThreadAllocatedBytes(id) - before;
            clean = bytes == 0 ? clean + 1 : 0;
        }
        assertEquals(2, clean, "clean rounds; the last round of 10 steps made " + bytes + " bytes");
    }
}
