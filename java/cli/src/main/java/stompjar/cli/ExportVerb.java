package stompjar.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stompjar.capture.Capture;
import stompjar.capture.Captures;
import stompjar.capture.Metadata;
import stompjar.capture.Snapshot;
import stompjar.capture.SnapshotFormat;

/** {@code export}: a capture with its knobs held, for other players. */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Writes a snapshot of a capture, its knobs held, for other players.")
final class ExportVerb implements Callable<Integer> {
    @Option(names = "--capture", required = true, paramLabel = "X.stomp", description = "The capture.")
    private Path capture;

    @Option(names = "--format", required = true, paramLabel = "nam|rtneural",
            description = "nam: Neural Amp Modeler (WaveNet, LSTM, impulse response); rtneural: AIDA-X and others on RTNeural (LSTM, GRU).")
    private SnapshotFormat format;

    @Option(names = "--out", required = true, paramLabel = "F", description = "Where the snapshot goes.")
    private Path out;

    @Option(names = "--knob", paramLabel = "NAME=V", description = "Where a knob stands, 0..1 (default: the capture's default).")
    private Map<String, Double> knobs = new LinkedHashMap<>();

    @Mixin
    private Output output;

    /** What JSON says. @param knobs where each knob stands in the snapshot */
    private record Report(String format, String family, double rate, Map<String, Double> knobs, int parameters, Double loudnessDbfs, String out) { }

    @Override
    public Integer call() throws Exception {
        Capture whole = Captures.read(capture);
        double[] positions = Snapshot.positions(whole, knobs);
        Map<String, Double> held = new LinkedHashMap<>();
        for (int k = 0; k < positions.length; k++) {
            held.put(whole.knobs().get(k).name(), positions[k]);
        }
        Capture snapshot = withLoudness(Snapshot.of(whole, knobs), held);
        format.write(out, snapshot);
        Report report = new Report(format.label(), snapshot.model().family(), snapshot.rate(), held, snapshot.model().parameters(),
                snapshot.metadata().loudness(), out.toString());
        output.print(report, String.format(Locale.ROOT, "%s: %s%s, %d parameters, %.0f Hz, loudness %s", out, report.family,
                held.isEmpty() ? "" : " at " + words(held), report.parameters, report.rate, Levels.words(report.loudnessDbfs)));
        return 0;
    }

    /**
     * With its own level and positions in its metadata. What the file said is kept only where there are no knobs that change it.
     */
    private static Capture withLoudness(Capture snapshot, Map<String, Double> held) throws Failure {
        Metadata m = snapshot.metadata();
        Double loudness = held.isEmpty() ? m.loudness() : null;
        return Loudness.stated(new Capture(snapshot.format(), held.isEmpty() ? snapshot.name() : snapshot.name() + " (" + words(held) + ")", snapshot.rate(),
                List.of(), snapshot.model(), new Metadata(loudness, m.inputLevelDbu(), m.outputLevelDbu(), m.esr(), m.provenance())));
    }

    private static String words(Map<String, Double> held) {
        return String.join(", ", held.entrySet().stream().map(k -> String.format(Locale.ROOT, "%s %.2f", k.getKey(), k.getValue())).toList());
    }
}
