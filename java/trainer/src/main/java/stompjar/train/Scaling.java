package stompjar.train;

/**
 * Gains between the world's audio and what a network likes to see; folded into the weights when a capture is made.
 *
 * @param input  multiplies the dry audio
 * @param output multiplies the network's output
 */
record Scaling(float input, float output) {
    static final Scaling NONE = new Scaling(1, 1);

    /** Knob positions 0..1 as the networks see them while they learn: −1..1, so that the optimiser starts from the middle. */
    static float centred(float knob) {
        return 2 * knob - 1;
    }
}
