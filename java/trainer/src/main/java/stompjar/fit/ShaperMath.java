package stompjar.fit;

import java.util.Arrays;
import stompjar.capture.BlockModel.Branch;

/** A {@link stompjar.capture.BlockModel.Shaper} in doubles, one frame at a time, with its derivatives. Holds scratch memory: one thread. */
final class ShaperMath {
    private final Branch branch;
    private final int axes;
    private final int size;
    /** Hidden values: tanh, kernel values, B-splines, or products; behind them the derivative by each. */
    private final double[] hidden;
    private final double[] adjoint;
    private final double[] limited;
    /** Of a spline: the first piece's B-spline that is not zero, how far into the piece z is, and how many pieces there are to a unit of z. */
    private int piece;
    private double inside;
    private final double pitch;
    /** Of a polynomial: the factors of each product; below {@link #axes} an axis, from there on a product. */
    private final int[] left;
    private final int[] right;

    ShaperMath(Branch branch) {
        this.branch = branch;
        axes = branch.axes();
        size = branch.size();
        boolean polynomial = branch.shaper() == stompjar.capture.BlockModel.Shaper.POLYNOMIAL;
        int terms = polynomial ? branch.shaperWeights() : size;
        hidden = new double[terms];
        adjoint = new double[terms];
        limited = new double[axes];
        pitch = (size - 3) / (2 * branch.limit());
        left = new int[polynomial ? terms : 0];
        right = new int[left.length];
        if (polynomial) {
            factors();
        }
    }

    private void factors() {
        int term = 0;
        int from = 0;
        for (int degree = 2; degree <= size; degree++) {
            int end = term;
            if (degree == 2) {
                for (int i = 0; i < axes; i++) {
                    for (int j = i; j < axes; j++, term++) {
                        left[term] = i;
                        right[term] = j;
                    }
                }
            } else {
                for (int product = from; product < end; product++) {
                    for (int j = right[product]; j < axes; j++, term++) {
                        left[term] = axes + product;
                        right[term] = j;
                    }
                }
            }
            from = end;
        }
    }

    /** @param at where the shaper's parameters begin */
    double value(double[] p, int at, double[] z) {
        return switch (branch.shaper()) {
            case TANH -> tanh(p, at, z);
            case POLYNOMIAL -> polynomial(p, at, z);
            case CAUCHY -> cauchy(p, at, z);
            case SPLINE -> spline(p, at, z[0]);
        };
    }

    private double tanh(double[] p, int at, double[] z) {
        int offsets = at + size * axes;
        double sum = 0;
        for (int u = 0; u < size; u++) {
            double inner = p[offsets + u];
            for (int i = 0; i < axes; i++) {
                inner += p[at + u * axes + i] * z[i];
            }
            hidden[u] = tanh(inner);
            sum += p[offsets + size + u] * hidden[u];
        }
        return sum;
    }

    /** To a few units in 1e16, several times faster than {@code Math.tanh}. */
    private static double tanh(double x) {
        return 1 - 2 / (Math.exp(2 * x) + 1);
    }

    private double cauchy(double[] p, int at, double[] z) {
        double sum = 0;
        for (int u = 0; u < size; u++) {
            double square = 1;
            for (int i = 0; i < axes; i++) {
                double d = z[i] - p[at + u * axes + i];
                square += d * d;
            }
            hidden[u] = 1 / square;
            sum += p[at + size * axes + u] * hidden[u];
        }
        return sum;
    }

    private double polynomial(double[] p, int at, double[] z) {
        for (int i = 0; i < axes; i++) {
            limited[i] = Math.max(-branch.limit(), Math.min(branch.limit(), z[i]));
        }
        double sum = 0;
        for (int t = 0; t < hidden.length; t++) {
            hidden[t] = factor(left[t]) * limited[right[t]];
            sum += p[at + t] * hidden[t];
        }
        return sum;
    }

