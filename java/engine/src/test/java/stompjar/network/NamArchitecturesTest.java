package stompjar.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stompjar.NamText;
import stompjar.TestCaptures;
import stompjar.capture.Capture;
import stompjar.capture.CaptureException;
import stompjar.capture.Captures;
import stompjar.capture.ConvNetModel;
import stompjar.capture.FullWaveNetModel;
import stompjar.capture.LstmModel;
import stompjar.capture.Model;
import stompjar.capture.WaveNetModel;
import stompjar.simd.Kernels;
import stompjar.simd.ScalarKernels;

/** Files of every architecture of {@code .nam}, random within it, against their definition. */
@Tag("both-kernels")
class NamArchitecturesTest {
    private static final int FRAMES = 3_000;
    /** −130 dBFS. */
    private static final double INAUDIBLE = 3e-7;

    static Stream<byte[]> files() {
        return Stream.concat(LongStream.range(0, 60).mapToObj(NamText::anyWaveNet),
                Stream.of(NamText.a2(8, 1), NamText.a2(3, 2), NamText.convNet(true, 3), NamText.convNet(false, 4), NamText.slimmable(5)));
    }

    private static float[] loudGuitar() {
        float[] x = TestCaptures.guitar(FRAMES, 1);
        for (int t = 0; t < FRAMES; t++) {
            x[t] *= 4;
        }
        return x;
    }

    private static float[] expected(Model model, float[] x, int silence) {
        double[][] audio = new double[1][silence + x.length];
        for (int t = 0; t < x.length; t++) {
            audio[0][silence + t] = x[t];
        }
        double[] y = FullWaveNetOracle.play(model instanceof WaveNetModel m ? FullWaveNetModel.of(m) : model, audio)[0];
        float[] end = new float[x.length];
        for (int t = 0; t < x.length; t++) {
            end[t] = (float) y[silence + t];
        }
        return end;
    }

    /** A constant says little about a network: errors are held against what moves. */
    private static void assertSame(float[] expected, float[] actual) {
        double mean = 0;
        for (float y : expected) {
            mean += y / expected.length;
        }
        double error = 0;
        double signal = 0;
        for (int t = 0; t < expected.length; t++) {
            error += Math.pow(expected[t] - actual[t], 2);
            signal += Math.pow(expected[t] - mean, 2);
        }
        // Random networks have constants that may be ten thousand times the signal; what rounding of those costs is heard by nobody.
        double floor = INAUDIBLE * INAUDIBLE * expected.length;
        assertTrue(error <= 1e-9 * signal + floor, "ESR " + error / signal + " at mean " + mean);
    }

