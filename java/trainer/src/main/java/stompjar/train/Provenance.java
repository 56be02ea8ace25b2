package stompjar.train;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import stompjar.capture.Capture;
import stompjar.capture.Knob;
import stompjar.capture.Metadata;
import stompjar.capture.Model;
import stompjar.data.Dataset;

/** What a learned capture says about how it was made. */
public record Provenance(TrainingSettings settings, Dataset data, Tapers tapers, double minutes, double epochs, Errors train, Errors validation,
                  Errors test) {
    /** For a model that sees the knobs as they are. */
    public Provenance(TrainingSettings settings, Dataset data, double minutes, double epochs, Errors train, Errors validation, Errors test) {
        this(settings, data, Tapers.none(data.knobs().size()), minutes, epochs, train, validation, test);
    }

    /** @param model what was learned, at the data's rate */
    public Capture capture(Model model) {
        double esr = test.mean();
        return new Capture("stomp", settings.name(), data.rate(), knobs(data, tapers),
                model, new Metadata(null, null, null, Double.isFinite(esr) ? esr : null, text()));
    }

    /**
     * To be asked before a training, and not after it.
     *
     * @throws IllegalArgumentException if no capture can have the knobs of this data
     */
    public static void check(Dataset data) {
        int inputs = knobs(data, Tapers.none(data.knobs().size())).size();
        if (inputs > Capture.MAX_KNOBS) {
            throw new IllegalArgumentException(data.name() + ": a capture has " + Capture.MAX_KNOBS + " knobs at most, a modulation signal counted, not "
                    + inputs);
        }
    }

    /** The modulation signal, if there is one, and then the knobs, each over the range that was trained; default: the middle. */
    private static List<Knob> knobs(Dataset data, Tapers tapers) {
        List<Knob> knobs = new ArrayList<>();
        if (data.modulated()) {
            knobs.add(new Knob("lfo", 0, 1, 0.5));
        }
        for (int k = 0; k < data.knobs().size(); k++) {
            double min = 1;
            double max = 0;
            for (int s = 0; s < data.settings().size(); s++) {
                if (!data.heldOut()[s]) {
                    min = Math.min(min, data.settings().get(s)[k]);
                    max = Math.max(max, data.settings().get(s)[k]);
                }
            }
            if (min >= max) {
                throw new IllegalArgumentException(data.name() + ": in all that is to be learned, its knob " + data.knobs().get(k)
                        + " stands at one position: it cannot be learned");
            }
            knobs.add(new Knob(data.knobs().get(k), min, max, (min + max) / 2, tapers.values()[k]));
        }
        return knobs;
    }

    private Map<String, String> text() {
        Map<String, String> text = new LinkedHashMap<>();
        if (!settings.command().isEmpty()) {
            text.put("command", settings.command());
        }
        text.put("data", data.name());
        text.put("arch", settings.architecture().spec());
        text.put("date", ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ISO_LOCAL_DATE));
        text.put("seed", Long.toString(settings.seed()));
        text.put("minutes", String.format(Locale.ROOT, "%.2f", minutes));
        text.put("epochs", String.format(Locale.ROOT, "%.1f", epochs));
        put(text, "train", train);
        put(text, "validation", validation);
        put(text, "test", test);
        if (!Double.isNaN(test.meanHeldOut())) {
            text.put("esr_held_out", number(test.meanHeldOut()));
        }
        for (int s = 0; data.settings().size() > 1 && s < data.settings().size(); s++) {
            text.put("esr_test " + data.describe(s) + (data.heldOut()[s] ? " (held out)" : ""), number(test.plain()[s]));
        }
        return text;
    }

    private static void put(Map<String, String> text, String split, Errors errors) {
        text.put("esr_" + split, number(errors.mean()));
        text.put("esr_preemphasis_" + split, number(errors.meanPreEmphasised()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
