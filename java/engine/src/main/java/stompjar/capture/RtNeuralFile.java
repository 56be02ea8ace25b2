package stompjar.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import stompjar.capture.Activation.Function;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.SequentialModel.Convolution;
import stompjar.capture.SequentialModel.Dense;
import stompjar.capture.SequentialModel.Layer;
import stompjar.capture.SequentialModel.Nonlinear;
import stompjar.capture.SequentialModel.Recurrent;
import stompjar.capture.SequentialModel.Scaling;

/**
 * RTNeural's JSON in the manner of Keras, with what AIDA-X adds: gains, skip, metadata. Matrices are {@code [inputs][outputs]}, gates in Keras'
 * order, and the first tap of a convolution meets the oldest frame. Recognised by {@code layers} and {@code in_shape}.
 */
final class RtNeuralFile {
    /** What AIDA-X plays where the file does not say. */
    private static final double DEFAULT_RATE = 48_000;
    /** Frames of silence that AIDA-X begins with. */
    private static final int PREWARM = 2048;
    private static final Map<String, Activation> ACTIVATIONS = Map.of("", Activation.IDENTITY, "linear", Activation.IDENTITY, "tanh", Activation.TANH,
            "sigmoid", Activation.SIGMOID, "relu", Activation.RELU, "elu", Activation.of(Function.ELU), "softmax", Activation.of(Function.SOFTMAX));

    private RtNeuralFile() { }

    static boolean is(JsonNode root) {
        return root.has("layers") && root.has("in_shape");
    }

