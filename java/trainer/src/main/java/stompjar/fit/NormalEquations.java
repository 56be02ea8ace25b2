package stompjar.fit;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.blas.BlasException;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@code (RᵀR) δ = Rᵀe} of a weighted least-squares problem, collected window by window on ND4J; R and e after the {@link Criterion}'s filter. One
 * thread; {@link #close} gives back what lies outside the Java heap.
 */
final class NormalEquations implements AutoCloseable {
    private final int unknowns;
    private final Criterion criterion;
    private final INDArray matrix;
    private final double[] slope;
    private double energy;
    private long frames;

    NormalEquations(int unknowns, Criterion criterion) {
        this.unknowns = unknowns;
        this.criterion = criterion;
        matrix = Nd4j.zeros(DataType.DOUBLE, unknowns, unknowns);
        slope = new double[unknowns];
    }

    /**
     * @param rows  {@code [frame][unknown]}
     * @param error {@code [frame]}: target less output
     */
    void add(double[][] rows, double[] error) {
        int count = error.length - 1;
        if (count < 1) {
            return;
        }
        double[] flat = new double[count * unknowns];
        double[] filtered = new double[count];
        for (int t = 0; t < count; t++) {
            int at = t * unknowns;
            double[] row = rows[t + 1];
            double[] before = rows[t];
            for (int i = 0; i < unknowns; i++) {
                flat[at + i] = criterion.gain() * (row[i] - criterion.zero() * before[i]);
            }
            filtered[t] = criterion.gain() * (error[t + 1] - criterion.zero() * error[t]);
            energy += filtered[t] * filtered[t];
            for (int i = 0; i < unknowns; i++) {
                slope[i] += flat[at + i] * filtered[t];
            }
        }
        frames += count;
        try (INDArray r = Nd4j.createFromArray(flat).reshape('c', count, unknowns);
                INDArray product = Nd4j.gemm(r, r, true, false)) {
            matrix.addi(product);
        }
    }

    /** Mean of the filtered squared error: the loss at the point of linearisation. */
    double loss() {
        return energy / frames;
    }

    /** Mean square of each filtered column: how loud each unknown is. */
    double[] scale() {
        double[] scale = new double[unknowns];
        for (int i = 0; i < unknowns; i++) {
            scale[i] = matrix.getDouble(i, i) / frames + 1e-300;
        }
        return scale;
    }

    /**
     * The step that makes the linearised loss plus two penalties least: {@code damping · Σ scale δ²} and {@code ridge · Σ scale (p + δ)²}.
     *
     * @param p where the problem was linearised
     */
    double[] solve(double[] p, double[] scale, double damping, double ridge) {
        int n = unknowns;
        double[] whole = matrix.data().asDouble();
        double[][] a = new double[n][n];
        double[] b = new double[n];
        // Columns are brought to one size before they are solved for: a bank's outputs differ by decades.
        for (int i = 0; i < n; i++) {
            double si = Math.sqrt(scale[i]);
            for (int j = 0; j < n; j++) {
                a[i][j] = whole[i * n + j] / frames / (si * Math.sqrt(scale[j]));
            }
            a[i][i] += damping + ridge;
            b[i] = slope[i] / frames / si - ridge * si * p[i];
        }
        double[] delta = solve(a, b);
        for (int i = 0; i < n; i++) {
            delta[i] /= Math.sqrt(scale[i]);
        }
        return delta;
    }

    /** The x with {@code a x = b}, by Cholesky's factors of a symmetric {@code a}; not a number where it is not positive definite. */
    static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double[] l;
        try (INDArray factor = Nd4j.create(a, 'f')) {
            Nd4j.getBlasWrapper().lapack().potrf(factor, true);
            // Column by column.
            l = factor.data().asDouble();
        } catch (BlasException e) {
            return IntStream.range(0, n).mapToDouble(i -> Double.NaN).toArray();
        }
        double[] x = b.clone();
        for (int j = 0; j < n; j++) {
            x[j] /= l[j * n + j];
            for (int i = j + 1; i < n; i++) {
                x[i] -= l[j * n + i] * x[j];
            }
        }
        for (int j = n - 1; j >= 0; j--) {
            for (int i = j + 1; i < n; i++) {
                x[j] -= l[j * n + i] * x[i];
            }
            x[j] /= l[j * n + j];
        }
        return x;
    }

    /** Mean products of the filtered columns with the filtered error. */
    double[] correlations() {
        return java.util.Arrays.stream(slope).map(s -> s / frames).toArray();
    }

    /** Mean products of the first {@code count} filtered columns. */
    double[][] moments(int count) {
        double[][] moments = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                moments[i][j] = matrix.getDouble(i, j) / frames;
            }
        }
        return moments;
    }

    @Override
    public void close() {
        matrix.close();
    }
}
