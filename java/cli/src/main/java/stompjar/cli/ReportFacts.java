package stompjar.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import stompjar.data.Dataset;
import stompjar.data.Split;
import stompjar.simd.Kernels;

/** How the captures of a report were made, for whoever wants to make them again. */
final class ReportFacts {
    private ReportFacts() { }

    /** @param time in words, how long learning was allowed to take */
    static Map<String, String> of(String command, Dataset data, String time) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("command", command);
        facts.put("recordings", String.format(Locale.ROOT, "%s at %d Hz: %.0f s to learn from, %.0f s to choose by, %.0f s to judge by", data.name(),
                data.rate(), data.seconds(Split.TRAIN), data.seconds(Split.VALIDATION), data.seconds(Split.TEST)));
        facts.put("settings", data.knobs().isEmpty() ? "one, without knobs" : data.settings().size() + " of " + String.join(", ", data.knobs()));
        facts.put("time", time + ", wall time, on " + Runtime.getRuntime().availableProcessors() + " cores");
        facts.put("machine", Machine.cpu().found() + ", Java " + Runtime.version().feature() + ", " + Kernels.reason());
        facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        return facts;
    }
}
