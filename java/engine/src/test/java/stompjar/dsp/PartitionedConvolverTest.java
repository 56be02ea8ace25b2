package stompjar.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stompjar.TestCaptures;
import stompjar.simd.Kernels;
import stompjar.simd.ScalarKernels;

@Tag("both-kernels")
class PartitionedConvolverTest {
    private static final int FRAMES = 44_000;

    private static float[] response(int length) {
        Random random = new Random(length);
        float[] taps = new float[length];
        for (int i = 0; i < length; i++) {
            // Loud to its end, so that a late partition in the wrong place cannot hide.
            taps[i] = (float) (random.nextGaussian() / Math.sqrt(length));
        }
        return taps;
    }

    private static float[] direct(float[] taps, float[] x) {
        float[] y = new float[x.length];
        for (int t = 0; t < x.length; t++) {
            double sum = 0;
            for (int i = Math.min(t, taps.length - 1); i >= 0; i--) {
                sum += (double) taps[i] * x[t - i];
            }
            y[t] = (float) sum;
        }
        return y;
    }

    private static float[] run(PartitionedConvolver convolver, float[] x, int block, Random random) {
        float[] y = new float[x.length];
        float[] in = new float[512];
        float[] out = new float[512];
        for (int at = 0; at < x.length;) {
            int frames = Math.min(x.length - at, random == null ? block : 1 + random.nextInt(512));
            System.arraycopy(x, at, in, 0, frames);
            convolver.process(in, out, frames);
            System.arraycopy(out, 0, y, at, frames);
            at += frames;
        }
        return y;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 128, 129, 256, 257, 321, 2_047, 2_049, 4_097, 5_000, 32_768, 33_000})
    void isTheConvolution(int length) {
        float[] taps = response(length);
        float[] x = TestCaptures.guitar(length > 30_000 ? FRAMES : 12_000, 1);
        float[] expected = direct(taps, x);
        for (Kernels kernels : new Kernels[] {new ScalarKernels(), Kernels.best()}) {
            double esr = TestCaptures.esr(expected, run(new PartitionedConvolver(taps, kernels), x, 64, null), 0);
            assertTrue(esr < 1e-11, kernels.name() + ": ESR " + esr);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 200, 300, 5_000, 33_000})
    void givesTheSameBitsForAnyBlockSizeAndAfterAReset(int length) {
        float[] x = TestCaptures.guitar(40_000, 2);
        PartitionedConvolver convolver = new PartitionedConvolver(response(length), Kernels.best());
        float[] whole = run(convolver, x, 64, null);
        for (int block : new int[] {1, 7, 17, 63, 65, 512}) {
            convolver.reset();
            assertArrayEquals(whole, run(convolver, x, block, null), "block " + block);
        }
        convolver.reset();
        assertArrayEquals(whole, run(convolver, x, 0, new Random(5)), "random blocks");
    }

    /** A click at the last frame of a block must come out of every partition at its place. */
    @Test
    void hasNoLatency() {
        float[] taps = response(40_000);
        for (int click : new int[] {0, 63, 64, 1_000}) {
            float[] x = new float[42_000];
            x[click] = 1;
            float[] y = run(new PartitionedConvolver(taps, Kernels.best()), x, 64, null);
            for (int t = 0; t < x.length; t++) {
                assertEquals(t < click || t >= click + taps.length ? 0 : taps[t - click], y[t], 1e-7f, "frame " + t);
            }
        }
    }

    /** After any silence or constant, of any length, at any place of the partitions' turn, whether frames come meanwhile or not. */
    @ParameterizedTest
    @ValueSource(ints = {1, 64, 500, 600, 5_000, 33_000})
    void restsAndWakesAsOneThatWorksAlways(int length) {
        float[] taps = response(length);
        PartitionedConvolver restful = new PartitionedConvolver(taps, Kernels.best());
        PartitionedConvolver blocks = new PartitionedConvolver(taps, Kernels.best());
        PartitionedConvolver spared = new PartitionedConvolver(taps, Kernels.best());
        PartitionedConvolver restless = new PartitionedConvolver(taps, Kernels.best());
        restless.neverRest();
        Random random = new Random(length);
        for (int round = 0; round < 40; round++) {
            float value = round % 3 == 0 ? 0.02f : 0;
            float[] x = TestCaptures.guitar(1_500 + 3 * length + 50_000 + random.nextInt(10_000), round);
            java.util.Arrays.fill(x, 1_500, x.length, value);
            boolean settled = round % 5 != 4;
            float[] signal = settled ? x : java.util.Arrays.copyOf(x, 1_500 + length);
            float[] rested = run(restful, signal, 64, null);
            double esr = TestCaptures.esr(run(restless, signal, 64, null), rested, 0);
            assertTrue(esr < 1e-11, "round " + round + ": ESR " + esr);
            assertArrayEquals(rested, run(blocks, signal, 0, random), "round " + round);
            assertArrayEquals(rested, run(spared, signal, 64, null), "round " + round);
            assertEquals(settled, restful.rests(), "round " + round);
            if (settled) {
                float[] more = new float[random.nextInt(20_000)];
                java.util.Arrays.fill(more, value);
                run(restless, more, 64, null);
                run(restful, more, 64, null);
                run(blocks, more, 0, random);
            }
        }
        PartitionedConvolver twin = new PartitionedConvolver(taps, Kernels.best());
        twin.takeState(restful);
        float[] x = TestCaptures.guitar(20_000, 77);
        float[] expected = run(blocks, x, 64, null);
        assertArrayEquals(expected, run(restful, x, 64, null));
        assertArrayEquals(expected, run(twin, x, 64, null));
    }

    @Test
    void allocatesNothing() {
        PartitionedConvolver convolver = new PartitionedConvolver(response(60_000), Kernels.best());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        float[] x = TestCaptures.guitar(64, 1);
        float[] y = new float[64];
        long bytes = Long.MAX_VALUE;
        // Interpreted and half-compiled vector code allocates; the fully compiled code must not.
        for (int round = 0; round < 20 && bytes > 0; round++) {
            long before = threads.getThreadAllocatedBytes(id);
            for (int block = 0; block < 20_000; block++) {
                convolver.process(x, y, block % 3 == 0 ? 17 : 64);
            }
            bytes = threads.getThreadAllocatedBytes(id) - before;
        }
        assertEquals(0, bytes);
    }
}
