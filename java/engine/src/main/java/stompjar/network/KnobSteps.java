package stompjar.network;

/**
 * The steps of a {@link RowNetwork} that see nothing but its knobs. What they leave holds until these move, so while they rest it is not computed again.
 * Their rows are plain, one frame as good as another, and no other step writes them. Audio thread; no allocation.
 */
final class KnobSteps {
    private static final int ROW = Network.MAX_FRAMES;

    private final Step[] steps;
    /** The position that their rows are computed for, at the last frame of the last call. */
    private final float[] position;
    /** Frames from the first on that hold for that position alone. */
    private int held;

    /** @param knobs how many there are */
    KnobSteps(Step[] steps, int knobs) {
        this.steps = steps;
        position = new float[knobs];
    }

    /** Their rows are no longer what they left. */
    void forget() {
        held = 0;
    }

    /** Their rows are now a copy of the other's. */
    void takeState(KnobSteps other) {
        System.arraycopy(other.position, 0, position, 0, position.length);
        held = other.held;
    }

    /**
     * @param a      the arena, where the knobs' rows are already
     * @param knobs  as {@link Network#process} has them
     * @param padded frames, rounded up to whole vectors
     */
    void run(float[] a, float[] knobs, int frames, int padded) {
        if (steps.length == 0) {
            return;
        }
        boolean still = true;
        boolean moved = false;
        for (int k = 0; k < position.length; k++) {
            float first = knobs[k * ROW];
            for (int t = 1; t < frames; t++) {
                still &= knobs[k * ROW + t] == first;
            }
            moved |= first != position[k];
            position[k] = knobs[k * ROW + frames - 1];
        }
        if (moved || !still || frames > held) {
            Step.run(steps, a, 0, padded);
            held = still ? frames : 0;
        }
    }
}
