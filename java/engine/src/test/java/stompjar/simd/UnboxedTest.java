package stompjar.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No kernel may owe it to the JVM's records of what it has seen that its vectors are not boxed: these run in a JVM that keeps none of classes (see the
 * pom). Elsewhere it nearly always has them when it compiles; but a method that is compiled without is so for good.
 */
@Tag("unprofiled")
class UnboxedTest {
    private static final Kernels KERNELS = Kernels.best();
    private static final int L = KERNELS.lanes();
    /** The compiler takes its time. */
    private static final double SECONDS = 15;
    private static final int BATCH = 4_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long id = Thread.currentThread().getId();

    static Stream<Named<Runnable>> every() {
        List<Named<Runnable>> calls = new ArrayList<>();
        for (int rows = 1; rows <= 4; rows++) {
            for (int vectors = 1; vectors <= 4; vectors++) {
                calls.add(affine(rows, vectors));
            }
        }
        float[] a = KernelsTest.noise(4_096, 0.5f);
        add(calls, "tanh", () -> KERNELS.tanh(a, 0, 64));
        add(calls, "sigmoid", () -> KERNELS.sigmoid(a, 0, 64));
        add(calls, "clamp", () -> KERNELS.clamp(a, 0, 64, -1, 1));
        add(calls, "clean", () -> KERNELS.clean(a, 0, 64, 1e-9f, 1_000));
        add(calls, "bend", () -> KERNELS.bend(a, 0, 64, -1, 1, 0.1f, 0.2f));
        add(calls, "softsign", () -> KERNELS.softsign(a, 0, 64));
        add(calls, "hardswish", () -> KERNELS.hardswish(a, 0, 64));
        add(calls, "silu", () -> KERNELS.silu(a, 0, 64));
        add(calls, "multiply", () -> KERNELS.multiply(a, 0, 64, 64));
        add(calls, "subtract", () -> KERNELS.subtract(a, 0, 64, 64));
        add(calls, "leaky", () -> KERNELS.leaky(a, 0, 64, 0.1f));
        add(calls, "leakyAndAdd", () -> KERNELS.leakyAndAdd(a, 0, 64, 64, 0.1f));
        add(calls, "tanhAndAdd", () -> KERNELS.tanhAndAdd(a, 0, 64, 64));
        add(calls, "add", () -> KERNELS.add(a, 0, 64, 64));
        add(calls, "totals", () -> KERNELS.totals(a, 0, 64));
        add(calls, "candidate", () -> KERNELS.candidate(a, 0, 1_024, 24));
        add(calls, "addProducts", () -> KERNELS.addProducts(a, a, a, a, 64, a, a, 128, 64));
        calls.add(leakyLayer());
        for (int vectors : new int[] {2, 4, 8, 10}) {
            GateWeights weights = new GateWeights(vectors * L, 5, KERNELS);
            add(calls, "gates of " + vectors + " vectors", () -> KERNELS.gates(a, a, 0, weights, 1_024, 2_048));
        }
        for (int units : new int[] {8, 16, 24, 32, 40}) {
            for (int frames : new int[] {1, 3}) {
                calls.add(lstm(units, frames));
            }
        }
        return calls.stream();
    }

    private static void add(List<Named<Runnable>> calls, String name, Runnable call) {
        calls.add(Named.of(name, call));
    }

    private static Named<Runnable> affine(int rows, int vectors) {
        float[] a = KernelsTest.noise(4_096, 0.5f);
        int[] columns = {1_024, 1_100, 1_200};
        Product product = new Product(new float[rows][columns.length], null);
        return Named.of(rows + " rows, " + vectors + " vectors", () -> KERNELS.affine(a, columns, 0, product, -1, 0, 2_048, 128, vectors * L));
    }

    private static Named<Runnable> leakyLayer() {
        float[] a = KernelsTest.noise(4_096, 0.5f);
        Product convolution = new Product(new float[3][3], null);
        Product residual = new Product(new float[3][3], null);
        int[] columns = {1_024, 1_100, 1_200};
        int[] activations = {2_048, 2_112, 2_176};
        return Named.of("leakyLayer",
                () -> KERNELS.leakyLayer(a, columns, 0, convolution, 0.1f, 2_048, 2_304, activations, residual, 2_560, 64, 3_072, 64, 64));
    }

    private static Named<Runnable> lstm(int units, int frames) {
        float[] a = KernelsTest.noise(4_096, 0.5f);
        int h = 64 + Alignment.LINE;
        LstmPlace at = new LstmPlace(1_024, h - 1, 2_048, 512, h, units);
        GateWeights weights = new GateWeights(LstmPlace.rows(units, KERNELS), 1 + units, KERNELS);
        float[] head = new float[Alignment.FIRST + Alignment.up(units)];
        return Named.of("lstm of " + units + " units, " + frames + " frames", () -> KERNELS.lstm(a, weights, at, 0, head, 3_072, frames));
    }

    @ParameterizedTest
    @MethodSource("every")
    void onceCompiledNothingIsAllocatedThoughNoClassWasRecorded(Runnable call) {
        long end = System.nanoTime() + (long) (SECONDS * 1e9);
        long bytes = bytes(call);
        while (bytes > 0 && System.nanoTime() < end) {
            bytes = bytes(call);
        }
        assertEquals(0, bytes, "bytes in " + BATCH + " calls");
    }

    private long bytes(Runnable call) {
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < BATCH; i++) {
            call.run();
        }
        return threads.getThreadAllocatedBytes(id) - before;
    }
}
