package stompjar.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code .stomp} format, described in the package documentation. Loader thread. */
public final class StompFile {
    /** Files of a higher version are refused. */
    public static final int VERSION = 2;
    /** What is written where no knob has a taper, for older readers. */
    private static final int WITHOUT_TAPERS = 1;

    private StompFile() { }

    static Capture fromJson(JsonNode root) {
        Fields fields = new Fields(root);
        int version = fields.integer("stompjar");
        if (version < 1 || version > VERSION) {
            throw new IllegalArgumentException("it is of .stomp version " + version + ", this Stompjar knows up to " + VERSION);
        }
        Fields config = fields.object("config");
        float[] weights = fields.floats("weights");
        Model model = ModelJson.stomp(fields.text("family"), config, weights);
        List<Knob> knobs = new ArrayList<>();
        for (JsonNode element : fields.list("knobs")) {
            Fields knob = new Fields(element);
            knobs.add(new Knob(knob.text("name"), knob.number("min"), knob.number("max"), knob.number("default"),
                    knob.has("taper") ? knob.number("taper") : 0));
        }
        return new Capture("stomp", fields.text("name"), fields.number("rate"), knobs, model, metadata(fields));
    }

    private static Metadata metadata(Fields fields) {
        Fields m = fields.object("metadata");
        Map<String, String> provenance = new LinkedHashMap<>();
        if (fields.has("provenance")) {
            Fields p = fields.object("provenance");
            p.node().fieldNames().forEachRemaining(key -> provenance.put(key, p.text(key)));
        }
        return new Metadata(m.optionalNumber("loudness"), m.optionalNumber("input_level_dbu"),
                m.optionalNumber("output_level_dbu"), m.optionalNumber("esr"), provenance);
    }

    /** The bytes of a {@code .stomp} file. */
    public static byte[] bytes(Capture capture) {
        ObjectNode root = Captures.JSON.createObjectNode();
        boolean tapered = capture.knobs().stream().anyMatch(k -> k.taper() != 0);
        root.put("stompjar", tapered ? VERSION : WITHOUT_TAPERS).put("name", capture.name()).put("rate", capture.rate());
        ArrayNode knobs = root.putArray("knobs");
        for (Knob k : capture.knobs()) {
            ObjectNode knob = knobs.addObject().put("name", k.name()).put("min", k.min()).put("max", k.max()).put("default", k.defaultValue());
            if (k.taper() != 0) {
                knob.put("taper", k.taper());
            }
        }
        Metadata m = capture.metadata();
        root.putObject("metadata").put("esr", m.esr()).put("loudness", m.loudness())
                .put("input_level_dbu", m.inputLevelDbu()).put("output_level_dbu", m.outputLevelDbu());
        ObjectNode provenance = root.putObject("provenance");
        m.provenance().forEach(provenance::put);
        root.put("family", ModelJson.family(capture.model()));
        root.set("config", ModelJson.write(capture.model()));
        ArrayNode weights = root.putArray("weights");
        for (float w : capture.model().weights()) {
            weights.add(w);
        }
        try {
            return Captures.JSON.writeValueAsBytes(root);
        } catch (IOException e) {
            throw new IllegalStateException("a tree in memory could not be written", e);
        }
    }

    /** Writes beside {@code file}, then moves: an old file is replaced whole or not at all. */
    public static void write(Path file, Capture capture) throws IOException {
        WholeFile.write(file, bytes(capture));
    }
}
