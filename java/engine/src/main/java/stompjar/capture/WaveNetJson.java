package stompjar.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import stompjar.capture.FullWaveNetModel.Array;
import stompjar.capture.FullWaveNetModel.Film;
import stompjar.capture.FullWaveNetModel.Gating;
import stompjar.capture.FullWaveNetModel.Head;
import stompjar.capture.FullWaveNetModel.Layer;
import stompjar.capture.FullWaveNetModel.Place;
import stompjar.capture.FullWaveNetModel.Pointwise;
import stompjar.capture.FullWaveNetModel.PostHead;

/** The {@code config} of a WaveNet in {@code .nam} files, old keys and new: which are there counts, not the version of the file. */
final class WaveNetJson {
    /** The only way to slim that Neural Amp Modeler knows. */
    private static final String SLICE = "slice_channels_uniform";
    private static final Map<Place, String> FILMS = new EnumMap<>(Map.of(Place.CONV_PRE, "conv_pre_film", Place.CONV_POST, "conv_post_film",
            Place.MIXIN_PRE, "input_mixin_pre_film", Place.MIXIN_POST, "input_mixin_post_film", Place.ACTIVATION_PRE, "activation_pre_film",
            Place.ACTIVATION_POST, "activation_post_film", Place.RESIDUAL_POST, "layer1x1_post_film", Place.HEAD_MIX_POST, "head1x1_post_film"));

    private WaveNetJson() { }

