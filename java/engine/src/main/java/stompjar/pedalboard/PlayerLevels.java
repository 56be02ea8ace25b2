package stompjar.pedalboard;

import stompjar.capture.Metadata;
import stompjar.dsp.Decibels;
import stompjar.dsp.Smoother;

/**
 * The gains before and after one capture: drive where it has no knob for that, loudness and analog levels as its metadata state them. Both are exactly 1
 * at the defaults. Audio thread, but for the constructor.
 */
final class PlayerLevels {
    private static final float NOT_STATED = Float.NaN;

    private final LoudnessCurve curve;
    private final float loudness;
    private final float inputLevel;
    private final float outputLevel;
    private final Smoother before;
    private final Smoother after;
    private float drive = 0.5f;
    private float interfaceLevel = Float.NaN;
    private boolean normalise;
    private boolean calibrate;
    private float beforeTarget = 1;
    private float afterTarget = 1;

    /** @param curve null if there is no drive */
    PlayerLevels(Metadata metadata, LoudnessCurve curve, int rampFrames) {
        this.curve = curve;
        loudness = number(metadata.loudness());
        inputLevel = number(metadata.inputLevelDbu());
        outputLevel = number(metadata.outputLevelDbu());
        before = new Smoother(rampFrames);
        after = new Smoother(rampFrames);
    }

    private static float number(Double stated) {
        return stated == null ? NOT_STATED : stated.floatValue();
    }

    /**
     * Where the gains go.
     *
     * @param newDrive  0..1, ½ is neutral
     * @param makesEnd  whether loudness is this capture's affair, if it is at all
     * @param levelled  whether this capture is one of those that levels are for
     */
    void aim(float newDrive, float[] parameters, boolean makesEnd, boolean levelled, boolean snap) {
        boolean newNormalise = levelled && makesEnd && Parameters.on(parameters[Parameters.NORMALISE]);
        boolean newCalibrate = levelled && Parameters.on(parameters[Parameters.CALIBRATE]);
        float newInterface = parameters[Parameters.INTERFACE_LEVEL];
        if (newDrive != drive || newNormalise != normalise || newCalibrate != calibrate || newInterface != interfaceLevel) {
            drive = newDrive;
            normalise = newNormalise;
            calibrate = newCalibrate;
            interfaceLevel = newInterface;
            settle();
        }
        if (snap) {
            before.snap(beforeTarget);
            after.snap(afterTarget);
        } else {
            before.aim(beforeTarget);
            after.aim(afterTarget);
        }
    }

    private void settle() {
        float gain = 2 * LoudnessCurve.RANGE * (drive - 0.5f);
        float in = gain;
        float out = gain == 0 ? 0 : curve.compensation(gain);
        if (calibrate) {
            in += stated(interfaceLevel - inputLevel);
        }
        if (normalise) {
            out += stated(Parameters.NORMAL_LOUDNESS - loudness);
        } else if (calibrate) {
            out += stated(outputLevel - interfaceLevel);
        }
        beforeTarget = Decibels.gain(in);
        afterTarget = Decibels.gain(out);
    }

    private static float stated(float decibels) {
        return Float.isNaN(decibels) ? 0 : decibels;
    }

    /** Factors of the next frames before the capture, or null where all are 1. */
    float[] before(float[] row, int frames) {
        return before.factors(row, frames);
    }

    /** Factors of the next frames after the capture, or null where all are 1. */
    float[] after(float[] row, int frames) {
        return after.factors(row, frames);
    }
}
