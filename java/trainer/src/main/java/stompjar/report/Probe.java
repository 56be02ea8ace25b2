package stompjar.report;

import java.util.Arrays;
import stompjar.capture.Capture;
import stompjar.network.Network;
import stompjar.network.Networks;

/**
 * Sends tones through a capture whose knobs are held, as a measuring engineer would through the device. What the device itself would answer is not
 * in the recordings: answers can be held against each other, and against that of the model with the least error.
 *
 * @param knobs one position for each knob
 */
record Probe(Capture capture, float[] knobs) {
    /** Pitch of the sine: a middle A. */
    static final double HERTZ = 220;
    static final int HARMONICS = 10;
    /** Two tones a musical tritone apart, whose products all fall on multiples of 100 Hz and mostly on no harmonic of either. */
    static final double LOW_TONE = 500, HIGH_TONE = 700;
    static final int PRODUCTS = 25;
    /** Seconds before anything is measured, and that are measured: whole periods of 20 Hz. */
    private static final double SETTLE = 0.5, MEASURE = 0.5;

    /**
     * Levels of harmonics 1..{@link #HARMONICS} of a sine, dBFS.
     *
     * @param peak of the sine
     */
    double[] harmonics(double peak) {
        float[] wet = play(tones(peak, HERTZ));
        double[] db = new double[HARMONICS];
        Arrays.setAll(db, i -> level(wet, (i + 1) * HERTZ));
        return db;
    }

    /** Levels at 100, 200 … 2500 Hz for two tones of half the peak each, dBFS. */
    double[] products(double peak) {
        float[] wet = play(tones(peak / 2, LOW_TONE, HIGH_TONE));
        double[] db = new double[PRODUCTS];
        Arrays.setAll(db, i -> level(wet, (i + 1) * 100));
        return db;
    }

    /** Input and output through one period of a slow sine: {@code [2][points]}. */
    double[][] transfer(double peak) {
        double hertz = 100;
        float[] dry = tones(peak, hertz);
        float[] wet = play(dry);
        int period = (int) Math.round(capture.rate() / hertz) + 1;
        int from = (int) (SETTLE * capture.rate());
        double[][] curve = new double[2][period];
        for (int n = 0; n < period; n++) {
            curve[0][n] = dry[from + n];
            curve[1][n] = wet[from + n];
        }
        return curve;
    }

    private float[] tones(double peak, double... hertz) {
        float[] x = new float[(int) ((SETTLE + MEASURE) * capture.rate())];
        for (int n = 0; n < x.length; n++) {
            for (double f : hertz) {
                x[n] += (float) (peak * Math.sin(2 * Math.PI * f * n / capture.rate()));
            }
        }
        return x;
    }

    private float[] play(float[] dry) {
        Network network = Networks.of(capture);
        float[] seen = knobs.clone();
        for (int k = 0; k < seen.length; k++) {
            seen[k] = (float) capture.knobs().get(k).coordinate(knobs[k]);
        }
        network.prewarm(seen);
        float[] rows = new float[knobs.length * Network.MAX_FRAMES];
        for (int k = 0; k < knobs.length; k++) {
            Arrays.fill(rows, k * Network.MAX_FRAMES, (k + 1) * Network.MAX_FRAMES, seen[k]);
        }
        float[] in = new float[Network.MAX_FRAMES];
        float[] out = new float[Network.MAX_FRAMES];
        float[] wet = new float[dry.length];
        for (int n = 0; n < dry.length; n += Network.MAX_FRAMES) {
            int frames = Math.min(Network.MAX_FRAMES, dry.length - n);
            System.arraycopy(dry, n, in, 0, frames);
            network.process(in, rows, out, frames);
            System.arraycopy(out, 0, wet, n, frames);
        }
        return wet;
    }

    /** Peak of a sine in the measured part, dBFS, under a Hann window. */
    private double level(float[] wet, double hertz) {
        int from = (int) (SETTLE * capture.rate());
        int frames = wet.length - from;
        double re = 0;
        double im = 0;
        for (int i = 0; i < frames; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / frames);
            double phase = 2 * Math.PI * hertz * i / capture.rate();
            re += window * wet[from + i] * Math.cos(phase);
            im += window * wet[from + i] * Math.sin(phase);
        }
        return 20 * Math.log10(Math.hypot(re, im) * 4 / frames + 1e-7);
    }
}
