package stompjar.circuit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import stompjar.capture.Capture;
import stompjar.data.AudioException;
import stompjar.data.Dataset;
import stompjar.data.Findings;
import stompjar.data.Manifest;
import stompjar.data.Prepared;
import stompjar.data.Split;

/**
 * Recordings of a circuit to learn from at once. Loader thread.
 *
 * @param prepared settings and audio; those that are held out are for the test
 * @param level    of the circuit's output, which the recordings leave out; null if it has none
 */
public record CircuitClone(Prepared prepared, OutputLevel level) {
    /**
     * Records into the order's folder, as far as the same is not there already: a training that is interrupted need not wait for ngspice again.
     *
     * @param progress hears how far it is, 0..1
     * @throws IllegalArgumentException as {@link CircuitRecording#record}
     */
    public static CircuitClone record(CircuitRecording.Order order, DoubleConsumer progress) throws IOException, AudioException, InterruptedException {
        if (!CircuitRecording.isThere(order)) {
            CircuitRecording.record(order, progress);
        }
        Dataset data = Manifest.prepare(order.manifest(), false).data();
        Dataset named = new Dataset(order.circuit().toString(), data.rate(), data.knobs(), data.settings(), data.segments(), data.heldOut());
        return new CircuitClone(new Prepared(named, new Findings(List.of(), List.of())), CircuitRecording.level(order));
    }

    /** Removes a folder of recordings. */
    public static void discard(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** What was recorded, in a line. */
    public String words() {
        Dataset data = prepared.data();
        long unseen = IntStream.range(0, data.settings().size()).filter(s -> data.heldOut()[s]).count();
        return String.format(Locale.ROOT, "%s: recorded at %d settings, %.0f s, and at %d that are kept for the test%s", data.name(),
                data.settings().size() - unseen, data.seconds(Split.TRAIN), unseen, level == null ? ""
                : String.format(Locale.ROOT, "; %s scales the output (taper %.3f, right within %.2f dB)", level.knob(), level.taper(), level.off()));
    }

    /** The capture of these recordings with the knob that they leave out. */
    public Capture withLevel(Capture capture) {
        return level == null ? capture : level.on(capture);
    }
}
