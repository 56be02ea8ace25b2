package stompjar.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** File formats of other players that a capture without knobs can be written in. Any thread but the audio thread. */
public enum SnapshotFormat {
    /** Neural Amp Modeler's {@code .nam}, version 0.5: WaveNets of the A1 kind, LSTMs, impulse responses. */
    NAM {
        @Override
        ObjectNode tree(Capture capture) {
            return NamWriter.tree(capture);
        }
    },
    /** RTNeural's JSON in the manner of Keras, as AIDA-X reads it: LSTMs and GRUs. */
    RTNEURAL {
        @Override
        ObjectNode tree(Capture capture) {
            return RtNeuralWriter.tree(capture);
        }
    };

    abstract ObjectNode tree(Capture capture);

    /** Its name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the format cannot hold the capture, which has knobs or is of a family that it does not know */
    public byte[] bytes(Capture capture) {
        if (!capture.knobs().isEmpty()) {
            throw new IllegalArgumentException(capture.name() + ": it has knobs, which the format cannot hold");
        }
        try {
            return Captures.JSON.writeValueAsBytes(tree(capture));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree in memory could not be written", e);
        }
    }

    /** The same to a file, which is there whole or not at all. */
    public void write(Path file, Capture capture) throws IOException {
        WholeFile.write(file, bytes(capture));
    }

    static IllegalArgumentException unable(Capture capture, String why) {
        return new IllegalArgumentException(capture.name() + ": " + why);
    }

    /** {@code [rows][columns]} as nested lists. */
    static ArrayNode matrix(float[][] rows) {
        ArrayNode node = Captures.JSON.createArrayNode();
        for (float[] row : rows) {
            node.add(vector(row));
        }
        return node;
    }

    static ArrayNode vector(float[] values) {
        ArrayNode node = Captures.JSON.createArrayNode();
        for (float value : values) {
            node.add(value);
        }
        return node;
    }
}
