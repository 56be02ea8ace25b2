package stompjar.report;

import stompjar.capture.Capture;
import stompjar.train.Architecture;

/**
 * One family's best, after it learned the same recordings as the others.
 *
 * @param architecture   what was asked for
 * @param minutes        wall time that it took to learn
 * @param esr            on the test part, as the engine plays it
 * @param esrPreemphasis the same after y[n] − 0.85 y[n−1]
 * @param load           CPU seconds per second of audio
 */
public record Contender(Architecture architecture, Capture capture, double minutes, double esr, double esrPreemphasis, double load) {
    public int parameters() {
        return capture.model().parameters();
    }

    /** What to call it: the family, or the spec where that says more. */
    public String name() {
        String spec = architecture.spec();
        return spec.contains(":") || spec.equals(architecture.family()) ? spec : architecture.family() + " (" + spec + ")";
    }

    /** For names of files. */
    String slug() {
        return architecture.spec().replaceAll("[^a-z0-9]+", "-");
    }

    boolean isNeural() {
        return architecture.snapshot().isNeural();
    }

    /** How far the error lies below the sound, dB. */
    double depth() {
        return -10 * Math.log10(esr);
    }
}
