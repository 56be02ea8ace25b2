package stompjar.pedalboard;

import stompjar.dsp.Decibels;
import stompjar.dsp.Smoother;
import stompjar.network.Network;

/** A plugin parameter as a smooth row of factors, of which most are 1 most of the time. Audio thread. */
final class GainRamp {
    /** How a parameter's value becomes a factor. */
    enum Law {
        /** dB to amplitude. */
        DECIBELS,
        /** Volume knob: 0 silent, ½ unity, 1 +12 dB; the square sounds even under the hand. */
        VOLUME,
        /** The value itself. */
        LINEAR,
        /** 0 below ½, else 1. */
        SWITCH,
        /** 1 below ½, else 0. */
        BYPASS
    }

    private final Law law;
    private final Smoother smoother;
    private final float[] row = new float[Network.MAX_FRAMES];
    private float parameter = Float.NaN;
    private float factor;

    GainRamp(Law law, int rampFrames) {
        this.law = law;
        smoother = new Smoother(rampFrames);
    }

    /**
     * The factors of the next frames, or null where all are 1.
     *
     * @param snap whether to jump there
     */
    float[] row(float value, int frames, boolean snap) {
        if (value != parameter) {
            parameter = value;
            factor = factor(value);
        }
        if (snap) {
            smoother.snap(factor);
        } else {
            smoother.aim(factor);
        }
        return smoother.factors(row, frames);
    }

    /** Multiplies {@code x}; null is a row of ones. */
    static void scale(float[] x, float[] factors, int frames) {
        for (int t = 0; factors != null && t < frames; t++) {
            x[t] *= factors[t];
        }
    }

    /** Puts {@code other} into {@code x} where shares of {@code x} are below 1; null is a row of ones. */
    static void blend(float[] x, float[] other, float[] shares, int frames) {
        for (int t = 0; shares != null && t < frames; t++) {
            float s = shares[t];
            if (s != 1) {
                x[t] = s == 0 ? other[t] : other[t] + s * (x[t] - other[t]);
            }
        }
    }

    private float factor(float value) {
        return switch (law) {
            case DECIBELS -> Decibels.gain(value);
            case VOLUME -> 4 * Math.max(0, Math.min(1, value)) * Math.max(0, Math.min(1, value));
            case LINEAR -> Math.max(0, Math.min(1, value));
            case SWITCH -> value >= 0.5f ? 1 : 0;
            case BYPASS -> value >= 0.5f ? 0 : 1;
        };
    }
}
