package stompjar.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AscentTest {
    private static double[][] identity(int n) {
        double[][] one = new double[n][n];
        for (int i = 0; i < n; i++) {
            one[i][i] = 1;
        }
        return one;
    }

    /** With coefficients that do not touch each other it is isotonic regression: neighbours in the wrong order meet at their mean. */
    @Test
    void neighboursInTheWrongOrderMeet() {
        assertArrayEquals(new double[] {-1, 2, 2, 2, 5, 6}, Ascent.fit(identity(6), new double[] {-1, 3, 1, 2, 5, 6}), 1e-6);
        assertArrayEquals(new double[] {4, 2.5, 2.5, 0}, Ascent.fit(identity(4), new double[] {4, 2, 3, 0}), 1e-6);
    }

    /** The conditions of Karush, Kuhn and Tucker: no step that keeps the order gains anything. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void nothingBetterIsNear(int seed) {
        Random random = new Random(seed);
        int n = 24;
        double[][] rows = new double[200][n];
        double[] target = new double[200];
        for (int t = 0; t < 200; t++) {
            int at = random.nextInt(n - 3);
            for (int k = 0; k < 4; k++) {
                rows[t][at + k] = random.nextDouble();
            }
            target[t] = Math.tanh(0.3 * (at - n / 2)) + 0.5 * random.nextGaussian();
        }
        double[][] moments = new double[n][n];
        double[] correlations = new double[n];
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < 200; t++) {
                correlations[i] += rows[t][i] * target[t] / 200;
                for (int j = 0; j < n; j++) {
                    moments[i][j] += rows[t][i] * rows[t][j] / 200;
                }
            }
        }
        double[] c = Ascent.fit(moments, correlations);
        int held = 0;
        // The loss falls by this much for each unit that all coefficients from k on go up.
        double slope = 0;
        for (int k = n - 1; k >= 0; k--) {
            slope += correlations[k];
            for (int j = 0; j < n; j++) {
                slope -= moments[k][j] * c[j];
            }
            double step = k == 0 ? Double.NaN : c[k] - c[k - 1];
            assertTrue(k == 0 || step >= 0, "step " + k + " is " + step);
            if (step == 0) {
                held++;
                assertTrue(slope < 1e-6, "coefficient " + k + " wants up");
            } else {
                assertEquals(0, slope, 1e-6, "coefficient " + k + " is where it is best");
            }
        }
        assertTrue(held > 0 && held < n - 2, held + " held");
    }
}
