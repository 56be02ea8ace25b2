package stompjar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.annotation.JsonProperty;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import stompjar.capture.Capture;
import stompjar.capture.Captures;

/** {@code info}: what a capture is. */
@Command(name = "info", mixinStandardHelpOptions = true, description = "Tells what a capture is and what it costs here.")
final class InfoVerb implements Callable<Integer> {
    private static final int BLOCK = 64;
    private static final double SECONDS = 1;

    @Parameters(paramLabel = "FILE", description = "The capture: .stomp, .nam, RTNeural, AIDA-X or GuitarML JSON, or an impulse response in a .wav.")
    private Path file;

    @Mixin
    private Output output;

    /** @param position the default */
    private record KnobReport(String name, @JsonProperty("default") double position) { }

    /** What JSON says; null where the file does not. */
    private record Report(String format, String name, String family, double rate, List<KnobReport> knobs, int parameters,
                          int receptiveField, Double esr, Double loudnessDbfs, double load) { }

    @Override
    public Integer call() throws Exception {
        Capture capture = Captures.read(file);
        Report report = new Report(capture.format(), capture.name(), capture.model().family(), capture.rate(),
                capture.knobs().stream().map(k -> new KnobReport(k.name(), k.defaultValue())).toList(),
                capture.model().parameters(), capture.model().receptiveField(), capture.metadata().esr(),
                capture.metadata().loudness(), new LoadMeter(BLOCK, SECONDS, LoadMeter.MIN_RUNS).measure(capture).load());
        StringBuilder words = new StringBuilder();
        line(words, "name", report.name);
        line(words, "format", report.format);
        line(words, "family", report.family);
        line(words, "rate", String.format(Locale.ROOT, "%.0f Hz", report.rate));
        line(words, "knobs", report.knobs.isEmpty() ? "none" : String.join(", ", report.knobs.stream()
                .map(k -> String.format(Locale.ROOT, "%s (%.2f)", k.name, k.position)).toList()));
        line(words, "parameters", Integer.toString(report.parameters));
        line(words, "receptive field", report.receptiveField + (report.receptiveField == 1 ? " frame (and its own memory)" : " frames"));
        line(words, "ESR", report.esr == null ? "not stated" : String.format(Locale.ROOT, "%.4f %% (plain, test part)", 100 * report.esr));
        line(words, "loudness", report.loudnessDbfs == null ? "not stated" : Levels.words(report.loudnessDbfs));
        line(words, "load here", String.format(Locale.ROOT, "%.2f %% of one core, blocks of %d", 100 * report.load, BLOCK));
        capture.metadata().provenance().forEach((key, value) -> line(words, key, value));
        output.print(report, words.toString().stripTrailing());
        return 0;
    }

    private static void line(StringBuilder to, String key, String value) {
        to.append(String.format("%-16s %s%n", key, value));
    }
}
