package stompjar.cab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.jtransforms.fft.DoubleFFT_1D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import stompjar.data.Audio;
import stompjar.data.AudioFiles;

class CabinetTest {
    private static final int RATE = 48_000;
    private static final Path CABS = Path.of(System.getProperty("stompjar.root"), "plugin-bundle/cabs");

    static Stream<Cabinet> all() {
        return Cabinet.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theShippedFileIsWhatTheCommandMakesBitForBit(Cabinet cabinet) throws Exception {
        Audio shipped = AudioFiles.read(CABS.resolve(cabinet.name() + ".wav"));
        assertEquals(RATE, shipped.rate());
        assertEquals(1, shipped.channels().length);
        assertTrue(shipped.frames() <= 2048, "it is short");
        assertArrayEquals(shipped.channels()[0], ImpulseResponse.of(cabinet, RATE));
    }

    @Test
    void nothingElseIsShipped() throws Exception {
        try (Stream<Path> files = Files.list(CABS)) {
            assertEquals(Cabinet.ALL.size(), files.count());
        }
    }

    /** Resonance below, break-up between 2 and 4 kHz, then a steep fall; and the taps do what the cabinet says. */
    @ParameterizedTest
    @MethodSource("all")
    void itSpeaksLikeAGuitarCabinet(Cabinet cabinet) {
        double[] spectrum = spectrum(ImpulseResponse.of(cabinet, RATE));
        double middle = band(spectrum, 350, 700);
        double low = band(spectrum, 90, 160);
        double breakUp = band(spectrum, 2000, 4000);
        assertTrue(low > middle + 1, "resonance: " + low + " dB over " + middle);
        assertTrue(breakUp > middle + 3 && breakUp < middle + 14, "break-up: " + breakUp + " dB over " + middle);
        assertTrue(band(spectrum, 2000, 4000) > band(spectrum, 4500, 6000) + 2, "the fall begins by 5 kHz");
        assertTrue(band(spectrum, 9000, 11_000) < breakUp - 25, "10 kHz: " + band(spectrum, 9000, 11_000));
        assertTrue(band(spectrum, 15_000, 20_000) < breakUp - 45, "the top: " + band(spectrum, 15_000, 20_000));
        assertTrue(band(spectrum, 25, 40) < low - 10, "below the resonance: " + band(spectrum, 25, 40));
        double offset = spectrum[bin(1000)] - cabinet.decibels(1000);
        for (double f : new double[] {100, 200, 500, 2000, 3000, 5000, 8000, 10_000}) {
            assertEquals(cabinet.decibels(f) + offset, spectrum[bin(f)], 0.3, f + " Hz");
        }
    }

    /** A closed back has more bass than an open one. */
    @Test
    void theyDiffer() {
        double[] closed = spectrum(ImpulseResponse.of(Cabinet.CLOSED_4X12, RATE));
        double[] open = spectrum(ImpulseResponse.of(Cabinet.OPEN_1X12, RATE));
        assertTrue(band(closed, 90, 140) - band(closed, 350, 700) > band(open, 90, 140) - band(open, 350, 700) + 2);
    }

    /** A guitar is as loud behind it as before: equal power in each octave from 80 Hz to 5 kHz. */
    @ParameterizedTest
    @MethodSource("all")
    void theLevelStays(Cabinet cabinet) {
        double[] spectrum = spectrum(ImpulseResponse.of(cabinet, RATE));
        double power = 0;
        for (int i = 0; i < 100; i++) {
            power += Math.pow(10, spectrum[bin(80 * Math.pow(5000.0 / 80, (i + 0.5) / 100))] / 10) / 100;
        }
        assertEquals(0, 10 * Math.log10(power), 0.3);
    }

    /** The energy arrives as early as it can: of all responses with this spectrum, most of it in the first frames, and the end is silent. */
    @ParameterizedTest
    @MethodSource("all")
    void itIsOfMinimumPhase(Cabinet cabinet) {
        float[] taps = ImpulseResponse.of(cabinet, RATE);
        assertTrue(energy(taps, 0, 48) > 0.8 * energy(taps, 0, taps.length), "in the first millisecond");
        assertTrue(energy(taps, taps.length / 2, taps.length) < 1e-5 * energy(taps, 0, taps.length), "in the second half");
    }

    /** At another rate it is the same cabinet. */
    @Test
    void theRateIsNotHeard() {
        double[] at48 = spectrum(ImpulseResponse.of(Cabinet.CLOSED_4X12, RATE));
        float[] at96 = ImpulseResponse.of(Cabinet.CLOSED_4X12, 2 * RATE);
        assertEquals(4096, at96.length);
        double[] double96 = spectrum(at96);
        for (double f : new double[] {100, 440, 2400, 5000}) {
            assertEquals(at48[bin(f)], double96[bin(f) / 2], 0.3, f + " Hz");
        }
    }

    private static final int SIZE = 1 << 14;

    private static int bin(double hertz) {
        return 2 * (int) Math.round(hertz * SIZE / RATE / 2);
    }

    /** dB for each bin. */
    private static double[] spectrum(float[] taps) {
        double[] a = new double[SIZE];
        for (int n = 0; n < taps.length; n++) {
            a[n] = taps[n];
        }
        new DoubleFFT_1D(SIZE).realForward(a);
        double[] decibels = new double[SIZE / 2];
        Arrays.setAll(decibels, k -> 20 * Math.log10(Math.hypot(a[2 * k], k == 0 ? 0 : a[2 * k + 1])));
        return decibels;
    }

    /** Mean dB over a band. */
    private static double band(double[] decibels, double from, double to) {
        return Arrays.stream(decibels, bin(from), bin(to)).average().orElseThrow();
    }

    private static double energy(float[] taps, int from, int to) {
        double sum = 0;
        for (int n = from; n < to; n++) {
            sum += (double) taps[n] * taps[n];
        }
        return sum;
    }
}
