package stompjar;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Files of the RTNeural family with random weights, written by hand as their training programs write them. */
public final class RtNeuralText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random;
    private final ObjectNode root = JSON.createObjectNode();
    private int width;

    private RtNeuralText(int inputs, long seed) {
        random = new Random(seed);
        width = inputs;
        root.putArray("in_shape").addNull().addNull().add(inputs);
    }

    /** Every type of layer that RTNeural has for one channel of audio, with activations. */
    public static byte[] everyLayer() {
        RtNeuralText t = new RtNeuralText(1, 1);
        t.dense("time-distributed-dense", "tanh", 4, true);
        t.convolution("relu", 6, 3, 2, 2);
        t.normalisation(true, 0.01);
        t.add("prelu", "", 6).add(JSON.createArrayNode().add(t.numbers(6)));
        t.gru(5);
        t.add("activation", "elu", 5);
        t.convolution("sigmoid", 3, 2, 5, 1);
        t.normalisation(false, 0.5);
        t.add("prelu", "", 3).add(JSON.createArrayNode().add(t.numbers(1)));
        t.lstm(3);
        t.dense("dense", "softmax", 4, true);
        t.dense("dense", "", 1, false);
        return t.bytes();
    }

    /** One LSTM with a knob, as AIDA-X has them. */
    public static byte[] aidaX() {
        RtNeuralText t = new RtNeuralText(2, 2);
        t.lstm(8);
        t.dense("dense", "", 1, true);
        t.root.put("in_skip", 1).put("in_gain", -6.0).put("out_gain", 3.0);
        t.root.putObject("metadata").put("name", "An amp").put("samplerate", "44100").put("author", "Nobody").put("esr", 0.01);
        return t.bytes();
    }

    /** Automated-GuitarAmpModelling, one hidden size of 3, with skip. */
    public static byte[] guitarMl(String unit, int inputs, int layers) {
        RtNeuralText t = new RtNeuralText(inputs, 3);
        ObjectNode root = JSON.createObjectNode();
        int hidden = 3;
        root.putObject("model_data").put("model", "SimpleRNN").put("input_size", inputs).put("skip", 1).put("output_size", 1).put("unit_type", unit)
                .put("num_layers", layers).put("hidden_size", hidden).put("bias_fl", true);
        int rows = hidden * (unit.equals("LSTM") ? 4 : unit.equals("GRU") ? 3 : 1);
        ObjectNode state = root.putObject("state_dict");
        for (int l = 0; l < layers; l++) {
            state.set("rec.weight_ih_l" + l, t.numbers(rows, l == 0 ? inputs : hidden));
            state.set("rec.weight_hh_l" + l, t.numbers(rows, hidden));
            state.set("rec.bias_ih_l" + l, t.numbers(rows));
            state.set("rec.bias_hh_l" + l, t.numbers(rows));
        }
        state.set("lin.weight", t.numbers(1, hidden));
        state.set("lin.bias", t.numbers(1));
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bytes() {
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ArrayNode add(String type, String activation, int outputs) {
        ObjectNode layer = root.withArray("layers").addObject().put("type", type).put("activation", activation);
        layer.putArray("shape").addNull().addNull().add(outputs);
        width = outputs;
        return layer.putArray("weights");
    }

    private ObjectNode last() {
        return (ObjectNode) root.get("layers").get(root.get("layers").size() - 1);
    }

    private void dense(String type, String activation, int outputs, boolean bias) {
        ArrayNode matrix = numbers(width, outputs);
        ArrayNode weights = add(type, activation, outputs).add(matrix);
        if (bias) {
            weights.add(numbers(outputs));
        }
    }

    private void convolution(String activation, int outputs, int taps, int dilation, int groups) {
        ArrayNode kernel = numbers(taps, width / groups, outputs);
        add("conv1d", activation, outputs).add(kernel).add(numbers(outputs));
        last().put("groups", groups).putArray("kernel_size").add(taps);
        last().putArray("dilation").add(dilation);
    }

    private void normalisation(boolean affine, double epsilon) {
        ArrayNode weights = add("batchnorm", "", width);
        if (affine) {
            weights.add(numbers(width)).add(numbers(width));
        }
        weights.add(numbers(width));
        ArrayNode variance = weights.addArray();
        for (int i = 0; i < width; i++) {
            variance.add(0.1 + random.nextFloat());
        }
        last().put("epsilon", epsilon);
    }

    private void gru(int hidden) {
        ArrayNode kernel = numbers(width, 3 * hidden);
        add("gru", "tanh", hidden).add(kernel).add(numbers(hidden, 3 * hidden)).add(numbers(2, 3 * hidden));
    }

    private void lstm(int hidden) {
        ArrayNode kernel = numbers(width, 4 * hidden);
        add("lstm", "tanh", hidden).add(kernel).add(numbers(hidden, 4 * hidden)).add(numbers(4 * hidden));
    }

    private ArrayNode numbers(int... shape) {
        ArrayNode list = JSON.createArrayNode();
        for (int i = 0; i < shape[0]; i++) {
            if (shape.length == 1) {
                list.add(1.4f * random.nextFloat() - 0.7f);
            } else {
                list.add(numbers(java.util.Arrays.copyOfRange(shape, 1, shape.length)));
            }
        }
        return list;
    }
}
