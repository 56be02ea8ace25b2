package stompjar.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.SequentialModel.Convolution;
import stompjar.capture.SequentialModel.Dense;
import stompjar.capture.SequentialModel.Layer;
import stompjar.capture.SequentialModel.Nonlinear;
import stompjar.capture.SequentialModel.Recurrent;
import stompjar.capture.SequentialModel.Scaling;

/** The {@code config} of a {@link SequentialModel} in a {@code .stomp} file; its weights are flat, in the order of the layers and their components. */
final class SequentialJson {
    private SequentialJson() { }

    static SequentialModel read(Fields config, float[] weights) {
        Weights from = new Weights(weights);
        List<Layer> layers = new ArrayList<>();
        for (JsonNode element : config.list("layers")) {
            layers.add(layer(new Fields(element), from));
        }
        Model.checkWeights(weights, from.at);
        return new SequentialModel(config.integer("inputs"), layers, config.flag("skip", false), (float) config.number("input_gain"),
                (float) config.number("output_gain"), config.integer("prewarm"));
    }

    private static Layer layer(Fields f, Weights from) {
        String type = f.text("type");
        int inputs = width(f, "inputs");
        int outputs = type.equals("activation") || type.equals("scaling") ? inputs : width(f, "outputs");
        switch (type) {
            case "dense":
                return new Dense(inputs, outputs, from.take(inputs * outputs), from.take(outputs));
            case "convolution":
                int taps = f.integer("taps");
                return new Convolution(inputs, outputs, taps, f.integer("dilation"), from.take((long) inputs * outputs * taps), from.take(outputs));
            case "scaling":
                return new Scaling(from.take(inputs), from.take(inputs));
            case "activation":
                return new Nonlinear(inputs, ActivationJson.read(f.node().get("function")));
            default:
                Cell cell = Arrays.stream(Cell.values()).filter(c -> name(c).equals(type)).findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("the layer type '" + type + "' is not supported"));
                long rows = (long) cell.gates() * outputs;
                return new Recurrent(cell, inputs, outputs, from.take(rows * inputs), from.take(rows * outputs), from.take(rows), from.take(rows));
        }
    }

    private static int width(Fields f, String key) {
        int width = f.integer(key);
        if (width < 1 || width > SequentialModel.MAX_WIDTH) {
            throw new IllegalArgumentException("a layer of " + width + " channels is not supported");
        }
        return width;
    }

    private static String name(Cell cell) {
        return cell.name().toLowerCase(Locale.ROOT);
    }

    static ObjectNode write(SequentialModel m) {
        ObjectNode config = Captures.JSON.createObjectNode().put("inputs", m.inputs()).put("skip", m.skip()).put("input_gain", m.inputGain())
                .put("output_gain", m.outputGain()).put("prewarm", m.prewarmFrames());
        ArrayNode layers = config.putArray("layers");
        for (Layer layer : m.layers()) {
            ObjectNode node = layers.addObject();
            if (layer instanceof Dense) {
                node.put("type", "dense");
            } else if (layer instanceof Convolution c) {
                node.put("type", "convolution").put("taps", c.taps()).put("dilation", c.dilation());
            } else if (layer instanceof Scaling) {
                node.put("type", "scaling");
            } else if (layer instanceof Nonlinear n) {
                node.put("type", "activation");
                ActivationJson.write(node, "function", n.activation());
            } else if (layer instanceof Recurrent r) {
                node.put("type", name(r.cell()));
            }
            node.put("inputs", layer.inputs()).put("outputs", layer.outputs());
        }
        return config;
    }

    /** Hands out the flat list piece by piece. Beyond its end there are zeros: how many are missing is said when all pieces are counted. */
    private static final class Weights {
        private final float[] flat;
        private long at;

        Weights(float[] flat) {
            this.flat = flat;
        }

        float[] take(long count) {
            if (count < 0 || at + count > Captures.MAX_TOKENS) {
                throw new IllegalArgumentException("its layers need more weights than a capture may have");
            }
            int from = (int) Math.min(at, flat.length);
            float[] piece = Arrays.copyOfRange(flat, from, (int) (from + count));
            at += count;
            return piece;
        }
    }
}
