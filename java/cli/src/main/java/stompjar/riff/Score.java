package stompjar.riff;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import stompjar.riff.Pluck.BendPoint;

/**
 * What is played: seven bars in E minor at 112 beats a minute. Two bars of power chords and palm mutes, two of open chords picked string by
 * string, two of lead with bends and vibrato, and a last chord after a rest. It has what a drive pedal reacts to: low thuds, dense chords,
 * lone ringing notes, quiet and loud picking, and silence.
 */
final class Score {
    private static final double EIGHTH = 60.0 / 112 / 2;
    private static final double BAR = 8 * EIGHTH;
    /** Length of the whole, seconds. */
    static final double SECONDS = 7 * BAR;
    /** A strum takes this long from string to string, seconds. */
    private static final double STRUM = 0.007;

    private final Random random;
    private final List<Pluck> plucks = new ArrayList<>();

    private Score(Random random) {
        this.random = random;
    }

    /** All notes in time order. A player is never exact: {@code random} moves each by a few milliseconds and percent. */
    static List<Pluck> write(Random random) {
        Score score = new Score(random);
        score.riff();
        score.arpeggio();
        score.lead();
        score.lastChord();
        score.plucks.sort(java.util.Comparator.comparingDouble(Pluck::start));
        return List.copyOf(score.plucks);
    }

    private void riff() {
        power(0, 0, 0, 0, 0.9);
        mutes(0, 1, 1.5, 2);
        power(0, 3, 0, 3, 0.85);
        mutes(0, 4, 5, 5.5);
        power(0, 6, 0, 5, 1.7);
        mutes(1, 0, 1, 1.5);
        power(1, 2, 0, 0, 0.9);
        mutes(1, 3, 3.5);
        power(1, 4, 1, 5, 1.4);
        power(1, 6, 1, 3, 0.9);
        power(1, 7, 1, 2, 0.9);
    }

    private void arpeggio() {
        int[][] eMinor = {{0, 0}, {2, 2}, {3, 0}, {4, 0}, {5, 0}, {4, 0}, {3, 0}, {2, 2}};
        int[][] cAddNine = {{1, 3}, {2, 2}, {3, 0}, {4, 3}, {5, 0}, {4, 3}, {3, 0}, {2, 2}};
        double[] force = {0.7, 0.45, 0.5, 0.5, 0.6, 0.45, 0.45, 0.4};
        for (int i = 0; i < 8; i++) {
            note(2, i, eMinor[i][0], eMinor[i][1], 7.9 - i, force[i], false, List.of(), 0);
            note(3, i, cAddNine[i][0], cAddNine[i][1], 7.6 - i, force[i], false, List.of(), 0);
        }
    }

    private void lead() {
        note(4, 0, 3, 14, 2.9, 0.9, false, bend(0.05, 0.28, 2), 35);
        note(4, 3, 4, 12, 0.95, 0.7, false, List.of(), 0);
        note(4, 4, 4, 15, 0.95, 0.8, false, List.of(), 0);
        note(4, 5, 5, 12, 2.4, 0.85, false, List.of(), 30);
        note(5, 0, 4, 15, 0.95, 0.8, false, List.of(), 0);
        note(5, 1, 4, 12, 0.9, 0.65, false, List.of(), 0);
        note(5, 2, 3, 14, 1.9, 0.85, false,
                List.of(new BendPoint(0.02, 0), new BendPoint(0.16, 2), new BendPoint(0.3, 2), new BendPoint(0.44, 0)), 0);
        note(5, 4, 3, 12, 0.95, 0.7, false, List.of(), 0);
        note(5, 5, 2, 14, 2.2, 0.85, false, List.of(), 40);
    }

    private void lastChord() {
        int[] frets = {0, 2, 2, 0, 0, 0};
        for (int string = 0; string < 6; string++) {
            note(6, 0.5 + string * STRUM / EIGHTH, string, frets[string], 6.6, 0.95 - 0.06 * string, false, List.of(), 0);
        }
    }

    /** Root, fifth and octave, struck as one. */
    private void power(int bar, double eighth, int rootString, int fret, double eighths) {
        for (int i = 0; i < 3; i++) {
            note(bar, eighth + i * STRUM / EIGHTH, rootString + i, i == 0 ? fret : fret + 2, eighths, 0.95 - 0.08 * i, false, List.of(), 0);
        }
    }

    /** The low E under the palm. */
    private void mutes(int bar, double... eighths) {
        for (double eighth : eighths) {
            note(bar, eighth, 0, 0, eighth % 1 == 0 ? 0.9 : 0.45, eighth % 1 == 0 ? 1.3 : 1.1, true, List.of(), 0);
        }
    }

    private static List<BendPoint> bend(double from, double to, double semitones) {
        return List.of(new BendPoint(from, 0), new BendPoint(to, semitones));
    }

    private void note(int bar, double eighth, int string, int fret, double eighths, double force, boolean palm, List<BendPoint> bend,
                      double vibrato) {
        double late = 0.012 + 0.004 * (2 * random.nextDouble() - 1);
        double forceHere = force * (1 + 0.06 * (2 * random.nextDouble() - 1));
        plucks.add(new Pluck(string, fret, bar * BAR + eighth * EIGHTH + late, eighths * EIGHTH, forceHere, palm, bend, vibrato));
    }
}
