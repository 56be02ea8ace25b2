package stompjar.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import stompjar.TestBlocks;
import stompjar.TestCaptures;
import stompjar.TestLayers;
import stompjar.capture.Capture;
import stompjar.capture.Captures;
import stompjar.capture.FirModel;
import stompjar.capture.KerasOracle;
import stompjar.capture.Knob;
import stompjar.capture.LevelledModel;
import stompjar.capture.LstmModel;
import stompjar.capture.Metadata;
import stompjar.capture.Model;
import stompjar.capture.SequentialModel;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.Snapshot;
import stompjar.capture.SnapshotFormat;
import stompjar.capture.WaveNetModel.Activation;

/** A snapshot sounds like the capture with its knobs held there, also after a trip through the files of other players. */
class SnapshotTest {
    private static final int FRAMES = 12_000;
    private static final double DIFFERENCE_DB = -100;
    private static final Map<String, Double> HELD = Map.of("drive", 0.83, "tone", 0.21);

    static Stream<Model> knobbed() {
        return Stream.of(TestCaptures.feather(1), TestCaptures.feather(2), TestCaptures.waveNet(5, 3, 2, true, Activation.TANH, 3),
                TestCaptures.waveNet(6, 4, 3, false, Activation.HARDTANH, 5), TestCaptures.lstm(10, 1, 1, 4),
                TestCaptures.filmed(TestCaptures.feather(2), 7), TestCaptures.filmed(TestCaptures.waveNet(5, 3, 1, true, Activation.TANH, 3), 8), TestCaptures.lstm(16, 1, 2, 8),
                TestCaptures.lstm(6, 2, 2, 11), TestLayers.recurrent(Cell.GRU, 10, 1, 2, false, 2), TestLayers.recurrent(Cell.GRU, 16, 1, 1, false, 3),
                TestLayers.recurrent(Cell.LSTM, 5, 2, 2, true, 4),
                TestBlocks.levelled(TestCaptures.feather(1)), TestBlocks.levelled(TestCaptures.lstm(8, 1, 1, 9)),
                TestBlocks.levelled(TestLayers.recurrent(Cell.GRU, 8, 1, 1, false, 5)));
    }

    static Stream<Model> knobbedAndKnownToNam() {
        return knobbed().filter(m -> !((m instanceof LevelledModel l ? l.model() : m) instanceof SequentialModel));
    }

    /** One recurrent layer; RTNeural's networks begin with a state of zero. */
    static Stream<Model> knobbedAndKnownToRtNeural() {
        return knobbed().filter(m -> m instanceof LstmModel l && l.layers() == 1 || m instanceof SequentialModel s && !s.skip())
                .map(m -> m instanceof LstmModel l ? cold(l) : m);
    }

    private static LstmModel cold(LstmModel model) {
        float[] weights = model.weights().clone();
        int state = LstmModel.layerOffset(1, model.inputs(), model.hiddenSize()) - 2 * model.hiddenSize();
        Arrays.fill(weights, state, state + 2 * model.hiddenSize(), 0);
        return new LstmModel(model.inputs(), model.hiddenSize(), 1, model.prewarmFrames(), weights);
    }

    private static float[] play(Capture capture, double[] knobs, boolean cold) {
        float[][] inputs = new float[1 + knobs.length][FRAMES];
        inputs[0] = TestCaptures.guitar(FRAMES, 3);
        float[] positions = new float[knobs.length];
        for (int k = 0; k < knobs.length; k++) {
            positions[k] = (float) knobs[k];
            Arrays.fill(inputs[1 + k], positions[k]);
        }
        Network network = Networks.of(capture);
        if (!cold) {
            network.prewarm(positions);
        }
        return NetworksTest.run(network, inputs, Network.MAX_FRAMES, null);
    }

    private static Map<String, Double> heldOf(Capture capture) {
        Map<String, Double> held = new java.util.HashMap<>(HELD);
        held.keySet().retainAll(capture.knobs().stream().map(Knob::name).toList());
        return held;
    }

    private static void assertSame(float[] expected, float[] actual) {
        double difference = 10 * Math.log10(TestCaptures.esr(expected, actual, 0));
        assertTrue(difference <= DIFFERENCE_DB, difference + " dB");
    }

    @ParameterizedTest
    @MethodSource("knobbed")
    void soundsLikeTheKnobsHeld(Model model) {
        Capture capture = TestCaptures.capture(model, 48_000);
        Map<String, Double> held = heldOf(capture);
        Capture snapshot = Snapshot.of(capture, held);
        assertEquals(List.of(), snapshot.knobs());
        float[] expected = play(capture, Snapshot.positions(capture, held), false);
        assertSame(expected, play(snapshot, new double[0], false));
        float[] elsewhere = play(capture, capture.knobs().stream().mapToDouble(k -> 0).toArray(), false);
        assertTrue(TestCaptures.esr(expected, elsewhere, 0) > 1e-4, "the knobs do something");
    }

