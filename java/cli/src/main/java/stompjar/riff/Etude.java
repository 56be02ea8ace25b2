package stompjar.riff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Something to learn from: the same guitar as {@link Riff}, playing everything that a hand can do and no melody. Sections of lone notes, double stops and
 * full chords, all over the neck, soft and hard, muted and ringing; each section at a level of its own.
 */
public final class Etude {
    private static final double SECTION_SECONDS = 2.5, CROSSING_SECONDS = 0.03;
    /** The loudest section peaks here, and the softest so many dB below. */
    private static final double PEAK = 0.95, DYNAMICS_DB = 36;
    private static final int STRINGS = 6, HIGHEST_FRET = 17;
    private static final int[] VOICES = {1, 6, 2, 4, 1, 3};

    private final double rate;
    private final Random random;
    private final List<Pluck> plucks = new ArrayList<>();

    private Etude(double rate, long seed) {
        this.rate = rate;
        random = new Random(seed);
    }

    /**
     * @param rate    sample rate, Hz
     * @param seconds length
     * @return mono samples, the same on every machine for a seed
     */
    public static float[] play(double rate, double seconds, long seed) {
        return new Etude(rate, seed).play(seconds);
    }

    private float[] play(double seconds) {
        int sections = (int) StrictMath.ceil(seconds / SECTION_SECONDS);
        for (int s = 0; s < sections; s++) {
            section(s * SECTION_SECONDS, VOICES[s % VOICES.length]);
        }
        double[] mix = new double[(int) StrictMath.round(rate * seconds)];
        for (int string = 0; string < STRINGS; string++) {
            int here = string;
            new GuitarString(rate, string, random).play(plucks.stream().filter(p -> p.string() == here)
                    .sorted(Comparator.comparingDouble(Pluck::start)).toList(), mix);
        }
        Pickup.listen(mix, rate);
        return levelled(mix, sections);
    }

    /** Hands of {@code voices} notes, one after the other, somewhere on the neck. */
    private void section(double start, int voices) {
        int fret = random.nextInt(HIGHEST_FRET - 4);
        double spacing = 0.12 + 0.5 * random.nextDouble();
        double end = start + SECTION_SECONDS - 0.05;
        for (double t = start + 0.01; t < end - 0.1; t += spacing * (0.7 + 0.6 * random.nextDouble())) {
            boolean palm = random.nextInt(5) == 0;
            double force = 0.25 + 0.7 * random.nextDouble();
            int lowest = random.nextInt(STRINGS - voices + 1);
            for (int v = 0; v < voices; v++) {
                double at = t + v * 0.012 * random.nextDouble();
                double held = StrictMath.min(end - at, spacing * (0.6 + 2 * random.nextDouble()));
                List<Pluck.BendPoint> bend = random.nextInt(6) == 0 && !palm
                        ? List.of(new Pluck.BendPoint(0.05, 0), new Pluck.BendPoint(0.3, 1 + random.nextInt(2))) : List.of();
                plucks.add(new Pluck(lowest + v, fret + random.nextInt(5), at, held, force, palm, bend, random.nextInt(3) == 0 ? 30 : 0));
            }
        }
    }

    private float[] levelled(double[] mix, int sections) {
        float[] out = new float[mix.length];
        int length = (int) (SECTION_SECONDS * rate);
        int crossing = (int) (CROSSING_SECONDS * rate);
        // Levels are dealt, not diced, so that each comes once; half of the sections are within 9 dB of the loudest, as players' are.
        for (int s = 0; s < sections; s++) {
            int from = s * length;
            int to = StrictMath.min(out.length, from + length);
            double peak = 1e-9;
            for (int n = from; n < to; n++) {
                peak = StrictMath.max(peak, StrictMath.abs(mix[n]));
            }
            double dealt = (s * 0.6180339887498949) % 1;
            double down = dealt * dealt * DYNAMICS_DB;
            double gain = PEAK / peak * StrictMath.pow(10, -down / 20);
            for (int n = from; n < to; n++) {
                double edge = StrictMath.min(1, StrictMath.min(n - from, to - 1 - n) / (double) crossing);
                out[n] = (float) (gain * mix[n] * 0.5 * (1 - StrictMath.cos(StrictMath.PI * edge)));
            }
        }
        return out;
    }
}
