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
import stompjar.simd.GateWeights;
import stompjar.simd.Kernels;
import stompjar.simd.LstmPlace;

/** The activation of one layer, and one step of an LSTM with 16 hidden units. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class ActivationBenchmark {
    private static final int LAYER = 16 * 64;
    private static final int HIDDEN = 16;
    private static final LstmPlace PLACE = new LstmPlace(512, 15, 128, 64, 16, HIDDEN);

    @Param
    public KernelSet kernels;

    private Kernels form;
    private float[] dry;
    private float[] arena;
    private GateWeights weights;
    private float[] head;

    @Setup
    public void build() {
        form = kernels.kernels();
        dry = Noise.of(LAYER);
        arena = Noise.of(LAYER + 2 * Alignment.LINE);
        weights = new GateWeights(LstmPlace.rows(HIDDEN, form), 1 + HIDDEN, form);
        float[] noise = Noise.of(4 * HIDDEN * (1 + HIDDEN));
        for (int i = 0; i < noise.length; i++) {
            weights.set(i % (4 * HIDDEN), i / (4 * HIDDEN), noise[i]);
        }
        head = Noise.of(Alignment.FIRST + HIDDEN);
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
        form.lstm(arena, weights, PLACE, LAYER, head, LAYER + Alignment.LINE, 1);
        return arena;
    }
}
