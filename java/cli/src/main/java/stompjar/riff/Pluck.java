package stompjar.riff;

import java.util.List;

/**
 * One note of the score.
 *
 * @param string   0 (low E) .. 5 (high E)
 * @param fret     0 is the open string
 * @param start    seconds
 * @param seconds  until the finger lets go
 * @param force    about 0..1, above for a palm mute, which needs it: louder, and brighter because the pick leaves the string faster
 * @param palm     whether the palm damps it
 * @param bend     points of the bend in time order, straight lines smoothed between; empty for none
 * @param vibrato  depth in cents, 0 for none; it sets in when the note has settled
 */
record Pluck(int string, int fret, double start, double seconds, double force, boolean palm, List<BendPoint> bend, double vibrato) {
    /** Open strings, Hz: E2 A2 D3 G3 B3 E4 in equal temperament from A4 = 440 Hz. */
    private static final int[] SEMITONES_FROM_A4 = {-29, -24, -19, -14, -10, -5};
    private static final double VIBRATO_HZ = 5.3;
    private static final double VIBRATO_ONSET = 0.22;

    /** @param seconds after the pluck */
    record BendPoint(double seconds, double semitones) { }

    Pluck {
        bend = List.copyOf(bend);
    }

    static double openHertz(int string) {
        return 440 * StrictMath.pow(2, SEMITONES_FROM_A4[string] / 12.0);
    }

    double hertz() {
        return openHertz(string) * StrictMath.pow(2, fret / 12.0);
    }

    double end() {
        return start + seconds;
    }

    /** Factor on the pitch, {@code t} seconds after the pluck. */
    double pitch(double t) {
        // A hard pluck stretches the string: it starts a few cents sharp and settles within a tenth of a second.
        double cents = 4 * force * force * StrictMath.exp(-t / 0.06) + 100 * bendAt(t);
        if (vibrato > 0 && t > VIBRATO_ONSET) {
            // A finger can only raise the pitch; the depth grows over a third of a second.
            double grown = StrictMath.min(1, (t - VIBRATO_ONSET) / 0.3);
            cents += vibrato * grown * 0.5 * (1 - StrictMath.cos(2 * StrictMath.PI * VIBRATO_HZ * (t - VIBRATO_ONSET)));
        }
        return StrictMath.pow(2, cents / 1200);
    }

    private double bendAt(double t) {
        if (bend.isEmpty() || t <= bend.get(0).seconds) {
            return bend.isEmpty() ? 0 : bend.get(0).semitones;
        }
        for (int i = 1; i < bend.size(); i++) {
            BendPoint from = bend.get(i - 1);
            BendPoint to = bend.get(i);
            if (t < to.seconds) {
                double x = (t - from.seconds) / (to.seconds - from.seconds);
                return from.semitones + (to.semitones - from.semitones) * x * x * (3 - 2 * x);
            }
        }
        return bend.get(bend.size() - 1).semitones;
    }
}
