package stompjar.train;

/**
 * The natural cubic spline through points on a line, as weights of their values: the smoothest curve through them. Written with radial
 * functions |x − xᵢ|³ beside a straight line, which is the same curve (Duchon 1977), in one linear system.
 */
final class NaturalSpline {
    private NaturalSpline() {
    }

    /** @param knots two or more, all different; @param x where */
    static double[] weights(double[] knots, double x) {
        int n = knots.length;
        int size = n + 2;
        double[][] a = new double[size][size + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = cube(knots[i] - knots[j]);
            }
            a[i][n] = 1;
            a[n][i] = 1;
            a[i][n + 1] = knots[i];
            a[n + 1][i] = knots[i];
            a[i][size] = cube(x - knots[i]);
        }
        a[n][size] = 1;
        a[n + 1][size] = x;
        solve(a);
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            weights[i] = a[i][size];
        }
        return weights;
    }

    private static double cube(double x) {
        return Math.abs(x * x * x);
    }

    /** Gauss and Jordan, the right side in the last column. */
    static void solve(double[][] a) {
        int size = a.length;
        for (int c = 0; c < size; c++) {
            int pivot = c;
            for (int r = c + 1; r < size; r++) {
                if (Math.abs(a[r][c]) > Math.abs(a[pivot][c])) {
                    pivot = r;
                }
            }
            double[] row = a[pivot];
            a[pivot] = a[c];
            a[c] = row;
            double head = row[c];
            for (int j = c; j <= size; j++) {
                row[j] /= head;
            }
            for (int r = 0; r < size; r++) {
                double factor = a[r][c];
                for (int j = c; r != c && j <= size; j++) {
                    a[r][j] -= factor * row[j];
                }
            }
        }
    }
}
