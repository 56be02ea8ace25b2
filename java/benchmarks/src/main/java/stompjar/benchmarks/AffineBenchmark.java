package stompjar.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import stompjar.simd.Kernels;
import stompjar.simd.Product;

/** The matrix product of a WaveNet's layers: three taps of C channels and the condition, to C rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class AffineBenchmark {
    private static final int TAPS = 3;
    private static final int STRIDE = 2_048;

    @Param
    public KernelSet kernels;

    /** 16 and 8 are A1 standard's arrays, 8 and 4 feather's, 4 and 2 nano's. */
    @Param({"16", "8", "4", "2"})
    public int channels;

    @Param({"16", "64"})
    public int frames;

    private Kernels form;
    private Product product;
    private int[] columns;
    private int out;
    private float[] arena;

    @Setup
    public void build() {
        form = kernels.kernels();
        columns = new int[TAPS * channels + 1];
        float[][] matrix = new float[channels][];
        for (int r = 0; r < channels; r++) {
            matrix[r] = Noise.of(columns.length);
        }
        product = new Product(matrix, Noise.of(channels));
        for (int j = 0; j < columns.length; j++) {
            // Taps lie a dilation of 32 apart in their channel's row.
            columns[j] = j % channels * STRIDE + j / channels * 32;
        }
        out = (channels + 1) * STRIDE;
        arena = Noise.of(out + Product.paddedRows(channels) * STRIDE);
    }

    @Benchmark
    public float[] layer() {
        form.affine(arena, columns, 0, product, -1, 0, out, frames, frames);
        return arena;
    }
}
