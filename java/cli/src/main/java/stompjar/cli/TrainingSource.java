package stompjar.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stompjar.capture.Capture;
import stompjar.capture.Metadata;
import stompjar.circuit.CircuitClone;
import stompjar.circuit.CircuitRecording;
import stompjar.clone.Lv2Clone;
import stompjar.data.Audio;
import stompjar.data.Manifest;
import stompjar.data.Prepared;

/** Where {@code train} gets its recordings: one pair, a table of many, or an LV2 plugin or a netlist, which it records itself. Mixed into the verb. */
final class TrainingSource {
    @Option(names = "--dry", paramLabel = "A.wav", description = "What went into the device; with --lv2 or --circuit: what is to be played "
            + "through it (default: a guitar of our own).")
    private Path dry;

    @Option(names = "--wet", paramLabel = "B.wav", description = "What came out of it.")
    private Path wet;

    @Option(names = "--data", paramLabel = "MANIFEST.csv", description = "A table of recordings at knob positions.")
    private Path data;

    @Option(names = "--lv2", paramLabel = "URI", description = "Clone this LV2 plugin (doctor lists them): record it at settings chosen by how its "
            + "sound changes.")
    private String lv2;

    @Option(names = "--circuit", paramLabel = "F.cir", description = "Clone this netlist (see plugin-bundle/circuits): record it through ngspice as the verb "
            + "circuit does, with the knobs that its header names.")
    private Path circuit;

    @Option(names = "--settings", paramLabel = "N", description = "With --circuit: how many to learn from, at most (default: as the verb circuit).")
    private int settings;

    @Option(names = "--knob", paramLabel = "NAME=PORT[:V,V…]", description = "With --lv2: a knob of the capture, and the control that it turns, by "
            + "symbol or name; its range is 0..1, and only these positions are learned if there are any.")
    private Map<String, String> knobs = new LinkedHashMap<>();

    @Option(names = "--set", paramLabel = "PORT=V", description = "Where another control stands: with --lv2 in its own unit, with "
            + "--circuit 0 to 1.")
    private Map<String, Float> held = new LinkedHashMap<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb;

    /**
     * What to learn from.
     *
     * @param words      what people should know about it, by line
     * @param finish     what is to be done to the capture
     * @param recordings a folder of them, which is of no use once the capture is there; null if there is none
     */
    record Material(Prepared prepared, List<String> words, UnaryOperator<Capture> finish, Path recordings) {
        void discard() throws IOException {
            if (recordings != null) {
                CircuitClone.discard(recordings);
            }
        }
    }

    /** Whether it records itself what it learns from. */
    boolean isRecorded() {
        return lv2 != null || circuit != null;
    }

    /** The files that were named. */
    List<Path> files() {
        return Stream.of(dry, wet, data, circuit).filter(Objects::nonNull).toList();
    }

    /** @throws ParameterException unless the options name one source */
    void check() {
        boolean recorded = isRecorded();
        boolean one = recorded ? data == null && wet == null && (lv2 == null || circuit == null) : data != null ? dry == null && wet == null
                : dry != null && wet != null;
        if (!one) {
            throw new ParameterException(verb.commandLine(), "it learns from one of --dry with --wet, --data, --lv2, and --circuit");
        }
        if (lv2 == null && !knobs.isEmpty()) {
            throw new ParameterException(verb.commandLine(), "--knob is for --lv2");
        }
        if (knobs.size() > Capture.MAX_KNOBS) {
            throw new ParameterException(verb.commandLine(), "--knob: a capture has " + Capture.MAX_KNOBS + " knobs at most");
        }
        if (!recorded && !held.isEmpty()) {
            throw new ParameterException(verb.commandLine(), "--set is for --lv2 and --circuit");
        }
        if (settings != 0 && (circuit == null || settings < 0 || settings > 100)) {
            throw new ParameterException(verb.commandLine(), "--settings: 1 to 100, for --circuit");
        }
        for (String name : knobs.keySet()) {
            if (!name.matches("[a-z][a-z0-9_-]{0,31}")) {
                throw new ParameterException(verb.commandLine(), "--knob: '" + name + "' is no name for a knob: lower-case words only");
            }
        }
    }

