package stompjar.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stompjar.TestBlocks;
import stompjar.TestCaptures;
import stompjar.TestLayers;
import stompjar.capture.BlockModel;
import stompjar.capture.LevelledModel;
import stompjar.capture.LstmModel;
import stompjar.capture.Model;
import stompjar.capture.MorphModel;
import stompjar.capture.SequentialModel;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.WaveNetModel.Activation;
import stompjar.simd.Kernels;
import stompjar.simd.ScalarKernels;

@Tag("both-kernels")
class NetworksTest {
    private static final int FRAMES = 6_000;

    static Stream<Arguments> everyNetwork() {
        Model[] models = {
            TestCaptures.feather(0), TestCaptures.feather(2),
            TestCaptures.waveNet(16, 8, 1, false, Activation.TANH, 2),
            TestCaptures.waveNet(3, 2, 2, true, Activation.TANH, 3),
            TestCaptures.waveNet(5, 7, 0, false, Activation.RELU, 4),
            TestCaptures.waveNet(6, 4, 3, true, Activation.HARDTANH, 5),
            TestCaptures.waveNet(1, 1, 0, false, Activation.SIGMOID, 6),
            TestCaptures.filmed(TestCaptures.feather(1), 1), TestCaptures.filmed(TestCaptures.waveNet(3, 6, 2, true, Activation.TANH, 3), 2),
            TestCaptures.lstm(16, 1, 0, 7), TestCaptures.lstm(8, 2, 2, 8), TestCaptures.lstm(3, 1, 1, 9), TestCaptures.lstm(40, 3, 0, 10),
            TestCaptures.lstm(5, 4, 1, 15),
            TestCaptures.fir(1, 11), TestCaptures.fir(40, 12), TestCaptures.fir(700, 13), TestCaptures.fir(5_500, 14),
            TestLayers.recurrent(Cell.GRU, 16, 1, 0, false, 15), TestLayers.recurrent(Cell.GRU, 40, 2, 1, true, 16),
            TestLayers.recurrent(Cell.GRU, 3, 1, 2, true, 17), TestLayers.recurrent(Cell.LSTM, 20, 1, 2, true, 18),
            TestLayers.recurrent(Cell.LSTM, 9, 3, 0, false, 19), TestLayers.recurrent(Cell.RNN, 12, 2, 1, true, 20),
            TestLayers.any(3, 0, 21), TestLayers.any(5, 2, 22), TestLayers.any(7, 1, 23), TestLayers.any(9, 0, 24), TestLayers.any(12, 0, 25)
        };
        List<Model> blocks = Stream.concat(TestBlocks.every().stream(), Stream.of(TestBlocks.morph(), TestBlocks.morph2(),
                TestBlocks.levelled(TestCaptures.feather(1)), TestBlocks.levelled(TestCaptures.lstm(5, 1, 0, 26)))).toList();
        return Stream.concat(Stream.of(models), blocks.stream())
                .flatMap(m -> Stream.of(new ScalarKernels(), Kernels.best()).map(k -> Arguments.of(m, k)));
    }

    /** Audio, then knobs that move and rest, each at its own time. */
    private static float[][] inputs(Model model) {
        float[][] x = new float[model.inputs()][];
        x[0] = TestCaptures.guitar(FRAMES, 1);
        for (int k = 1; k < x.length; k++) {
            x[k] = new float[FRAMES];
            for (int t = 0, moved = 0; t < FRAMES; t++) {
                x[k][t] = (float) (0.5 + 0.5 * Math.sin(moved * 0.001 * k));
                moved += (t + 300 * k) / 700 % 2;
            }
        }
        return x;
    }

    static float[] run(Network network, float[][] inputs, int block, Random random) {
        float[] in = new float[Network.MAX_FRAMES];
        float[] out = new float[Network.MAX_FRAMES];
        float[] knobs = new float[(inputs.length - 1) * Network.MAX_FRAMES];
        float[] y = new float[inputs[0].length];
        for (int at = 0; at < y.length;) {
            int frames = Math.min(y.length - at, random == null ? block : 1 + random.nextInt(Network.MAX_FRAMES));
            System.arraycopy(inputs[0], at, in, 0, frames);
            for (int k = 1; k < inputs.length; k++) {
                System.arraycopy(inputs[k], at, knobs, (k - 1) * Network.MAX_FRAMES, frames);
            }
            network.process(in, knobs, out, frames);
            System.arraycopy(out, 0, y, at, frames);
            at += frames;
        }
        return y;
    }

