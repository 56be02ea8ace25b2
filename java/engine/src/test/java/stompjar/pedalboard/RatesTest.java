package stompjar.pedalboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stompjar.TestCaptures;
import stompjar.capture.Capture;
import stompjar.capture.Model;
import stompjar.dsp.RateConverter;
import stompjar.simd.Kernels;

/**
 * A host at any rate hears of a capture what a host at the capture's own rate hears. Inputs are sums of multiples of {@value #GRID} Hz, of which every rate here
 * has a whole number of frames in a period: so is what a network makes of them once it has forgotten its beginning, and its spectrum is a sum over one period.
 */
class RatesTest {
    private static final int GRID = 50;
    private static final int[] HOST_RATES = {8_000, 22_050, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000};
    private static final int[] MODEL_RATES = {44_100, 48_000};
    /** Of the lower rate: 19.8 kHz at 44.1. */
    private static final double COMMON_BAND = 0.45;
    private static final int TWO_HOURS = 7_200;

    static Stream<Arguments> rates() {
        List<Arguments> all = new ArrayList<>();
        for (int host : HOST_RATES) {
            for (int model : MODEL_RATES) {
                all.add(Arguments.of(host, model));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("rates")
    void soundsAsAtTheModelsOwnRate(int host, int rate) {
        double top = COMMON_BAND * Math.min(host, rate);
        for (Model model : List.of(TestCaptures.fir(60, 1), TestCaptures.feather(0), TestCaptures.lstm(16, 1, 0, 3))) {
            Capture capture = TestCaptures.capture(model, rate);
            double[][] expected = spectrum(lastPeriod(capture, rate, top), 0, top);
            int latency = new BoardPlayer(host, 1, capture).board().latencyFrames();
            double[][] actual = spectrum(lastPeriod(capture, host, top), latency, top);
            double signal = 0;
            double error = 0;
            for (int bin = 1; bin < expected.length; bin++) {
                signal += square(expected[bin][0]) + square(expected[bin][1]);
                error += square(expected[bin][0] - actual[bin][0]) + square(expected[bin][1] - actual[bin][1]);
            }
            double decibels = 10 * Math.log10(error / signal);
            assertTrue(decibels < -80, model.family() + ": " + decibels + " dB");
        }
    }

    private static double square(double x) {
        return x * x;
    }

    /** What the capture plays in a host of this rate, after a second. */
    private static float[] lastPeriod(Capture capture, int rate, double top) {
        int period = rate / GRID;
        float[] in = new float[period * (GRID + 1)];
        for (int t = 0; t < in.length; t++) {
            // Evenly over the band, none a harmonic of another's neighbour, and the highest at its edge.
            for (int i = 1; i <= 7; i++) {
                int hertz = GRID * (int) (top * i / 7 / GRID);
                in[t] += (float) (0.07 * Math.sin(2 * Math.PI * ((long) hertz * t % rate) / rate + i));
            }
        }
        float[] out = new BoardPlayer(rate, 1, capture).play(512, in)[0];
        return Arrays.copyOfRange(out, in.length - period, in.length);
    }

    /** Amplitudes of sine and cosine at multiples of {@link #GRID} up to {@code top}, of what was played {@code latency} frames earlier than it came. */
    private static double[][] spectrum(float[] period, int latency, double top) {
        double[][] bins = new double[(int) (top / GRID) + 1][2];
        for (int bin = 0; bin < bins.length; bin++) {
            for (int t = 0; t < period.length; t++) {
                double angle = 2 * Math.PI * ((long) bin * (t - latency) % period.length) / period.length;
                bins[bin][0] += period[t] * Math.cos(angle) / period.length;
                bins[bin][1] += period[t] * Math.sin(angle) / period.length;
            }
        }
        return bins;
    }

    @ParameterizedTest
    @MethodSource("rates")
    void theReportedLatencyIsWhereTheCrossCorrelationPeaks(int host, int rate) {
        BoardPlayer player = new BoardPlayer(host, 1, TestCaptures.capture(Wire.model(), rate));
        int latency = player.board().latencyFrames();
        float[] in = new float[8_000];
        Random random = new Random(4);
        for (int t = 0; t < in.length; t++) {
            in[t] = 0.3f * (2 * random.nextFloat() - 1);
        }
        float[] out = player.play(64, in)[0];
        int best = 0;
        for (int lag = 0; lag < 2_000; lag++) {
            best = correlation(in, out, lag) > correlation(in, out, best) ? lag : best;
        }
        assertEquals(latency, best);
        // To a small part of a sample even: the peak has two even sides.
        double before = correlation(in, out, best - 1);
        double after = correlation(in, out, best + 1);
        double peak = correlation(in, out, best);
        double beside = (before - after) / (2 * (before - 2 * peak + after));
        assertEquals(0, host == rate ? 0 : beside, 0.05);
    }

    /** Over the same frames of the output for each lag. */
    private static double correlation(float[] in, float[] out, int lag) {
        double sum = 0;
        for (int t = 2_000; t < out.length; t++) {
            sum += lag < 0 ? 0 : (double) in[t - lag] * out[t];
        }
        return sum;
    }

    /** There and back as in a {@link CapturePlayer}, at rates so low that two hours of them are soon over. */
    @Test
    void doesNotDriftInTwoHours() {
        int host = 8_000;
        int model = 11_025;
        int block = 512;
        RateConverter in = new RateConverter(host, model, block, Kernels.best());
        RateConverter out = new RateConverter(model, host, 2 * block, Kernels.best());
        int latency = in.reach() + (int) Math.ceil(out.reach() * (double) host / model);
        in.reset(0, -out.reach());
        out.reset(-out.reach(), -latency);
        // A quarter of a second that is repeated: what comes back after two hours must be what came back after one second, bit for bit.
        float[] loop = TestCaptures.guitar(host / 4, 1);
        float[] modelRow = new float[2 * block];
        float[] hostRow = new float[block];
        float[] early = new float[loop.length];
        float[] late = new float[loop.length];
        long played = 0;
        while (played < (long) TWO_HOURS * host) {
            int frames = Math.min(block, loop.length - (int) (played % loop.length));
            in.write(Arrays.copyOfRange(loop, (int) (played % loop.length), (int) (played % loop.length) + frames), frames);
            int there = in.read(modelRow, 0, modelRow.length);
            out.write(modelRow, there);
            // As many come as go, each time: too few would be a gap.
            assertEquals(frames, out.read(hostRow, 0, frames));
            float[] where = played < host ? early : late;
            if (played >= host - loop.length) {
                System.arraycopy(hostRow, 0, where, (int) (played % loop.length), frames);
            }
            played += frames;
        }
        assertEquals((long) TWO_HOURS * host, played);
        assertArrayEquals(early, late);
    }

    @ParameterizedTest
    @MethodSource("rates")
    void twoHoursOnAConverterGivesTheSameBits(int host, int rate) {
        float[] noise = TestCaptures.guitar(2_000, 2);
        assertArrayEquals(converted(host, rate, noise, 0), converted(host, rate, noise, TWO_HOURS));
        assertArrayEquals(converted(rate, host, noise, 0), converted(rate, host, noise, TWO_HOURS));
    }

    private static float[] converted(int from, int to, float[] in, long seconds) {
        RateConverter converter = new RateConverter(from, to, in.length, Kernels.best());
        converter.reset(seconds * from, seconds * to);
        converter.write(in, in.length);
        float[] out = new float[(int) ((long) in.length * to / from) + 1];
        int done = converter.read(out, 0, out.length);
        assertTrue(done > 0);
        return Arrays.copyOf(out, done);
    }
}
