package stompjar.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Circuits at work, against pencil and paper. */
class NgspiceTest {
    private static final int RATE = 48_000;

    @TempDir
    private Path folder;

    @BeforeAll
    static void ngspiceIsThere() {
        assumeTrue(Stream.of(System.getenv("PATH").split(":")).anyMatch(d -> Files.isExecutable(Path.of(d, "ngspice"))),
                "ngspice is not installed: apt-get install ngspice");
    }

    private Ngspice lowPass() throws Exception {
        return new Ngspice(Circuit.read(Files.write(folder.resolve("low-pass.cir"), List.of("Low-pass of 1 kHz", "*@ input in 0.5", "*@ output out 0.25",
                "*@ knob drive", ".param drive = 1", "R1 in out {1k * drive}", "C1 out 0 159.1549n"))), RATE);
    }

    private static float[] sine(double hertz, double level, int frames) {
        float[] dry = new float[frames];
        for (int n = 0; n < frames; n++) {
            dry[n] = (float) (level * Math.sin(2 * Math.PI * hertz * n / RATE));
        }
        return dry;
    }

    /** Amplitude and phase (radians) of {@code hertz} in the last {@code frames}, which are whole periods. */
    private static double[] tone(float[] x, double hertz, int frames) {
        double re = 0;
        double im = 0;
        for (int n = x.length - frames; n < x.length; n++) {
            re += x[n] * Math.sin(2 * Math.PI * hertz * n / RATE);
            im += x[n] * Math.cos(2 * Math.PI * hertz * n / RATE);
        }
        return new double[] {2 * Math.hypot(re, im) / frames, Math.atan2(im, re)};
    }

    @Test
    void aLowPassHasItsGainPhaseAndLevels() throws Exception {
        // Half a volt goes in and a quarter counts as 1, so that 1/√2 becomes √2.
        double[] tone = tone(lowPass().play(Map.of(), sine(1000, 0.5, 4848)), 1000, 2400);
        assertEquals(0.5 * Math.sqrt(2), tone[0], 1e-3);
        assertEquals(-Math.PI / 4, tone[1], 1e-3);
    }

    @Test
    void aKnobTurns() throws Exception {
        double[] tone = tone(lowPass().play(Map.of("drive", 0.25), sine(1000, 0.5, 4848)), 1000, 2400);
        assertEquals(1 / Math.hypot(1, 0.25), tone[0], 1e-3);
    }

    @Test
    void theSameComesOutEachTime() throws Exception {
        Ngspice fuzz = new Ngspice(Circuit.read(CircuitTest.BUNDLE.resolve("fuzz-face.cir")), RATE);
        float[] dry = sine(220, 0.5, 2400);
        assertArrayEquals(fuzz.play(Map.of("fuzz", 1.0), dry), fuzz.play(Map.of("fuzz", 1.0), dry));
    }

    /** The op-amp stage 1 + Zf / Zg and Keen's tone stage with ideal op-amps, between followers of 0.31 mA (83 ohms) that drive 5k each. */
    @ParameterizedTest
    @CsvSource({"0, 0.5", "0.5, 0.5", "1, 0.5", "0.5, 0", "0.5, 1"})
    void theTubeScreamersSmallSignalGainIsAsCalculated(double drive, double tone) throws Exception {
        double hertz = 800;
        double w = 2 * Math.PI * hertz;
        double[] zf = inverse(1 / (51e3 + 500e3 * (Math.pow(32.11, drive) - 1) / 31.11) + 2 * 2.52e-9 / (1.752 * 0.02585), w * 51e-12);
        double[] clipper = plus(quotient(zf, new double[] {4.7e3, -1 / (w * 47e-9)}), 1, 0);
        double top = 20e3 * tone + 1;
        double bottom = 20e3 * (1 - tone) + 1;
        // Both ends of the tone pot have the same voltage; this part of it falls along the pot.
        double both = top * bottom / (top + bottom);
        double[] along = quotient(new double[] {both, 0}, new double[] {both + 220, -1 / (w * 220e-9)});
        double[] atPot = quotient(new double[] {1, 0}, new double[] {1 + 1e3 / 10e3 + 1e3 * along[0] / top, 1e3 * (w * 220e-9 + along[1] / top)});
        double[] stage = {1 + 1e3 * along[0] / bottom, 1e3 * along[1] / bottom};
        double expected = Math.hypot(clipper[0], clipper[1]) * Math.hypot(atPot[0], atPot[1]) * Math.hypot(stage[0], stage[1]);
        // 1k before the level pot, which has the second follower's input beside it; then 100R before 10k.
        expected *= Math.pow(5e3 / 5083, 2) * 78 / 79 * 10e3 / 10.1e3;

        Ngspice pedal = new Ngspice(Circuit.read(CircuitTest.BUNDLE.resolve("tube-screamer.cir")), RATE);
        float[] wet = pedal.play(Map.of("drive", drive, "tone", tone, "level", 1.0), sine(hertz, 1e-3, 9648));
        double measured = tone(wet, hertz, 2400)[0] * pedal.circuit().output().volts() / (1e-3 * 0.6);
        assertEquals(20 * Math.log10(expected), 20 * Math.log10(measured), 0.1);
    }

