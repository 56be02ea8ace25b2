package stompjar.dsp;

/**
 * A low cut or a high cut of 12 dB per octave (Butterworth). It is switched by a cross-fade and its corner moves along a ramp; while it is off the
 * input passes with its very bits. One thread at a time; only the constructor allocates.
 */
public final class CutFilter {
    private static final double DAMPING = Math.sqrt(2);

    private final boolean cutsLows;
    private final double rate;
    private final StateVariable[] filters;
    private final Smoother share;
    private final Smoother corner;
    private final float[] shareRow;
    private final float[] cornerRow;
    /** Last input of each channel. */
    private final float[] last;
    private float hertz = Float.NaN;
    private float warped;

    /**
     * @param cutsLows   or highs
     * @param rampFrames frames that a change takes
     * @param maxFrames  most frames of a call
     */
    public CutFilter(boolean cutsLows, double rate, int channels, int rampFrames, int maxFrames) {
        this.cutsLows = cutsLows;
        this.rate = rate;
        filters = new StateVariable[channels];
        for (int c = 0; c < channels; c++) {
            filters[c] = new StateVariable(DAMPING);
        }
        share = new Smoother(rampFrames);
        corner = new Smoother(rampFrames);
        shareRow = new float[maxFrames];
        cornerRow = new float[maxFrames];
        last = new float[channels];
    }

    /**
     * @param newHertz corner, where it is on
     * @param snap     whether to jump there and forget all audio
     */
    public void aim(float newHertz, boolean on, boolean snap) {
        boolean starts = snap || off();
        if (starts) {
            for (StateVariable filter : filters) {
                filter.reset();
            }
        }
        if (on && newHertz != hertz) {
            hertz = newHertz;
            warped = (float) OnePole.warped(newHertz, rate);
        }
        if (starts) {
            corner.snap(warped);
        } else {
            corner.aim(warped);
        }
        if (snap) {
            share.snap(on ? 1 : 0);
        } else {
            share.aim(on ? 1 : 0);
        }
    }

    /** Whether nothing in it moves as long as parameters and input are the last. Audio thread. */
    public boolean rests() {
        boolean rests = share.steady() && corner.steady();
        for (int c = 0; !off() && c < filters.length; c++) {
            rests &= filters[c].rests(last[c]);
        }
        return rests;
    }

    private boolean off() {
        return share.steady() && share.value() == 0;
    }

    /** The next frames, in place; after {@link #aim}. Audio thread. */
    public void process(float[][] audio, int frames) {
        if (off()) {
            return;
        }
        share.fill(shareRow, 0, frames);
        corner.fill(cornerRow, 0, frames);
        for (int c = 0; c < audio.length; c++) {
            last[c] = audio[c][frames - 1];
            run(audio[c], filters[c], frames);
        }
    }

    private void run(float[] x, StateVariable filter, int frames) {
        float tuned = Float.NaN;
        for (int t = 0; t < frames; t++) {
            if (cornerRow[t] != tuned) {
                tuned = cornerRow[t];
                filter.tune(tuned);
            }
            filter.next(x[t]);
            double cut = cutsLows ? filter.high() : filter.low();
            x[t] = shareRow[t] == 0 ? x[t] : (float) (x[t] + shareRow[t] * (cut - x[t]));
        }
    }
}
