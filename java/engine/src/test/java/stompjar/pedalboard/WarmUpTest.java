package stompjar.pedalboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stompjar.TestCaptures;
import stompjar.capture.Model;
import stompjar.capture.WaveNetModel;

/** The warm-up knows whether it reached its end. */
class WarmUpTest {
    private static final double GENEROUS_SECONDS = 60;
    private static final int STARTS = 20;
    private static final int BLOCKS = 100;
    private volatile Object kept;

    @Test
    void aPathThatKeepsAllocatingIsNeverWarm() {
        assertFalse(WarmUp.run((noise, frames, parameters) -> kept = new float[frames], () -> { }, 0.5));
    }

    @Test
    void aPathOfPlainArithmeticGetsWarm() {
        float[] sum = new float[1];
        assertTrue(WarmUp.run((noise, frames, parameters) -> {
            for (int t = 0; t < frames; t++) {
                sum[0] += noise[t];
            }
        }, () -> { }, GENEROUS_SECONDS));
    }

    /** As when a host opens a project: the second instance finds the work done, and neither goes on before it is. */
    @Test
    void twoThatComeAtOnceAreWarmedUpOnce() throws Exception {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        AtomicInteger blocks = new AtomicInteger();
        WarmUp.Path path = (noise, frames, parameters) -> {
            workers.add(Thread.currentThread());
            blocks.incrementAndGet();
        };
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> instance = () -> {
            together.await();
            WarmUp.once("two at once", path, () -> { });
            return blocks.get();
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> done = threads.invokeAll(List.of(instance, instance));
            assertEquals(1, workers.size());
            for (Future<Integer> one : done) {
                assertEquals(blocks.get(), one.get(), "went on while the other was at it");
            }
        } finally {
            threads.shutdown();
        }
    }

    /** What the warm-up never did is not compiled: when it happens the JVM gives up the compiled code around it, and interprets the block. */
    @ParameterizedTest
    @ValueSource(strings = {"drive", ""})
    void aPlayerWhoStartsAndStopsMeetsCompiledCode(String knob, @TempDir Path folder) throws Exception {
        List<String> given = new ArrayList<>();
        Path file = folder.resolve("deoptimized.jfr");
        // From the beginning: a recording that starts gives up compiled code itself.
        try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
            recording.start();
            Pedalboard board = new Pedalboard(48_000, 1);
            board.load(knob.isEmpty() ? TestCaptures.pedal(TestCaptures.lstm(16, 1, 0, 1)) : TestCaptures.pedal(TestCaptures.feather(1), knob));
            Instant loaded = Instant.now();
            for (int i = 0; i < STARTS; i++) {
                board.reset(i % 2 == 1);
                new AudioThread().bytesAllocated(board, BLOCKS);
            }
            recording.stop();
            recording.dump(file);
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (event.getEventType().getName().equals("jdk.Deoptimization") && event.getStartTime().isAfter(loaded)) {
                    given.add(event.getString("reason") + " at " + method(event, 0) + ", " + method(event, 1));
                }
            }
        }
        given.removeIf(place -> !place.contains("stompjar.") || place.contains("AudioThread"));
        assertEquals(List.of(), given);
    }

    /** Networks of one kind differ in size, and with the size in the tiles that they are computed in. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 11})
    void aNetworkOfAKnownKindIsCompiledTooWhateverItsSize(int size) {
        Pedalboard board = new Pedalboard(48_000, 1);
        for (int each : new int[] {4, size}) {
            for (Model model : List.of(TestCaptures.waveNet(2 * each, each, 1, false, WaveNetModel.Activation.TANH, 1), TestCaptures.lstm(4 * each, 1, 1, 1))) {
                board.load(TestCaptures.pedal(model, "drive"));
                board.reset(false);
                long bytes = new AudioThread().bytesAllocated(board, BLOCKS);
                assertEquals(0, bytes, model.kind() + " " + each);
            }
        }
    }

    private static String method(RecordedEvent event, int depth) {
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        RecordedFrame frame = frames.get(Math.min(depth, frames.size() - 1));
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName() + ":" + frame.getLineNumber();
    }
}
