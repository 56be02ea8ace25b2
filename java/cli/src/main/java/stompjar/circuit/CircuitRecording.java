package stompjar.circuit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleConsumer;
import stompjar.capture.WholeFile;
import stompjar.clone.Probe;
import stompjar.clone.Response;
import stompjar.data.Audio;
import stompjar.data.AudioException;
import stompjar.data.AudioFiles;
import stompjar.data.Manifest;
import stompjar.data.SampleFormat;
import stompjar.riff.Etude;

/**
 * Recordings of a circuit at the settings of a {@link SettingGrid}. Each setting plays a part of the dry audio that all play, so that the trainer hears the
 * sound change with the knobs, and one of its own, so that much is heard: half of that to learn, too, a quarter to choose by, and the last to report. No
 * moment is heard in two splits.
 *
 * @param name     the circuit's
 * @param settings how many to learn from
 * @param unseen   how many more there are to test at
 * @param seconds  of audio over all settings
 */
public record CircuitRecording(String name, int settings, int unseen, double seconds) {
    /** Settings by number of knobs from none. */
    private static final int[] USUAL_SETTINGS = {1, 9, 30, 48};
    private static final int MOST_KNOBS = 4;
    /** At each setting. */
    public static final double USUAL_SECONDS = 10;
    private static final double LEAST_SECONDS = 3;
    /** Of the audio at a setting, the part that all settings play. */
    private static final double COMMON = 1.0 / 3;
    /** Heard before anything counts: the network that learns it begins from rest, a dry recording may not. */
    private static final double LEAD_SECONDS = 0.25;
    /** Six times that is played where settings are only compared: ngspice takes longer than the audio lasts. */
    private static final double PROBE_SECONDS = 0.2;
    private static final int RATE = 48_000;
    private static final long SEED = 1;
    /** Of a guitar of our own, what settings are compared by. */
    private static final double PROBED_SECONDS = 30;
    private static final String COMMON_DRY = "dry-common.wav";

    /**
     * What to record.
     *
     * @param circuit  a netlist, as {@code plugin-bundle/circuits} has them
     * @param out      folder for the recordings and their MANIFEST.csv
     * @param knobs    to turn; empty for those that the circuit wants turned
     * @param held     where other knobs stand, 0..1
     * @param settings to learn from, at most; 0 for as many as the knobs usually take
     * @param seconds  at each setting
     * @param dry      mono or its first channel; null for a guitar of our own
     * @param rate     Hz where {@code dry} is null; null for 48 kHz
     * @param command  that asks for it, for whoever finds the recordings
     */
    public record Order(Path circuit, Path out, List<String> knobs, Map<String, Double> held, int settings, double seconds, Audio dry,
                        Integer rate, String command) {
        /**
         * As many seconds as usual, of the knobs that the netlist wants turned.
         */
        public static Order usual(Path circuit, Path out, Map<String, Double> held, int settings, Audio dry, Integer rate, String command) {
            return new Order(circuit, out, List.of(), held, settings, USUAL_SECONDS, dry, rate, command);
        }

        /** What the manifest says of its making: the command, told apart from the same with another netlist or dry audio. */
        String origin() throws IOException {
            int fingerprint = 31 * Files.readString(circuit).hashCode() + (dry == null ? 0 : Arrays.hashCode(dry.channels()[0]));
            return String.format("%s (%08x)", command, fingerprint);
        }

        Path manifest() {
            return out.resolve("MANIFEST.csv");
        }

        private int recordingRate() {
            return dry != null ? dry.rate() : rate != null ? rate : RATE;
        }

        private float[] probe() {
            return Probe.of(dry == null ? Etude.play(recordingRate(), PROBED_SECONDS, SEED) : dry.channels()[0], recordingRate(), PROBE_SECONDS);
        }
    }

    /** Something played at a setting. @param name of its files */
    private record Take(String name, String dryName, double[] positions, float[] dry) { }

