package stompjar.capture;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * WaveNet with every option of {@code .nam} up to version 0.7 (A2). {@link WaveNetModel} is the plain kind, which this Stompjar learns itself.
 *
 * <p>Each layer: {@code z = conv(v) + mixin(condition)}, an activation (and a gate), which adds to the head sum, and {@code v + residual(z)} for the
 * next. Each film scales and shifts what is at its place by an affine function of the condition. Weights are flat, in the order of {@code .nam}
 * files: for each array {@code rechannel [C][input]}; for each layer {@code conv [G][C/groups][K]}, {@code bias [G]}, {@code mixin [G][condition/groups]},
 * {@code residual [C][B/groups]}, {@code bias [C]}, {@code headMix [outputs][B/groups]}, its bias, and the films in the order of {@link Place}, each
 * {@code [outputs][condition/groups]} and its bias; then {@code head [size][in][K]} and its bias. Behind the arrays those of the post head, and last the
 * head scale. G is B, or 2B with a gate.
 *
 * @param arrays    layer arrays in order; the input of the first is the audio alone
 * @param postHead  what follows the last array's head, or null
 * @param condition what makes the condition out of the audio, or null where the condition is the audio and the knobs
 */
public record FullWaveNetModel(List<Array> arrays, PostHead postHead, Model condition, float[] weights) implements Model {
    private static final int MAX_CHANNELS = 256;
    /** The most products of a frame: three hundred times those of a standard WaveNet. */
    static final long MAX_PRODUCTS = 1 << 22;
    /** The most products that a silence at the beginning may take: seconds of work. */
    private static final long MAX_PREWARM_PRODUCTS = 5_000_000_000L;

    /** What the second half of the rows of a layer does to the first. */
    public enum Gating {
        NONE,
        /** {@code act(z1) · gate(z2)}. */
        GATED,
        /** {@code α = gate(z2)}, {@code α·act(z1) + (1 − α)·z1}. */
        BLENDED
    }

    /** Places of films, in the order of their weights. */
    public enum Place { CONV_PRE, CONV_POST, MIXIN_PRE, MIXIN_POST, ACTIVATION_PRE, ACTIVATION_POST, RESIDUAL_POST, HEAD_MIX_POST }

    /** @param shift whether it also shifts, not only scales */
    public record Film(boolean shift, int groups) { }

    /** A convolution of one tap with a bias. */
    public record Pointwise(int outputs, int groups) { }

    /** @param dilation of the taps, frames */
    public record Head(int size, int kernelSize, int dilation, boolean bias) { }

    /** @param gate activation of the second half; of no use without gating */
    public record Layer(int kernelSize, int dilation, Activation activation, Gating gating, Activation gate) { }

    /** Stages of an activation and a causal convolution with bias each; all but the last have {@code channels} outputs. */
    public record PostHead(int channels, int outputs, int[] kernelSizes, Activation activation) { }

