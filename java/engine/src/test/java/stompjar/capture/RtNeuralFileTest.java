package stompjar.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stompjar.RtNeuralText;
import stompjar.TestCaptures;
import stompjar.network.Network;
import stompjar.network.Networks;

class RtNeuralFileTest {
    private static final int FRAMES = 3_000;

    private static float[] play(Capture capture, double[][] inputs) {
        Network network = Networks.of(capture);
        float[] y = new float[FRAMES];
        float[] in = new float[Network.MAX_FRAMES];
        float[] knobs = new float[(inputs.length - 1) * Network.MAX_FRAMES];
        for (int t = 0; t < FRAMES; t++) {
            float[] out = new float[Network.MAX_FRAMES];
            in[0] = (float) inputs[0][t];
            for (int k = 1; k < inputs.length; k++) {
                knobs[(k - 1) * Network.MAX_FRAMES] = (float) inputs[k][t];
            }
            network.process(in, knobs, out, 1);
            y[t] = out[0];
        }
        return y;
    }

    private static double[][] guitarAndKnob() {
        float[] guitar = TestCaptures.guitar(FRAMES, 1);
        double[][] inputs = new double[2][FRAMES];
        for (int t = 0; t < FRAMES; t++) {
            inputs[0][t] = guitar[t];
            inputs[1][t] = (float) (t % 500 / 500.0);
        }
        return inputs;
    }

    private static void assertSame(double[] expected, float[] actual) {
        double error = 0;
        double signal = 0;
        double mean = java.util.stream.DoubleStream.of(expected).average().orElseThrow();
        for (int t = 0; t < FRAMES; t++) {
            error += Math.pow(expected[t] - actual[t], 2);
            signal += Math.pow(expected[t] - mean, 2);
        }
        // One of these networks moves by a thousandth of what it rests at: of that a rounding or two are more than an ESR of 1e-9.
        double roundings = FRAMES * Math.pow(4 * Math.ulp((float) mean) / 2, 2);
        assertTrue(error < 1e-9 * signal + roundings, "ESR " + error / signal);
    }

    @Test
    void everyLayerIsThatOfKeras() throws Exception {
        byte[] file = RtNeuralText.everyLayer();
        JsonNode tree = new ObjectMapper().readTree(file);
        double[][] inputs = {guitarAndKnob()[0]};
        Capture capture = Captures.parse(file, "net.json");
        assertEquals("rtneural", capture.format());
        assertEquals("lstm", capture.model().family());
        assertEquals(48_000, capture.rate());
        assertSame(KerasOracle.play(tree, inputs), play(capture, inputs));
    }

    @Test
    void aidaXAddsGainsSkipAndKnobs() throws Exception {
        byte[] file = RtNeuralText.aidaX();
        Capture capture = Captures.parse(file, "net.aidax");
        assertEquals("An amp", capture.name());
        assertEquals(44_100, capture.rate());
        assertEquals("lstm", capture.model().family());
        assertEquals(List.of("param1"), capture.knobs().stream().map(Knob::name).toList());
        assertEquals("Nobody", capture.metadata().provenance().get("author"));
        double[][] inputs = guitarAndKnob();
        double[][] louder = {inputs[0].clone(), inputs[1]};
        for (int t = 0; t < FRAMES; t++) {
            louder[0][t] *= Math.pow(10, -6.0 / 20);
        }
        double[] expected = KerasOracle.play(new ObjectMapper().readTree(file), louder);
        for (int t = 0; t < FRAMES; t++) {
            expected[t] = Math.pow(10, 3.0 / 20) * (expected[t] + louder[0][t]);
        }
        assertSame(expected, play(capture, inputs));
    }