    /** Frames. */
    private static int silence(Model model) {
        if (model instanceof MorphModel m) {
            return m.snapshots().stream().mapToInt(NetworksTest::silence).max().orElseThrow();
        }
        if (model instanceof LevelledModel m) {
            return silence(m.model());
        }
        if (model instanceof SequentialModel s) {
            return s.prewarmFrames();
        }
        // Low-passes settle to the bits of a float in their receptive field, but here to those of a double.
        int settled = (model instanceof BlockModel ? 3 : 1) * model.receptiveField();
        // Whole partitions of the largest size: those of an impulse response are counted from the beginning, and its rounding errors with them.
        return model instanceof LstmModel l ? l.prewarmFrames() : settled + 8_241 & -8_192;
    }

    @ParameterizedTest
    @MethodSource("everyNetwork")
    void agreesWithTheDefinition(Model model, Kernels kernels) {
        float[][] inputs = inputs(model);
        float[] expected = DoubleOracle.of(model, inputs);
        float[] actual = run(Networks.of(model, kernels), inputs, 64, null);
        double esr = TestCaptures.esr(expected, actual, 0);
        assertTrue(esr < 1e-10, "ESR " + esr);
    }

    @ParameterizedTest
    @MethodSource("everyNetwork")
    void givesTheSameBitsForAnyBlockSize(Model model, Kernels kernels) {
        float[][] inputs = inputs(model);
        float[] whole = run(Networks.of(model, kernels), inputs, 64, null);
        for (int block : new int[] {1, 7, 16, 17, 33, 63}) {
            assertArrayEquals(whole, run(Networks.of(model, kernels), inputs, block, null), "block " + block);
        }
        assertArrayEquals(whole, run(Networks.of(model, kernels), inputs, 0, new Random(3)), "random blocks");
    }

    @ParameterizedTest
    @MethodSource("everyNetwork")
    void prewarmIsALongSilence(Model model, Kernels kernels) {
        float[][] inputs = inputs(model);
        float[] knobs = new float[model.inputs() - 1];
        for (int k = 0; k < knobs.length; k++) {
            knobs[k] = 0.1f + 0.3f * k;
        }
        int silence = silence(model);
        float[][] before = new float[model.inputs()][silence];
        for (int k = 0; k < knobs.length; k++) {
            java.util.Arrays.fill(before[k + 1], knobs[k]);
        }
        Network slow = Networks.of(model, kernels);
        run(slow, before, 64, null);
        Network fast = Networks.of(model, kernels);
        run(fast, inputs, 64, null);
        fast.prewarm(knobs);
        float[] expected = run(slow, inputs, 64, null);
        assertArrayEquals(expected, run(fast, inputs, 64, null));
        // Once more, and with other knobs between: what a network remembers of its silence is that at the same knobs.
        fast.prewarm(knobs);
        assertArrayEquals(expected, run(fast, inputs, 64, null));
        fast.prewarm(new float[knobs.length]);
        run(fast, inputs, 64, null);
        fast.prewarm(knobs);
        assertArrayEquals(expected, run(fast, inputs, 64, null));
    }

    @ParameterizedTest
    @MethodSource("everyNetwork")
    void goesOnWhereItsTwinIs(Model model, Kernels kernels) {
        float[][] inputs = inputs(model);
        Network twin = Networks.of(model, kernels);
        run(twin, inputs, 64, null);
        Network network = Networks.of(model, kernels);
        network.prewarm(new float[model.inputs() - 1]);
        network.takeState(twin);
        assertArrayEquals(run(twin, inputs, 64, null), run(network, inputs, 64, null));
    }

    @ParameterizedTest
    @MethodSource("everyNetwork")
    void resetForgetsEverything(Model model, Kernels kernels) {
        float[][] inputs = inputs(model);
        Network network = Networks.of(model, kernels);
        float[] first = run(network, inputs, 64, null);
        network.reset();
        assertArrayEquals(first, run(network, inputs, 64, null));
    }
}
