package stompjar.pedalboard;

import java.util.Arrays;
import stompjar.network.Network;

/**
 * Spares the whole pedalboard its work in silence: once the input has been zero, the parameters the same and the captures at rest for so long that nothing in it
 * moves, what it gave last it gives until one of them changes. The bits are those of a pedalboard that runs on; so it does not matter when this is noticed.
 * Audio thread.
 */
final class Stillness {
    /** Frames after which all ramps have ended, and all that the lines of the dry signal remember is silence. */
    private static final int SETTLING = DryLine.SIZE;
    /** Frames between two questions to the stages, which have to work for an answer. */
    private static final int PATIENCE = 2_048;

    private final float[] zeros = new float[Network.MAX_FRAMES];
    private final float[] values;
    /** Frames up to the last in which nothing changed. */
    private int unchanged;
    private boolean same;
    private boolean still;

    Stillness(int channels) {
        values = new float[channels];
    }

    /** Something changes. */
    void disturb() {
        unchanged = 0;
        still = false;
    }

    /** Whether the pedalboard is spared. */
    boolean isStill() {
        return still;
    }

    /**
     * Writes the output of a pedalboard in which nothing moves; false if it has to run.
     *
     * @param rests whether all captures are at rest
     */
    boolean holds(float[][] audio, int at, int frames, boolean rests) {
        same = rests;
        for (float[] row : audio) {
            same = same && Arrays.mismatch(row, at, at + frames, zeros, 0, frames) < 0;
        }
        if (!same) {
            disturb();
        }
        for (int c = 0; still && c < audio.length; c++) {
            Arrays.fill(audio[c], at, at + frames, values[c]);
        }
        return still;
    }

    /** The pedalboard has run these frames. @return whether it is time to ask all stages */
    boolean asks(int frames) {
        unchanged = same ? unchanged + frames : 0;
        return unchanged >= SETTLING;
    }

    /**
     * @param settled whether nothing moves in any stage as long as its input is the last
     * @param end     behind the last frame
     */
    void answer(boolean settled, float[][] audio, int end) {
        still = settled;
        unchanged -= PATIENCE;
        for (int c = 0; c < values.length; c++) {
            values[c] = audio[c][end - 1];
        }
    }
}
