package stompjar.capture;

import java.util.Arrays;

/**
 * A stack of causal convolutions with two taps each, an activation after every one, and a linear head: {@code .nam} ConvNet.
 *
 * <p>Weights are flat, in the order of {@code .nam} files. For each block {@code conv [C][in/groups][2]}, the last tap for the present frame; then
 * {@code bias [C]}, or with normalisation {@code mean [C]}, {@code variance [C]}, {@code weight [C]}, {@code bias [C]}, {@code ε}. Last the head
 * {@code [outputs][C]} and its bias.
 *
 * @param channels   C
 * @param dilations  one for each block, frames
 * @param normalised whether a batch normalisation stands in for the bias
 */
public record ConvNetModel(int channels, int[] dilations, boolean normalised, Activation activation, int groups, int outputs, float[] weights)
        implements Model {
    public ConvNetModel {
        if (channels < 1 || channels > 256 || dilations.length < 1 || dilations.length > 256 || outputs < 1 || outputs > 256) {
            throw new IllegalArgumentException("a ConvNet of " + dilations.length + " blocks and " + channels + " channels is not supported");
        }
        long count = (long) outputs * channels + outputs;
        for (int block = 0; block < dilations.length; block++) {
            if (dilations[block] < 1 || dilations[block] > 1 << 20) {
                throw new IllegalArgumentException("dilation " + dilations[block] + " is not supported");
            }
            int inputs = block == 0 ? 1 : channels;
            FullWaveNetModel.checkGroups("conv", groups, inputs, channels);
            count += 2L * channels * (inputs / groups) + (normalised ? 4L * channels + 1 : channels);
        }
        if (2L * channels * channels * dilations.length > FullWaveNetModel.MAX_PRODUCTS) {
            throw new IllegalArgumentException("a ConvNet of this size is not supported");
        }
        activation.checkChannels(channels);
        Model.checkWeights(weights, count);
        int at = 0;
        for (int block = 0; normalised && block < dilations.length; block++) {
            int variance = at + 2 * channels * ((block == 0 ? 1 : channels) / groups) + channels;
            at = variance + 3 * channels + 1;
            for (int c = 0; c < channels; c++) {
                if (!(weights[variance + c] + weights[at - 1] > 0)) {
                    throw new IllegalArgumentException("the variance of block " + block + " is not positive");
                }
            }
        }
    }

    @Override
    public String family() {
        return "convnet";
    }

    @Override
    public String kind() {
        return "convnet " + activation.function();
    }

    @Override
    public int inputs() {
        return 1;
    }

    @Override
    public int parameters() {
        return weights.length;
    }

    @Override
    public int receptiveField() {
        return 1 + Arrays.stream(dilations).sum();
    }

    @Override
    public long history() {
        return Arrays.stream(dilations).mapToLong(d -> Model.history(d, channels)).sum();
    }
}
