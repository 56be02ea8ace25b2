package stompjar.circuit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import stompjar.data.Audio;
import stompjar.data.AudioException;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;
import stompjar.riff.Etude;

/**
 * Recordings of a circuit at knob settings that fill their space. Each setting has a part of the dry audio for itself, so that no moment of it is heard
 * in two splits: the first three quarters to learn, then an eighth to choose by, and the last to report.
 *
 * @param name     the circuit's
 * @param settings how many
 * @param seconds  of audio over all settings
 */
public record CircuitRecording(String name, int settings, double seconds) {
    /** Settings by number of knobs from none: these halve the gaps evenly. */
    private static final int[] USUAL_SETTINGS = {1, 9, 13, 27};
    private static final int MOST_KNOBS = 4;
    private static final double LEAST_SECONDS = 4;
    /** Heard before anything counts: the network that learns it begins from rest, a dry recording may not. */
    private static final double LEAD_SECONDS = 0.25;
    private static final int RATE = 48_000;
    private static final long SEED = 1;

    /**
     * What to record.
     *
     * @param circuit  a netlist, as {@code plugin-bundle/circuits} has them
     * @param out      folder for the recordings and their MANIFEST.csv
     * @param knobs    to turn; empty for those that the circuit wants turned
     * @param held     where other knobs stand, 0..1
     * @param settings how many; 0 for as many as the knobs usually take
     * @param seconds  at each setting
     * @param dry      mono or its first channel; null for a guitar of our own at 48 kHz
     * @param command  that asks for it, for whoever finds the recordings
     */
    public record Order(Path circuit, Path out, List<String> knobs, Map<String, Double> held, int settings, double seconds, Audio dry, String command) { }

    /** One setting. @param number from 0, in the names of its files */
    private record Take(int number, double[] positions, float[] dry) { }

    /**
     * Loader thread; ngspice runs on all processors.
     *
     * @param progress hears how far it is, 0..1
     * @throws IllegalArgumentException if the circuit has no such knobs or cannot be simulated, or there is too little dry audio
     */
    public static CircuitRecording record(Order order, DoubleConsumer progress) throws IOException, AudioException, InterruptedException {
        Circuit circuit = Circuit.read(order.circuit);
        List<String> knobs = order.knobs.isEmpty() ? circuit.knobs() : order.knobs;
        if (knobs.size() > MOST_KNOBS) {
            throw new IllegalArgumentException("at most " + MOST_KNOBS + " knobs can be turned, not " + knobs.size());
        }
        int rate = order.dry == null ? RATE : order.dry.rate();
        int wanted = order.settings > 0 ? order.settings : USUAL_SETTINGS[Math.min(knobs.size(), USUAL_SETTINGS.length - 1)];
        List<double[]> settings = KnobLattice.fill(knobs.size(), wanted);
        float[] dry = order.dry == null ? Etude.play(rate, order.seconds * settings.size(), SEED) : order.dry.channels()[0];
        int frames = Math.min((int) (order.seconds * rate), dry.length / settings.size());
        if (frames < LEAST_SECONDS * rate) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%d settings need %.0f s of dry audio or more; there are %.0f s",
                    settings.size(), LEAST_SECONDS * settings.size(), (double) dry.length / rate));
        }
        List<Take> takes = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            takes.add(new Take(i, settings.get(i), Arrays.copyOfRange(dry, i * frames, (i + 1) * frames)));
        }
        Files.createDirectories(order.out);
        play(new Ngspice(circuit, rate), takes, knobs, order, progress);
        Files.write(order.out.resolve("MANIFEST.csv"), manifest(takes, knobs, order, (double) frames / rate));
        return new CircuitRecording(circuit.name(), takes.size(), (double) takes.size() * frames / rate);
    }

    private static void play(Ngspice spice, List<Take> takes, List<String> knobs, Order order, DoubleConsumer progress)
            throws IOException, AudioException, InterruptedException {
        ExecutorService processors = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            var running = new ExecutorCompletionService<Void>(processors);
            for (Take take : takes) {
                running.submit(() -> {
                    Map<String, Double> positions = new LinkedHashMap<>(order.held);
                    for (int k = 0; k < knobs.size(); k++) {
                        positions.put(knobs.get(k), take.positions[k]);
                    }
                    float[] wet = spice.play(positions, take.dry);
                    AudioFiles.write(order.out.resolve(file("dry", take)), Audio.mono(take.dry, spice.rate()), SampleFormat.FLOAT32);
                    AudioFiles.write(order.out.resolve(file("wet", take)), Audio.mono(wet, spice.rate()), SampleFormat.FLOAT32);
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

    private static String file(String what, Take take) {
        return String.format(Locale.ROOT, "%s-%02d.wav", what, take.number);
    }

    private static List<String> manifest(List<Take> takes, List<String> knobs, Order order, double seconds) {
        List<String> lines = new ArrayList<>();
        lines.add("# " + order.command);
        lines.add("dry,wet,start,end,split" + (knobs.isEmpty() ? "" : "," + String.join(",", knobs)));
        double[] ends = {LEAD_SECONDS, 0.75 * seconds, 0.875 * seconds, seconds};
        for (Take take : takes) {
            StringBuilder positions = new StringBuilder();
            Arrays.stream(take.positions).forEach(position -> positions.append(',').append(position));
            for (int part = 0; part < 3; part++) {
                lines.add(file("dry", take) + ',' + file("wet", take) + ',' + ends[part] + ',' + ends[part + 1] + ','
                        + List.of("train", "validation", "test").get(part) + positions);
            }
        }
        return lines;
    }
}
