package stompjar.riff;

import java.util.List;
import java.util.Random;

/** The demo guitar: a clean electric guitar, straight from its pickup, that nobody had to record. */
public final class Riff {
    /** Length of the score, seconds. */
    public static final double SECONDS = Score.SECONDS;
    /** Peak of the result: −4 dBFS, a healthy recording level. */
    private static final double PEAK = StrictMath.pow(10, -4 / 20.0);
    private static final long SEED = 1983;
    private static final double FADE_SECONDS = 0.05;

    private Riff() { }

    /**
     * Plays the score.
     *
     * @param rate    sample rate, Hz
     * @param seconds length; longer than {@link #SECONDS} begins again, shorter stops early
     * @return mono samples, each an exact 16-bit value, the same on every machine
     */
    public static float[] play(double rate, double seconds) {
        double[] once = synthesise(rate);
        Random dither = new Random(SEED);
        float[] out = new float[(int) StrictMath.round(rate * seconds)];
        int fade = (int) (FADE_SECONDS * rate);
        for (int n = 0; n < out.length; n++) {
            double end = StrictMath.min(1, (out.length - n) / (double) fade);
            // Dither, because a pedal amplifies by 30 dB and more: plain rounding would be heard in the tails.
            double noise = dither.nextDouble() - dither.nextDouble();
            // + 0.0, because rint makes −0.0, which no file of integers can hold.
            out[n] = (float) ((StrictMath.rint(once[n % once.length] * end * 32767 + noise) + 0.0) / 32768);
        }
        return out;
    }

    private static double[] synthesise(double rate) {
        Random random = new Random(SEED);
        List<Pluck> plucks = Score.write(random);
        double[] mix = new double[(int) StrictMath.round(rate * Score.SECONDS)];
        for (int string = 0; string < 6; string++) {
            int here = string;
            new GuitarString(rate, string, random).play(plucks.stream().filter(p -> p.string() == here).toList(), mix);
        }
        Pickup.listen(mix, rate);
        double peak = 0;
        for (double sample : mix) {
            peak = StrictMath.max(peak, StrictMath.abs(sample));
        }
        for (int n = 0; n < mix.length; n++) {
            mix[n] *= PEAK / peak;
        }
        return mix;
    }
}
