package stompjar.dsp;

/**
 * Bass, middle and treble: {@code y = x + Σ (gain − 1) · band(x)}, where the bands are a first-order low-pass, a band-pass of Q 0.7 and a first-order
 * high-pass. They never change, only the gains do, in ramps; so nothing clicks, and at unity the input passes with its very bits. Each gain is
 * exact where its band is the only one (DC, half the rate) and within 1 dB of it in the middle. One thread at a time; only the constructor allocates.
 */
public final class ToneStack {
    /** Corners and centre, Hz: where the controls of amplifiers of the Fender and Marshall kinds have most to say. */
    static final double BASS = 150, MIDDLE = 600, TREBLE = 2_500;
    private static final double MIDDLE_DAMPING = 1 / 0.7;

    private final OnePole[] bass;
    private final StateVariable[] middle;
    private final OnePole[] treble;
    private final Smoother[] ramps = new Smoother[3];
    private final float[][] rows;
    private final float[] decibels = new float[3];
    /** {@code gain − 1} of each band. */
    private final float[] targets = new float[3];
    /** Last input of each channel. */
    private final float[] last;
    /** Whether the filters hold any audio. */
    private boolean ran;

    /**
     * @param rampFrames frames that a change takes
     * @param maxFrames  most frames of a call
     */
    public ToneStack(double rate, int channels, int rampFrames, int maxFrames) {
        last = new float[channels];
        bass = new OnePole[channels];
        middle = new StateVariable[channels];
        treble = new OnePole[channels];
        for (int c = 0; c < channels; c++) {
            bass[c] = new OnePole(BASS, rate);
            middle[c] = new StateVariable(MIDDLE_DAMPING);
            middle[c].tune(OnePole.warped(MIDDLE, rate));
            treble[c] = new OnePole(TREBLE, rate);
        }
        rows = new float[ramps.length][maxFrames];
        for (int i = 0; i < ramps.length; i++) {
            ramps[i] = new Smoother(rampFrames);
        }
    }

    /**
     * Where the gains go, dB.
     *
     * @param snap whether to jump there and forget all audio
     */
    public void aim(float bassDecibels, float middleDecibels, float trebleDecibels, boolean snap) {
        // Whether the filters ran until now must not depend on how frames were cut into calls: they start anew whenever flat ends.
        if (ran && (flat() || snap)) {
            ran = false;
            for (int c = 0; c < bass.length; c++) {
                bass[c].reset();
                middle[c].reset();
                treble[c].reset();
            }
        }
        aim(0, bassDecibels, snap);
        aim(1, middleDecibels, snap);
        aim(2, trebleDecibels, snap);
    }

    private void aim(int band, float newDecibels, boolean snap) {
        if (newDecibels != decibels[band]) {
            decibels[band] = newDecibels;
            targets[band] = Decibels.gain(newDecibels) - 1;
        }
        if (snap) {
            ramps[band].snap(targets[band]);
        } else {
            ramps[band].aim(targets[band]);
        }
    }

    /** Whether nothing in it moves as long as parameters and input are the last. Audio thread. */
    public boolean rests() {
        boolean rests = true;
        for (Smoother ramp : ramps) {
            rests &= ramp.steady();
        }
        for (int c = 0; !flat() && c < last.length; c++) {
            rests &= bass[c].rests(last[c]) && middle[c].rests(last[c]) && treble[c].rests(last[c]);
        }
        return rests;
    }

    private boolean flat() {
        boolean flat = true;
        for (Smoother ramp : ramps) {
            flat &= ramp.steady() && ramp.value() == 0;
        }
        return flat;
    }

    /** The next frames, in place; after {@link #aim}. Audio thread. */
    public void process(float[][] audio, int frames) {
        if (flat()) {
            return;
        }
        ran = true;
        for (int i = 0; i < rows.length; i++) {
            ramps[i].fill(rows[i], 0, frames);
        }
        for (int c = 0; c < audio.length; c++) {
            last[c] = audio[c][frames - 1];
            run(audio[c], bass[c], middle[c], treble[c], frames);
        }
    }

    private void run(float[] x, OnePole low, StateVariable mid, OnePole high, int frames) {
        float[] b = rows[0];
        float[] m = rows[1];
        float[] h = rows[2];
        for (int t = 0; t < frames; t++) {
            double v = x[t];
            mid.next(v);
            double bands = b[t] * low.next(v) + m[t] * mid.band() + h[t] * (v - high.next(v));
            // A zero that is added would turn −0 into +0.
            x[t] = bands == 0 ? x[t] : (float) (v + bands);
        }
    }
}
