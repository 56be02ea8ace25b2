package stompjar.capture;

import java.util.Arrays;
import java.util.List;

/**
 * WaveNet as in {@code .nam} version 0.5 (A1): stacks of dilated causal convolutions whose condition signal, the audio and then the
 * knobs, enters every layer; each layer adds to its array's head sum.
 *
 * <p>Weights are flat, in the order of {@code .nam} files. For each array: {@code rechannel [C][input]}; for each layer
 * {@code conv [G][C][K]} (tap K−1 is the present sample), {@code bias [G]}, {@code mixin [G][condition]}, {@code out [C][C]},
 * {@code bias [C]}; then {@code head [headSize][C]} and its bias if it has one. Last of all the head scale. G is C, or 2C when gated.
 *
 * @param arrays layer arrays in order; the input of the first is the audio channel alone
 */
public record WaveNetModel(List<LayerArray> arrays, float[] weights) implements Model {
    /** The function in a layer. {@code TANH} is the exact one, also where the file says Fasttanh, which approximates it. */
    public enum Activation {
        TANH(stompjar.capture.Activation.TANH), SIGMOID(stompjar.capture.Activation.SIGMOID), RELU(stompjar.capture.Activation.RELU),
        HARDTANH(stompjar.capture.Activation.HARDTANH);

        private final stompjar.capture.Activation general;

        Activation(stompjar.capture.Activation general) {
            this.general = general;
        }

        stompjar.capture.Activation general() {
            return general;
        }

        /** Null if there is none here. */
        static Activation of(stompjar.capture.Activation general) {
            return Arrays.stream(values()).filter(a -> a.general.equals(general)).findFirst().orElse(null);
        }
    }

    static final int MAX_CONDITION = 64;
    static final int MAX_TAPS = 64;

    /**
     * @param inputSize     channels that enter (1 for the first array, else the channels of the one before)
     * @param conditionSize condition channels: 1 + knobs
     * @param channels      C
     * @param headSize      channels that leave through the head
     * @param kernelSize    K taps
     * @param dilations     one for each layer, frames
     * @param gated         whether each layer multiplies by a sigmoid gate
     * @param headBias      whether the head has a bias
     */
    public record LayerArray(int inputSize, int conditionSize, int channels, int headSize, int kernelSize, int[] dilations,
                             Activation activation, boolean gated, boolean headBias) {
        public LayerArray {
            if (inputSize < 1 || inputSize > 256 || conditionSize < 1 || conditionSize > MAX_CONDITION || channels < 1 || channels > 256
                    || headSize < 1 || headSize > 256 || kernelSize < 1 || kernelSize > MAX_TAPS
                    || dilations.length < 1 || dilations.length > 256) {
                throw new IllegalArgumentException("a layer array is outside the supported sizes");
            }
            for (int d : dilations) {
                if (d < 1 || (long) d * (kernelSize - 1) > 1 << 20) {
                    throw new IllegalArgumentException("dilation " + d + " is not supported");
                }
            }
        }

        /** Rows that the convolution makes: C, or 2C when gated. */
        public int convRows() {
            return gated ? 2 * channels : channels;
        }

        /** Number of weights of this array. */
        public long weightCount() {
            long layer = (long) convRows() * channels * kernelSize + convRows() + (long) convRows() * conditionSize
                    + (long) channels * channels + channels;
            return (long) channels * inputSize + layer * dilations.length + (long) headSize * channels + (headBias ? headSize : 0);
        }
    }

    public WaveNetModel {
        arrays = List.copyOf(arrays);
        if (arrays.isEmpty()) {
            throw new IllegalArgumentException("a WaveNet needs at least one layer array");
        }
        for (int i = 0; i < arrays.size(); i++) {
            LayerArray array = arrays.get(i);
            LayerArray before = i == 0 ? null : arrays.get(i - 1);
            if (array.inputSize != (before == null ? 1 : before.channels)
                    || array.conditionSize != arrays.get(0).conditionSize
                    || before != null && before.headSize != array.channels) {
                throw new IllegalArgumentException("layer array " + i + " does not fit the one before it");
            }
        }
        Model.checkWeights(weights, arrays.stream().mapToLong(LayerArray::weightCount).sum() + 1);
    }

    @Override
    public String family() {
        return "wavenet";
    }

    @Override
    public int inputs() {
        return arrays.get(0).conditionSize;
    }

    @Override
    public String kind() {
        return FullWaveNetModel.of(this).kind();
    }

    @Override
    public int outputs() {
        return arrays.get(arrays.size() - 1).headSize;
    }

    @Override
    public long history() {
        return arrays.stream().flatMapToLong(a -> Arrays.stream(a.dilations).mapToLong(d -> Model.history((a.kernelSize - 1) * d, a.channels))).sum();
    }

    @Override
    public int parameters() {
        return weights.length;
    }

    @Override
    public int receptiveField() {
        return 1 + arrays.stream().mapToInt(a -> (a.kernelSize - 1) * Arrays.stream(a.dilations).sum()).sum();
    }
}