    private double spline(double[] p, int at, double z) {
        double x = (Math.max(-branch.limit(), Math.min(branch.limit(), z)) + branch.limit()) * pitch;
        Arrays.fill(hidden, piece, piece + 4, 0);
        piece = Math.min((int) x, size - 4);
        double u = x - piece;
        double v = 1 - u;
        hidden[piece] = v * v * v / 6;
        hidden[piece + 1] = 2 / 3.0 - u * u + u * u * u / 2;
        hidden[piece + 2] = 2 / 3.0 - v * v + v * v * v / 2;
        hidden[piece + 3] = u * u * u / 6;
        inside = u;
        double sum = 0;
        for (int k = piece; k < piece + 4; k++) {
            sum += p[at + k] * hidden[k];
        }
        return sum;
    }

    private void splineSlopes(double[] p, int at, double[] z, double[] own, int to, double[] byZ) {
        System.arraycopy(hidden, 0, own, to, size);
        if (Math.abs(z[0]) < branch.limit()) {
            double u = inside;
            double v = 1 - u;
            int c = at + piece;
            byZ[0] = pitch * (v * v / 2 * (p[c + 1] - p[c]) + (0.5 + u * v) * (p[c + 2] - p[c + 1]) + u * u / 2 * (p[c + 3] - p[c + 2]));
        }
    }

    private double factor(int which) {
        return which < axes ? limited[which] : hidden[which - axes];
    }

    /** The derivatives by heights or coefficients at the point of the last {@link #value}. */
    double[] heights() {
        return hidden;
    }

    /**
     * The derivatives at the point of the last {@link #value}.
     *
     * @param own receives those by the shaper's own parameters, from {@code to} on
     * @param byZ receives those by its arguments
     */
    void slopes(double[] p, int at, double[] z, double[] own, int to, double[] byZ) {
        Arrays.fill(byZ, 0);
        switch (branch.shaper()) {
            case TANH -> tanhSlopes(p, at, z, own, to, byZ);
            case POLYNOMIAL -> polynomialSlopes(p, at, z, own, to, byZ);
            case CAUCHY -> cauchySlopes(p, at, z, own, to, byZ);
            case SPLINE -> splineSlopes(p, at, z, own, to, byZ);
        }
    }

    private void tanhSlopes(double[] p, int at, double[] z, double[] own, int to, double[] byZ) {
        int offsets = size * axes;
        for (int u = 0; u < size; u++) {
            double slope = p[at + offsets + size + u] * (1 - hidden[u] * hidden[u]);
            for (int i = 0; i < axes; i++) {
                own[to + u * axes + i] = slope * z[i];
                byZ[i] += slope * p[at + u * axes + i];
            }
            own[to + offsets + u] = slope;
            own[to + offsets + size + u] = hidden[u];
        }
    }

    private void cauchySlopes(double[] p, int at, double[] z, double[] own, int to, double[] byZ) {
        for (int u = 0; u < size; u++) {
            double twice = 2 * p[at + size * axes + u] * hidden[u] * hidden[u];
            for (int i = 0; i < axes; i++) {
                double slope = twice * (z[i] - p[at + u * axes + i]);
                own[to + u * axes + i] = slope;
                byZ[i] -= slope;
            }
            own[to + size * axes + u] = hidden[u];
        }
    }

    private void polynomialSlopes(double[] p, int at, double[] z, double[] own, int to, double[] byZ) {
        System.arraycopy(hidden, 0, own, to, hidden.length);
        System.arraycopy(p, at, adjoint, 0, hidden.length);
        for (int t = hidden.length - 1; t >= 0; t--) {
            byZ[right[t]] += adjoint[t] * factor(left[t]);
            double toLeft = adjoint[t] * limited[right[t]];
            if (left[t] < axes) {
                byZ[left[t]] += toLeft;
            } else {
                adjoint[left[t] - axes] += toLeft;
            }
        }
        for (int i = 0; i < axes; i++) {
            if (limited[i] != z[i]) {
                byZ[i] = 0;
            }
        }
    }
}
