package stompjar.capture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes RTNeural's JSON in the manner of Keras: matrices {@code [inputs][outputs]}, gates in the order input, forget, cell, output.
 *
 * <p>AIDA-X and its relatives play one recurrent layer of certain sizes only, because each size is compiled. A layer of another size gets units
 * whose weights are zero, up to the next such size: their state stays zero, so nothing changes. A start state cannot be written; players begin with
 * a silence instead.
 */
final class RtNeuralWriter {
    /** Hidden sizes that AIDA-X 1.1 was compiled for. */
    private static final int[] SIZES = {8, 12, 16, 20, 24, 32, 40, 64, 80};

    private RtNeuralWriter() { }

    static ObjectNode tree(Capture capture) {
        if (!(capture.model() instanceof LstmModel model)) {
            throw SnapshotFormat.unable(capture, "a " + capture.model().family() + " cannot be written for RTNeural's players: they play one "
                    + "recurrent layer and a dense one, and know neither its skip connections nor its condition; --format nam can hold a wavenet, "
                    + "and captures learned with --arch lstm:H can be written for RTNeural");
        }
        int hidden = model.hiddenSize();
        int size = size(capture, model);
        ObjectNode root = Captures.JSON.createObjectNode();
        root.set("in_shape", shape(1));
        root.put("in_skip", 0).put("in_gain", 0.0).put("out_gain", 0.0);
        ObjectNode metadata = root.putObject("metadata").put("name", capture.name());
        // AIDA-X compares it as text.
        metadata.put("samplerate", Long.toString(Math.round(capture.rate())));
        if (capture.metadata().loudness() != null) {
            metadata.put("loudness", capture.metadata().loudness());
        }
        float[] w = model.weights();
        int columns = 1 + hidden;
        int bias = 4 * hidden * columns;
        float[][] kernel = new float[1][4 * size];
        float[][] recurrent = new float[size][4 * size];
        float[] biases = new float[4 * size];
        for (int row = 0; row < 4 * hidden; row++) {
            int to = row / hidden * size + row % hidden;
            kernel[0][to] = w[row * columns];
            for (int j = 0; j < hidden; j++) {
                recurrent[j][to] = w[row * columns + 1 + j];
            }
            biases[to] = w[bias + row];
        }
        int head = LstmModel.layerOffset(1, 1, hidden);
        float[][] dense = new float[size][1];
        for (int j = 0; j < hidden; j++) {
            dense[j][0] = w[head + j];
        }
        ArrayNode layers = root.putArray("layers");
        ArrayNode lstm = layer(layers, "lstm", size);
        lstm.add(SnapshotFormat.matrix(kernel)).add(SnapshotFormat.matrix(recurrent)).add(SnapshotFormat.vector(biases));
        layer(layers, "dense", 1).add(SnapshotFormat.matrix(dense)).add(SnapshotFormat.vector(new float[] {w[head + hidden]}));
        return root;
    }

    private static int size(Capture capture, LstmModel model) {
        if (model.layers() > 1) {
            throw SnapshotFormat.unable(capture, "an LSTM of " + model.layers() + " layers cannot be written for RTNeural's players, which play one");
        }
        for (int size : SIZES) {
            if (model.hiddenSize() <= size) {
                return size;
            }
        }
        throw SnapshotFormat.unable(capture, "an LSTM of hidden size " + model.hiddenSize() + " cannot be written for RTNeural's players, which go up to "
                + SIZES[SIZES.length - 1]);
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
