package stompjar.fit;

import java.util.List;

/**
 * Normal equations of a FIR filter over all of a recording. Its columns are one signal at different delays, so that each product follows from its neighbour
 * on the diagonal by one frame that comes in and one that goes out (the covariance method of linear prediction): the whole recording costs little more than
 * one correlation. Both signals pass the {@link Criterion}'s filter first, which commutes with the one that is sought.
 */
final class ShiftEquations {
    private final int taps;
    private final Criterion criterion;
    /** {@code [taps + 1][taps + 1]}: delays, and a constant for the bias. */
    private final double[][] matrix;
    private final double[] slope;
    private long frames;

    ShiftEquations(int taps, Criterion criterion) {
        this.taps = taps;
        this.criterion = criterion;
        matrix = new double[taps + 1][taps + 1];
        slope = new double[taps + 1];
    }

    static ShiftEquations of(int taps, Criterion criterion, List<Window> windows) {
        ShiftEquations equations = new ShiftEquations(taps, criterion);
        windows.forEach(equations::add);
        return equations;
    }

    private void add(Window window) {
        int first = window.start() + 1;
        int end = window.start() + window.count();
        // x[taps + t] is the filtered dry signal at frame first + t.
        double[] x = new double[taps + end - first];
        double[] y = new double[end - first];
        for (int i = 0; i < x.length; i++) {
            x[i] = criterion.filtered(window.dry(), first - taps + i);
        }
        for (int t = 0; t < y.length; t++) {
            y[t] = criterion.filtered(window.wet(), first + t);
        }
        double[][] own = new double[taps][taps];
        for (int j = 0; j < taps; j++) {
            own[0][j] = product(x, taps, x, taps - j, y.length);
            slope[j] += product(y, 0, x, taps - j, y.length);
        }
        for (int i = 1; i < taps; i++) {
            own[i][0] = own[0][i];
            for (int j = 1; j < taps; j++) {
                own[i][j] = own[i - 1][j - 1] + x[taps - i] * x[taps - j] - x[taps - i + y.length] * x[taps - j + y.length];
            }
        }
        double one = criterion.gain() * (1 - criterion.zero());
        for (int i = 0; i < taps; i++) {
            for (int j = 0; j < taps; j++) {
                matrix[i][j] += own[i][j];
            }
            double sum = 0;
            for (int t = 0; t < y.length; t++) {
                sum += x[taps - i + t];
            }
            matrix[i][taps] += one * sum;
            matrix[taps][i] += one * sum;
        }
        for (double v : y) {
            slope[taps] += one * v;
        }
        matrix[taps][taps] += one * one * y.length;
        frames += y.length;
    }

    /** Of {@code a} from {@code at} and {@code b} from {@code bt}. */
    static double product(double[] a, int at, double[] b, int bt, int count) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int n = 0;
        for (; n + 4 <= count; n += 4) {
            s0 += a[at + n] * b[bt + n];
            s1 += a[at + n + 1] * b[bt + n + 1];
            s2 += a[at + n + 2] * b[bt + n + 2];
            s3 += a[at + n + 3] * b[bt + n + 3];
        }
        for (; n < count; n++) {
            s0 += a[at + n] * b[bt + n];
        }
        return s0 + s1 + s2 + s3;
    }

    /**
     * The response of {@code length} taps, and the bias behind.
     *
     * @param ridge against the mean square of the filtered dry signal
     */
    double[] solve(int length, double ridge) {
        double[][] a = new double[length + 1][length + 1];
        double[] b = new double[length + 1];
        for (int i = 0; i <= length; i++) {
            int from = i < length ? i : taps;
            for (int j = 0; j <= length; j++) {
                a[i][j] = matrix[from][j < length ? j : taps] / frames;
            }
            a[i][i] += ridge * matrix[0][0] / frames;
            b[i] = slope[from] / frames;
        }
        return NormalEquations.solve(a, b);
    }
}
