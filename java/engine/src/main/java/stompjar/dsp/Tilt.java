package stompjar.dsp;

/**
 * Darker or brighter around 700 Hz: what is below goes down as much as what is above goes up, or the other way round, with the same first-order split on
 * both sides. In the middle position the input passes with its very bits. One thread at a time; only the constructor allocates.
 */
public final class Tilt {
    /** Hz. */
    static final double CENTRE = 700;
    /** dB at either end of the spectrum when the control is at 0 or 1. */
    static final double MOST = 9;

    private final OnePole[] split;
    private final Smoother low;
    private final Smoother high;
    /** Last input of each channel. */
    private final float[] last;
    private final float[] lowRow;
    private final float[] highRow;
    private float position = Float.NaN;
    private float lowTarget;
    private float highTarget;

    /**
     * @param rampFrames frames that a change takes
     * @param maxFrames  most frames of a call
     */
    public Tilt(double rate, int channels, int rampFrames, int maxFrames) {
        last = new float[channels];
        split = new OnePole[channels];
        for (int c = 0; c < channels; c++) {
            split[c] = new OnePole(CENTRE, rate);
        }
        low = new Smoother(rampFrames);
        high = new Smoother(rampFrames);
        lowRow = new float[maxFrames];
        highRow = new float[maxFrames];
    }

    /**
     * @param newPosition 0 darkest, ½ neutral, 1 brightest
     * @param snap        whether to jump there and forget all audio
     */
    public void aim(float newPosition, boolean snap) {
        if (neutral() || snap) {
            for (OnePole pole : split) {
                pole.reset();
            }
        }
        if (newPosition != position) {
            position = newPosition;
            float decibels = (float) (2 * MOST * (newPosition - 0.5f));
            lowTarget = Decibels.gain(-decibels) - 1;
            highTarget = Decibels.gain(decibels) - 1;
        }
        if (snap) {
            low.snap(lowTarget);
            high.snap(highTarget);
        } else {
            low.aim(lowTarget);
            high.aim(highTarget);
        }
    }

    /** Whether nothing in it moves as long as position and input are the last. Audio thread. */
    public boolean rests() {
        boolean rests = low.steady() && high.steady();
        for (int c = 0; !neutral() && c < split.length; c++) {
            rests &= split[c].rests(last[c]);
        }
        return rests;
    }

    private boolean neutral() {
        return low.steady() && high.steady() && low.value() == 0 && high.value() == 0;
    }

    /** The next frames, in place; after {@link #aim}. Audio thread. */
    public void process(float[][] audio, int frames) {
        if (neutral()) {
            return;
        }
        low.fill(lowRow, 0, frames);
        high.fill(highRow, 0, frames);
        for (int c = 0; c < audio.length; c++) {
            last[c] = audio[c][frames - 1];
            run(audio[c], split[c], frames);
        }
    }

    private void run(float[] x, OnePole pole, int frames) {
        for (int t = 0; t < frames; t++) {
            double v = x[t];
            double below = pole.next(v);
            double change = lowRow[t] * below + highRow[t] * (v - below);
            x[t] = change == 0 ? x[t] : (float) (v + change);
        }
    }
}
