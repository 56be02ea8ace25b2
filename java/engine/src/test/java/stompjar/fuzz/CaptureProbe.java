package stompjar.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import stompjar.capture.Capture;
import stompjar.capture.CaptureException;
import stompjar.capture.Captures;
import stompjar.network.Network;
import stompjar.network.Networks;

/**
 * What must hold for any bytes that call themselves a capture: they are refused with a {@link CaptureException} that names the file, or what was
 * read can be played; either way soon. Whatever else comes out of this is a bug.
 */
final class CaptureProbe {
    /** CPU time, because a busy machine is no bug. */
    private static final double MAX_SECONDS = 2;
    private static final Duration NEVER = Duration.ofSeconds(20);
    private static final int MAX_REASON = 600;
    private static final String NAME = "fuzzed.capture";
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private CaptureProbe() { }

    /** @return null if it was played, else why it was refused */
    static String reasonToRefuse(byte[] content) {
        // On a thread of its own, for what would never end.
        return assertTimeoutPreemptively(NEVER, () -> parseAndPlay(content));
    }

    private static String parseAndPlay(byte[] content) {
        long start = CLOCK.getCurrentThreadCpuTime();
        String reason = null;
        try {
            play(Captures.parse(content, NAME));
        } catch (CaptureException e) {
            reason = e.getMessage();
            assertTrue(reason.startsWith(NAME + ": ") && reason.length() > NAME.length() + 2, reason);
            // It is shown as one line in the GUI and on the command line.
            assertTrue(reason.length() < MAX_REASON && reason.chars().noneMatch(Character::isISOControl), "not one short line: " + reason);
        }
        double seconds = (CLOCK.getCurrentThreadCpuTime() - start) * 1e-9;
        assertTrue(seconds < MAX_SECONDS, "it took " + seconds + " s");
        return reason;
    }

    private static void play(Capture capture) {
        Network network = Networks.of(capture);
        network.reset();
        float[] positions = new float[capture.knobs().size()];
        float[] knobs = new float[positions.length * Network.MAX_FRAMES];
        for (int k = 0; k < positions.length; k++) {
            positions[k] = (float) capture.knobs().get(k).defaultValue();
            Arrays.fill(knobs, k * Network.MAX_FRAMES, (k + 1) * Network.MAX_FRAMES, positions[k]);
        }
        network.prewarm(positions);
        float[] in = new float[Network.MAX_FRAMES];
        float[] out = new float[Network.MAX_FRAMES];
        Arrays.fill(in, 0.25f);
        // More frames than a WaveNet's histories travel before they are moved back.
        for (int block = 0; block < 20; block++) {
            network.process(in, knobs, out, block % 3 == 1 ? 17 : Network.MAX_FRAMES);
        }
    }
}