    /**
     * @param bottleneck B, rows behind an activation
     * @param residual   from B to C channels, or null: then a layer's input passes to the next as it is
     * @param headMix    from B channels to the head sum, or null: then the activations themselves are summed
     * @param sizes      channel counts that the array can be cut down to, ascending and C last; empty where it cannot
     */
    public record Array(int inputSize, int conditionSize, int channels, int bottleneck, List<Layer> layers, Head head, int convGroups,
                        int mixinGroups, Pointwise residual, Pointwise headMix, Map<Place, Film> films, List<Integer> sizes) {
        public Array {
            layers = List.copyOf(layers);
            films = films.isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(new EnumMap<>(films));
            sizes = List.copyOf(sizes);
            checkSizes(inputSize, conditionSize, channels, bottleneck, head.size, headMix == null ? 1 : headMix.outputs);
            checkReach(head.kernelSize, head.dilation);
            if (layers.isEmpty() || layers.size() > MAX_CHANNELS) {
                throw new IllegalArgumentException("a layer array of " + layers.size() + " layers is not supported");
            }
            if (residual != null) {
                checkGroups("layer1x1", residual.groups, bottleneck, channels);
            }
            if (headMix != null) {
                checkGroups("head1x1", headMix.groups, bottleneck, headMix.outputs);
            }
            if (residual == null && films.containsKey(Place.RESIDUAL_POST) || headMix == null && films.containsKey(Place.HEAD_MIX_POST)) {
                throw new IllegalArgumentException("a film follows a 1x1 convolution that is not active");
            }
            if (!sizes.isEmpty() && residual == null && bottleneck != channels) {
                throw new IllegalArgumentException("a slimmable array without layer1x1 has a bottleneck of " + bottleneck + " for " + channels + " channels");
            }
            for (int i = 0; i < sizes.size(); i++) {
                if (sizes.get(i) < 1 || i > 0 && sizes.get(i) <= sizes.get(i - 1) || i == sizes.size() - 1 && sizes.get(i) != channels) {
                    throw new IllegalArgumentException("the channel counts " + sizes + " of a slimmable array do not ascend to " + channels);
                }
            }
        }

        Array withoutFilms() {
            return new Array(inputSize, conditionSize, channels, bottleneck, layers, head, convGroups, mixinGroups, residual, headMix, Map.of(), sizes);
        }

        /** Rows that the convolution of {@code layer} makes. */
        public int rows(Layer layer) {
            return layer.gating == Gating.NONE ? bottleneck : 2 * bottleneck;
        }

        /** Channels that a film at {@code place} scales. */
        public int filmSize(Place place, Layer layer) {
            return switch (place) {
                case CONV_PRE, RESIDUAL_POST -> channels;
                case CONV_POST, MIXIN_POST, ACTIVATION_PRE -> rows(layer);
                case MIXIN_PRE -> conditionSize;
                case ACTIVATION_POST -> bottleneck;
                case HEAD_MIX_POST -> headMix.outputs;
            };
        }

        /** Outputs of the film's convolution. */
        int filmRows(Place place, Layer layer) {
            return filmSize(place, layer) * (films.get(place).shift ? 2 : 1);
        }

        /** Channels of the head sum. */
        public int headInputs() {
            return headMix == null ? bottleneck : headMix.outputs;
        }

        /** What its layers ask of each other; the rest is known by now. */
        private void checkLayers() {
            for (Layer layer : layers) {
                checkReach(layer.kernelSize, layer.dilation);
                layer.activation.checkChannels(bottleneck);
                layer.gate.checkChannels(bottleneck);
                checkGroups("conv", convGroups, channels, rows(layer));
                checkGroups("mixin", mixinGroups, conditionSize, rows(layer));
                for (Map.Entry<Place, Film> film : films.entrySet()) {
                    checkGroups("film", film.getValue().groups, conditionSize, filmRows(film.getKey(), layer));
                }
            }
        }

        private long weightCount() {
            long count = (long) channels * inputSize + (long) head.size * headInputs() * head.kernelSize + (head.bias ? head.size : 0);
            for (Layer layer : layers) {
                long rows = rows(layer);
                count += rows * (channels / convGroups) * layer.kernelSize + rows + rows * (conditionSize / mixinGroups);
                count += residual == null ? 0 : (long) channels * (bottleneck / residual.groups) + channels;
                count += headMix == null ? 0 : (long) headMix.outputs * (bottleneck / headMix.groups) + headMix.outputs;
                for (Map.Entry<Place, Film> film : films.entrySet()) {
                    count += filmRows(film.getKey(), layer) * (1L + conditionSize / film.getValue().groups);
                }
            }
            return count;
        }

        /** Products of a frame: where there are groups, zeros are multiplied, too. */
        private long products() {
            long count = (long) channels * inputSize + (long) head.size * headInputs() * head.kernelSize;
            for (Layer layer : layers) {
                count += (long) rows(layer) * ((long) channels * layer.kernelSize + conditionSize) + (long) bottleneck * channels
                        + (long) bottleneck * headInputs();
                for (Place place : films.keySet()) {
                    count += (long) filmRows(place, layer) * conditionSize;
                }
            }
            return count;
        }

        private int reach() {
            return layers.stream().mapToInt(l -> (l.kernelSize - 1) * l.dilation).sum() + (head.kernelSize - 1) * head.dilation;
        }
    }

    private static void checkSizes(int... sizes) {
        for (int size : sizes) {
            if (size < 1 || size > MAX_CHANNELS) {
                throw new IllegalArgumentException("a WaveNet with " + size + " channels is not supported");
            }
        }
    }

    private static void checkReach(int kernelSize, int dilation) {
        if (kernelSize < 1 || kernelSize > 1024 || dilation < 1 || (kernelSize - 1L) * dilation > 1 << 20) {
            throw new IllegalArgumentException("a kernel of " + kernelSize + " taps with dilation " + dilation + " is not supported");
        }
    }

    static void checkGroups(String what, int groups, int inputs, int outputs) {
        if (groups < 1 || inputs % groups != 0 || outputs % groups != 0) {
            throw new IllegalArgumentException(groups + " groups of " + what + " do not divide " + inputs + " and " + outputs + " channels");
        }
    }

