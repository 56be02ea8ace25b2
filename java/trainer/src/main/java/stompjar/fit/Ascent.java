package stompjar.fit;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Least squares of coefficients of which none is below the one before, so that a spline of them never turns back: the first is free and what each
 * adds to the one before is not negative. Solved exactly, as Lawson and Hanson do (Solving Least Squares Problems, 1974, chapter 23). One thread.
 */
final class Ascent {
    /** Of the mean square of a coefficient's own signal: pins down what was never heard. */
    private static final double RIDGE = 1e-9;

    private final double[][] a;
    private final double[] b;
    private final boolean[] free;
    private double[] x;

    /** In increments: {@code coefficient_k = x_0 + … + x_k}. */
    private Ascent(double[][] moments, double[] correlations) {
        int n = correlations.length;
        a = new double[n][n];
        b = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            b[i] = correlations[i] + (i + 1 < n ? b[i + 1] : 0);
            for (int j = n - 1; j >= 0; j--) {
                a[i][j] = moments[i][j] + (i + 1 < n ? a[i + 1][j] : 0) + (j + 1 < n ? a[i][j + 1] : 0) - (i + 1 < n && j + 1 < n ? a[i + 1][j + 1] : 0);
            }
        }
        for (int i = 0; i < n; i++) {
            a[i][i] += RIDGE * a[0][0];
        }
        free = new boolean[n];
        x = new double[n];
    }

    /**
     * The coefficients, ascending or descending, whichever is nearer.
     *
     * @param moments      mean products of the signals that the coefficients multiply
     * @param correlations mean products of those with the target
     */
    static double[] fit(double[][] moments, double[] correlations) {
        Ascent up = new Ascent(moments, correlations);
        Ascent down = new Ascent(moments, Arrays.stream(correlations).map(c -> -c).toArray());
        up.run();
        down.run();
        return up.gain() >= down.gain() ? up.coefficients(1) : down.coefficients(-1);
    }

    private void run() {
        free[0] = true;
        // Each round lowers the error and no set of increments comes twice, but for rounding: so there is an end in any case.
        int rounds = 0;
        for (int next = 0; next >= 0 && rounds < 4 * x.length; next = steepest(), rounds++) {
            free[next] = true;
            double[] s = solved();
            for (int i = worst(s); i > 0; i = worst(s)) {
                double share = x[i] / (x[i] - s[i]);
                for (int k = 0; k < x.length; k++) {
                    x[k] += share * (s[k] - x[k]);
                }
                x[i] = 0;
                free[i] = false;
                s = solved();
            }
            x = s;
        }
    }

    /** The increment that is held at zero and wants up most; −1 if none does. */
    private int steepest() {
        int steepest = -1;
        double most = 1e-9 * IntStream.range(0, b.length).mapToDouble(i -> Math.abs(b[i])).max().orElse(0);
        for (int i = 0; i < b.length; i++) {
            double slope = b[i];
            for (int j = 0; j < b.length; j++) {
                slope -= a[i][j] * x[j];
            }
            if (!free[i] && slope > most) {
                most = slope;
                steepest = i;
            }
        }
        return steepest;
    }

    /** The free increment that crosses zero first on the way from x to s; 0 if none does, as the first one may. */
    private int worst(double[] s) {
        int first = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < s.length; i++) {
            if (free[i] && s[i] <= 0) {
                double share = x[i] <= 0 ? 0 : x[i] / (x[i] - s[i]);
                if (share < least) {
                    least = share;
                    first = i;
                }
            }
        }
        return first;
    }

    /** The best with the others at zero. */
    private double[] solved() {
        int[] which = IntStream.range(0, b.length).filter(i -> free[i]).toArray();
        double[][] part = new double[which.length][which.length];
        double[] right = new double[which.length];
        for (int i = 0; i < which.length; i++) {
            right[i] = b[which[i]];
            for (int j = 0; j < which.length; j++) {
                part[i][j] = a[which[i]][which[j]];
            }
        }
        double[] solution = NormalEquations.solve(part, right);
        double[] s = new double[b.length];
        for (int i = 0; i < which.length; i++) {
            s[which[i]] = solution[i];
        }
        return s;
    }

    /** What the fit takes off the error. */
    private double gain() {
        return IntStream.range(0, b.length).mapToDouble(i -> b[i] * x[i]).sum();
    }

    private double[] coefficients(int sign) {
        double[] c = new double[x.length];
        double sum = 0;
        for (int i = 0; i < c.length; i++) {
            sum += x[i];
            c[i] = sign * sum;
        }
        return c;
    }
}
