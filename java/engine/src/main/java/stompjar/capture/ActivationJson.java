package stompjar.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import stompjar.capture.Activation.Function;

/** Activations as {@code .nam} writes them: a name, or an object of {@code type} and parameters. */
final class ActivationJson {
    private static final double DEFAULT_SLOPE = 0.01;
    /** Names in the file. Fasttanh approximates Tanh; here both are exact. */
    private static final Map<String, Function> NAMES = Map.ofEntries(Map.entry("Tanh", Function.TANH), Map.entry("Fasttanh", Function.TANH),
            Map.entry("Sigmoid", Function.SIGMOID), Map.entry("ReLU", Function.RELU), Map.entry("LeakyReLU", Function.LEAKY_RELU),
            Map.entry("PReLU", Function.PRELU), Map.entry("Hardtanh", Function.HARDTANH), Map.entry("LeakyHardtanh", Function.LEAKY_HARDTANH),
            Map.entry("LeakyHardTanh", Function.LEAKY_HARDTANH), Map.entry("SiLU", Function.SILU), Map.entry("Hardswish", Function.HARDSWISH),
            Map.entry("Softsign", Function.SOFTSIGN),
            // Only in .stomp files; Neural Amp Modeler knows none of these names.
            Map.entry("Identity", Function.IDENTITY), Map.entry("ELU", Function.ELU), Map.entry("Softmax", Function.SOFTMAX));

    private ActivationJson() { }

    static Activation read(JsonNode node) {
        if (node != null && node.isTextual()) {
            return of(node.textValue(), new Fields(Captures.JSON.createObjectNode()));
        }
        Fields fields = new Fields(node);
        return of(fields.text("type"), fields);
    }

    private static Activation of(String name, Fields f) {
        Function function = NAMES.get(name);
        if (function == null) {
            throw new IllegalArgumentException("its activation '" + name + "' is not supported");
        }
        return switch (function) {
            case LEAKY_RELU -> new Activation(function, List.of(parameter(f, "negative_slope", DEFAULT_SLOPE)));
            case PRELU -> new Activation(function, slopes(f));
            case LEAKY_HARDTANH -> new Activation(function, List.of(parameter(f, "min_val", -1), parameter(f, "max_val", 1),
                    parameter(f, "min_slope", DEFAULT_SLOPE), parameter(f, "max_slope", DEFAULT_SLOPE)));
            default -> Activation.of(function);
        };
    }

    private static float parameter(Fields f, String key, double fallback) {
        return (float) (f.has(key) ? f.number(key) : fallback);
    }

    private static List<Float> slopes(Fields f) {
        if (!f.has("negative_slopes")) {
            return List.of(parameter(f, "negative_slope", DEFAULT_SLOPE));
        }
        List<Float> slopes = new ArrayList<>();
        for (float slope : f.floats("negative_slopes")) {
            slopes.add(slope);
        }
        return slopes;
    }

    /** {@code activation} by itself. */
    static JsonNode tree(Activation activation) {
        ObjectNode holder = Captures.JSON.createObjectNode();
        write(holder, "activation", activation);
        return holder.get("activation");
    }

    /** Writes {@code activation} as field {@code key} of {@code to}. */
    static void write(ObjectNode to, String key, Activation activation) {
        String name = name(activation.function());
        if (activation.parameters().isEmpty()) {
            to.put(key, name);
            return;
        }
        ObjectNode node = to.putObject(key).put("type", name);
        switch (activation.function()) {
            case LEAKY_RELU -> node.put("negative_slope", activation.parameter(0));
            case PRELU -> activation.parameters().forEach(node.putArray("negative_slopes")::add);
            default -> node.put("min_val", activation.parameter(0)).put("max_val", activation.parameter(1))
                    .put("min_slope", activation.parameter(2)).put("max_slope", activation.parameter(3));
        }
    }

    private static String name(Function function) {
        return switch (function) {
            case IDENTITY -> "Identity";
            case TANH -> "Tanh";
            case SIGMOID -> "Sigmoid";
            case RELU -> "ReLU";
            case LEAKY_RELU -> "LeakyReLU";
            case PRELU -> "PReLU";
            case HARDTANH -> "Hardtanh";
            case LEAKY_HARDTANH -> "LeakyHardtanh";
            case SILU -> "SiLU";
            case HARDSWISH -> "Hardswish";
            case SOFTSIGN -> "Softsign";
            case ELU -> "ELU";
            case SOFTMAX -> "Softmax";
        };
    }
}
