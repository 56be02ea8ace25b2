package stompjar.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stompjar.NamText;
import stompjar.TestBlocks;
import stompjar.TestCaptures;
import stompjar.TestLayers;

class CapturesTest {
    /** hidden_size 1: W 4×2, b 4, h0, c0, head 1, bias: 16 weights. */
    private static final String LSTM_NAM = """
            {"version": "0.5.4", "architecture": "LSTM", "sample_rate": 44100,
             "metadata": {"name": "A test", "loudness": -18.5, "gear_make": "Nobody"},
             "config": {"input_size": 1, "hidden_size": 1, "num_layers": 1},
             "weights": [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]}""";

    @TempDir
    Path folder;

    private static Capture parse(String json) throws CaptureException {
        return Captures.parse(json.getBytes(StandardCharsets.UTF_8), "test.nam");
    }

    /** As Java reads them: however they were written, and where two floats are equally near. */
    @Test
    void numbersAreReadToTheLastBit() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            double small = random.nextGaussian();
            // Halfway between two doubles: exact in 60 digits or fewer.
            double large = 1 + random.nextDouble();
            String half = new BigDecimal(large).add(new BigDecimal(Math.ulp(large)).divide(BigDecimal.valueOf(2))).toPlainString();
            for (String text : List.of(Double.toString(Double.isFinite(value) ? value : 0), Float.toString((float) small),
                    String.format(Locale.ROOT, "%.7e", small), half)) {
                assertEquals(Double.parseDouble(text), Captures.JSON.readTree(text).doubleValue(), text);
            }
        }
    }

    /** With every option of {@code .nam} that layers have. */
    @Test
    void waveNetsOfEveryKindSurviveARoundTrip() throws Exception {
        int seen = 0;
        for (int seed = 0; seed < 60; seed++) {
            if (NamText.read(NamText.anyWaveNet(seed)).model() instanceof FullWaveNetModel m && m.condition() == null && m.postHead() == null) {
                Capture back = Captures.parse(StompFile.bytes(TestCaptures.capture(m, 48_000)), "x.stomp");
                assertEquals(m.arrays(), ((FullWaveNetModel) back.model()).arrays());
                assertArrayEquals(m.weights(), back.model().weights());
                seen++;
            }
        }
        assertTrue(seen > 10, seen + " seen");
    }

    private static MorphModel morphOfGrus() {
        return new MorphModel(List.of(new float[] {0}, new float[] {1}), List.of(TestLayers.recurrent(SequentialModel.Cell.GRU, 3, 1, 0, false, 2),
                TestLayers.recurrent(SequentialModel.Cell.GRU, 3, 1, 0, false, 3)));
    }

    @Test
    void stompFilesSurviveARoundTrip() throws Exception {
        for (Model model : List.of(TestCaptures.feather(2), TestCaptures.filmed(TestCaptures.feather(1), 2), TestCaptures.filmed(TestCaptures.waveNet(3, 2, 2,
                true, WaveNetModel.Activation.TANH, 3), 3), TestCaptures.lstm(5, 2, 1, 3), TestCaptures.fir(77, 4), TestBlocks.parallel(1), TestBlocks.volterra(1),
                TestBlocks.kernel(1), TestBlocks.spline(2), TestBlocks.morph(), morphOfGrus(), TestBlocks.morph2(), TestBlocks.levelled(TestCaptures.feather(2)),
                TestLayers.any(9, 2, 5),
                TestLayers.recurrent(SequentialModel.Cell.GRU, 4, 2, 1, true, 6))) {
            Capture plain = TestCaptures.capture(model, 44_100);
            Metadata metadata = new Metadata(-20.5, 12.0, null, 0.0012, Map.of("command", "./stompjar train --seed 1"));
            Capture capture = new Capture("stomp", plain.name(), plain.rate(), plain.knobs(), model, metadata);
            Path file = folder.resolve("x.stomp");
            StompFile.write(file, capture);
            StompFile.write(file, capture);
            Capture back = Captures.read(file);
            assertArrayEquals(model.weights(), back.model().weights());
            assertEquals(capture.knobs(), back.knobs());
            assertEquals(metadata, back.metadata());
            assertEquals(44_100, back.rate());
            assertEquals(model.receptiveField(), back.model().receptiveField());
            assertArrayEquals(StompFile.bytes(capture), StompFile.bytes(back));
            try (var left = Files.list(folder)) {
                assertEquals(List.of(file), left.toList(), "a temporary file was left");
            }
        }
    }

    @Test
    void namLstmIsRead() throws Exception {
        Capture capture = parse(LSTM_NAM);
        assertEquals("A test", capture.name());
        assertEquals(-18.5, capture.metadata().loudness());
        LstmModel model = (LstmModel) capture.model();
        assertEquals(22_050, model.prewarmFrames(), "half a second of silence");
        assertEquals(16, model.parameters());
    }

    @Test
    void namWithoutRateIsFortyEightKilohertzAndOneBlockOfSilence() throws Exception {
        Capture capture = parse(LSTM_NAM.replace("\"sample_rate\": 44100,", ""));
        assertEquals(48_000, capture.rate());
        assertEquals(64, ((LstmModel) capture.model()).prewarmFrames());
    }

    @Test
    void namLinearHasItsNewestWeightFirst() throws Exception {
        String json = """
                {"version": "0.5.0", "architecture": "Linear", "config": {"receptive_field": 3, "bias": %s}, "weights": [1,2,3%s]}""";
        FirModel biased = (FirModel) parse(json.formatted("true", ",4")).model();
        assertArrayEquals(new float[] {1, 2, 3}, biased.taps());
        assertEquals(4, biased.bias());
        FirModel plain = (FirModel) parse(json.formatted("false", "")).model();
        assertArrayEquals(new float[] {1, 2, 3}, plain.taps());
        assertEquals(0, plain.bias());
        assertTrue(assertThrows(CaptureException.class, () -> parse(json.formatted("true", ""))).getMessage().contains("3 weights, but its shape needs 4"));
    }

    @Test
    void theReceptiveFieldIsThatOfTheLayers() {
        assertEquals(1 + 2 * 127 + 2 * 171, TestCaptures.feather(0).receptiveField());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"LSTM\"|\"Transformer\"|architecture 'Transformer' is not supported",
        "0.5.4|1.0.0|version 1.0.0",
        "0.5.4|banana|version 'banana'",
        "[1,2,|[|14 weights, but its shape needs 16",
        "15,16]|15,\"x\"]|not a number",
        "15,16]|15,1e999]|weight 15 is Infinity",
        "\"hidden_size\": 1|\"hidden_size\": 2000000000|hidden size 2000000000",
        "\"hidden_size\": 1|\"hidden_size\": 1.5|'hidden_size' is not a whole number",
        "\"hidden_size\": 1,||'hidden_size' is missing",
        "44100|-3|model rate -3.0",
        "16]}|16]|cut short: it ends in the middle, at line 4, column",
        "16]}|16]{}|damaged: its JSON has a mistake at line 4, column"
    })
    void badFilesAreRefusedByNameAndReason(String find, String replace, String reason) {
        String json = LSTM_NAM.replace(find, replace == null ? "" : replace);
        assertTrue(!json.equals(LSTM_NAM));
        CaptureException e = assertThrows(CaptureException.class, () -> parse(json));
        assertTrue(e.getMessage().startsWith("test.nam: "), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"2000000000", "2147483647", "192001"})
    void aSilenceWithoutEndIsRefused(int prewarm) {
        String whole = new String(StompFile.bytes(TestCaptures.capture(TestCaptures.lstm(2, 1, 1, 1), 48_000)), StandardCharsets.UTF_8);
        CaptureException e = assertThrows(CaptureException.class, () -> parse(whole.replace("\"prewarm\":2048", "\"prewarm\":" + prewarm)));
        assertTrue(e.getMessage().contains(prewarm + " frames of silence"), e.getMessage());
    }

    @Test
    void historiesThatFillTheMemoryAreRefused() {
        String layers = """
                [{"input_size": 1, "condition_size": 1, "head_size": 1, "channels": 1, "kernel_size": 2, "dilations": [1%s],
                 "activation": "Tanh"}]""".formatted(",1048576".repeat(250));
        String weights = "0" + ",0".repeat(1 + 251 * 6 + 1);
        CaptureException e = assertThrows(CaptureException.class, () -> parse("{\"version\": \"0.5.4\", \"architecture\": \"WaveNet\", \"config\": "
                + "{\"layers\": " + layers + "}, \"weights\": [" + weights + "]}"));
        assertTrue(e.getMessage().contains("32 MB"), e.getMessage());
    }

    @Test
    void aComplaintIsOneShortLine() {
        CaptureException e = assertThrows(CaptureException.class,
                () -> parse(LSTM_NAM.replace("LSTM", "a\\n".repeat(10_000))));
        assertTrue(e.getMessage().length() < 400 && e.getMessage().lines().count() == 1, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[1,2]", "''", "{}", "{\"stompjar\": 99}", "{\"stompjar\": 1}", "PK\u0003\u0004", "null"})
    void whatIsNoCaptureIsRefused(String content) {
        CaptureException e = assertThrows(CaptureException.class, () -> parse(content));
        assertTrue(e.getMessage().startsWith("test.nam: "), e.getMessage());
    }

    @Test
    void missingFilesAndFoldersAreRefused() {
        assertTrue(assertThrows(CaptureException.class, () -> Captures.read(folder.resolve("none.nam"))).getMessage()
                .endsWith("none.nam: there is no such file"));
        assertThrows(CaptureException.class, () -> Captures.read(folder));
    }

    @Test
    void everyTruncationOfAFileIsRefused() {
        byte[] whole = StompFile.bytes(TestCaptures.capture(TestCaptures.lstm(2, 1, 1, 1), 48_000));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThrows(CaptureException.class, () -> Captures.parse(cut, "cut.stomp"));
        }
    }
}
