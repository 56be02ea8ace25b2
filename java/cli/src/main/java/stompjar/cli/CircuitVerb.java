package stompjar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stompjar.circuit.CircuitRecording;
import stompjar.data.Audio;

/** {@code circuit}: makes recordings for {@code train --data} from a netlist. The launcher sees to it that there is ngspice. */
@Command(name = "circuit", mixinStandardHelpOptions = true,
        description = "Plays a guitar through a netlist in ngspice at many knob settings; train --data DIR/MANIFEST.csv --no-align learns from that.")
final class CircuitVerb implements Callable<Integer> {
    @Option(names = "--circuit", required = true, paramLabel = "F.cir",
            description = "A netlist whose header says where its input, output and knobs are (see plugin-bundle/circuits).")
    private Path circuit;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the recordings and MANIFEST.csv go.")
    private Path out;

    @Option(names = "--knob", paramLabel = "NAME", description = "A knob to turn (default: those that the header names).")
    private List<String> knobs = new ArrayList<>();

    @Option(names = "--set", paramLabel = "NAME=V", description = "Where another knob stands, 0 to 1 (default: as in the netlist).")
    private Map<String, Double> held = new LinkedHashMap<>();

    @Option(names = "--settings", paramLabel = "N", description = "To learn from, at most: a grid whose lines lie where the sound changes fast "
            + "(default: 9 for one knob, 30 for two, 48 for three). Up to four more are for the test.")
    private int settings;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "" + CircuitRecording.USUAL_SECONDS,
            description = "At each setting: a third is the same at all, the rest each time something else "
            + "(default ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--dry", paramLabel = "A.wav", description = "What is to be played through it (default: a guitar of our own).")
    private Path dry;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    /** What JSON says. @param unseen settings for the test only @param seconds of audio over all settings */
    private record Report(String circuit, int settings, int unseen, double seconds, double minutes, String out) { }

    @Override
    public Integer call() throws Exception {
        if (!(seconds >= 4 && seconds <= 600)) {
            throw new ParameterException(spec.commandLine(), "--seconds: 4 to 600");
        }
        if (settings < 0 || settings > 100) {
            throw new ParameterException(spec.commandLine(), "--settings: 1 to 100");
        }
        Audio guitar = dry == null ? null : AudioInput.monoOrStereo(dry);
        long start = System.nanoTime();
        CircuitRecording recording;
        try (Progress bar = new Progress("recording " + circuit)) {
            recording = CircuitRecording.record(new CircuitRecording.Order(circuit, out, knobs, held, settings, seconds, guitar, null,
                    command()), bar::at);
        }
        Report report = new Report(recording.name(), recording.settings(), recording.unseen(), recording.seconds(), (System.nanoTime() - start) / 60e9, out.toString());
        output.print(report, String.format(Locale.ROOT, "%s: %s at %d settings and %d for the test, %.0f s in %.1f minutes", out.resolve("MANIFEST.csv"), report.circuit,
                report.settings, report.unseen, report.seconds, report.minutes));
        return 0;
    }

    private String command() {
        StringBuilder text = new StringBuilder("stompjar circuit --circuit " + circuit + " --out " + out);
        knobs.forEach(knob -> text.append(" --knob ").append(knob));
        held.forEach((knob, position) -> text.append(" --set ").append(knob).append('=').append(position));
        return text + (settings == 0 ? "" : " --settings " + settings) + " --seconds " + seconds + (dry == null ? "" : " --dry " + dry);
    }
}
