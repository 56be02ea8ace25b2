package stompjar.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoapTest {
    private static double[][] random(int rows, int columns, Random random) {
        double[][] x = new double[rows][columns];
        for (double[] row : x) {
            Arrays.setAll(row, i -> random.nextGaussian());
        }
        return x;
    }

    /** Largest entry of V·M·Vᵀ off the diagonal, relative to the largest on it. */
    private static double offDiagonal(Eigenbasis basis, double[][] matrix) {
        int n = matrix.length;
        double[][] half = new double[n][n];
        double[][] turned = new double[n][n];
        basis.into(matrix, half);
        basis.into(transposed(half), turned);
        double on = 0;
        double off = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i == j) {
                    on = Math.max(on, Math.abs(turned[i][j]));
                } else {
                    off = Math.max(off, Math.abs(turned[i][j]));
                }
            }
        }
        return off / on;
    }

    private static double[][] transposed(double[][] x) {
        double[][] out = new double[x[0].length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[0].length; j++) {
                out[j][i] = x[i][j];
            }
        }
        return out;
    }

    private static double[][] gram(double[][] x) {
        double[][] out = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                for (int k = 0; k < x[0].length; k++) {
                    out[i][j] += x[i][k] * x[j][k];
                }
            }
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({"2, 5", "27, 8", "27, 60", "96, 96"})
    void theBasisDiagonalisesWhatItAbsorbedAndFollowsIt(int size, int columns) {
        Random random = new Random(size);
        Eigenbasis basis = new Eigenbasis(size, 0);
        double[][] x = random(size, columns, random);
        basis.absorb(x);
        basis.follow();
        assertTrue(offDiagonal(basis, gram(x)) < 1e-8, "off the diagonal: " + offDiagonal(basis, gram(x)));
        for (int step = 0; step < 5; step++) {
            double[][] change = random(size, columns, random);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < columns; j++) {
                    x[i][j] += 0.01 * change[i][j];
                }
            }
            basis.absorb(x);
            basis.follow();
            assertTrue(offDiagonal(basis, gram(x)) < 1e-3, "off the diagonal: " + offDiagonal(basis, gram(x)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "9", "161"})
    void thereAndBackIsTheSame(int size) {
        Eigenbasis basis = new Eigenbasis(size, 0.5);
        double[][] x = random(size, 3, new Random(1));
        basis.absorb(x);
        basis.follow();
        double[][] turned = new double[size][3];
        double[][] back = new double[size][3];
        basis.into(x, turned);
        basis.outOf(turned, back);
        for (int i = 0; i < size; i++) {
            assertArrayEquals(x[i], back[i], 1e-12);
        }
    }

    /**
     * Least squares with inputs that are 300 times as strong in one direction as in another, turned so that no single weight sees that:
     * what taps of a convolution on audio look like. In matrices of one entry each, SOAP is Adam.
     */
    @Test
    void correlatedInputsAreNoHindrance() {
        int[] everyEntry = IntStream.range(0, OUTS * INS).toArray();
        double soap = errorAfterLearning(List.of(WeightMatrix.of(OUTS, 0, INS)));
        double adam = errorAfterLearning(Arrays.stream(everyEntry).mapToObj(i -> WeightMatrix.of(1, i, 1)).toList());
        assertTrue(soap < 0.05 && soap < adam / 4, "error of the weights " + soap + ", with Adam " + adam);
    }

    private static final int OUTS = 4;
    private static final int INS = 12;

    /** Squared distance of the weights from the truth, relative to the truth's square. */
    private static double errorAfterLearning(List<WeightMatrix> matrices) {
        Random random = new Random(3);
        Eigenbasis turn = new Eigenbasis(INS, 0);
        turn.absorb(random(INS, INS, random));
        turn.follow();
        double[][] target = random(OUTS, INS, random);
        double[][] turned = new double[INS][32];
        float[] p = new float[OUTS * INS];
        float[] gradient = new float[p.length];
        Soap soap = new Soap(matrices);
        for (int step = 0; step < 500; step++) {
            double[][] x = random(INS, 32, random);
            for (int i = 0; i < INS; i++) {
                for (int t = 0; t < 32; t++) {
                    x[i][t] *= Math.pow(300, -i / (INS - 1.0));
                }
            }
            turn.outOf(x, turned);
            Arrays.fill(gradient, 0);
            for (int o = 0; o < OUTS; o++) {
                for (int t = 0; t < 32; t++) {
                    double e = 0;
                    for (int i = 0; i < INS; i++) {
                        e += (p[o * INS + i] - target[o][i]) * turned[i][t];
                    }
                    for (int i = 0; i < INS; i++) {
                        gradient[o * INS + i] += (float) (2 * e * turned[i][t] / 32);
                    }
                }
            }
            soap.step(p, gradient, 0.05 * (1 - step / 500.0));
        }
        double error = 0;
        double truth = 0;
        for (int o = 0; o < OUTS; o++) {
            for (int i = 0; i < INS; i++) {
                error += Math.pow(p[o * INS + i] - target[o][i], 2);
                truth += target[o][i] * target[o][i];
            }
        }
        return error / truth;
    }

    @Test
    void aBadGradientChangesNothing() {
        float[] p = {1, 2};
        Soap soap = new Soap(List.of(WeightMatrix.of(1, 0, 2)));
        assertTrue(Double.isNaN(soap.step(p, new float[] {Float.NaN, 1}, 0.1)));
        assertArrayEquals(new float[] {1, 2}, p);
        soap.step(p, new float[] {0, 1}, 0.1);
        assertEquals(1, p[0]);
        assertTrue(p[1] < 2);
    }

    @ParameterizedTest
    @CsvSource({"nano,0,false", "feather,2,true", "standard,1,false", "lstm:8,2,true", "gru:8,2,true"})
    void everyParameterIsInOneMatrix(String arch, int knobs, boolean modulated) {
        Learner learner = Architecture.parse(arch).learner(knobs, modulated, Scaling.NONE);
        int[] times = new int[learner.parameters()];
        for (WeightMatrix matrix : learner.matrices()) {
            assertEquals(matrix.rows() * matrix.columns(), matrix.places().length);
            for (int place : matrix.places()) {
                times[place]++;
            }
        }
        assertTrue(Arrays.stream(times).allMatch(n -> n == 1), "times: " + Arrays.toString(times));
    }

    @Test
    void aStepAllocatesNothing() {
        Learner learner = Architecture.parse("nano").learner(1, false, Scaling.NONE);
        Soap soap = new Soap(learner.matrices());
        float[] p = new float[learner.parameters()];
        float[] gradient = new float[p.length];
        Random random = new Random(2);
        for (int i = 0; i < p.length; i++) {
            gradient[i] = (float) random.nextGaussian();
        }
        WaveNetGradientTest.assertNoGarbage(() -> soap.step(p, gradient, 1e-3));
    }
}