    static Capture fromJson(JsonNode root, String file) {
        Fields fields = new Fields(root);
        int inputs = last(fields.list("in_shape"), "in_shape");
        List<Layer> layers = new ArrayList<>();
        int width = inputs;
        for (JsonNode element : fields.list("layers")) {
            try {
                width = read(new Fields(element), width, layers);
                // With groups a convolution has more weights here than in the file.
                if (layers.stream().flatMap(l -> l.weights().stream()).mapToLong(w -> w.length).sum() > 2L * Captures.MAX_TOKENS) {
                    throw new IllegalArgumentException("a network of this size is not supported");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("layer " + layers.size() + ": " + e.getMessage(), e);
            }
        }
        Double stated = fields.numberOrNull("in_skip");
        double skip = stated == null ? 0 : stated;
        if (skip != 0 && skip != 1) {
            throw new IllegalArgumentException("its 'in_skip' is " + skip + ", which is neither 0 nor 1");
        }
        SequentialModel model = new SequentialModel(inputs, layers, skip == 1, gain(fields, "in_gain"), gain(fields, "out_gain"), PREWARM);
        List<Knob> knobs = new ArrayList<>();
        for (int k = 1; k < inputs && k <= Capture.MAX_KNOBS; k++) {
            knobs.add(new Knob("param" + k, 0, 1, 0.5));
        }
        return new Capture("rtneural", name(fields, file), rate(fields), knobs, model, metadata(fields));
    }

    private static float gain(Fields fields, String key) {
        Double decibels = fields.numberOrNull(key);
        return decibels == null ? 1 : (float) Math.pow(10, decibels / 20);
    }

    private static int last(JsonNode shape, String what) {
        JsonNode width = shape.isArray() && !shape.isEmpty() ? shape.get(shape.size() - 1) : null;
        if (width == null || !width.isNumber() || width.doubleValue() != width.intValue()) {
            throw new IllegalArgumentException("'" + what + "' does not end with a whole number");
        }
        if (width.intValue() < 1 || width.intValue() > Captures.MAX_TOKENS) {
            throw new IllegalArgumentException("'" + what + "' ends with " + width + ", which is not supported");
        }
        return width.intValue();
    }

    /** Adds one layer, and its activation as another. @return the channels that leave it */
    private static int read(Fields f, int inputs, List<Layer> layers) {
        String type = f.text("type");
        int outputs = last(f.list("shape"), "shape");
        JsonNode weights = f.has("weights") ? f.list("weights") : null;
        switch (type) {
            case "dense", "time-distributed-dense" -> layers.add(new Dense(inputs, outputs,
                    Tensor.transposed(Tensor.of(at(weights, 0), "its matrix", inputs, outputs), inputs, outputs), bias(weights, outputs)));
            case "conv1d" -> layers.add(convolution(f, weights, inputs, outputs));
            case "lstm" -> layers.add(lstm(weights, inputs, outputs));
            case "gru" -> layers.add(gru(weights, inputs, outputs));
            case "batchnorm" -> layers.add(normalisation(f, weights, inputs));
            case "prelu" -> layers.add(new Nonlinear(inputs, prelu(at(weights, 0))));
            case "activation" -> { }
            default -> throw new IllegalArgumentException("the layer type '" + type + "' is not supported");
        }
        boolean recurrent = type.equals("lstm") || type.equals("gru");
        String activation = f.text("activation", "");
        if (!ACTIVATIONS.containsKey(activation) || recurrent && !activation.isEmpty() && !activation.equals("tanh")) {
            throw new IllegalArgumentException("the activation '" + activation + "' is not supported" + (recurrent ? " inside a " + type : ""));
        }
        // That of a recurrent layer is within it.
        if (!recurrent && ACTIVATIONS.get(activation) != Activation.IDENTITY) {
            layers.add(new Nonlinear(outputs, ACTIVATIONS.get(activation)));
        } else if (type.equals("activation") && layers.isEmpty()) {
            layers.add(new Nonlinear(inputs, Activation.IDENTITY));
        }
        int made = layers.isEmpty() ? inputs : layers.get(layers.size() - 1).outputs();
        if (made != outputs) {
            throw new IllegalArgumentException("its shape says " + outputs + " channels, but it makes " + made);
        }
        return outputs;
    }

    private static JsonNode at(JsonNode weights, int index) {
        return weights == null ? null : weights.get(index);
    }

    private static float[] bias(JsonNode weights, int outputs) {
        return at(weights, 1) == null ? new float[outputs] : Tensor.of(weights.get(1), "its bias", outputs);
    }

    private static Convolution convolution(Fields f, JsonNode weights, int inputs, int outputs) {
        int taps = number(f, "kernel_size");
        int groups = f.integer("groups", 1);
        if (taps < 1) {
            throw new IllegalArgumentException("'kernel_size' is " + taps);
        }
        if (groups < 1 || inputs % groups != 0 || outputs % groups != 0) {
            throw new IllegalArgumentException(groups + " groups do not divide " + inputs + " and " + outputs + " channels");
        }
        int each = inputs / groups;
        float[] read = Tensor.of(at(weights, 0), "its kernel", taps, each, outputs);
        if ((long) outputs * inputs * taps > Captures.MAX_TOKENS) {
            throw new IllegalArgumentException("a convolution of this size is not supported");
        }
        float[] kernel = new float[outputs * inputs * taps];
        for (int o = 0; o < outputs; o++) {
            int first = o / (outputs / groups) * each;
            for (int i = 0; i < each; i++) {
                for (int k = 0; k < taps; k++) {
                    kernel[(o * inputs + first + i) * taps + k] = read[(k * each + i) * outputs + o];
                }
            }
        }
        return new Convolution(inputs, outputs, taps, number(f, "dilation"), kernel, bias(weights, outputs));
    }

    /** A number that may stand in a list. */
    private static int number(Fields f, String key) {
        JsonNode node = f.node().get(key);
        return node != null && node.isArray() ? last(node, key) : f.integer(key, 1);
    }

    private static Recurrent lstm(JsonNode weights, int inputs, int hidden) {
        int rows = 4 * hidden;
        return new Recurrent(Cell.LSTM, inputs, hidden,
                Tensor.transposed(Tensor.of(at(weights, 0), "its kernel", inputs, rows), inputs, rows),
                Tensor.transposed(Tensor.of(at(weights, 1), "its recurrent kernel", hidden, rows), hidden, rows),
                Tensor.of(at(weights, 2), "its bias", rows), new float[rows]);
    }

    private static Recurrent gru(JsonNode weights, int inputs, int hidden) {
        int rows = 3 * hidden;
        float[] biases = Tensor.of(at(weights, 2), "its bias", 2, rows);
        return new Recurrent(Cell.GRU, inputs, hidden,
                resetFirst(Tensor.transposed(Tensor.of(at(weights, 0), "its kernel", inputs, rows), inputs, rows)),
                resetFirst(Tensor.transposed(Tensor.of(at(weights, 1), "its recurrent kernel", hidden, rows), hidden, rows)),
                resetFirst(Arrays.copyOf(biases, rows)), resetFirst(Arrays.copyOfRange(biases, rows, 2 * rows)));
    }

    /** Keras has the update gate before the reset gate. */
    private static float[] resetFirst(float[] rows) {
        int gate = rows.length / 3;
        float[] swapped = rows.clone();
        System.arraycopy(rows, gate, swapped, 0, gate);
        System.arraycopy(rows, 0, swapped, gate, gate);
        return swapped;
    }

    private static Scaling normalisation(Fields f, JsonNode weights, int size) {
        boolean affine = weights != null && weights.size() == 4;
        int moments = affine ? 2 : 0;
        float[] mean = Tensor.of(at(weights, moments), "its mean", size);
        float[] variance = Tensor.of(at(weights, moments + 1), "its variance", size);
        double epsilon = f.has("epsilon") ? f.number("epsilon") : 1e-3;
        float[] gamma = affine ? Tensor.of(weights.get(0), "its gamma", size) : null;
        float[] beta = affine ? Tensor.of(weights.get(1), "its beta", size) : null;
        float[] factor = new float[size];
        float[] offset = new float[size];
        for (int i = 0; i < size; i++) {
            factor[i] = (float) ((affine ? gamma[i] : 1) / Math.sqrt(variance[i] + epsilon));
            offset[i] = (affine ? beta[i] : 0) - factor[i] * mean[i];
        }
        return new Scaling(factor, offset);
    }

    /** Slopes may be nested as the shape is, {@code [1][channels]}. */
    private static Activation prelu(JsonNode slopes) {
        JsonNode node = slopes;
        while (node != null && node.size() == 1 && node.get(0).isArray()) {
            node = node.get(0);
        }
        float[] values = Tensor.of(node, "its slopes", node == null ? 0 : node.size());
        List<Float> parameters = new ArrayList<>();
        for (float value : values) {
            parameters.add(value);
        }
        return new Activation(Function.PRELU, parameters);
    }

    private static Fields about(Fields fields) {
        JsonNode metadata = fields.node().path("metadata");
        return new Fields(metadata.isObject() ? metadata : Captures.JSON.createObjectNode());
    }

    /** The players of these files do not read it, so that anything may stand there. */
    private static double rate(Fields fields) {
        for (Fields place : List.of(about(fields), fields)) {
            for (String key : List.of("samplerate", "sample_rate")) {
                Double rate = place.hertzOrNull(key);
                if (rate != null) {
                    return rate;
                }
            }
        }
        return DEFAULT_RATE;
    }

    private static String name(Fields fields, String file) {
        return about(fields).name("name", file);
    }

    private static Metadata metadata(Fields fields) {
        Fields m = about(fields);
        return new Metadata(m.numberOrNull("loudness"), null, null, null, m.texts(List.of("style", "based", "author", "dataset", "license", "esr")));
    }
}
