package stompjar.pedalboard;

import stompjar.dsp.Decibels;
import stompjar.dsp.Smoother;
import stompjar.network.Network;

/** A plugin parameter as a smooth row of factors. Audio thread. */
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
        SWITCH
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

    /** @param snap whether to jump there */
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
        smoother.fill(row, 0, frames);
        return row;
    }

    private float factor(float value) {
        return switch (law) {
            case DECIBELS -> Decibels.gain(value);
            case VOLUME -> 4 * Math.max(0, Math.min(1, value)) * Math.max(0, Math.min(1, value));
            case LINEAR -> Math.max(0, Math.min(1, value));
            case SWITCH -> value >= 0.5f ? 1 : 0;
        };
    }
}