    @ParameterizedTest
    @MethodSource("files")
    void coldAndPrewarmedAreTheDefinition(byte[] file) {
        Model model = NamText.read(file).model();
        float[] x = loudGuitar();
        for (Kernels kernels : new Kernels[] {new ScalarKernels(), Kernels.best()}) {
            Network network = Networks.of(model, kernels);
            assertSame(expected(model, x, 0), NetworksTest.run(network, new float[][] {x}, 64, null));
            network.prewarm(new float[0]);
            assertSame(expected(model, x, model.receptiveField()), NetworksTest.run(network, new float[][] {x}, 64, null));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void blocksChangeNothing(byte[] file) {
        Network network = Networks.of(NamText.read(file));
        float[][] x = {TestCaptures.guitar(FRAMES, 2)};
        network.prewarm(new float[0]);
        float[] whole = NetworksTest.run(network, x, 64, null);
        network.prewarm(new float[0]);
        assertArrayEquals(whole, NetworksTest.run(network, x, 0, new Random(7)));
        network.prewarm(new float[0]);
        assertArrayEquals(whole, NetworksTest.run(network, x, 1, null));
    }

    @ParameterizedTest
    @CsvSource({"0,1,3", "0.2,1,3", "0.25,2,3", "0.5,4,6", "0.74,4,6", "0.75,5,6", "1,5,6"})
    void aSlimmableWaveNetHasItsOwnSizes(double quality, int first, int second) {
        Capture sized = NamText.read(NamText.slimmable(9)).atQuality(quality);
        FullWaveNetModel model = (FullWaveNetModel) sized.model();
        assertEquals(first, model.arrays().get(0).channels());
        assertEquals(second, model.arrays().get(1).channels());
        float[] x = loudGuitar();
        assertSame(expected(model, x, 0), NetworksTest.run(Networks.of(sized), new float[][] {x}, 64, null));
    }

    @Test
    void aSlimWaveNetIsTheFirstChannelsOfTheFullOne() {
        FullWaveNetModel full = (FullWaveNetModel) NamText.read(NamText.slimmable(9)).model();
        FullWaveNetModel slim = (FullWaveNetModel) full.atQuality(0.5);
        // Rechannel: 4 of 5 rows; then 8 of 10 rows of 4 of 5 channels, 3 taps each.
        assertEquals(full.weights()[3], slim.weights()[3]);
        assertEquals(full.weights()[5], slim.weights()[4]);
        assertEquals(full.weights()[5 + 15], slim.weights()[4 + 12]);
        assertEquals(full.weights()[full.weights().length - 1], slim.weights()[slim.weights().length - 1]);
    }

    @ParameterizedTest
    @CsvSource({"0,convnet", "0.24,convnet", "0.25,wavenet", "0.49,wavenet", "0.5,lstm", "1,lstm"})
    void aContainerHoldsAModelForEachQuality(double quality, String family) {
        Capture container = NamText.read(NamText.container(3));
        assertEquals("lstm", container.model().family());
        assertEquals(family, container.atQuality(quality).model().family());
        float[] x = TestCaptures.guitar(FRAMES, 1);
        float[] largest = NetworksTest.run(Networks.of(container), new float[][] {x}, 64, null);
        float[] one = NetworksTest.run(Networks.of(container.atQuality(quality)), new float[][] {x}, 64, null);
        assertEquals(family.equals("lstm"), java.util.Arrays.equals(largest, one));
    }

    @Test
    void architecturesAreTold() {
        assertEquals(ConvNetModel.class, NamText.read(NamText.convNet(true, 1)).model().getClass());
        assertEquals(FullWaveNetModel.class, NamText.read(NamText.a2(8, 1)).model().getClass());
        assertEquals(12_146, NamText.read(NamText.a2(8, 1)).model().parameters());
        assertEquals(1_871, NamText.read(NamText.a2(3, 1)).model().parameters());
        assertEquals(6_347, NamText.read(NamText.a2(3, 1)).model().receptiveField());
        assertEquals(LstmModel.class, NamText.read(NamText.container(1)).atQuality(1).model().getClass());
    }

    @Test
    void aVarianceThatIsNotPositiveIsRefused() throws Exception {
        com.fasterxml.jackson.databind.node.ObjectNode root =
                (com.fasterxml.jackson.databind.node.ObjectNode) new com.fasterxml.jackson.databind.ObjectMapper().readTree(NamText.convNet(true, 1));
        // Of the first block: 10 weights, 5 means, then the variances.
        root.withArray("weights").set(16, com.fasterxml.jackson.databind.node.FloatNode.valueOf(-3));
        CaptureException e = assertThrows(CaptureException.class, () -> Captures.parse(root.toString().getBytes(StandardCharsets.UTF_8), "x.nam"));
        assertTrue(e.getMessage().contains("variance of block 0"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 8, 17})
    void allocatesNothing(long seed) {
        Network network = Networks.of(NamText.read(NamText.anyWaveNet(seed)));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        float[] x = TestCaptures.guitar(64, 1);
        float[] y = new float[64];
        float[] knobs = new float[0];
        long bytes = Long.MAX_VALUE;
        // Interpreted and half-compiled vector code allocates; the fully compiled code must not.
        for (int round = 0; round < 30 && bytes > 0; round++) {
            long before = threads.getThreadAllocatedBytes(id);
            for (int block = 0; block < 5_000; block++) {
                network.process(x, knobs, y, block % 3 == 0 ? 17 : 64);
            }
            bytes = threads.getThreadAllocatedBytes(id) - before;
        }
        assertEquals(0, bytes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"kernel_size\":3|\"kernel_size\":3,\"kernel_sizes\":[3,3]|either 'kernel_size' or 'kernel_sizes'",
        "\"gating_mode\":\"gated\"|\"gating_mode\":\"twisted\"|gating mode 'twisted'",
        "\"activation\":\"Tanh\"|\"activation\":\"Softsigmoid\"|activation 'Softsigmoid'",
        "slice_channels_uniform|magic|way to slim, 'magic'",
        "[1,2,4,5]|[1,4,2,5]|do not ascend",
        "[1,2,4,5]|[1,2,4]|do not ascend to 5",
        "\"architecture\":\"WaveNet\"|\"architecture\":\"CatWaveNet\"|architecture 'CatWaveNet' is not supported",
        "\"head_size\":6|\"head_size\":4|layer array 1 does not fit",
        "\"dilations\":[1,5]|\"dilations\":[1,5],\"activation\":[\"Tanh\"]|entries for 2 layers"
    })
    void whatCannotBePlayedIsRefused(String find, String replace, String reason) {
        String text = new String(NamText.slimmable(1), StandardCharsets.UTF_8);
        assertTrue(text.contains(find), text);
        CaptureException e = assertThrows(CaptureException.class,
                () -> Captures.parse(text.replace(find, replace).getBytes(StandardCharsets.UTF_8), "x.nam"));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }
}
