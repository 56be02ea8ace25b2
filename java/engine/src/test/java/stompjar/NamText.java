package stompjar;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import stompjar.capture.Capture;
import stompjar.capture.CaptureException;
import stompjar.capture.Captures;

/** Random {@code .nam} files with the options of version 0.7, the same for a seed; how many weights a shape needs, the reader tells. */
public final class NamText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] FILMS = {"conv_pre_film", "conv_post_film", "input_mixin_pre_film", "input_mixin_post_film", "activation_pre_film",
        "activation_post_film", "layer1x1_post_film", "head1x1_post_film"};
    private static final String[] PLAIN = {"Tanh", "Hardtanh", "Fasttanh", "ReLU", "LeakyReLU", "Sigmoid", "SiLU", "Hardswish", "Softsign", "PReLU",
        "LeakyHardtanh", "LeakyHardTanh"};

    private final Random random;

    private NamText(long seed) {
        random = new Random(seed);
    }

    /** Two layer arrays with a random choice of all options. */
    public static byte[] anyWaveNet(long seed) {
        NamText t = new NamText(seed);
        ObjectNode config = JSON.createObjectNode();
        boolean conditioned = t.random.nextInt(3) == 0;
        int condition = conditioned ? 2 : 1;
        if (conditioned) {
            config.set("condition_dsp", t.model("WaveNet", t.condition()));
        }
        int channels = 2 * (1 + t.random.nextInt(4));
        boolean two = t.random.nextBoolean();
        int next = 2 * (1 + t.random.nextInt(3));
        ArrayNode layers = config.putArray("layers");
        boolean post = t.random.nextInt(3) == 0;
        int last = post ? 3 : 1;
        layers.add(t.array(1, condition, channels, two ? next : last, 0));
        if (two) {
            layers.add(t.array(channels, condition, next, last, next));
        }
        if (post) {
            ObjectNode head = config.putObject("head").put("channels", 4).put("out_channels", 1);
            head.putArray("kernel_sizes").add(3).add(1 + t.random.nextInt(4));
            head.set("activation", t.activation(1));
        } else {
            config.putNull("head");
        }
        config.put("head_scale", 0.02);
        return bytes(t.model("WaveNet", config));
    }

    /** Full A2: 8 channels in 23 layers, or "lite" with 3. */
    public static byte[] a2(int channels, long seed) {
        NamText t = new NamText(seed);
        ObjectNode config = JSON.createObjectNode().put("head_scale", 0.01);
        config.putNull("head");
        ObjectNode array = config.putArray("layers").addObject().put("input_size", 1).put("condition_size", 1).put("channels", channels)
                .put("bottleneck", channels);
        ArrayNode kernels = array.putArray("kernel_sizes");
        ArrayNode dilations = array.putArray("dilations");
        int[] dilation = {1, 3, 7, 17, 41, 101, 239, 1, 3, 7, 17, 41, 101, 239, 1, 13, 1, 3, 7, 17, 41, 101, 239};
        for (int l = 0; l < dilation.length; l++) {
            kernels.add(l == 14 || l == 15 ? 15 : 6);
            dilations.add(dilation[l]);
        }
        array.putObject("activation").put("type", "LeakyReLU").put("negative_slope", 0.01);
        array.putObject("head").put("out_channels", 1).put("kernel_size", 16).put("bias", true);
        return bytes(t.model("WaveNet", config));
    }

    /** One that can be cut down to 1, 2, 4 or 5 channels in the first array and 3 or 6 in the second. */
    public static byte[] slimmable(long seed) {
        NamText t = new NamText(seed);
        ObjectNode config = JSON.createObjectNode().put("head_scale", 0.3);
        ArrayNode layers = config.putArray("layers");
        layers.add(t.slimmableArray(1, 5, 6, 1, 2, 4, 5));
        layers.add(t.slimmableArray(5, 6, 1, 3, 6));
        return bytes(t.model("WaveNet", config));
    }

    /** A container of a ConvNet, a WaveNet and an LSTM. */
    public static byte[] container(long seed) {
        NamText t = new NamText(seed);
        ObjectNode config = JSON.createObjectNode();
        ArrayNode submodels = config.putArray("submodels");
        submodels.addObject().put("max_value", 0.25).set("model", t.model("ConvNet", t.convNet(true)));
        submodels.addObject().put("max_value", 0.5).set("model", t.model("WaveNet", t.condition(1)));
        submodels.addObject().put("max_value", 1.0).set("model", t.model("LSTM", JSON.createObjectNode().put("input_size", 1).put("hidden_size", 2)
                .put("num_layers", 1)));
        ObjectNode root = JSON.createObjectNode().put("version", "0.7.0").put("architecture", "SlimmableContainer").put("sample_rate", 48_000);
        root.set("config", config);
        root.putArray("weights");
        return bytes(root);
    }

    public static byte[] convNet(boolean normalised, long seed) {
        NamText t = new NamText(seed);
        return bytes(t.model("ConvNet", t.convNet(normalised)));
    }

    private ObjectNode convNet(boolean normalised) {
        ObjectNode config = JSON.createObjectNode().put("channels", 5).put("batchnorm", normalised).put("activation", "Tanh");
        config.putArray("dilations").add(1).add(2).add(4).add(33);
        return config;
    }

    private ObjectNode condition() {
        return condition(2);
    }

    private ObjectNode condition(int outputs) {
        ObjectNode config = JSON.createObjectNode().put("head_scale", 0.7);
        config.putArray("layers").add(array(1, 1, 3, outputs, 0));
        return config;
    }

    private ObjectNode slimmableArray(int inputs, int channels, int head, int... sizes) {
        ObjectNode a = JSON.createObjectNode().put("input_size", inputs).put("condition_size", 1).put("channels", channels).put("head_size", head)
                .put("head_bias", true).put("kernel_size", 3).put("activation", "Tanh").put("gating_mode", "gated");
        a.putArray("dilations").add(1).add(5);
        a.putObject("activation_pre_film").put("shift", true);
        ArrayNode allowed = a.putObject("slimmable").put("method", "slice_channels_uniform").putObject("kwargs").putArray("allowed_channels");
        for (int size : sizes) {
            allowed.add(size);
        }
        return a;
    }

    /** @param headInputs channels that the head sum must have, or 0 for any */
    private ObjectNode array(int inputs, int condition, int channels, int head, int headInputs) {
        ObjectNode a = JSON.createObjectNode().put("input_size", inputs).put("condition_size", condition).put("channels", channels);
        int layers = 1 + random.nextInt(4);
        boolean mixed = random.nextInt(3) == 0;
        int bottleneck = headInputs > 0 && !mixed ? headInputs : 2 * (1 + random.nextInt(3));
        if (bottleneck != channels || random.nextBoolean()) {
            a.put("bottleneck", bottleneck);
        }
        ArrayNode dilations = a.putArray("dilations");
        for (int l = 0; l < layers; l++) {
            dilations.add(1 + random.nextInt(40));
        }
        if (random.nextBoolean()) {
            a.put("kernel_size", 1 + random.nextInt(5));
        } else {
            ArrayNode kernels = a.putArray("kernel_sizes");
            for (int l = 0; l < layers; l++) {
                kernels.add(1 + random.nextInt(7));
            }
        }
        if (random.nextBoolean()) {
            a.set("activation", activation(bottleneck));
        } else {
            ArrayNode activations = a.putArray("activation");
            for (int l = 0; l < layers; l++) {
                activations.add(activation(bottleneck));
            }
        }
        gating(a, layers, bottleneck);
        if (random.nextBoolean()) {
            a.put("head_size", head).put("head_bias", random.nextBoolean());
        } else {
            a.putObject("head").put("out_channels", head).put("kernel_size", 1 + random.nextInt(9)).put("bias", random.nextBoolean())
                    .put("head_dilation", 1 + random.nextInt(3));
        }
        boolean residual = random.nextInt(4) > 0;
        if (channels % 2 == 0 && random.nextBoolean()) {
            a.put("groups_input", 2).put("groups_input_mixin", condition);
        }
        a.putObject("layer1x1").put("active", residual).put("groups", channels % 2 == 0 ? 1 + random.nextInt(2) : 1);
        a.putObject("head1x1").put("active", mixed).put("out_channels", headInputs > 0 ? headInputs : 6).put("groups", 2);
        for (String film : FILMS) {
            boolean possible = film.startsWith("layer1x1") ? residual : !film.startsWith("head1x1") || mixed;
            if (possible && random.nextInt(3) == 0) {
                a.putObject(film).put("active", random.nextInt(4) > 0).put("shift", random.nextBoolean()).put("groups", 1);
            } else if (random.nextBoolean()) {
                a.put(film, false);
            }
        }
        return a;
    }

    private void gating(ObjectNode a, int layers, int bottleneck) {
        String[] modes = {"none", "gated", "blended"};
        switch (random.nextInt(4)) {
            case 0 -> a.put("gated", random.nextBoolean());
            case 1 -> a.put("gating_mode", modes[random.nextInt(3)]).set("secondary_activation", activation(bottleneck));
            case 2 -> {
                ArrayNode each = a.putArray("gating_mode");
                ArrayNode gates = a.putArray("secondary_activation");
                for (int l = 0; l < layers; l++) {
                    String mode = modes[random.nextInt(3)];
                    each.add(mode);
                    gates.add(mode.equals("none") ? null : activation(bottleneck));
                }
            }
            default -> { }
        }
    }

    private com.fasterxml.jackson.databind.JsonNode activation(int channels) {
        String name = PLAIN[random.nextInt(PLAIN.length)];
        ObjectNode node = JSON.createObjectNode().put("type", name);
        switch (name) {
            case "LeakyReLU" -> node.put("negative_slope", 0.1);
            case "PReLU" -> {
                ArrayNode slopes = node.putArray("negative_slopes");
                for (int c = 0; c < channels; c++) {
                    slopes.add(random.nextFloat());
                }
            }
            case "LeakyHardtanh" -> node.put("min_val", -0.3).put("max_val", 0.4).put("min_slope", 0.2).put("max_slope", 0.1);
            default -> {
                if (random.nextBoolean()) {
                    return JSON.getNodeFactory().textNode(name);
                }
            }
        }
        return node;
    }

    /** A complete object, with as many random weights as the reader asks for. */
    private ObjectNode model(String architecture, ObjectNode config) {
        ObjectNode root = JSON.createObjectNode().put("version", "0.7.0").put("architecture", architecture).put("sample_rate", 48_000);
        root.putNull("metadata").set("config", config);
        root.putArray("weights");
        int count = 0;
        try {
            Captures.parse(bytes(root), "random");
        } catch (CaptureException e) {
            java.util.regex.Matcher needed = java.util.regex.Pattern.compile("shape needs (\\d+)").matcher(e.getMessage());
            if (!needed.find()) {
                throw new IllegalStateException(e.getMessage() + "\n" + root, e);
            }
            count = Integer.parseInt(needed.group(1));
        }
        ArrayNode weights = root.putArray("weights");
        for (int i = 0; i < count; i++) {
            float weight = 0.5f * (2 * random.nextFloat() - 1);
            // Some of them are variances.
            weights.add(0.05f + (config.path("batchnorm").asBoolean() ? Math.abs(weight) : weight));
        }
        return root;
    }

    private static byte[] bytes(ObjectNode root) {
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What the reader makes of it. */
    public static Capture read(byte[] text) {
        try {
            return Captures.parse(text, "random.nam");
        } catch (CaptureException e) {
            throw new IllegalStateException(e.getMessage() + "\n" + new String(text, StandardCharsets.UTF_8), e);
        }
    }
}
