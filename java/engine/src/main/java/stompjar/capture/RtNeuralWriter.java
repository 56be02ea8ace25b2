package stompjar.capture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.SequentialModel.Dense;
import stompjar.capture.SequentialModel.Layer;
import stompjar.capture.SequentialModel.Recurrent;

/**
 * Writes RTNeural's JSON in the manner of Keras: matrices {@code [inputs][outputs]}, an LSTM's gates in the order input, forget, cell, output, a GRU's update,
 * reset, candidate.
 *
 * <p>AIDA-X and its relatives play one recurrent layer of certain sizes only, because each size is compiled. A layer of another size gets units
 * whose weights are zero, up to the next such size: their state stays zero, so nothing changes. A start state cannot be written; players begin with
 * a silence instead.
 */
final class RtNeuralWriter {
    /** Hidden sizes that AIDA-X 1.1 was compiled for. */
    private static final int[] SIZES = {8, 12, 16, 20, 24, 32, 40, 64, 80};

    /** Where Keras' gates are in a {@link Cell}. */
    private static final int[] IN_ORDER = {0, 1, 2, 3};
    private static final int[] UPDATE_FIRST = {1, 0, 2};

    private RtNeuralWriter() { }

    static ObjectNode tree(Capture capture) {
        SequentialModel model = sequential(capture);
        if (model.layers().size() > 2) {
            throw SnapshotFormat.unable(capture, "an " + model.family().toUpperCase(Locale.ROOT) + " of " + (model.layers().size() - 1)
                    + " layers cannot be written for RTNeural's players, which play one");
        }
        Recurrent recurrent = (Recurrent) model.layers().get(0);
        Dense dense = (Dense) model.layers().get(1);
        int size = size(capture, recurrent);
        ObjectNode root = Captures.JSON.createObjectNode();
        root.set("in_shape", shape(1));
        root.put("in_skip", 0).put("in_gain", 0.0).put("out_gain", 0.0);
        ObjectNode metadata = root.putObject("metadata").put("name", capture.name());
        // AIDA-X compares it as text.
        metadata.put("samplerate", Long.toString(Math.round(capture.rate())));
        if (capture.metadata().loudness() != null) {
            metadata.put("loudness", capture.metadata().loudness());
        }
        ArrayNode layers = root.putArray("layers");
        write(recurrent, size, layer(layers, recurrent.cell().name().toLowerCase(Locale.ROOT), size));
        float[][] sum = new float[size][1];
        for (int j = 0; j < dense.inputs(); j++) {
            sum[j][0] = dense.matrix()[j];
        }
        layer(layers, "dense", 1).add(SnapshotFormat.matrix(sum)).add(SnapshotFormat.vector(dense.bias()));
        return root;
    }

    /** Layers of one kind of cell and a sum, without the gains and skips that files of RTNeural could say, but no capture of ours has. */
    private static SequentialModel sequential(Capture capture) {
        Model model = capture.model() instanceof LstmModel lstm ? layers(lstm) : capture.model();
        if (model instanceof SequentialModel m && !m.skip() && m.inputGain() == 1 && m.outputGain() == 1) {
            int last = m.layers().size() - 1;
            boolean recurrent = m.layers().subList(0, last).stream().allMatch(l -> l instanceof Recurrent r && r.cell() != Cell.RNN);
            if (last > 0 && recurrent && m.layers().get(last) instanceof Dense) {
                return m;
            }
        }
        throw SnapshotFormat.unable(capture, "a " + capture.model().family() + " of format " + capture.format() + " cannot be written for RTNeural's "
                + "players: they play one recurrent layer and a dense one, and know neither a wavenet's skip connections nor its condition; --format "
                + "nam can hold a wavenet, and captures learned with --arch lstm:H or gru:H can be written for RTNeural");
    }

    /** Without its start states and the silence at the beginning. */
    private static SequentialModel layers(LstmModel m) {
        int hidden = m.hiddenSize();
        int rows = 4 * hidden;
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < m.layers(); l++) {
            int inputs = l == 0 ? m.inputs() : hidden;
            int at = LstmModel.layerOffset(l, m.inputs(), hidden);
            float[] kernel = new float[rows * inputs];
            float[] recurrent = new float[rows * hidden];
            for (int row = 0; row < rows; row++, at += inputs + hidden) {
                System.arraycopy(m.weights(), at, kernel, row * inputs, inputs);
                System.arraycopy(m.weights(), at + inputs, recurrent, row * hidden, hidden);
            }
            layers.add(new Recurrent(Cell.LSTM, inputs, hidden, kernel, recurrent, Arrays.copyOfRange(m.weights(), at, at + rows), new float[rows]));
        }
        int head = LstmModel.layerOffset(m.layers(), m.inputs(), hidden);
        layers.add(new Dense(hidden, 1, Arrays.copyOfRange(m.weights(), head, head + hidden), new float[] {m.weights()[head + hidden]}));
        return new SequentialModel(m.inputs(), layers, false, 1, 1, 0);
    }

    private static int size(Capture capture, Recurrent layer) {
        for (int size : SIZES) {
            if (layer.outputs() <= size) {
                return size;
            }
        }
        throw SnapshotFormat.unable(capture, "a recurrent layer of hidden size " + layer.outputs() + " cannot be written for RTNeural's players, which "
                + "go up to " + SIZES[SIZES.length - 1]);
    }

    private static void write(Recurrent layer, int size, ArrayNode weights) {
        int[] gates = layer.cell() == Cell.GRU ? UPDATE_FIRST : IN_ORDER;
        int hidden = layer.outputs();
        float[][] kernel = new float[1][gates.length * size];
        float[][] recurrent = new float[size][gates.length * size];
        float[][] biases = new float[2][gates.length * size];
        for (int row = 0; row < gates.length * hidden; row++) {
            int from = gates[row / hidden] * hidden + row % hidden;
            int to = row / hidden * size + row % hidden;
            kernel[0][to] = layer.kernel()[from];
            for (int j = 0; j < hidden; j++) {
                recurrent[j][to] = layer.recurrent()[from * hidden + j];
            }
            biases[0][to] = layer.kernelBias()[from];
            biases[1][to] = layer.recurrentBias()[from];
        }
        weights.add(SnapshotFormat.matrix(kernel)).add(SnapshotFormat.matrix(recurrent));
        if (layer.cell() == Cell.GRU) {
            weights.add(SnapshotFormat.matrix(biases));
            return;
        }
        for (int row = 0; row < biases[0].length; row++) {
            biases[0][row] += biases[1][row];
        }
        weights.add(SnapshotFormat.vector(biases[0]));
    }

    /** @return the list for its weights */
    private static ArrayNode layer(ArrayNode layers, String type, int outputs) {
        ObjectNode layer = layers.addObject().put("type", type).put("activation", "");
        layer.set("shape", shape(outputs));
        return layer.putArray("weights");
    }

    private static ArrayNode shape(int channels) {
        return Captures.JSON.createArrayNode().addNull().addNull().add(channels);
    }
}
