package stompjar.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import jdk.incubator.vector.Vector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("both-kernels")
class KernelsTest {
    static Kernels[] every() {
        return new Kernels[] {new ScalarKernels(), Kernels.best()};
    }

    static float[] noise(int count, float size) {
        Random random = new Random(count);
        float[] a = new float[count];
        for (int i = 0; i < count; i++) {
            a[i] = size * (2 * random.nextFloat() - 1);
        }
        return a;
    }

    @Test
    void vectorKernelsAreChosenWhereTheyWork() {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), "this JVM runs without the Vector API");
        assumeTrue(!"scalar".equals(System.getProperty("stompjar.kernels")), "scalar kernels were asked for");
        assertEquals("vector-" + 32 * Kernels.best().lanes(), Kernels.best().name(), Kernels.reason());
    }

    @ParameterizedTest
    @MethodSource("every")
    void cleanLeavesWhatNetworksCanLiveWith(Kernels kernels) {
        float inf = Float.POSITIVE_INFINITY;
        float[] in = {0.5f, -0.5f, Float.NaN, -Float.NaN, inf, -inf, 2_000, -2_000, 1_000, 1e-15f, -1e-15f, 0.9e-15f, -1e-40f, 0, -0f, Float.MAX_VALUE};
        float[] expected = {0.5f, -0.5f, 0, 0, 0, 0, 1_000, -1_000, 1_000, 1e-15f, -1e-15f, 0, 0, 0, 0, 1_000};
        float[] a = in.clone();
        kernels.clean(a, 0, a.length, 1e-15f, 1_000);
        // To the bit: silence is +0.
        assertArrayEquals(expected, a, 0);
        for (int i = 0; i < a.length; i++) {
            assertEquals(Float.floatToRawIntBits(expected[i]), Float.floatToRawIntBits(a[i]), "of " + in[i]);
        }
    }

    /** Every 997th float of either sign, and the special ones. */
    @ParameterizedTest
    @MethodSource("every")
    void activationsAreAccurateOnAllFloats(Kernels kernels) {
        float[] a = new float[64];
        float[] b = new float[64];
        double worstTanh = 0;
        double worstSigmoid = 0;
        int infinity = Float.floatToIntBits(Float.POSITIVE_INFINITY);
        for (long bits = 0; bits <= infinity; bits += 997 * 32) {
            for (int i = 0; i < 64; i += 2) {
                float x = Float.intBitsToFloat((int) Math.min(infinity, bits + 997L * (i / 2)));
                a[i] = x;
                a[i + 1] = -x;
            }
            float[] x = a.clone();
            System.arraycopy(a, 0, b, 0, 64);
            kernels.tanh(a, 0, 64);
            kernels.sigmoid(b, 0, 64);
            for (int i = 0; i < 64; i++) {
                worstTanh = Math.max(worstTanh, Math.abs(a[i] - Math.tanh(x[i])));
                worstSigmoid = Math.max(worstSigmoid, Math.abs(b[i] - 1 / (1 + Math.exp(-(double) x[i]))));
                assertTrue(Math.abs(a[i]) <= 1 && b[i] >= 0 && b[i] <= 1, "out of range at " + x[i]);
            }
        }
        assertTrue(worstTanh < 6e-7, "tanh is off by " + worstTanh);
        assertTrue(worstSigmoid < 6e-7, "sigmoid is off by " + worstSigmoid);
    }

    @ParameterizedTest
    @MethodSource("every")
    void affineIsTheProductForAnyNumberOfFrames(Kernels kernels) {
        for (int rows = 1; rows <= 9; rows++) {
            affineIsTheProduct(kernels, rows);
        }
    }

    /** An affine map on 5 columns, by the definition. */
    private static void affineIsTheProduct(Kernels kernels, int rows) {
        int columns = 5;
        float[][] matrix = new float[rows][];
        for (int r = 0; r < rows; r++) {
            matrix[r] = noise(columns + r, 1);
        }
        for (int r = 0; r < rows; r++) {
            matrix[r] = java.util.Arrays.copyOf(matrix[r], columns);
        }
        float[] bias = noise(rows, 1);
        Product product = new Product(matrix, bias);
        float[] start = noise(5_000, 1);
        int[] at = {3, 200, 411, 600, 777};
        int from = 3;
        int[] less = Arrays.stream(at).map(i -> i - from).toArray();
        float[] reference = null;
        for (int frames : new int[] {64, 48, 33, 17, 16, 1}) {
            float[] a = start.clone();
            kernels.affine(a, less, from, product, 2_000, 100, 3_000, 80, kernels.padded(frames));
            for (int r = 0; r < rows; r++) {
                for (int t = 0; t < frames; t++) {
                    double y = bias[r] + start[2_000 + r * 100 + t];
                    for (int j = 0; j < columns; j++) {
                        y += matrix[r][j] * start[at[j] + t];
                    }
                    assertEquals(y, a[3_000 + r * 80 + t], 1e-5);
                }
            }
            float[] head = {a[3_000], a[3_000 + 80 * (rows / 2)], a[3_000 + 80 * (rows - 1)]};
            reference = reference == null ? head : reference;
            assertArrayEquals(reference, head, "the first frame depends on the number of frames");
        }
    }

    /** To the bit, because the number of frames decides which of the two runs. */
    @Test
    void aLeakyLayerIsItsThreeKernels() {
        Product convolution = new Product(new float[][] {noise(7, 1), noise(8, 1), noise(9, 1)}, noise(4, 1));
        Product residual = new Product(new float[][] {noise(3, 1), noise(5, 1), noise(6, 1)}, noise(2, 1));
        int[] columns = {200, 333, 400, 411, 512, 600, 700};
        int from = 100;
        float[] start = noise(3_000, 1);
        java.util.Arrays.fill(start, Kernels.ZEROS, Kernels.ZEROS + 64, 0);
        for (Kernels kernels : every()) {
            for (int frames : new int[] {64, 32, 16}) {
                int z = 1_008;
                int[] activations = {z, z + frames, z + 2 * frames};
                float[] a = start.clone();
                kernels.leakyLayer(a, columns, from, convolution, 0.1f, z, 1_300, activations, residual, 1_600, 80, 2_000, 96, frames);
                float[] b = start.clone();
                kernels.affine(b, columns, from, convolution, -1, 0, z, frames, frames);
                kernels.leakyAndAdd(b, z, 1_300, 3 * frames, 0.1f);
                kernels.affine(b, activations, 0, residual, 1_600, 80, 2_000, 96, frames);
                for (int r = 0; r < 3; r++) {
                    for (int t = 0; t < frames; t++) {
                        assertEquals(b[1_300 + r * frames + t], a[1_300 + r * frames + t], 0, kernels.name() + ", head");
                        assertEquals(b[2_000 + r * 96 + t], a[2_000 + r * 96 + t], 0, kernels.name() + ", output");
                    }
                }
            }
        }
    }

    /** What C2 does not inline it hands boxed vectors to, and which methods it inlines changes from run to run: so there must be none to inline. */
    @Test
    void noVectorPassesBetweenMethods() throws Exception {
        assumeTrue(Kernels.best().lanes() > 1, "without the Vector API its classes cannot be looked into");
        Path folder = Path.of(Kernels.class.getProtectionDomain().getCodeSource().getLocation().toURI()).resolve("stompjar/simd");
        List<String> passing = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.class")) {
            for (Path file : files) {
                Class<?> each = Class.forName("stompjar.simd." + file.getFileName().toString().replace(".class", ""));
                for (Method method : each.getDeclaredMethods()) {
                    if (Vector.class.isAssignableFrom(method.getReturnType())
                            || Arrays.stream(method.getParameterTypes()).anyMatch(Vector.class::isAssignableFrom)) {
                        passing.add(method.toString());
                    }
                }
            }
        }
        assertEquals(List.of(), passing);
    }

    /** What a function of one float makes of it. */
    private interface Definition {
        double of(double x);
    }

    private static void assertIs(Definition definition, java.util.function.Consumer<float[]> kernel) {
        float[] x = noise(256, 5);
        float[] y = x.clone();
        kernel.accept(y);
        for (int i = 0; i < x.length; i++) {
            assertEquals(definition.of(x[i]), y[i], 3e-6, "at " + x[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("every")
    void activationsAreTheirDefinition(Kernels k) {
        assertIs(x -> x < -0.3 ? -0.3 + 0.2 * (x + 0.3) : x > 2 ? 2 + 0.5 * (x - 2) : x, a -> k.bend(a, 0, a.length, -0.3f, 2, 0.2f, 0.5f));
        assertIs(x -> x / (1 + Math.abs(x)), a -> k.softsign(a, 0, a.length));
        assertIs(x -> x * Math.max(0, Math.min(6, x + 3)) / 6, a -> k.hardswish(a, 0, a.length));
        assertIs(x -> x / (1 + Math.exp(-x)), a -> k.silu(a, 0, a.length));
        assertIs(x -> x < 0 ? 0.01 * x : x, a -> k.leaky(a, 0, a.length, 0.01f));
        assertIs(x -> x < 0 ? 0 : x, a -> k.leaky(a, 0, a.length, 0));
    }

    @ParameterizedTest
    @MethodSource("every")
    void activationsThatAddDoBoth(Kernels k) {
        float[] a = noise(128, 2);
        float[] b = a.clone();
        k.leakyAndAdd(a, 0, 64, 64, 0.1f);
        k.leaky(b, 0, 64, 0.1f);
        k.add(b, 64, 0, 64);
        assertArrayEquals(b, a, 1e-6f);
        k.tanhAndAdd(a, 0, 64, 64);
        k.tanh(b, 0, 64);
        k.add(b, 64, 0, 64);
        assertArrayEquals(b, a, 1e-6f);
    }

    @ParameterizedTest
    @MethodSource("every")
    void addProductsIsComplex(Kernels k) {
        float[] xr = noise(40, 1);
        float[] xi = noise(41, 1);
        float[] hr = noise(42, 1);
        float[] hi = noise(43, 1);
        float[] re = noise(32, 1);
        float[] im = noise(33, 1);
        float[] oldRe = re.clone();
        float[] oldIm = im.clone();
        k.addProducts(re, im, xr, xi, 3, hr, hi, 5, 32);
        for (int i = 0; i < 32; i++) {
            assertEquals(oldRe[i] + xr[3 + i] * hr[5 + i] - xi[3 + i] * hi[5 + i], re[i], 1e-6);
            assertEquals(oldIm[i] + xr[3 + i] * hi[5 + i] + xi[3 + i] * hr[5 + i], im[i], 1e-6);
        }
    }
}
