package stompjar.network;

import java.util.List;

/**
 * A layer that works on one frame at a time, its channels one behind the other. What lies in the rest of the cache line behind its channels is
 * finite and means nothing.
 */
interface UnitLayer {
    /** Where its input is to be put. */
    int input();

    /** Where its output is. */
    int output();

    /** Whether what is there is twice the output. */
    default boolean doubled() {
        return false;
    }

    void addSteps(List<Step> program);

    /** Sets what is not zero in the cold state; the arena is zero. */
    default void reset(float[] arena) { }
}
