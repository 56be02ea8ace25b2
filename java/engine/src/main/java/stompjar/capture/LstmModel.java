package stompjar.capture;

/**
 * Stacked LSTM with a linear head, {@code y = head · h + bias}.
 *
 * <p>Weights are flat, in the order of {@code .nam} files. For each layer with {@code In} inputs: {@code W [4H][In+H]} (row: input
 * weights, then hidden weights; row blocks input, forget, cell, output), {@code b [4H]}, {@code h0 [H]}, {@code c0 [H]};
 * then {@code head [H]} and its bias.
 *
 * @param inputs        audio and knobs
 * @param hiddenSize    H
 * @param layers        number of layers
 * @param prewarmFrames frames of silence that the format runs through the network before the first block
 */
public record LstmModel(int inputs, int hiddenSize, int layers, int prewarmFrames, float[] weights) implements Model {
    /** The longest silence, frames: half a second at the highest rate of a capture, as {@code .nam} asks for. */
    public static final int MAX_PREWARM = 192_000;

    public static final int MAX_LAYERS = 16;

    /**
     * The most products that the silence may take: seconds of work. Real networks need a few hundred millions, and one that needs more than this
     * could not be played in real time either.
     */
    private static final long MAX_PREWARM_PRODUCTS = 5_000_000_000L;

    public LstmModel {
        if (inputs < 1 || inputs > 64 || hiddenSize < 1 || hiddenSize > 1024 || layers < 1 || layers > MAX_LAYERS) {
            throw new IllegalArgumentException("an LSTM of " + layers + " layers, " + inputs + " inputs and hidden size "
                    + hiddenSize + " is not supported");
        }
        Model.checkWeights(weights, layerOffset(layers, inputs, hiddenSize) + hiddenSize + 1);
        if (prewarmFrames > MAX_PREWARM || (long) prewarmFrames * weights.length > MAX_PREWARM_PRODUCTS) {
            throw new IllegalArgumentException("an LSTM of " + weights.length + " weights that starts with " + prewarmFrames
                    + " frames of silence is not supported");
        }
    }

    /** Where the weights of {@code layer} begin; for {@code layer == layers()} where the head begins. */
    public static int layerOffset(int layer, int inputs, int hidden) {
        int offset = 0;
        for (int l = 0; l < layer; l++) {
            int in = l == 0 ? inputs : hidden;
            offset += 4 * hidden * (in + hidden) + 4 * hidden + 2 * hidden;
        }
        return offset;
    }

    @Override
    public String family() {
        return "lstm";
    }

    @Override
    public int parameters() {
        return weights.length;
    }

    @Override
    public int receptiveField() {
        return 1;
    }
}