    private static double[] inverse(double re, double im) {
        return quotient(new double[] {1, 0}, new double[] {re, im});
    }

    private static double[] plus(double[] z, double re, double im) {
        return new double[] {z[0] + re, z[1] + im};
    }

    private static double[] quotient(double[] a, double[] b) {
        double norm = b[0] * b[0] + b[1] * b[1];
        return new double[] {(a[0] * b[0] + a[1] * b[1]) / norm, (a[1] * b[0] - a[0] * b[1]) / norm};
    }

    @Test
    void theRatClipsAtItsDiodes() throws Exception {
        Ngspice rat = new Ngspice(Circuit.read(CircuitTest.BUNDLE.resolve("rat.cir")), RATE);
        double[] peaks = new double[2];
        for (int i = 0; i < 2; i++) {
            float[] wet = rat.play(Map.of("distortion", 1.0, "filter", 0.0), sine(220, 0.05 + 0.45 * i, 4800));
            for (int n = 2400; n < wet.length; n++) {
                peaks[i] = Math.max(peaks[i], Math.abs(wet[n]) * 1.5);
            }
        }
        // Ten times the input hardly matters: two silicon diodes carry 2 mA at 0.6 to 0.7 V; the coupling shifts and tilts it.
        assertTrue(peaks[0] > 0.5 && peaks[0] < 1, peaks[0] + " V");
        assertEquals(peaks[0], peaks[1], 0.15);
    }

    @Test
    void thePotAtAnOutputIsMeasured() throws Exception {
        // 10k, the lower part of it x / (1 + 3 (1 - x)), into nothing.
        String[] divider = {"Level", "*@ input in 1", "*@ output out 1", "*@ level level", ".param level = 0.5",
            ".param low = {level / (1 + 3 * (1 - level))}", "R1 in out {10k * (1 - low) + 1m}", "R2 out 0 {10k * low + 1m}"};
        Ngspice pot = new Ngspice(Circuit.read(Files.write(folder.resolve("level.cir"), List.of(divider))), RATE);
        OutputLevel level = OutputLevel.measure(pot, Map.of(), sine(440, 0.5, 2400));
        assertEquals("level", level.knob());
        assertEquals(0.5, level.position());
        assertEquals(3, level.taper(), 0.02);
        assertTrue(level.off() < 0.05, level.off() + " dB");
        // A pot that turns a filter must be learned.
        divider[7] = "C2 out 0 {100n * low}";
        Ngspice filter = new Ngspice(Circuit.read(Files.write(folder.resolve("filter.cir"), List.of(divider))), RATE);
        String words = assertThrows(IllegalArgumentException.class, () -> OutputLevel.measure(filter, Map.of(), sine(440, 0.5, 2400))).getMessage();
        assertTrue(words.startsWith("'level' does more than scale"), words);
    }

    @Test
    void whatCannotBeSimulatedIsSaid() throws Exception {
        Path file = Files.write(folder.resolve("bad.cir"), List.of("Bad", "*@ input in 1", "*@ output out 1", "R1 in out {nowhere}", "R2 out 0 1k"));
        Ngspice bad = new Ngspice(Circuit.read(file), RATE);
        String words = assertThrows(IllegalArgumentException.class, () -> bad.play(Map.of(), new float[480])).getMessage();
        assertTrue(words.startsWith("ngspice could not simulate bad: "), words);
    }
}
