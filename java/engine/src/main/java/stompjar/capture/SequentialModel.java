package stompjar.capture;

import java.util.List;

/**
 * Layers one after the other, each on the vector of the one before, frame by frame: what Keras and RTNeural call a sequential model, and the recurrent
 * models of GuitarML. {@code y = outputGain · (net(g·x, knobs) + skip · g·x)} with {@code g} the input gain. State is zero at the beginning.
 *
 * @param inputs        audio and knobs
 * @param skip          whether the audio is added to the output
 * @param inputGain     a factor, not dB
 * @param outputGain    a factor, not dB
 * @param prewarmFrames frames of silence that the format's own player runs through the network before the first block
 */
public record SequentialModel(int inputs, List<Layer> layers, boolean skip, float inputGain, float outputGain, int prewarmFrames)
        implements Model {
    /** The most channels between two layers. */
    public static final int MAX_WIDTH = 1024;
    private static final int MAX_LAYERS = 256;
    /** The most floats of history in convolutions (32 MB). */
    private static final long MAX_HISTORY = 1 << 23;
    /** The most products that the silence at the beginning may take: about a second of work. */
    private static final long MAX_PREWARM_PRODUCTS = 5_000_000_000L;
    /** A product is computed for whole groups of so many outputs. */
    private static final int COMPUTED_TOGETHER = 32;

    /** One layer; matrices are flat, {@code [outputs][inputs]}. */
    public sealed interface Layer permits Dense, Convolution, Recurrent, Scaling, Nonlinear {
        int inputs();

        int outputs();

        /** All its numbers, in the order of the components of the record. */
        List<float[]> weights();
    }

    /** {@code y = matrix · x + bias}. */
    public record Dense(int inputs, int outputs, float[] matrix, float[] bias) implements Layer {
        public Dense {
            checkWidth(inputs, outputs);
            checkCount(matrix, (long) inputs * outputs);
            checkCount(bias, outputs);
        }

        @Override
        public List<float[]> weights() {
            return List.of(matrix, bias);
        }
    }

    /** Causal convolution; {@code kernel [outputs][inputs][taps]}, the last tap for the present frame, the one before it {@code dilation} frames back. */
    public record Convolution(int inputs, int outputs, int taps, int dilation, float[] kernel, float[] bias) implements Layer {
        public Convolution {
            checkWidth(inputs, outputs);
            if (taps < 1 || taps > 4096 || dilation < 1 || (taps - 1L) * dilation > 1 << 20) {
                throw new IllegalArgumentException("a convolution of " + taps + " taps with dilation " + dilation + " is not supported");
            }
            checkCount(kernel, (long) inputs * outputs * taps);
            checkCount(bias, outputs);
        }

        @Override
        public List<float[]> weights() {
            return List.of(kernel, bias);
        }

        /** Frames before the present one that it reaches. */
        public int reach() {
            return (taps - 1) * dilation;
        }
    }

    /** Kinds of recurrent layers and how many gates each has, in the order and with the equations of PyTorch. */
    public enum Cell {
        /** i, f, g, o: {@code c = σ(f)·c + σ(i)·tanh(g)}, {@code h = σ(o)·tanh(c)}. */
        LSTM(4),
        /** r, z, n: {@code n = tanh(Wn·x + bn + σ(r)·(Un·h + b'n))}, {@code h = (1 − σ(z))·n + σ(z)·h}. */
        GRU(3),
        /** {@code h = tanh(W·x + b + U·h + b')}. */
        RNN(1);

        private final int gates;

        Cell(int gates) {
            this.gates = gates;
        }

        public int gates() {
            return gates;
        }
    }

    /** {@code kernel [gates·outputs][inputs]}, {@code recurrent [gates·outputs][outputs]}, and a bias for each. */
    public record Recurrent(Cell cell, int inputs, int outputs, float[] kernel, float[] recurrent, float[] kernelBias, float[] recurrentBias)
            implements Layer {
        public Recurrent {
            checkWidth(inputs, outputs);
            long rows = (long) cell.gates() * outputs;
            checkCount(kernel, rows * inputs);
            checkCount(recurrent, rows * outputs);
            checkCount(kernelBias, rows);
            checkCount(recurrentBias, rows);
        }

        @Override
        public List<float[]> weights() {
            return List.of(kernel, recurrent, kernelBias, recurrentBias);
        }
    }

    /** {@code y[i] = factor[i] · x[i] + offset[i]}: a batch normalisation that is done with learning. */
    public record Scaling(float[] factor, float[] offset) implements Layer {
        public Scaling {
            checkWidth(factor.length, factor.length);
            checkCount(factor, factor.length);
            checkCount(offset, factor.length);
        }

        @Override
        public int inputs() {
            return factor.length;
        }

        @Override
        public int outputs() {
            return factor.length;
        }

        @Override
        public List<float[]> weights() {
            return List.of(factor, offset);
        }
    }

    /** A function of each channel, or of all. */
    public record Nonlinear(int inputs, Activation activation) implements Layer {
        public Nonlinear {
            checkWidth(inputs, inputs);
            activation.checkChannels(inputs);
        }

        @Override
        public int outputs() {
            return inputs;
        }

        @Override
        public List<float[]> weights() {
            return List.of();
        }
    }

    public SequentialModel {
        layers = List.copyOf(layers);
        if (layers.isEmpty() || layers.size() > MAX_LAYERS) {
            throw new IllegalArgumentException("a network of " + layers.size() + " layers is not supported");
        }
        int width = inputs;
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).inputs() != width) {
                throw new IllegalArgumentException("layer " + i + " takes " + layers.get(i).inputs() + " channels, but gets " + width);
            }
            width = layers.get(i).outputs();
        }
        if (width != 1) {
            throw new IllegalArgumentException("its last layer has " + width + " outputs; only mono captures are supported");
        }
        if (!Float.isFinite(inputGain) || !Float.isFinite(outputGain)) {
            throw new IllegalArgumentException("its gains are not numbers");
        }
        if (layers.stream().mapToLong(l -> l instanceof Convolution c ? (c.reach() + 1L) * (c.inputs() + 15) : 0).sum() > MAX_HISTORY) {
            throw new IllegalArgumentException("its convolutions reach back so far that they would need more than "
                    + (MAX_HISTORY * Float.BYTES >> 20) + " MB");
        }
        long products = layers.stream().mapToLong(SequentialModel::products).sum();
        if (products > FullWaveNetModel.MAX_PRODUCTS) {
            throw new IllegalArgumentException("a network of " + products + " products a frame is not supported");
        }
        if (prewarmFrames < 0 || prewarmFrames > LstmModel.MAX_PREWARM || prewarmFrames * products > MAX_PREWARM_PRODUCTS) {
            throw new IllegalArgumentException("a network of this size that starts with " + prewarmFrames + " frames of silence is not supported");
        }
    }

    private static long products(Layer layer) {
        return layer.weights().stream().mapToLong(w -> w.length).sum() / layer.outputs() * (layer.outputs() + COMPUTED_TOGETHER - 1) + MAX_WIDTH;
    }

    private static void checkWidth(int inputs, int outputs) {
        if (inputs < 1 || inputs > MAX_WIDTH || outputs < 1 || outputs > MAX_WIDTH) {
            throw new IllegalArgumentException("a layer from " + inputs + " to " + outputs + " channels is not supported");
        }
    }

    private static void checkCount(float[] weights, long count) {
        Model.checkWeights(weights, count);
    }

    /** That of its recurrent layers, else {@code convnet} or {@code dense}. */
    @Override
    public String family() {
        for (Cell cell : Cell.values()) {
            if (layers.stream().anyMatch(l -> l instanceof Recurrent r && r.cell() == cell)) {
                return cell.name().toLowerCase(java.util.Locale.ROOT);
            }
        }
        return layers.stream().anyMatch(Convolution.class::isInstance) ? "convnet" : "dense";
    }

    @Override
    public String kind() {
        return layers.stream().map(l -> l instanceof Recurrent r ? r.cell.name() : l instanceof Nonlinear n ? n.activation.function().name()
                : l instanceof Dense d && d.outputs == 1 ? "sum" : l.getClass().getSimpleName()).distinct().sorted().toList().toString();
    }

    @Override
    public int parameters() {
        return layers.stream().flatMap(l -> l.weights().stream()).mapToInt(w -> w.length).sum();
    }

    @Override
    public int receptiveField() {
        return 1 + layers.stream().mapToInt(l -> l instanceof Convolution c ? c.reach() : 0).sum();
    }

    @Override
    public float[] weights() {
        float[] all = new float[parameters()];
        int at = 0;
        for (Layer layer : layers) {
            for (float[] part : layer.weights()) {
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
        }
        return all;
    }
}
