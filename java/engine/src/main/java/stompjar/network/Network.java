package stompjar.network;

/**
 * The running, stateful, real-time form of a capture: mono, at the model rate. Built by {@link Networks} on a loader thread; then used by
 * one thread at a time. No method but the constructor allocates, and the output does not depend on how the frames are cut into calls.
 */
public interface Network {
    /** The most frames that one call of {@link #process} takes. */
    int MAX_FRAMES = 64;

    /** Goes to the cold state: all histories zero, or the start state that the file holds. */
    void reset();

    /**
     * Goes to the state after a long silence with the knobs held at {@code knobs}.
     *
     * @param knobs one {@linkplain stompjar.capture.Knob#coordinate coordinate} for each knob
     */
    void prewarm(float[] knobs);

    /**
     * Runs the next frames. Audio thread.
     *
     * @param in     the first {@code frames} floats are the dry signal, finite; not written
     * @param knobs  one row of {@link #MAX_FRAMES} floats for each knob: its coordinate at each frame
     * @param out    receives {@code frames} floats; another array than {@code in}
     * @param frames 1..{@link #MAX_FRAMES}
     */
    void process(float[] in, float[] knobs, float[] out, int frames);

    /** Goes to the state of {@code twin}, another network of the same capture. Audio thread. */
    void takeState(Network twin);

    /**
     * Whether more frames like the last would leave this network as it is and give the same output, bit for bit: then it need not run while they come. It may
     * run a frame to find out, with the state brought back if that changed it. Audio thread.
     *
     * @param steady frames, the last included, for which input and knobs have been the same, since any {@link #reset} or {@link #prewarm}
     * @return false also where that is not known
     */
    default boolean rests(int steady) {
        return false;
    }
}
