package stompjar.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Changes one place of a JSON tree, which the fuzzer chooses. */
final class TreeTamperer {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Sizes and numbers at which readers tend to break. */
    private static final List<Double> EXTREMES = List.of(0.0, -0.0, -1.0, 0.5, 1e-320, 63.0, 64.0, 65.0, 256.0, 257.0, 1024.0, 65_536.0, 0x1p20,
            192_000.0, 384_000.0, 5e5, 0x1p31 - 1, 0x1p31, -0x1p31, 0x1p32, 9.3e18, 3.5e38, 1e300);
    private static final List<String> WORDS = List.of("", "Tanh", "Sigmoid", "ReLU", "Hardtanh", "Fasttanh", "LSTM", "WaveNet", "Linear", "ConvNet", "SlimmableContainer", "GRU", "lstm", "gru", "wavenet", "fir",
            "LeakyReLU", "PReLU", "Softsign", "gated", "blended", "conv1d", "dense", "softmax", "0.5.4",
            "0.7.0", "\u0000", "1", "drive");

    private final Choices choices;

    TreeTamperer(Choices choices) {
        this.choices = choices;
    }

    void change(JsonNode root) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode node = choices.of(containers);
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            change(object);
        } else if (node instanceof ArrayNode array) {
            change(array);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node instanceof ContainerNode) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private void change(ObjectNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        String key = choices.of(keys);
        switch (choices.between(0, 7)) {
            case 0 -> object.remove(key);
            case 1 -> object.set(choices.of(keys), object.get(key).deepCopy());
            case 2 -> object.set(choices.of(WORDS), value());
            default -> object.set(key, object.get(key).isContainerNode() && choices.flag() ? object.get(key) : value());
        }
    }

    private void change(ArrayNode array) {
        int at = array.isEmpty() ? 0 : choices.between(0, array.size() - 1);
        switch (choices.between(0, 4)) {
            case 0 -> array.insert(at, value());
            case 1 -> grow(array, at);
            case 2 -> {
                if (!array.isEmpty()) {
                    array.remove(at);
                }
            }
            default -> {
                if (!array.isEmpty()) {
                    array.set(at, value());
                }
            }
        }
    }

    /** Many more of one element: layers, dilations, knobs. */
    private void grow(ArrayNode array, int at) {
        if (!array.isEmpty()) {
            for (int i = choices.between(1, 300); i > 0; i--) {
                array.insert(at, array.get(at).deepCopy());
            }
        }
    }

    private JsonNode value() {
        return switch (choices.between(0, 9)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(choices.flag());
            case 2 -> NODES.textNode(choices.of(WORDS));
            case 3 -> choices.flag() ? NODES.arrayNode() : NODES.objectNode();
            case 4 -> NODES.numberNode(choices.number());
            case 5 -> NODES.numberNode(BigInteger.ONE.shiftLeft(choices.between(0, 190)));
            case 6, 7 -> NODES.numberNode(choices.between(1, 70));
            default -> number(choices.of(EXTREMES));
        };
    }

    private static JsonNode number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? NODES.numberNode((long) value) : NODES.numberNode(value);
    }
}
