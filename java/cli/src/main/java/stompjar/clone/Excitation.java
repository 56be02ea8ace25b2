package stompjar.clone;

import stompjar.riff.Etude;
import stompjar.riff.Riff;

/** Dry audio to learn a pedal by where nobody has recorded any: the demo guitar, an étude that goes everywhere, and what no guitar plays. */
final class Excitation {
    private static final double ETUDE_SECONDS = 25, SWEEP_SECONDS = 2, NOISE_SECONDS = 2;
    private static final long SEED = 1;
    private static final double LOWEST_HZ = 20, HIGHEST_HZ = 18_000, NOISE_CORNER_HZ = 800;
    private static final float NOISE_PEAK = 0.5f;

    private Excitation() { }

    /**
     * About 44 seconds, the same each time. What no guitar plays comes first and is less than a tenth: {@link PedalRecording} puts that among what is
     * learned, and judges by the guitar.
     *
     * @param rate Hz
     */
    static float[] at(int rate) {
        float[] riff = Riff.play(rate, Riff.SECONDS);
        float[] etude = Etude.play(rate, ETUDE_SECONDS, SEED);
        float[] sweep = sweep(rate);
        float[] noise = noise(rate);
        float[] all = new float[riff.length + etude.length + sweep.length + noise.length];
        int at = 0;
        for (float[] part : new float[][] {sweep, noise, etude, riff}) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** Every frequency, louder and softer on the way up. */
    private static float[] sweep(int rate) {
        float[] out = new float[(int) (SWEEP_SECONDS * rate)];
        double octaves = Math.log(Math.min(HIGHEST_HZ, 0.45 * rate) / LOWEST_HZ);
        double phase = 0;
        for (int n = 0; n < out.length; n++) {
            double t = (double) n / out.length;
            phase += 2 * Math.PI * LOWEST_HZ * Math.exp(octaves * t) / rate;
            double level = 0.5 * Math.pow(10, -0.9 * (1 - Math.cos(2 * Math.PI * 7 * t)));
            double edge = Math.min(1, 50 * Math.min(t, 1 - t));
            out[n] = (float) (edge * level * StrictMath.sin(phase));
        }
        return out;
    }

    /** Noise with the spectrum of a guitar, about, swelling from silence and back. */
    private static float[] noise(int rate) {
        float[] out = new float[(int) (NOISE_SECONDS * rate)];
        var random = new java.util.SplittableRandom(SEED);
        double keep = Math.exp(-2 * Math.PI * NOISE_CORNER_HZ / rate);
        double low = 0;
        float peak = 0;
        for (int n = 0; n < out.length; n++) {
            low = keep * low + (1 - keep) * (2 * random.nextDouble() - 1);
            double swell = Math.sin(Math.PI * 5 * n / out.length);
            out[n] = (float) (low * swell * swell * swell * swell);
            peak = Math.max(peak, Math.abs(out[n]));
        }
        for (int n = 0; n < out.length; n++) {
            out[n] *= NOISE_PEAK / peak;
        }
        return out;
    }
}
