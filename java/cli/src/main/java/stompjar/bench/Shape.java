package stompjar.bench;

import java.io.IOException;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import stompjar.capture.Capture;
import stompjar.capture.CaptureException;
import stompjar.capture.Captures;

/**
 * The shapes of captures that players use, with random weights: what a network costs does not depend on what it learned. Each knows the best that
 * native engines reach on it and what this engine aims at, as loads over that of the yardstick program in the same minute (64-frame blocks, AMD
 * Zen 4 with AVX-512; the peers in their fastest builds and with the approximate tanh that they ship).
 */
public enum Shape {
    A1_STANDARD("NAM A1 standard (16/8 ch)", 0, 1.05, "NeuralAudio", 0.60, root -> {
        waveNet(root, 1, 16, 8, false, powers(0, 10));
        waveNet(root, 16, 8, 1, true, powers(0, 10));
    }),
    A1_FEATHER("NAM A1 feather (8/4)", 0, 0.37, "NeuralAudio", 0.20, root -> {
        waveNet(root, 1, 8, 4, false, powers(0, 7));
        waveNet(root, 8, 4, 1, true, lastDilations());
    }),
    A1_NANO("NAM A1 nano (4/2)", 0, 0.10, "NAMCore inline GEMM", 0.08, root -> {
        waveNet(root, 1, 4, 2, false, powers(0, 7));
        waveNet(root, 4, 2, 1, true, lastDilations());
    }),
    A2_FULL("NAM A2 full (8 ch, 23 layers)", 0, 0.90, "NeuralAudio", 0.45, root -> a2(root, 8)),
    A2_LITE("NAM A2 lite (3 ch)", 0, 0.155, "NeuralAudio", 0.11, root -> a2(root, 3)),
    LSTM_16("LSTM 1×16", 0, 0.080, "NeuralAudio", 0.10, root -> lstm(root, 1, 16, 1)),
    LSTM_2X8("LSTM 2×8", 0, 0.12, "NeuralAudio", 0.14, root -> lstm(root, 1, 8, 2)),
    LSTM_40("LSTM 1×40 (Proteus)", 0, 0.44, "RTNeural (Eigen)", 0.30, root -> lstm(root, 1, 40, 1)),
    LSTM_32_KNOBS("LSTM 3-in 1×32 (two knobs)", 2, 0.26, "RTNeural (Eigen)", 0.20, root -> lstm(root, 3, 32, 1));

    /** Frames of the blocks that {@link #bestPeer} and {@link #target} hold for. */
    public static final int PEER_BLOCK = 64;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double RATE = 48_000;
    /** Small enough that no activation is stuck at its limit. */
    private static final float LARGEST_WEIGHT = 0.3f;

    private final String title;
    private final int knobs;
    private final double bestPeer;
    private final String peer;
    private final double target;
    private final Consumer<ObjectNode> shape;

    Shape(String title, int knobs, double bestPeer, String peer, double target, Consumer<ObjectNode> shape) {
        this.title = title;
        this.knobs = knobs;
        this.bestPeer = bestPeer;
        this.peer = peer;
        this.target = target;
        this.shape = shape;
    }

    /** What players call it. */
    public String title() {
        return title;
    }

    /** Load of the fastest native engine over the yardstick's. */
    public double bestPeer() {
        return bestPeer;
    }

    /** Who that is. */
    public String peer() {
        return peer;
    }

    /** Load over the yardstick's that this engine must not exceed. */
    public double target() {
        return target;
    }

    /** A capture of this shape; the same weights for the same seed. */
    public Capture capture(long seed) {
        try {
            return Captures.parse(file(seed), title);
        } catch (CaptureException e) {
            throw new IllegalStateException("a built-in shape is not readable", e);
        }
    }

