package stompjar.riff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import stompjar.data.Audio;
import stompjar.data.AudioFiles;

class RiffTest {
    private static final int RATE = 48_000;
    private static float[] riff;

    @BeforeAll
    static void play() {
        riff = Riff.play(RATE, Riff.SECONDS);
    }

    @Test
    void theShippedFileIsItsOutputBitForBit() throws Exception {
        Audio shipped = AudioFiles.read(Path.of(System.getProperty("stompjar.root"), "plugin-bundle/demo/riff.wav"));
        assertEquals(RATE, shipped.rate());
        assertEquals(1, shipped.channels().length);
        assertArrayEquals(shipped.channels()[0], riff);
    }

    @Test
    void itIsRecordedAtAHealthyLevelAndHasARest() {
        assertEquals(-4, db(peak(0, 15)), 0.1);
        assertTrue(db(peak(12.8, 12.9)) < -65, "the rest before the last chord");
        assertTrue(db(rms(13.1, 14)) > -25, "the last chord rings");
    }

    @Test
    void aPalmMuteIsGoneWithin150Milliseconds() {
        // The mute on the fifth eighth of the first bar, alone until the next.
        double start = 4 * 60.0 / 112 / 2 + 0.012;
        assertTrue(db(rms(start, start + 0.03)) > -25, "it is loud");
        assertTrue(db(rms(start + 0.14, start + 0.17)) < db(rms(start, start + 0.03)) - 17, "it dies");
    }

    @Test
    void everyFretIsInTune() {
        for (int string = 0; string < 6; string++) {
            for (int fret : new int[] {0, 3, 7, 12, 15}) {
                Pluck pluck = new Pluck(string, fret, 0.05, 2, 0.5, false, List.of(), 0);
                double[] sound = new double[2 * RATE];
                new GuitarString(RATE, string, new Random(1)).play(List.of(pluck), sound);
                for (int harmonic : new int[] {1, 2, 4}) {
                    double cents = 1200 * Math.log(pitch(sound, pluck.hertz() * harmonic) / (pluck.hertz() * harmonic)) / Math.log(2);
                    assertEquals(0, cents, 5, "string " + string + ", fret " + fret + ", harmonic " + harmonic);
                }
            }
        }
    }

    @Test
    void aStringFallsBy60DecibelsInItsTime() {
        StringLoop loop = new StringLoop(RATE, 100);
        loop.tune(200, new Damping(0.5, 0.5));
        double early = 0;
        double late = 0;
        for (int n = 0; n < RATE; n++) {
            double wave = loop.step(n < 100 ? Math.sin(Math.PI * n / 100) : 0, 1);
            early = n > 480 && n < 960 ? Math.max(early, Math.abs(wave)) : early;
            late = n > 480 + RATE / 2 && n < 960 + RATE / 2 ? Math.max(late, Math.abs(wave)) : late;
        }
        assertEquals(-60, db(late / early), 3);
    }

    /** Frequency near {@code hertz} from the advance of its phase between 0.3 s and 0.5 s. */
    private static double pitch(double[] sound, double hertz) {
        double gap = 0.02;
        double sum = 0;
        int pairs = 10;
        for (int i = 0; i < pairs; i++) {
            double turn = phase(sound, hertz, 0.3 + (i + 1) * gap) - phase(sound, hertz, 0.3 + i * gap);
            sum += turn - 2 * Math.PI * Math.rint(turn / (2 * Math.PI));
        }
        return hertz + sum / pairs / (2 * Math.PI * gap);
    }

    /** Phase of the sound against a steady {@code hertz}, in a window of a fifth of a second. */
    private static double phase(double[] sound, double hertz, double from) {
        int frames = RATE / 5;
        double re = 0;
        double im = 0;
        for (int i = 0; i < frames; i++) {
            int n = (int) (from * RATE) + i;
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / frames);
            re += window * sound[n] * Math.cos(2 * Math.PI * hertz * n / RATE);
            im -= window * sound[n] * Math.sin(2 * Math.PI * hertz * n / RATE);
        }
        return Math.atan2(im, re);
    }

    private static double peak(double from, double to) {
        double peak = 0;
        for (int n = (int) (from * RATE); n < Math.min(riff.length, to * RATE); n++) {
            peak = Math.max(peak, Math.abs(riff[n]));
        }
        return peak;
    }

    private static double rms(double from, double to) {
        double sum = 0;
        for (int n = (int) (from * RATE); n < (int) (to * RATE); n++) {
            sum += riff[n] * riff[n];
        }
        return Math.sqrt(sum / ((to - from) * RATE));
    }

    private static double db(double ratio) {
        return 20 * Math.log10(ratio);
    }
}
