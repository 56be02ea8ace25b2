package stompjar.pedalboard;

import java.util.Arrays;
import stompjar.network.Network;

/**
 * Spares a network the work of frames that cannot change it: once input and knobs have been the same for so long that the network is where it stays, what it
 * gave last it gives until one of them moves. The bits are those of a network that runs on; so it does not matter when this is noticed. Audio thread.
 */
final class Rest {
    /** Frames between two questions to the network, which may have to work for an answer. */
    private static final int PATIENCE = 2_048;
    private static final int LONGEST = 1 << 30;

    private final Network network;
    /** The last input, as often as a call may have frames: rows are compared many floats at a time. */
    private final float[] held = new float[Network.MAX_FRAMES];
    /** Frames up to the last with the input of the last, and the knobs. */
    private int steady;
    private boolean wasSteady;
    private int asked;
    private boolean resting;
    private float value;

    Rest(Network network) {
        this.network = network;
    }

    /** The network's state is not what its input made of it. */
    void disturb() {
        steady = 0;
        asked = 0;
        resting = false;
    }

    /**
     * Writes the output of a network at rest; false if it has to run.
     *
     * @param knobsMove whether any knob does in these frames
     */
    boolean holds(float[] in, boolean knobsMove, float[] out, int frames) {
        wasSteady = !knobsMove && Arrays.mismatch(in, 0, frames, held, 0, frames) < 0;
        if (!wasSteady) {
            Arrays.fill(held, in[frames - 1]);
            disturb();
            return false;
        }
        if (resting) {
            Arrays.fill(out, 0, frames, value);
        }
        return resting;
    }

    /** The network has run these frames. */
    void played(float[] out, int frames) {
        if (!wasSteady) {
            return;
        }
        steady = Math.min(LONGEST, steady + frames);
        if (steady - asked >= PATIENCE) {
            asked = steady;
            resting = network.rests(steady);
            value = out[frames - 1];
        }
    }

    /** Whether the network is spared. */
    boolean resting() {
        return resting;
    }
}
