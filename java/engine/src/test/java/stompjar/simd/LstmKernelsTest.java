package stompjar.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LstmKernelsTest {
    private static final int FRAMES = 5;
    private static final int IN = 128;
    private static final int V = IN + Alignment.LINE - 1;
    private static final int H = V + 1;
    private static final int C = H + 96;
    private static final int BIAS = C + 96;
    private static final int Z = BIAS + 512;
    private static final int SUMS = Z + 640;
    private static final float LARGEST = 0.3f;

    /** Every way through tiles of gates, and a last vector that is short. */
    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 32, 40, 64, 72})
    void kernelsFollowTheEquations(int units) {
        for (Kernels kernels : KernelsTest.every()) {
            Random random = new Random(units);
            double[][] w = new double[4 * units][2 + units];
            float[] a = new float[SUMS + 64 * Alignment.LINE];
            int rows = LstmPlace.rows(units, kernels);
            GateWeights weights = new GateWeights(rows, 1 + units, kernels);
            for (int r = 0; r < 4 * units; r++) {
                int row = LstmPlace.row(r / units, r % units, units, kernels);
                for (int j = 0; j < 1 + units; j++) {
                    w[r][j] = (float) (LARGEST * random.nextGaussian());
                    weights.set(row, j, (float) w[r][j]);
                }
                w[r][1 + units] = a[BIAS + row] = (float) random.nextGaussian();
            }
            float[] head = new float[Alignment.FIRST + Alignment.up(units)];
            for (int i = 0; i < units; i++) {
                head[Alignment.FIRST + i] = (float) random.nextGaussian();
            }
            double[] h = new double[units];
            double[] c = new double[units];
            for (int i = 0; i < units; i++) {
                h[i] = a[H + i] = (float) random.nextGaussian();
                c[i] = a[C + i] = (float) random.nextGaussian();
            }
            double[] expected = new double[FRAMES];
            for (int t = 0; t < FRAMES; t++) {
                a[IN + t] = (float) random.nextGaussian();
                expected[t] = step(w, h, c, a[IN + t], head);
            }
            // A frame more than once in a call, and calls one after the other.
            LstmPlace at = new LstmPlace(BIAS, V, Z, C, H, units);
            kernels.lstm(a, weights, at, IN, head, SUMS, 2);
            kernels.lstm(a, weights, at, IN + 2, head, SUMS + 2 * Alignment.LINE, FRAMES - 2);
            for (int i = 0; i < units; i++) {
                assertEquals(h[i], a[H + i], 2e-5, kernels.name() + ", hidden state of unit " + i);
                assertEquals(c[i], a[C + i], 2e-5, kernels.name() + ", cell state of unit " + i);
            }
            kernels.totals(a, SUMS, FRAMES);
            for (int t = 0; t < FRAMES; t++) {
                assertEquals(expected[t], a[SUMS + t], 2e-4, kernels.name() + ", what the head hears of frame " + t);
            }
        }
    }

    /** One frame as {@link Kernels#lstm} has it; returns what the head hears. */
    private static double step(double[][] w, double[] h, double[] c, double x, float[] head) {
        int units = h.length;
        double[] g = new double[4 * units];
        for (int r = 0; r < g.length; r++) {
            double sum = w[r][1 + units] + w[r][0] * x;
            for (int j = 0; j < units; j++) {
                sum += w[r][1 + j] * h[j];
            }
            g[r] = Math.tanh(sum);
        }
        double heard = 0;
        for (int i = 0; i < units; i++) {
            c[i] = 0.5 * ((1 + g[units + i]) * c[i] + (1 + g[i]) * g[2 * units + i]);
            h[i] = (1 + g[3 * units + i]) * Math.tanh(c[i]);
            heard += h[i] * head[Alignment.FIRST + i];
        }
        return heard;
    }

    @ParameterizedTest
    @MethodSource("stompjar.simd.KernelsTest#every")
    void cellStatesNeverBecomeDenormal(Kernels kernels) {
        int units = 40;
        GateWeights weights = new GateWeights(LstmPlace.rows(units, kernels), 1 + units, kernels);
        float[] a = new float[SUMS + Alignment.LINE];
        for (int i = 0; i < units; i++) {
            a[BIAS + LstmPlace.row(1, i, units, kernels)] = 1.5f;
            a[C + i] = 1e-3f;
        }
        LstmPlace at = new LstmPlace(BIAS, V, Z, C, H, units);
        for (int step = 0; step < 2_000; step++) {
            kernels.lstm(a, weights, at, IN, new float[Alignment.FIRST + Alignment.up(units)], SUMS, 1);
            for (int i = 0; i < units; i++) {
                float c = Math.abs(a[C + i]);
                assertTrue(c == 0 || c >= Float.MIN_NORMAL, kernels.name() + ": " + c);
            }
        }
        assertTrue(Math.abs(a[C]) < 1e-20 && Math.abs(a[C + units - 1]) < 1e-20, kernels.name() + ": " + a[C]);
    }

    @ParameterizedTest
    @MethodSource("stompjar.simd.KernelsTest#every")
    void totalsDoNotDependOnTheRow(Kernels kernels) {
        int lanes = kernels.lanes();
        Random random = new Random(1);
        float[] row = new float[Alignment.LINE];
        double expected = 0;
        for (int l = 0; l < lanes; l++) {
            row[l] = (float) random.nextGaussian();
            expected += row[l];
        }
        for (int frames = 1; frames <= 64; frames += 7) {
            float[] a = new float[SUMS + 64 * Alignment.LINE];
            for (int t = 0; t < frames; t++) {
                for (int l = 0; l < lanes; l++) {
                    a[SUMS + t * Alignment.LINE + l] = (1 + t) * row[l];
                }
            }
            kernels.totals(a, SUMS, frames);
            float first = a[SUMS];
            assertEquals(expected, first, 1e-5);
            for (int t = 0; t < frames; t++) {
                assertEquals((1 + t) * expected, a[SUMS + t], (1 + t) * 2e-6, kernels.name() + ", row " + t);
                // Times a power of two rounding is the same.
                if (Integer.bitCount(1 + t) == 1) {
                    assertEquals((1 + t) * first, a[SUMS + t], 0, kernels.name() + ", row " + t);
                }
            }
        }
    }
}