    /** Where the capture goes if nobody says; null if somebody must. */
    Path usualOut() {
        if (circuit != null) {
            return Path.of(circuit.getFileName().toString().replaceFirst("\\.cir$", "") + ".stomp");
        }
        return lv2 == null ? null : Path.of(lv2.replaceFirst(".*[/#:](?=[^/#:]*[A-Za-z0-9])", "").replaceAll("[^A-Za-z0-9-]+", "-")
                .replaceAll("^-+|-+$", "").toLowerCase(Locale.ROOT) + ".stomp");
    }

    /**
     * @param rate  Hz, null for that of the recordings
     * @param align whether recordings may be corrected
     * @param out   where a capture would go; recordings that take long lie beside it until they are discarded
     */
    Material prepare(Integer rate, boolean align, Path out) throws Exception {
        if (lv2 == null && circuit == null) {
            Prepared prepared = data == null ? Prepared.ofPair(dry, wet, align) : Manifest.prepare(data, align);
            String origin = data == null ? null : Manifest.origin(data);
            return new Material(prepared, prepared.findings().words(prepared.data().rate()), capture -> origin == null ? capture : from(origin, capture),
                    null);
        }
        Audio guitar = dry == null ? null : AudioInput.monoOrStereo(dry);
        if (circuit != null) {
            Path recordings = out.resolveSibling(out.getFileName() + ".recordings");
            var order = CircuitRecording.Order.usual(circuit, recordings, positions(), settings, guitar, rate, "stompjar train " + command()
                    + (rate == null ? "" : " --rate " + rate));
            try (Progress bar = new Progress("recording " + circuit)) {
                CircuitClone clone = CircuitClone.record(order, bar::at);
                return new Material(clone.prepared(), List.of(clone.words()), clone::withLevel, recordings);
            }
        }
        try (Progress bar = new Progress("recording " + lv2)) {
            Lv2Clone clone = Lv2Clone.record(new Lv2Clone.Order(lv2, knobs, held, guitar, rate), bar::at);
            List<String> words = new ArrayList<>(List.of(clone.words()));
            words.addAll(clone.prepared().findings().words(clone.prepared().data().rate()));
            return new Material(clone.prepared(), words, clone::withDefaults, null);
        }
    }

    private Map<String, Double> positions() {
        Map<String, Double> positions = new LinkedHashMap<>();
        held.forEach((knob, position) -> positions.put(knob, Double.parseDouble(position.toString())));
        return positions;
    }

    /** The capture with a word on how its recordings were made. */
    private static Capture from(String origin, Capture capture) {
        Metadata said = capture.metadata();
        Map<String, String> provenance = new LinkedHashMap<>(Map.of("recordings", origin));
        provenance.putAll(said.provenance());
        return new Capture(capture.format(), capture.name(), capture.rate(), capture.knobs(), capture.model(),
                new Metadata(said.loudness(), said.inputLevelDbu(), said.outputLevelDbu(), said.esr(), provenance));
    }

    /** The options, as a user would type them. */
    String command() {
        if (lv2 == null && circuit == null) {
            return data == null ? "--dry " + dry + " --wet " + wet : "--data " + data;
        }
        StringBuilder text = new StringBuilder(circuit != null ? "--circuit " + circuit : "--lv2 '" + lv2 + "'");
        knobs.forEach((name, port) -> text.append(" --knob '").append(name).append('=').append(port).append('\''));
        held.forEach((port, value) -> text.append(" --set '").append(port).append('=').append(value).append('\''));
        return text + (settings == 0 ? "" : " --settings " + settings) + (dry == null ? "" : " --dry " + dry);
    }
}