    /** @param condition the model of {@code condition_dsp}, or null */
    static FullWaveNetModel read(Fields config, Model condition, float[] weights) {
        if (config.integer("in_channels", 1) != 1) {
            throw new IllegalArgumentException("only mono captures are supported");
        }
        List<Array> arrays = new ArrayList<>();
        for (JsonNode element : config.list("layers")) {
            try {
                arrays.add(array(new Fields(element)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("layer array " + arrays.size() + ": " + e.getMessage(), e);
            }
        }
        FullWaveNetModel model = new FullWaveNetModel(arrays, config.has("head") ? postHead(config.object("head")) : null, condition, weights);
        WaveNetSlimmer.check(model);
        return model;
    }

    private static PostHead postHead(Fields f) {
        return new PostHead(f.integer("channels"), f.integer("out_channels"), f.integers("kernel_sizes"), ActivationJson.read(f.node().get("activation")));
    }

    private static Array array(Fields f) {
        int channels = f.integer("channels");
        int[] dilations = f.integers("dilations");
        boolean listed = f.has("kernel_sizes");
        if (listed == f.has("kernel_size")) {
            throw new IllegalArgumentException("it needs either 'kernel_size' or 'kernel_sizes'");
        }
        int[] kernels = listed ? f.integers("kernel_sizes") : new int[dilations.length];
        if (!listed) {
            Arrays.fill(kernels, f.integer("kernel_size"));
        }
        if (kernels.length != dilations.length) {
            throw new IllegalArgumentException("it has " + kernels.length + " kernel sizes for " + dilations.length + " dilations");
        }
        List<JsonNode> activations = each(f, "activation", dilations.length);
        List<Gating> gatings = gatings(f, dilations.length);
        List<JsonNode> gates = each(f, "secondary_activation", dilations.length);
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < dilations.length; l++) {
            boolean gated = gatings.get(l) != Gating.NONE && gates.get(l) != null && !gates.get(l).isNull();
            layers.add(new Layer(kernels[l], dilations[l], ActivationJson.read(activations.get(l)), gatings.get(l),
                    gated ? ActivationJson.read(gates.get(l)) : Activation.SIGMOID));
        }
        Fields residual = f.has("layer1x1") ? f.object("layer1x1") : null;
        Fields mix = f.has("head1x1") ? f.object("head1x1") : null;
        boolean mixed = mix != null && mix.flag("active", false);
        return new Array(f.integer("input_size"), f.integer("condition_size"), channels, f.integer("bottleneck", channels), layers, head(f),
                f.integer("groups_input", 1), f.integer("groups_input_mixin", 1),
                residual == null ? new Pointwise(channels, 1) : residual.flag("active", true) ? new Pointwise(channels, residual.integer("groups", 1)) : null,
                mixed ? new Pointwise(mix.integer("out_channels", channels), mix.integer("groups", 1)) : null, films(f), sizes(f, channels));
    }

    /** One value for each layer: {@code key} holds a list of them, or one for all, or nothing. */
    private static List<JsonNode> each(Fields f, String key, int layers) {
        JsonNode value = f.node().get(key);
        if (value == null || !value.isArray()) {
            return IntStream.range(0, layers).mapToObj(l -> value).collect(ArrayList::new, List::add, List::addAll);
        }
        if (value.size() != layers) {
            throw new IllegalArgumentException("'" + key + "' has " + value.size() + " entries for " + layers + " layers");
        }
        List<JsonNode> values = new ArrayList<>();
        value.forEach(values::add);
        return values;
    }

    private static List<Gating> gatings(Fields f, int layers) {
        if (!f.has("gating_mode")) {
            return java.util.Collections.nCopies(layers, f.flag("gated", false) ? Gating.GATED : Gating.NONE);
        }
        List<Gating> gatings = new ArrayList<>();
        for (JsonNode mode : each(f, "gating_mode", layers)) {
            gatings.add(switch (mode.asText()) {
                case "none" -> Gating.NONE;
                case "gated" -> Gating.GATED;
                case "blended" -> Gating.BLENDED;
                default -> throw new IllegalArgumentException("its gating mode '" + mode.asText() + "' is not supported");
            });
        }
        return gatings;
    }

    private static Head head(Fields f) {
        if (f.has("head")) {
            Fields head = f.object("head");
            return new Head(head.integer("out_channels"), head.integer("kernel_size"), head.integer("head_dilation", 1), head.flag("bias", false));
        }
        return new Head(f.integer("head_size"), 1, 1, f.flag("head_bias", false));
    }

    private static Map<Place, Film> films(Fields f) {
        Map<Place, Film> films = new EnumMap<>(Place.class);
        for (Map.Entry<Place, String> film : FILMS.entrySet()) {
            JsonNode node = f.node().get(film.getValue());
            if (node == null || node.isNull() || node.isBoolean() && !node.booleanValue()) {
                continue;
            }
            Fields fields = f.object(film.getValue());
            if (fields.flag("active", true)) {
                films.put(film.getKey(), new Film(fields.flag("shift", true), fields.integer("groups", 1)));
            }
        }
        return films;
    }

    private static List<Integer> sizes(Fields f, int channels) {
        if (!f.has("slimmable")) {
            return List.of();
        }
        Fields slimmable = f.object("slimmable");
        String method = slimmable.text("method", "");
        if (method.isEmpty()) {
            return List.of();
        }
        if (!method.equals(SLICE)) {
            throw new IllegalArgumentException("its way to slim, '" + method + "', is not supported");
        }
        boolean listed = slimmable.has("kwargs") && slimmable.object("kwargs").has("allowed_channels");
        return (listed ? IntStream.of(slimmable.object("kwargs").integers("allowed_channels")) : IntStream.rangeClosed(1, Math.min(channels, 256)))
                .boxed().toList();
    }

    /** What {@link #read} reads; not the condition's model or the post head. */
    static ObjectNode write(FullWaveNetModel model) {
        ObjectNode config = Captures.JSON.createObjectNode();
        ArrayNode layers = config.putArray("layers");
        model.arrays().forEach(a -> layers.add(write(a)));
        return config;
    }

    private static ObjectNode write(Array a) {
        ObjectNode node = Captures.JSON.createObjectNode().put("input_size", a.inputSize()).put("condition_size", a.conditionSize())
                .put("channels", a.channels()).put("bottleneck", a.bottleneck()).put("groups_input", a.convGroups()).put("groups_input_mixin", a.mixinGroups());
        for (String key : List.of("kernel_sizes", "dilations", "activation", "gating_mode", "secondary_activation")) {
            node.putArray(key);
        }
        for (Layer layer : a.layers()) {
            ((ArrayNode) node.get("kernel_sizes")).add(layer.kernelSize());
            ((ArrayNode) node.get("dilations")).add(layer.dilation());
            ((ArrayNode) node.get("activation")).add(ActivationJson.tree(layer.activation()));
            ((ArrayNode) node.get("gating_mode")).add(layer.gating().name().toLowerCase(Locale.ROOT));
            ((ArrayNode) node.get("secondary_activation")).add(ActivationJson.tree(layer.gate()));
        }
        node.putObject("head").put("out_channels", a.head().size()).put("kernel_size", a.head().kernelSize()).put("head_dilation", a.head().dilation())
                .put("bias", a.head().bias());
        Pointwise residual = a.residual();
        node.putObject("layer1x1").put("active", residual != null).put("groups", residual == null ? 1 : residual.groups());
        if (a.headMix() != null) {
            node.putObject("head1x1").put("active", true).put("out_channels", a.headMix().outputs()).put("groups", a.headMix().groups());
        }
        a.films().forEach((place, film) -> node.putObject(FILMS.get(place)).put("shift", film.shift()).put("groups", film.groups()));
        if (!a.sizes().isEmpty()) {
            ArrayNode sizes = node.putObject("slimmable").put("method", SLICE).putObject("kwargs").putArray("allowed_channels");
            a.sizes().forEach(sizes::add);
        }
        return node;
    }

    /** The plain form, if {@code model} has no option beyond it; else {@code model} itself. */
    static Model plainest(FullWaveNetModel model) {
        if (model.condition() != null || model.postHead() != null || !model.arrays().stream().allMatch(WaveNetJson::isPlain)) {
            return model;
        }
        return new WaveNetModel(model.arrays().stream().map(WaveNetJson::plain).toList(), model.weights());
    }

    /** Whether it is what a {@link WaveNetModel} has. */
    static boolean isPlain(Array a) {
        Layer first = a.layers().get(0);
        return a.bottleneck() == a.channels() && a.convGroups() == 1 && a.mixinGroups() == 1 && a.headMix() == null && a.films().isEmpty()
                && a.sizes().isEmpty() && new Pointwise(a.channels(), 1).equals(a.residual()) && a.head().kernelSize() == 1
                && a.conditionSize() <= WaveNetModel.MAX_CONDITION && first.kernelSize() <= WaveNetModel.MAX_TAPS
                && WaveNetModel.Activation.of(first.activation()) != null
                && a.layers().stream().allMatch(l -> l.kernelSize() == first.kernelSize() && l.activation().equals(first.activation())
                && l.gating() == first.gating() && l.gating() != Gating.BLENDED
                && (l.gating() == Gating.NONE || l.gate().equals(Activation.SIGMOID)));
    }

    /** @param a a plain one; films are left out */
    static WaveNetModel.LayerArray plain(Array a) {
        Layer first = a.layers().get(0);
        return new WaveNetModel.LayerArray(a.inputSize(), a.conditionSize(), a.channels(), a.head().size(), first.kernelSize(),
                a.layers().stream().mapToInt(Layer::dilation).toArray(), WaveNetModel.Activation.of(first.activation()), first.gating() == Gating.GATED,
                a.head().bias());
    }
}
