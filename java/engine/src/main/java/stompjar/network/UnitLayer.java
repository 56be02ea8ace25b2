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

    /** Whether all past frames that it keeps are one and the same; then it does not matter where in its ring the next one goes. */
    default boolean steady(float[] arena) {
        return true;
    }

    /** Takes back that its ring went on by a frame. */
    default void stepBack(float[] arena) { }
}
