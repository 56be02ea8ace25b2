package stompjar.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stompjar.simd.Kernels;

class RateConverterTest {
    /** A chord within the common band, sampled at exact times. */
    private static double chord(double seconds, double top) {
        double y = 0;
        for (int i = 1; i <= 7; i++) {
            y += Math.sin(2 * Math.PI * top * i / 7.3 * seconds + i) / 7;
        }
        return y;
    }

    private static float[] convert(int from, int to, float[] x, Random blocks) {
        RateConverter converter = new RateConverter(from, to, 64, Kernels.best());
        float[] in = new float[64];
        float[] out = new float[(int) ((long) x.length * to / from) + 8];
        int done = 0;
        for (int at = 0; at < x.length;) {
            int n = Math.min(x.length - at, blocks == null ? 64 : 1 + blocks.nextInt(64));
            System.arraycopy(x, at, in, 0, n);
            converter.write(in, n);
            done += converter.read(out, done, out.length - done);
            at += n;
        }
        return java.util.Arrays.copyOf(out, done);
    }

    @ParameterizedTest
    @CsvSource({"48000, 44100", "44100, 48000", "96000, 44100", "44100, 96000", "192000, 48000", "44100, 192000", "8000, 48000", "48000, 47999"})
    void keepsTheCommonBandAndItsTiming(int from, int to) {
        double top = 0.41 * Math.min(from, to);
        float[] x = new float[from / 4];
        for (int t = 0; t < x.length; t++) {
            x[t] = (float) chord((double) t / from, top);
        }
        float[] y = convert(from, to, x, null);
        double error = 0;
        double signal = 0;
        int edge = (int) (100.0 * to / Math.min(from, to));
        for (int t = edge; t < y.length; t++) {
            double expected = chord((double) t / to, top);
            error += (y[t] - expected) * (y[t] - expected);
            signal += expected * expected;
        }
        assertTrue(y.length > to / 4 - 4 * edge, "only " + y.length + " frames");
        assertTrue(error / signal < 1e-9, "ESR " + error / signal);
    }

    @Test
    void suppressesWhatTheLowerRateCannotCarry() {
        float[] x = new float[24_000];
        for (int t = 0; t < x.length; t++) {
            x[t] = (float) Math.sin(2 * Math.PI * 60_000 / 192_000.0 * t);
        }
        float[] y = convert(192_000, 48_000, x, null);
        for (int t = 200; t < y.length; t++) {
            assertTrue(Math.abs(y[t]) < 1e-5, "alias of " + y[t]);
        }
    }

    /** What follows a converter comes to rest only if the converter's output does. */
    @Test
    void givesAConstantAsItIs() {
        float[] x = new float[2_000];
        java.util.Arrays.fill(x, 700, 2_000, 0.1f);
        float[] y = convert(48_000, 44_100, x, new Random(3));
        float[] ends = {y[500], y[1_000]};
        assertArrayEquals(new float[] {0, 0.1f}, ends);
        for (int t = 0; t < 500; t++) {
            assertTrue(y[t] == 0, "frame " + t);
        }
        for (int t = 1_000; t < y.length; t++) {
            assertTrue(y[t] == 0.1f, "frame " + t);
        }
    }

    @Test
    void givesTheSameBitsForAnyBlockSize() {
        float[] x = new float[20_000];
        Random random = new Random(5);
        for (int t = 0; t < x.length; t++) {
            // With stretches of one value: those take a shorter way.
            x[t] = t % 2_000 < 700 ? 0.25f : random.nextFloat() - 0.5f;
        }
        assertArrayEquals(convert(48_000, 44_100, x, null), convert(48_000, 44_100, x, new Random(9)));
    }
}
