package stompjar.fit;

import java.util.List;
import stompjar.capture.FirModel;

/**
 * A linear filter that learns as it listens: normalised least mean squares (Widrow, Hoff 1960; Nagumo, Noda 1967), frame by frame through the recording, as an
 * echo canceller does. Its weights are averaged over the second half of the way (Polyak, Juditsky 1992), which takes away the jitter that the step leaves, and then
 * held still. Both signals pass the {@link Criterion}'s filter first: it commutes with the one that is sought, and a whiter signal is learned from sooner.
 */
final class AdaptiveFilter {
    private static final int PASSES = 2;
    /**
     * Of the mean power, what is added to the power of the moment. Where that is little, a soft note weighs as much as a loud one, and the filter learns
     * the gain of soft notes, which of a distortion is many times that of the loud ones.
     */
    private static final double FLOOR = 4;

    /** The oldest frame's weight first. */
    private final double[] weights;
    private final double[] sum;
    private final double step;
    private long summed;

    private AdaptiveFilter(int taps, double step) {
        weights = new double[taps];
        sum = new double[taps];
        this.step = step;
    }

    /**
     * @param taps of the filter, a multiple of 4
     * @param step share of its error that a frame corrects, below 2
     */
    static FirModel learn(List<Window> windows, Criterion criterion, int taps, double step) {
        AdaptiveFilter filter = new AdaptiveFilter(taps, step);
        double floor = FLOOR * taps * power(windows, criterion);
        for (int pass = 0; pass < PASSES; pass++) {
            for (Window window : windows) {
                filter.listen(window, criterion, floor, 2 * pass >= PASSES);
            }
        }
        float[] response = new float[taps];
        for (int k = 0; k < taps; k++) {
            response[k] = (float) (filter.sum[taps - 1 - k] / filter.summed);
        }
        return new FirModel(response, 0);
    }

    private static double power(List<Window> windows, Criterion criterion) {
        double sum = 0;
        long frames = 0;
        for (Window w : windows) {
            for (int n = w.start(); n < w.start() + w.count(); n++) {
                double x = criterion.filtered(w.dry(), n);
                sum += x * x;
            }
            frames += w.count();
        }
        return sum / frames;
    }

    private void listen(Window window, Criterion criterion, double floor, boolean count) {
        int taps = weights.length;
        // Frame start + t, with those before it, is x[t + 1 .. t + taps].
        double[] x = new double[taps + window.count()];
        for (int i = 0; i < x.length; i++) {
            x[i] = criterion.filtered(window.dry(), window.start() - taps + i);
        }
        double power = floor + ShiftEquations.product(x, 0, x, 0, taps);
        for (int t = 0; t < window.count(); t++) {
            power += x[t + taps] * x[t + taps] - x[t] * x[t];
            double error = criterion.filtered(window.wet(), window.start() + t) - ShiftEquations.product(weights, 0, x, t + 1, taps);
            double gain = step * error / Math.max(power, floor);
            for (int k = 0; k < taps; k++) {
                weights[k] += gain * x[t + 1 + k];
            }
            if (count && t % taps == 0) {
                for (int k = 0; k < taps; k++) {
                    sum[k] += weights[k];
                }
                summed++;
            }
        }
    }
}