    /** {@link #capture} as a {@code .stomp} file. */
    public byte[] file(long seed) {
        ObjectNode root = JSON.createObjectNode().put("stompjar", 1).put("name", title).put("rate", RATE);
        root.putObject("metadata");
        ArrayNode list = root.putArray("knobs");
        for (int k = 0; k < knobs; k++) {
            list.addObject().put("name", "knob" + k).put("min", 0).put("max", 1).put("default", 0.5);
        }
        shape.accept(root);
        Random random = new Random(seed);
        int count = root.path("config").has("layers") ? waveNetWeights(root) : lstmWeights(root);
        ArrayNode weights = root.putArray("weights");
        for (int i = 0; i < count; i++) {
            weights.add(LARGEST_WEIGHT * (2 * random.nextFloat() - 1));
        }
        try {
            return JSON.writeValueAsBytes(root);
        } catch (IOException e) {
            throw new IllegalStateException("a built-in shape cannot be written", e);
        }
    }

    private static void waveNet(ObjectNode root, int in, int channels, int head, boolean headBias, int[] dilations) {
        root.put("family", "wavenet");
        ObjectNode array = root.withObject("/config").withArray("layers").addObject().put("input_size", in).put("condition_size", 1)
                .put("channels", channels).put("head_size", head).put("kernel_size", 3).put("activation", "Tanh").put("gated", false)
                .put("head_bias", headBias);
        IntStream.of(dilations).forEach(array.putArray("dilations")::add);
    }

    /** As the trainer of Neural Amp Modeler makes them since 2026: one array, long kernels, a head that looks back. */
    private static void a2(ObjectNode root, int channels) {
        root.put("family", "wavenet");
        ObjectNode array = root.withObject("/config").withArray("layers").addObject().put("input_size", 1).put("condition_size", 1)
                .put("channels", channels);
        array.putObject("activation").put("type", "LeakyReLU").put("negative_slope", 0.01);
        array.putObject("head").put("out_channels", 1).put("kernel_size", 16).put("bias", true);
        int[] cycle = {1, 3, 7, 17, 41, 101, 239};
        int[] dilations = Stream.of(cycle, cycle, new int[] {1, 13}, cycle).flatMapToInt(IntStream::of).toArray();
        ArrayNode kernels = array.putArray("kernel_sizes");
        for (int l = 0; l < dilations.length; l++) {
            kernels.add(l == 2 * cycle.length || l == 2 * cycle.length + 1 ? 15 : 6);
        }
        IntStream.of(dilations).forEach(array.putArray("dilations")::add);
    }

    private static void lstm(ObjectNode root, int inputs, int hidden, int layers) {
        root.put("family", "lstm").putObject("config").put("input_size", inputs).put("hidden_size", hidden).put("num_layers", layers);
    }

    private static int waveNetWeights(ObjectNode root) {
        int headScale = 1;
        int count = headScale;
        for (var array : root.path("config").path("layers")) {
            int c = array.path("channels").intValue();
            int condition = array.path("condition_size").intValue();
            int layers = array.path("dilations").size();
            int taps = array.path("kernel_size").intValue() * layers;
            for (var kernel : array.path("kernel_sizes")) {
                taps += kernel.intValue();
            }
            var wide = array.path("head");
            int head = array.path("head_size").intValue() + wide.path("out_channels").intValue();
            boolean bias = array.path("head_bias").booleanValue() || wide.path("bias").booleanValue();
            count += c * array.path("input_size").intValue() + c * c * taps + layers * (c + c * condition + c * c + c)
                    + head * c * wide.path("kernel_size").asInt(1) + (bias ? head : 0);
        }
        return count;
    }

    private static int lstmWeights(ObjectNode root) {
        int hidden = root.path("config").path("hidden_size").intValue();
        int in = root.path("config").path("input_size").intValue();
        int count = hidden + 1;
        for (int layer = root.path("config").path("num_layers").intValue(); layer > 0; layer--) {
            // Weights, biases, and the start states h0 and c0.
            count += 4 * hidden * (in + hidden) + 4 * hidden + 2 * hidden;
            in = hidden;
        }
        return count;
    }

    /** 2^from … 2^(to−1). */
    private static int[] powers(int from, int to) {
        return IntStream.range(from, to).map(i -> 1 << i).toArray();
    }

    /** The second half of a smaller A1 network: 128 to 512, then 1 to 512. */
    private static int[] lastDilations() {
        return IntStream.concat(IntStream.of(powers(7, 10)), IntStream.of(powers(0, 10))).toArray();
    }
}
