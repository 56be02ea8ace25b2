package stompjar.network;

/**
 * One operation of a network's program, on the arena that holds all its rows and states. Audio thread; no allocation.
 *
 * <p>Why objects: C2 stops inlining vector code when a compilation grows too big, and from there on boxes every vector (kilobytes a block, and
 * which method it hits is chance) or, on JDK 17, makes code of half the speed. All programs are run through one call site, in {@link #run(Step[], float[], int, int)},
 * that meets three or more kinds of step; such a call is never inlined, so every step is compiled for itself and stays small.
 */
abstract class Step {
    /**
     * @param a        the arena
     * @param position how far the histories have moved, frames
     * @param frames   frames to compute, whole vectors
     */
    abstract void run(float[] a, int position, int frames);

    /** Runs a whole program. The only place from where steps are called: see above. */
    static void run(Step[] program, float[] a, int position, int frames) {
        for (Step step : program) {
            step.run(a, position, frames);
        }
    }
}
