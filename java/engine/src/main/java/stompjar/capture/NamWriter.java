package stompjar.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes {@code .nam} version 0.5.4, which every player of {@code .nam} files reads: WaveNet A1, LSTM, and Linear with the newest frame's tap first, as
 * its players take it. Neural Amp Modeler's own code asks for {@code head} and
 * {@code head_scale} by name, so both are there although they say nothing: there is no head behind the stack, and the scale is the last weight.
 */
final class NamWriter {
    private static final String VERSION = "0.5.4";

    private NamWriter() { }

    static ObjectNode tree(Capture capture) {
        Model model = capture.model();
        ObjectNode root = Captures.JSON.createObjectNode().put("version", VERSION);
        ObjectNode metadata = root.putObject("metadata").put("name", capture.name());
        Metadata m = capture.metadata();
        put(metadata, "loudness", m.loudness());
        put(metadata, "input_level_dbu", m.inputLevelDbu());
        put(metadata, "output_level_dbu", m.outputLevelDbu());
        for (String key : NamFile.DESCRIPTIONS) {
            if (m.provenance().containsKey(key)) {
                metadata.put(key, m.provenance().get(key));
            }
        }
        root.put("architecture", architecture(capture));
        root.set("config", config(model));
        root.set("weights", SnapshotFormat.vector(model instanceof FirModel fir && fir.bias() == 0 ? fir.taps() : model.weights()));
        root.put("sample_rate", capture.rate());
        return root;
    }

    private static ObjectNode config(Model model) {
        if (model instanceof FirModel fir) {
            return Captures.JSON.createObjectNode().put("receptive_field", fir.taps().length).put("bias", fir.bias() != 0);
        }
        ObjectNode config = ModelJson.write(model);
        // Its players know how long a silence to begin with.
        config.remove("prewarm");
        if (model instanceof WaveNetModel) {
            config.putNull("head").put("head_scale", model.weights()[model.weights().length - 1]);
        }
        return config;
    }

    private static void put(ObjectNode to, String key, Double value) {
        if (value != null) {
            to.put(key, value);
        }
    }

    private static String architecture(Capture capture) {
        if (capture.model() instanceof WaveNetModel) {
            return "WaveNet";
        }
        if (capture.model() instanceof LstmModel) {
            return "LSTM";
        }
        if (capture.model() instanceof FirModel) {
            return "Linear";
        }
        throw SnapshotFormat.unable(capture, "a " + capture.model().family() + " of format " + capture.format() + " cannot be written as .nam");
    }
}
