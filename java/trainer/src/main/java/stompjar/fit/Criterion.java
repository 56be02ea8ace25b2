package stompjar.fit;

import static stompjar.train.Errors.PRE_EMPHASIS;

import java.util.List;

/**
 * What is made small: the plain ESR plus the ESR after y[n] − 0.85 y[n−1]. (The neural trainer weighs the plain one with a tenth; but a family that can reach
 * neither trades one for the other, and both are reported.) Both together are the energy of the error after one filter
 * {@code gain · (e[n] − zero · e[n−1])}, because its power response has the same form as their sum's.
 *
 * @param gain of the filter
 * @param zero of the filter, below 1
 */
record Criterion(double gain, double zero) {
    static Criterion of(List<Window> windows) {
        double pre = 0;
        double plain = 0;
        long frames = 0;
        for (Window w : windows) {
            for (int n = w.start() + 1; n < w.start() + w.count(); n++) {
                double edge = w.wet()[n] - PRE_EMPHASIS * w.wet()[n - 1];
                pre += edge * edge;
                plain += (double) w.wet()[n] * w.wet()[n];
                frames++;
            }
        }
        // |gain|²(1 + zero² − 2·zero·cos) = (1 + 0.85² − 1.7·cos)/pre + 1/plain, per frame.
        double sum = (1 + PRE_EMPHASIS * PRE_EMPHASIS) / pre + 1 / plain;
        double product = PRE_EMPHASIS / pre;
        double half = sum / (2 * product);
        double zero = half - Math.sqrt(half * half - 1);
        return new Criterion(Math.sqrt(product / zero * frames), zero);
    }

    /** A signal through the filter, at frame {@code n}; beyond its ends it is silent. */
    double filtered(float[] signal, int n) {
        return gain * (sample(signal, n) - zero * sample(signal, n - 1));
    }

    private static double sample(float[] signal, int n) {
        return n >= 0 && n < signal.length ? signal[n] : 0;
    }
}
