package stompjar.capture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import stompjar.capture.WaveNetModel.LayerArray;

/** The {@code config} object of a model, which {@code .nam} and {@code .stomp} write alike. */
final class ModelJson {
    private ModelJson() { }

    /** A model in a {@code .stomp} file. */
    static Model stomp(String family, Fields config, float[] weights) {
        if (BlockModel.FAMILIES.contains(family)) {
            return BlockModel.read(family, config, weights);
        }
        return switch (family) {
            case "lstm" -> lstm(config, weights, config.integer("prewarm", 2048));
            case "wavenet" -> WaveNetJson.plainest(WaveNetJson.read(config, null, weights));
            case "fir" -> fir(weights);
            case "sequential" -> SequentialJson.read(config, weights);
            case "morph" -> MorphModel.read(config, weights);
            case LevelledModel.FAMILY -> LevelledModel.read(config, weights);
            default -> throw new IllegalArgumentException("its family '" + family + "' is not supported");
        };
    }

    static LstmModel lstm(Fields config, float[] weights, int prewarmFrames) {
        requireMono(config);
        return new LstmModel(config.integer("input_size"), config.integer("hidden_size"), config.integer("num_layers"),
                prewarmFrames, weights);
    }

    private static void requireMono(Fields config) {
        if (config.integer("in_channels", 1) != 1 || config.integer("out_channels", 1) != 1) {
            throw new IllegalArgumentException("only mono captures are supported");
        }
    }

    /** Taps, then the bias. */
    static FirModel fir(float[] weights) {
        if (weights.length < 2) {
            throw new IllegalArgumentException("an impulse response needs a tap and a bias");
        }
        return new FirModel(Arrays.copyOf(weights, weights.length - 1), weights[weights.length - 1]);
    }

    /** {@code .nam} Linear, with the first weight for the newest frame: what the plugin plays (the trainer writes the reverse). */
    static FirModel linear(Fields config, float[] weights) {
        requireMono(config);
        boolean biased = config.flag("bias", false);
        Model.checkWeights(weights, config.integer("receptive_field") + (biased ? 1L : 0));
        return fir(biased ? weights : Arrays.copyOf(weights, weights.length + 1));
    }

    /** {@code .nam} ConvNet. */
    static ConvNetModel convNet(Fields config, float[] weights) {
        if (config.integer("in_channels", 1) != 1) {
            throw new IllegalArgumentException("only mono captures are supported");
        }
        return new ConvNetModel(config.integer("channels"), config.integers("dilations"), config.flag("batchnorm", false),
                ActivationJson.read(config.node().get("activation")), config.integer("groups", 1), config.integer("out_channels", 1), weights);
    }

    /** The family in a {@code .stomp} file. */
    static String family(Model model) {
        return model instanceof SequentialModel ? "sequential" : model instanceof LevelledModel ? LevelledModel.FAMILY : model.family();
    }

    static ObjectNode write(Model model) {
        if (model instanceof SequentialModel m) {
            return SequentialJson.write(m);
        }
        ObjectNode config = Captures.JSON.createObjectNode();
        if (model instanceof LstmModel m) {
            config.put("input_size", m.inputs()).put("hidden_size", m.hiddenSize()).put("num_layers", m.layers())
                    .put("prewarm", m.prewarmFrames());
        } else if (model instanceof WaveNetModel m) {
            ArrayNode layers = config.putArray("layers");
            m.arrays().forEach(array -> layers.add(write(array)));
        } else if (model instanceof FullWaveNetModel m && m.condition() == null && m.postHead() == null) {
            return WaveNetJson.write(m);
        } else if (model instanceof BlockModel m) {
            return m.json();
        } else if (model instanceof MorphModel m) {
            return m.json();
        } else if (model instanceof LevelledModel m) {
            return m.json();
        } else if (!(model instanceof FirModel)) {
            throw new IllegalArgumentException("a " + model.family() + " of this kind cannot be written as .stomp");
        }
        return config;
    }

    private static ObjectNode write(LayerArray a) {
        ObjectNode node = Captures.JSON.createObjectNode()
                .put("input_size", a.inputSize()).put("condition_size", a.conditionSize()).put("channels", a.channels())
                .put("head_size", a.headSize()).put("kernel_size", a.kernelSize());
        ArrayNode dilations = node.putArray("dilations");
        for (int d : a.dilations()) {
            dilations.add(d);
        }
        ActivationJson.write(node, "activation", a.activation().general());
        return node.put("gated", a.gated()).put("head_bias", a.headBias());
    }
}