    public FullWaveNetModel {
        arrays = List.copyOf(arrays);
        if (arrays.isEmpty() || arrays.size() > MAX_CHANNELS) {
            throw new IllegalArgumentException("a WaveNet of " + arrays.size() + " layer arrays is not supported");
        }
        int conditionSize = condition == null ? arrays.get(0).conditionSize : condition.outputs();
        for (int i = 0; i < arrays.size(); i++) {
            Array array = arrays.get(i);
            Array before = i == 0 ? null : arrays.get(i - 1);
            array.checkLayers();
            if (array.inputSize != (before == null ? 1 : before.channels) || array.conditionSize != conditionSize
                    || before != null && (before.head.size != array.channels || before.head.size != array.headInputs())) {
                throw new IllegalArgumentException("layer array " + i + " does not fit " + (i == 0 ? "its input" : "the one before it"));
            }
        }
        if (condition != null && condition.inputs() != 1) {
            throw new IllegalArgumentException("its condition model does not take one channel");
        }
        long count = 1 + arrays.stream().mapToLong(Array::weightCount).sum();
        if (postHead != null) {
            checkSizes(postHead.channels, postHead.outputs);
            int inputs = arrays.get(arrays.size() - 1).head.size;
            if (postHead.kernelSizes.length < 1 || postHead.kernelSizes.length > MAX_CHANNELS) {
                throw new IllegalArgumentException("a head of " + postHead.kernelSizes.length + " convolutions is not supported");
            }
            for (int s = 0; s < postHead.kernelSizes.length; s++) {
                int outputs = s + 1 < postHead.kernelSizes.length ? postHead.channels : postHead.outputs;
                checkReach(postHead.kernelSizes[s], 1);
                postHead.activation.checkChannels(inputs);
                count += (long) outputs * inputs * postHead.kernelSizes[s] + outputs;
                inputs = outputs;
            }
        }
        long products = arrays.stream().mapToLong(Array::products).sum();
        if (products > MAX_PRODUCTS) {
            throw new IllegalArgumentException("a WaveNet of " + products + " products a frame is not supported");
        }
        if (firstSilence(condition) * products > MAX_PREWARM_PRODUCTS) {
            throw new IllegalArgumentException("its condition model would run too long a silence through it");
        }
        Model.checkWeights(weights, count);
    }

    /** Frames of silence that a model needs to begin with where one frame does not tell what comes after an endless one; else 0. */
    private static long firstSilence(Model model) {
        return model instanceof LstmModel lstm ? lstm.prewarmFrames() : model instanceof FullWaveNetModel m ? m.firstSilence() : 0;
    }

    /** Frames of silence that it begins with, for its condition's sake; 0 where one frame tells what comes after an endless silence. */
    public int firstSilence() {
        long before = firstSilence(condition);
        return before == 0 && !(condition instanceof LstmModel) ? 0 : (int) (receptiveField() + before);
    }

    @Override
    public String family() {
        return "wavenet";
    }

    @Override
    public String kind() {
        return "wavenet " + arrays.stream().flatMap(a -> Stream.concat(
                a.layers.stream().map(l -> l.gating + " " + l.activation.function() + (l.gating == Gating.NONE ? "" : " " + l.gate.function())),
                Stream.of(a.films.keySet() + " " + (a.residual == null) + (a.headMix == null) + (a.head.kernelSize == 1)))).distinct().sorted().toList()
                + (postHead == null ? "" : " " + postHead.activation.function()) + (condition == null ? "" : " " + condition.kind());
    }

    @Override
    public int inputs() {
        return condition == null ? arrays.get(0).conditionSize : 1;
    }

    @Override
    public int outputs() {
        return postHead == null ? arrays.get(arrays.size() - 1).head.size : postHead.outputs;
    }

    @Override
    public int parameters() {
        return weights.length + (condition == null ? 0 : condition.parameters());
    }

    @Override
    public int receptiveField() {
        return (condition == null ? 1 : condition.receptiveField()) + arrays.stream().mapToInt(Array::reach).sum()
                + (postHead == null ? 0 : Arrays.stream(postHead.kernelSizes).map(k -> k - 1).sum());
    }

    @Override
    public long history() {
        long floats = condition == null ? 0 : condition.history();
        for (Array a : arrays) {
            for (Layer l : a.layers) {
                floats += Model.history((l.kernelSize - 1) * l.dilation, a.channels);
            }
            floats += Model.history((a.head.kernelSize - 1) * a.head.dilation, a.headInputs());
        }
        for (int s = 0; postHead != null && s < postHead.kernelSizes.length; s++) {
            floats += Model.history(postHead.kernelSizes[s], Math.max(postHead.channels, arrays.get(arrays.size() - 1).head.size));
        }
        return floats;
    }

    @Override
    public Model atQuality(double quality) {
        return arrays.stream().allMatch(a -> a.sizes.isEmpty()) ? this : WaveNetSlimmer.slim(this, quality);
    }

    /** The same network in the general form. */
    public static FullWaveNetModel of(WaveNetModel plain) {
        return new FullWaveNetModel(plain.arrays().stream().map(a -> of(a, Map.of())).toList(), null, null, plain.weights());
    }

    /** The same layers in the general form, with films in each. */
    public static Array of(WaveNetModel.LayerArray a, Map<Place, Film> films) {
        List<Layer> layers = Arrays.stream(a.dilations()).mapToObj(d -> new Layer(a.kernelSize(), d, a.activation().general(),
                a.gated() ? Gating.GATED : Gating.NONE, Activation.SIGMOID)).toList();
        return new Array(a.inputSize(), a.conditionSize(), a.channels(), a.channels(), layers, new Head(a.headSize(), 1, 1, a.headBias()), 1, 1,
                new Pointwise(a.channels(), 1), null, films, List.of());
    }
}
