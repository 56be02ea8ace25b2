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
import stompjar.simd.Alignment;
import stompjar.simd.Kernels;

/** The activation of one layer, and the four kernels of one step of an LSTM with 16 hidden units. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class ActivationBenchmark {
    private static final int LAYER = 16 * 64;
    private static final int HIDDEN = 16;
    private static final int GATES = 4 * HIDDEN;
    private static final int COLUMNS = 1 + HIDDEN;

    @Param
    public KernelSet kernels;

    private Kernels form;
    private float[] dry;
    private float[] arena;
    private float[] weights;

    @Setup
    public void build() {
        form = kernels.kernels();
        dry = Noise.of(LAYER);
        arena = Noise.of(LAYER);
        weights = Noise.of(Alignment.FIRST + (1 + COLUMNS) * GATES);
    }

    /** 16 channels × 64 frames; the copy keeps the input from shrinking to nothing. */
    @Benchmark
    public float[] tanh() {
        System.arraycopy(dry, 0, arena, 0, LAYER);
        form.tanh(arena, 0, LAYER);
        return arena;
    }

    /** One frame. */
    @Benchmark
    public float[] lstmStep() {
        int z = 64;
        int c = z + GATES;
        form.gates(arena, weights, 15, COLUMNS, z, GATES);
        form.tanh(arena, z, GATES);
        form.cell(arena, z, c, 16, HIDDEN, weights, c + HIDDEN);
        return arena;
    }
}
