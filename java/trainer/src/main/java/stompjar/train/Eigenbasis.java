package stompjar.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The eigenvectors of the running mean of x·xᵀ, which changes slowly, by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5)
 * that start from the vectors before: near the end, one sweep brings them nearer quadratically, and each vector keeps its place. One
 * thread; no allocation after the constructor.
 */
final class Eigenbasis implements Resumable {
    /** Beyond this size the rotations would cost more than they gain, and the basis stays as it is: the unit vectors. */
    static final int LARGEST = 160;
    private static final int FIRST_SWEEPS = 12;
    private static final int SWEEPS = 2;
    /** What counts as zero beside the diagonal, relative to it. */
    private static final double NEGLIGIBLE = 1e-9;

    private final int size;
    private final double forget;
    private final boolean fixed;
    private final double[][] mean;
    /** Rows are the vectors. */
    private final double[][] vectors;
    /** The mean seen from the vectors: diagonal when they are right. */
    private final double[][] seen;
    private final double[][] half;
    private boolean begun;

    /** @param memory what part of the mean stays when something is absorbed, 0..1 */
    Eigenbasis(int size, double memory) {
        this.size = size;
        this.forget = 1 - memory;
        fixed = size < 2 || size > LARGEST;
        int room = fixed ? 0 : size;
        mean = new double[room][room];
        vectors = new double[room][room];
        seen = new double[room][room];
        half = new double[room][room];
        for (int i = 0; i < room; i++) {
            vectors[i][i] = 1;
        }
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeBoolean(begun);
        Resumable.write(out, mean);
        Resumable.write(out, vectors);
    }

    @Override
    public void load(DataInput in) throws IOException {
        begun = in.readBoolean();
        Resumable.read(in, mean);
        Resumable.read(in, vectors);
    }

    /** Moves the mean towards x·xᵀ; {@code x [size][…]}. */
    void absorb(double[][] x) {
        for (int i = 0; i < mean.length; i++) {
            for (int k = 0; k <= i; k++) {
                mean[i][k] += forget * (dot(x[i], x[k]) - mean[i][k]);
                mean[k][i] = mean[i][k];
            }
        }
    }

    /** Turns the vectors towards those of the present mean. */
    void follow() {
        if (fixed) {
            return;
        }
        into(mean, half);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                seen[i][j] = dot(half[i], vectors[j]);
                seen[j][i] = seen[i][j];
            }
        }
        int sweeps = begun ? SWEEPS : FIRST_SWEEPS;
        while (sweeps > 0 && sweep()) {
            sweeps--;
        }
        begun = true;
    }

    /** {@code out = V·x}: the columns of x in coordinates of the basis; {@code [size][…]}, another array than x. */
    void into(double[][] x, double[][] out) {
        for (int i = 0; i < size; i++) {
            if (fixed) {
                System.arraycopy(x[i], 0, out[i], 0, x[i].length);
                continue;
            }
            Arrays.fill(out[i], 0);
            for (int k = 0; k < size; k++) {
                add(out[i], vectors[i][k], x[k]);
            }
        }
    }

    /** The way back: {@code out = Vᵀ·x}. */
    void outOf(double[][] x, double[][] out) {
        for (int i = 0; i < size; i++) {
            if (fixed) {
                System.arraycopy(x[i], 0, out[i], 0, x[i].length);
                continue;
            }
            Arrays.fill(out[i], 0);
            for (int k = 0; k < size; k++) {
                add(out[i], vectors[k][i], x[k]);
            }
        }
    }

    private static void add(double[] to, double factor, double[] from) {
        for (int j = 0; j < to.length; j++) {
            to[j] += factor * from[j];
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            sum += x[j] * y[j];
        }
        return sum;
    }

    /** A rotation for every pair that needs one; returns whether any did. */
    private boolean sweep() {
        boolean any = false;
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                double off = Math.abs(seen[i][j]);
                if (off > NEGLIGIBLE * Math.sqrt(Math.abs(seen[i][i] * seen[j][j])) && off > Double.MIN_NORMAL) {
                    rotate(i, j);
                    any = true;
                }
            }
        }
        return any;
    }

    private void rotate(int i, int j) {
        double cot = (seen[j][j] - seen[i][i]) / (2 * seen[i][j]);
        double tan = Math.copySign(1, cot) / (Math.abs(cot) + Math.sqrt(cot * cot + 1));
        double cos = 1 / Math.sqrt(tan * tan + 1);
        double sin = tan * cos;
        rotate(seen[i], seen[j], cos, sin);
        for (double[] row : seen) {
            double x = row[i];
            double y = row[j];
            row[i] = cos * x - sin * y;
            row[j] = sin * x + cos * y;
        }
        rotate(vectors[i], vectors[j], cos, sin);
    }

    private static void rotate(double[] x, double[] y, double cos, double sin) {
        for (int k = 0; k < x.length; k++) {
            double u = x[k];
            double v = y[k];
            x[k] = cos * u - sin * v;
            y[k] = sin * u + cos * v;
        }
    }
}
