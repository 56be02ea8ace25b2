package stompjar.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossTest {
    private static final int FROM = 64;
    private static final int START = 30;
    private static final double PLAIN_WEIGHT = 0.02;

    private final float[] y = WaveNetGradientTest.noise(new Random(1), 5000);
    private final float[] wet = WaveNetGradientTest.noise(new Random(2), 5000);
    private final float[] slope = new float[5000];

    private double loss(LossWeights weights, double preWeight, int count) {
        return new Loss(weights).of(y, FROM, count, wet, START, preWeight, PLAIN_WEIGHT, slope);
    }

    /** 100 frames are too few for the shortest window, 2000 for the longest. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0, 0, 700", "0, 0.1, 0, 0, 700", "0, 0, 1, 0, 700", "0, 0, 0, 1, 100", "0, 0, 0, 1, 700", "0, 0, 0, 1, 4800", "1, 0.1, 2, 0.3, 4800"})
    void everyTermsGradientAgreesWithFiniteDifferences(double pre, double plain, double dc, double spectral, int count) {
        LossWeights weights = new LossWeights(plain, dc, spectral);
        loss(weights, 0.03 * pre, count);
        float[] gradient = slope.clone();
        double norm = 0;
        for (int n = FROM; n < FROM + count; n++) {
            norm += gradient[n] * gradient[n];
        }
        norm = Math.sqrt(norm / count);
        assertTrue(norm > 1e-6 || count == 100, "the gradient must not vanish");
        for (int n = FROM; n < FROM + count; n += Math.max(1, count / 100)) {
            float at = y[n];
            float more = at + 1e-3f;
            float less = at - 1e-3f;
            y[n] = more;
            double above = loss(weights, 0.03 * pre, count);
            y[n] = less;
            double below = loss(weights, 0.03 * pre, count);
            y[n] = at;
            double expected = (above - below) / ((double) more - less);
            assertEquals(expected, gradient[n], 2e-3 * (norm + Math.abs(expected)), "frame " + n);
        }
    }

    @Test
    void aShiftedMeanIsWhatTheDcTermSees() {
        for (int n = 0; n < 1000; n++) {
            y[FROM + n] = wet[START + n] + (n % 2 == 0 ? 0.5f : -0.1f);
        }
        assertEquals(1000 * 0.2 * 0.2 * PLAIN_WEIGHT, loss(new LossWeights(0, 1, 0), 0, 1000), 1e-6);
    }

    /** Twice the target: as far away as silence, and the logarithm of two everywhere. */
    @Test
    void theSpectralTermCountsLikeSquaredErrorsOfFramesWhateverTheirPhase() {
        double energy = 0;
        for (int n = 0; n < 4800; n++) {
            y[FROM + n] = -2 * wet[START + n];
            energy += wet[START + n] * wet[START + n];
        }
        double expected = energy * PLAIN_WEIGHT * (1 + Math.log(2) * Math.log(2));
        assertEquals(expected, loss(new LossWeights(0, 0, 1), 0, 4800), 0.03 * expected);
        for (int n = 0; n < 4800; n++) {
            y[FROM + n] = -wet[START + n];
        }
        assertEquals(0, loss(new LossWeights(0, 0, 1), 0, 4800), 1e-9);
    }

    @Test
    void silenceIsNoTarget() {
        java.util.Arrays.fill(wet, 0);
        assertEquals(0, loss(new LossWeights(0, 0, 1), 0, 4800));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nano", "lstm:4", "gru:4"})
    void theLearnersFollowEveryTerm(String arch) {
        Learner learner = Architecture.parse(arch).learner(1, false, new Scaling(2.5f, 0.4f));
        Passage[] passages = new Passage[learner.lanes()];
        for (int l = 0; l < passages.length; l++) {
            passages[l] = WaveNetGradientTest.passage(40_000, 1, false);
            passages[l].start = 20_000 + l;
            passages[l].count = learner.frames();
        }
        Learner.Worker worker = learner.worker(new LossWeights(0.1, 3, 2));
        float[] p = WaveNetGradientTest.parameters(learner);
        float[] gradient = new float[p.length];
        worker.gradient(p, passages, gradient);
        double square = 0;
        for (float g : gradient) {
            square += g * g;
        }
        // Small beside the weights.
        double step = 0.01 / Math.sqrt(square);
        double expected = 2 * step * square;
        assertEquals(expected, lossAt(worker, p, passages, gradient, step) - lossAt(worker, p, passages, gradient, -step), 0.02 * expected);
    }

    private static double lossAt(Learner.Worker worker, float[] p, Passage[] passages, float[] direction, double step) {
        float[] moved = p.clone();
        for (int i = 0; i < p.length; i++) {
            moved[i] += (float) (step * direction[i]);
        }
        return worker.gradient(moved, passages, new float[p.length]);
    }

    @Test
    void theSpectralTermAllocatesNothing() {
        Loss loss = new Loss(new LossWeights(0.1, 1, 1));
        WaveNetGradientTest.assertNoGarbage(() -> loss.of(y, FROM, 4800, wet, START, 0.03, 0.02, slope));
    }

    @Test
    void weights() {
        assertEquals(new LossWeights(0.1, 0, 0.5), LossWeights.DEFAULT.with("dc", 0).with("spectral", 0.5));
        assertThrows(IllegalArgumentException.class, () -> LossWeights.DEFAULT.with("esr", 1));
        assertThrows(IllegalArgumentException.class, () -> LossWeights.DEFAULT.with("dc", -1));
    }
}