    /** AIDA-X does not read it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"44100 Hz\"|44100", "\"44.1kHz\"|44100", "\"48k\"|48000", "96|96000", "\"\"|48000", "\"unknown\"|48000", "[]|48000", "7|48000"})
    void aRateIsReadAsPeopleWriteIt(String stated, double rate) throws Exception {
        String text = new String(RtNeuralText.aidaX(), StandardCharsets.UTF_8);
        assertTrue(text.contains("\"samplerate\":\"44100\""));
        byte[] file = text.replace("\"samplerate\":\"44100\"", "\"samplerate\":" + stated).getBytes(StandardCharsets.UTF_8);
        assertEquals(rate, Captures.parse(file, "net.aidax").rate());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Twin\\nReverb|Twin Reverb", "|net", "' \\t '|net"})
    void aNameIsOneLine(String stated, String name) throws Exception {
        String text = new String(RtNeuralText.aidaX(), StandardCharsets.UTF_8);
        byte[] file = text.replace("An amp", stated == null ? "" : stated).getBytes(StandardCharsets.UTF_8);
        assertEquals(name, Captures.parse(file, "folder/net.aidax").name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'in_shape':[null,null,0],'layers':[{'type':'dense','activation':'','shape':[null,null,-5],'weights':[[]]}]}|'in_shape' ends with 0",
        "{'in_shape':[null,null,1],'layers':[{'type':'dense','activation':'','shape':[null,null,-5],'weights':[[]]}]}|'shape' ends with -5",
        "{'in_shape':[null,null,1],'layers':[{'type':'dense','activation':'','shape':[null,null,2147483647],'weights':[[]]}]}|2147483647, which is not",
        "{'in_shape':[null,null,1],'layers':[{'type':'conv1d','activation':'','shape':[null,null,9],'kernel_size':[0],'dilation':[1],'weights':[[]]}]}|ends with 0"
    })
    void sizesThatNothingHasAreRefused(String text, String reason) {
        CaptureException e = assertThrows(CaptureException.class, () -> Captures.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "net.json"));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    /** The same numbers in the two ways of writing them: PyTorch's and Keras'. */
    @ParameterizedTest
    @CsvSource({"LSTM,1,1", "LSTM,2,2", "GRU,1,1", "GRU,2,1", "GRU,1,3"})
    void guitarMlIsPyTorchsOrder(String unit, int inputs, int layers) throws Exception {
        byte[] file = RtNeuralText.guitarMl(unit, inputs, layers);
        JsonNode state = new ObjectMapper().readTree(file).get("state_dict");
        Capture capture = Captures.parse(file, "amp.json");
        assertEquals("guitarml", capture.format());
        assertEquals(unit.toLowerCase(java.util.Locale.ROOT), capture.model().family());
        assertEquals(44_100, capture.rate());
        assertEquals(inputs - 1, capture.knobs().size());
        double[][] x = inputs == 1 ? new double[][] {guitarAndKnob()[0]} : guitarAndKnob();
        double[] expected = KerasOracle.play(TorchAsKeras.of(state, unit, layers), x);
        for (int t = 0; t < FRAMES; t++) {
            expected[t] += x[0][t];
        }
        assertSame(expected, play(capture, x));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"elu\"|\"swish\"|activation 'swish'",
        "\"batchnorm\"|\"conv2d\"|'conv2d' is not supported",
        "\"groups\":2|\"groups\":3|3 groups",
        "\"kernel_size\":[3]|\"kernel_size\":[4]|kernel is not a list of [4, 2, 6]",
        "\"in_shape\":[null,null,1]|\"in_shape\":[null,null,2]|matrix is not a list of [2, 4]",
        "\"in_shape\":[null,null,1]|\"in_shape\":[]|in_shape",
        "\"type\":\"gru\",\"activation\":\"tanh\"|\"type\":\"gru\",\"activation\":\"relu\"|inside a gru"
    })
    void whatCannotBePlayedIsRefused(String find, String replace, String reason) {
        String text = new String(RtNeuralText.everyLayer(), StandardCharsets.UTF_8);
        assertTrue(text.contains(find), find);
        CaptureException e = assertThrows(CaptureException.class,
                () -> Captures.parse(text.replace(find, replace).getBytes(StandardCharsets.UTF_8), "net.json"));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"SimpleRNN|GatedConvNet|'GatedConvNet' is not supported", "\"LSTM\"|\"XYZ\"|unit type 'XYZ'",
        "\"skip\":1|\"skip\":2|mono", "rec.bias_hh_l0|rec.bias|'rec.bias_hh_l0' is missing"})
    void whatGuitarMlCannotPlayIsRefused(String find, String replace, String reason) {
        String text = new String(RtNeuralText.guitarMl("LSTM", 1, 1), StandardCharsets.UTF_8);
        assertTrue(text.contains(find), find);
        CaptureException e = assertThrows(CaptureException.class,
                () -> Captures.parse(text.replace(find, replace).getBytes(StandardCharsets.UTF_8), "net.json"));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }
}