    /**
     * Loader thread; ngspice runs on all processors. What an interrupted recording of the same order left is kept.
     *
     * @param progress hears how far it is, 0..1
     * @throws IllegalArgumentException if the circuit has no such knobs or cannot be simulated, or there is too little dry audio
     */
    public static CircuitRecording record(Order order, DoubleConsumer progress) throws IOException, AudioException, InterruptedException {
        refuseToReplace(order.manifest());
        Circuit circuit = Circuit.read(order.circuit);
        List<String> knobs = order.knobs.isEmpty() ? circuit.knobs() : order.knobs;
        if (knobs.size() > MOST_KNOBS) {
            throw new IllegalArgumentException("at most " + MOST_KNOBS + " knobs can be turned, not " + knobs.size());
        }
        int rate = order.recordingRate();
        int most = order.settings > 0 ? order.settings : USUAL_SETTINGS[Math.min(knobs.size(), USUAL_SETTINGS.length - 1)];
        float[] probe = order.probe();
        Ngspice spice = new Ngspice(circuit, rate);
        SettingGrid grid = SettingGrid.choose(p -> new Response(spice.play(named(knobs, p, order.held), probe)), knobs.size(), most);
        int settings = grid.learned().size() + grid.unseen().size();
        double shares = COMMON + (1 - COMMON) * settings;
        float[] dry = order.dry == null ? Etude.play(rate, order.seconds * shares, SEED) : order.dry.channels()[0];
        double seconds = Math.min(order.seconds, dry.length / shares / rate);
        if (seconds < LEAST_SECONDS) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%d settings need %.0f s of dry audio or more; there are %.0f s", settings,
                    Math.ceil(LEAST_SECONDS * shares), (double) dry.length / rate));
        }
        List<Take> takes = takes(grid, dry, (int) (COMMON * seconds * rate), (int) ((1 - COMMON) * seconds * rate));
        WholeFile.makeFolder(order.out);
        List<String> manifest = manifest(takes, grid, knobs, order, rate);
        if (!Files.exists(order.manifest()) || !Files.readAllLines(order.manifest()).equals(manifest)) {
            for (Take take : takes) {
                Files.deleteIfExists(order.out.resolve(wet(take)));
            }
            Files.write(order.manifest(), manifest);
        }
        play(spice, takes, knobs, order, progress);
        return new CircuitRecording(circuit.name(), grid.learned().size(), grid.unseen().size(),
                takes.stream().mapToDouble(t -> t.dry.length).sum() / rate);
    }

    /** A table that is not of our own making, and the recordings beside it. */
    private static void refuseToReplace(Path manifest) throws IOException {
        String origin = Files.exists(manifest) ? Manifest.origin(manifest) : "(00000000)";
        if (origin == null || !origin.matches(".*\\([0-9a-f]{8}\\)")) {
            throw new IllegalArgumentException(manifest + ": it was not made by stompjar, and would be replaced; give another folder");
        }
    }

    /** Whether all that the order would record is there. */
    static boolean isThere(Order order) throws IOException {
        if (!Files.exists(order.manifest()) || !order.origin().equals(Manifest.origin(order.manifest()))) {
            return false;
        }
        return Files.readAllLines(order.manifest()).stream().skip(2).allMatch(row -> Files.exists(order.out.resolve(row.split(",")[1])));
    }

    /** What the pot at the output does that the recordings leave where it is; null if the circuit has none, or it is among the knobs to turn. */
    static OutputLevel level(Order order) throws IOException, InterruptedException {
        Circuit circuit = Circuit.read(order.circuit);
        return circuit.level() == null || order.knobs.contains(circuit.level()) || order.held.containsKey(circuit.level()) ? null
                : OutputLevel.measure(new Ngspice(circuit, order.recordingRate()), order.held, order.probe());
    }

    private static Map<String, Double> named(List<String> knobs, double[] positions, Map<String, Double> held) {
        Map<String, Double> named = new LinkedHashMap<>(held);
        for (int k = 0; k < positions.length; k++) {
            named.put(knobs.get(k), positions[k]);
        }
        return named;
    }

    /** At each setting what all play and then its own; at the unseen ones only that. */
    private static List<Take> takes(SettingGrid grid, float[] dry, int common, int own) {
        List<Take> takes = new ArrayList<>();
        float[] forAll = Arrays.copyOf(dry, common);
        for (double[] positions : grid.learned()) {
            takes.add(new Take(String.format(Locale.ROOT, "%02d-common", takes.size() / 2), COMMON_DRY, positions, forAll));
            takes.add(own(takes.size() / 2, positions, dry, common, own));
        }
        for (double[] positions : grid.unseen()) {
            takes.add(own(takes.size() - grid.learned().size(), positions, dry, common, own));
        }
        return takes;
    }

    private static Take own(int setting, double[] positions, float[] dry, int common, int own) {
        String name = String.format(Locale.ROOT, "%02d", setting);
        return new Take(name, "dry-" + name + ".wav", positions, Arrays.copyOfRange(dry, common + setting * own, common + (setting + 1) * own));
    }

    private static void play(Ngspice spice, List<Take> takes, List<String> knobs, Order order, DoubleConsumer progress)
            throws IOException, AudioException, InterruptedException {
        ExecutorService processors = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (Take take : takes) {
                AudioFiles.write(order.out.resolve(take.dryName), Audio.mono(take.dry, spice.rate()), SampleFormat.FLOAT32);
            }
            var running = new ExecutorCompletionService<Void>(processors);
            for (Take take : takes) {
                running.submit(() -> {
                    Path file = order.out.resolve(wet(take));
                    if (!Files.exists(file)) {
                        Path unfinished = order.out.resolve("unfinished-" + take.name + ".wav");
                        float[] wet = spice.play(named(knobs, take.positions, order.held), take.dry);
                        AudioFiles.write(unfinished, Audio.mono(wet, spice.rate()), SampleFormat.FLOAT32);
                        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
                    }
                    return null;
                });
            }
            for (int done = 1; done <= takes.size(); done++) {
                running.take().get();
                progress.accept((double) done / takes.size());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } finally {
            processors.shutdownNow();
        }
    }

    private static String wet(Take take) {
        return "wet-" + take.name + ".wav";
    }

    private static List<String> manifest(List<Take> takes, SettingGrid grid, List<String> knobs, Order order, int rate) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# " + order.origin());
        lines.add("dry,wet,start,end,split" + (knobs.isEmpty() ? "" : "," + String.join(",", knobs)));
        for (Take take : takes) {
            double end = (double) take.dry.length / rate;
            if (take.dryName.equals(COMMON_DRY)) {
                lines.add(row(take, LEAD_SECONDS, end, "train"));
            } else if (grid.unseen().contains(take.positions)) {
                lines.add(row(take, LEAD_SECONDS, end, "test"));
            } else {
                lines.add(row(take, LEAD_SECONDS, end / 2, "train"));
                lines.add(row(take, end / 2, 0.75 * end, "validation"));
                lines.add(row(take, 0.75 * end, end, "test"));
            }
        }
        return lines;
    }

    private static String row(Take take, double start, double end, String split) {
        StringBuilder row = new StringBuilder(take.dryName + ',' + wet(take) + ',' + start + ',' + end + ',' + split);
        Arrays.stream(take.positions).forEach(position -> row.append(',').append(position));
        return row.toString();
    }
}
