package stompjar.network;

import java.util.Arrays;

/**
 * The silence that a recurrent network begins with. It can be long; so the state after it is kept, and a host that starts again with its knobs where they
 * were waits for a copy only. Used by the thread that uses the network; allocates in the constructor only.
 */
final class FirstSilence {
    /** Floats. A larger state belongs to a network whose silence is of few frames. */
    private static final int MOST_KEPT = 1 << 18;

    private final Network network;
    private final int frames;
    private final float[] arena;
    private final float[] rows;
    private final float[] silence = new float[Network.MAX_FRAMES];
    private final float[] discarded = new float[Network.MAX_FRAMES];
    private final float[] kept;
    private final float[] keptKnobs;
    private boolean known;

    /**
     * @param frames of silence
     * @param knobs  their number
     * @param arena  all state of the network
     */
    FirstSilence(Network network, int frames, int knobs, float[] arena) {
        this.network = network;
        this.frames = frames;
        this.arena = arena;
        rows = new float[knobs * Network.MAX_FRAMES];
        keptKnobs = new float[knobs];
        kept = new float[arena.length > MOST_KEPT ? 0 : arena.length];
    }

    /** From the cold state through the silence, with the knobs held. */
    void run(float[] knobs) {
        if (known && Arrays.equals(keptKnobs, 0, keptKnobs.length, knobs, 0, keptKnobs.length)) {
            System.arraycopy(kept, 0, arena, 0, arena.length);
            return;
        }
        for (int k = 0; k < keptKnobs.length; k++) {
            Arrays.fill(rows, k * Network.MAX_FRAMES, (k + 1) * Network.MAX_FRAMES, knobs[k]);
        }
        network.reset();
        for (int done = 0; done < frames; done += Network.MAX_FRAMES) {
            network.process(silence, rows, discarded, Math.min(Network.MAX_FRAMES, frames - done));
        }
        known = kept.length == arena.length;
        if (known) {
            System.arraycopy(arena, 0, kept, 0, arena.length);
            System.arraycopy(knobs, 0, keptKnobs, 0, keptKnobs.length);
        }
    }
}
