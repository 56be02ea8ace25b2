package stompjar.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code .nam} format of Neural Amp Modeler: all architectures up to version 0.7. */
final class NamFile {
    /** What Neural Amp Modeler assumes where the file does not say. */
    private static final double DEFAULT_RATE = 48_000;
    /** What its metadata say in words. */
    static final List<String> DESCRIPTIONS = List.of("modeled_by", "gear_make", "gear_model", "gear_type", "tone_type");
    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");

    private static final int MOST_NESTED = 3;

    private NamFile() { }

    static Capture fromJson(JsonNode root, String file) {
        Fields fields = new Fields(root);
        Double rate = rate(fields);
        return new Capture("nam", name(fields, file), rate == null ? DEFAULT_RATE : rate, List.of(), model(fields, MOST_NESTED), metadata(fields));
    }

    private static Double rate(Fields fields) {
        Double stated = fields.optionalNumber("sample_rate");
        // Neural Amp Modeler's own sign of a rate that nobody knows.
        return stated == null || stated == -1 ? null : stated;
    }

    /** @param nested how deep models may lie within this one */
    private static Model model(Fields fields, int nested) {
        checkVersion(fields.text("version"));
        Double rate = rate(fields);
        Fields config = fields.object("config");
        float[] weights = fields.floats("weights");
        String architecture = fields.text("architecture");
        return switch (architecture) {
            case "Linear" -> ModelJson.linear(config, weights);
            case "ConvNet" -> ModelJson.convNet(config, weights);
            case "LSTM" -> ModelJson.lstm(config, weights, rate == null ? 64 : (int) (0.5 * Math.min(rate, 4 * Capture.MAX_RATE)));
            case "WaveNet" -> WaveNetJson.plainest(WaveNetJson.read(config,
                    config.has("condition_dsp") ? within(config.object("condition_dsp"), fields, nested).atQuality(1) : null, weights));
            case "SlimmableContainer" -> container(fields, config, nested);
            default -> throw new IllegalArgumentException("its architecture '" + architecture + "' is not supported");
        };
    }

    private static Model within(Fields inner, Fields outer, int nested) {
        if (nested == 0) {
            throw new IllegalArgumentException("its models lie too deep within each other");
        }
        Double rate = rate(inner);
        if (rate != null && rate(outer) != null && !rate.equals(rate(outer))) {
            throw new IllegalArgumentException("a model within it has the rate " + rate + " Hz, another one");
        }
        return model(inner, nested - 1);
    }

    private static SlimmableModel container(Fields fields, Fields config, int nested) {
        List<SlimmableModel.Choice> choices = new ArrayList<>();
        for (JsonNode element : config.list("submodels")) {
            Fields choice = new Fields(element);
            choices.add(new SlimmableModel.Choice(choice.number("max_value"), within(choice.object("model"), fields, nested)));
        }
        return new SlimmableModel(choices);
    }

    private static void checkVersion(String version) {
        Matcher m = VERSION.matcher(version);
        if (!m.matches()) {
            throw new IllegalArgumentException("its version '" + version + "' is not of the form 0.5.4");
        }
        int major = Integer.parseInt(m.group(1));
        int minor = Integer.parseInt(m.group(2));
        if (major > 0 || minor < 5 || minor > 7) {
            throw new IllegalArgumentException("its version " + version + " is not supported (0.5 to 0.7 are)");
        }
    }

    /** What the file says about itself never keeps it from being played: what is no number or no text there is as if it were not there. */
    private static Fields about(Fields fields) {
        JsonNode metadata = fields.node().path("metadata");
        return new Fields(metadata.isObject() ? metadata : Captures.JSON.createObjectNode());
    }

    private static String name(Fields fields, String file) {
        return about(fields).name("name", file);
    }

    private static Metadata metadata(Fields fields) {
        Fields m = about(fields);
        return new Metadata(m.numberOrNull("loudness"), m.numberOrNull("input_level_dbu"), m.numberOrNull("output_level_dbu"), null,
                m.texts(DESCRIPTIONS));
    }
}