    @ParameterizedTest
    @MethodSource("knobbedAndKnownToNam")
    void survivesANamFile(Model model) throws Exception {
        Capture capture = TestCaptures.capture(model, 44_100);
        Map<String, Double> held = heldOf(capture);
        Capture snapshot = Snapshot.of(capture, held);
        Capture described = new Capture("stomp", "A name", snapshot.rate(), List.of(), snapshot.model(),
                new Metadata(-18.5, null, 4.0, 0.01, Map.of("gear_make", "Nobody")));
        Capture back = Captures.parse(SnapshotFormat.NAM.bytes(described), "other.nam");
        assertEquals("nam", back.format());
        assertEquals("A name", back.name());
        assertEquals(44_100, back.rate());
        assertEquals(-18.5, back.metadata().loudness());
        assertEquals(4.0, back.metadata().outputLevelDbu());
        assertEquals("Nobody", back.metadata().provenance().get("gear_make"));
        assertSame(play(capture, Snapshot.positions(capture, held), true), play(back, new double[0], true));
    }

    @ParameterizedTest
    @MethodSource("knobbedAndKnownToRtNeural")
    void survivesAnRtNeuralFile(Model model) throws Exception {
        Capture capture = TestCaptures.capture(model, 44_100);
        Map<String, Double> held = heldOf(capture);
        byte[] bytes = SnapshotFormat.RTNEURAL.bytes(Snapshot.of(capture, held));
        JsonNode file = new ObjectMapper().readTree(bytes);
        assertEquals("44100", file.at("/metadata/samplerate").asText());
        assertTrue(List.of(8, 12, 16, 20).contains(file.at("/layers/0/shape/2").asInt()), "a size that AIDA-X plays");
        float[] expected = play(capture, Snapshot.positions(capture, held), true);
        double[][] guitar = {doubles(TestCaptures.guitar(FRAMES, 3))};
        assertSame(expected, floats(KerasOracle.play(file, guitar)));
        Capture back = Captures.parse(bytes, "other.aidax");
        assertEquals("rtneural", back.format());
        assertEquals(capture.name(), back.name());
        assertEquals(44_100, back.rate());
        assertSame(expected, play(back, new double[0], true));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.125f})
    void impulseResponsesSurviveANamFile(float bias) throws Exception {
        float[] taps = Arrays.copyOf(TestCaptures.guitar(700, 5), 700);
        Capture capture = TestCaptures.capture(new FirModel(taps, bias), 48_000);
        assertSame(play(capture, new double[0], true), play(Captures.parse(SnapshotFormat.NAM.bytes(capture), "ir.nam"), new double[0], true));
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    @Test
    void rtNeuralCannotHoldEverything() {
        Capture wavenet = TestCaptures.capture(TestCaptures.feather(0), 48_000);
        Capture deep = TestCaptures.capture(TestCaptures.lstm(8, 2, 0, 1), 48_000);
        Capture wide = TestCaptures.capture(TestCaptures.lstm(81, 1, 0, 1), 48_000);
        Capture knobs = TestCaptures.capture(TestCaptures.lstm(8, 1, 1, 1), 48_000);
        assertRefused("a wavenet of format stomp", wavenet);
        assertRefused("2 layers", deep);
        assertRefused("a gru of format stomp", TestCaptures.capture(TestLayers.recurrent(Cell.GRU, 8, 1, 0, true, 1), 48_000));
        assertRefused("2 layers", TestCaptures.capture(TestLayers.recurrent(Cell.GRU, 8, 2, 0, false, 1), 48_000));
        assertRefused("hidden size 81", wide);
        assertRefused("it has knobs", knobs);
    }

    private static void assertRefused(String words, Capture capture) {
        String said = assertThrows(IllegalArgumentException.class, () -> SnapshotFormat.RTNEURAL.bytes(capture)).getMessage();
        assertTrue(said.startsWith(capture.name()) && said.contains(words), said);
    }

    @Test
    void positionsAreThoseOfThePedal() {
        LstmModel model = TestCaptures.lstm(4, 1, 2, 1);
        Capture capture = new Capture("stomp", "ranges", 48_000, List.of(new Knob("drive", 0.2, 0.8, 0.5), new Knob("tone", 0, 1, 0.7)), model,
                Metadata.NONE);
        assertEquals("[0.8, 0.7]", Arrays.toString(Snapshot.positions(capture, Map.of("drive", 1.0))));
        assertEquals("[0.5, 0.1]", Arrays.toString(Snapshot.positions(capture, Map.of("tone", 0.1))));
        assertThrows(IllegalArgumentException.class, () -> Snapshot.of(capture, Map.of("gain", 0.1)));
        assertThrows(IllegalArgumentException.class, () -> Snapshot.of(capture, Map.of("tone", 1.1)));
        assertThrows(IllegalArgumentException.class, () -> Snapshot.of(capture, Map.of("tone", Double.NaN)));
    }
}
