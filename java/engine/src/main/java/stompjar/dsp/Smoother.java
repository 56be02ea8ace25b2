package stompjar.dsp;

import java.util.Arrays;

/**
 * Moves a control to its target along a straight line over a fixed number of frames, whatever the block size. One thread at a time; no
 * allocation.
 */
public final class Smoother {
    private final int length;
    private float value;
    private float target;
    private float step;
    private int left;

    /** @param length frames that a change takes, at least 1 */
    public Smoother(int length) {
        this.length = Math.max(1, length);
    }

    /** Jumps to {@code value}. */
    public void snap(float value) {
        this.value = value;
        target = value;
        left = 0;
    }

    /** A change of target begins a new ramp from where the control is. */
    public void aim(float newTarget) {
        if (newTarget != target) {
            target = newTarget;
            left = length;
            step = (newTarget - value) / length;
        }
    }

    /** Writes the next {@code frames} values. */
    public void fill(float[] out, int at, int frames) {
        int t = at;
        int end = at + frames;
        while (left > 0 && t < end) {
            left--;
            // From the target backwards: the last step lands on it exactly.
            value = left == 0 ? target : target - step * left;
            out[t++] = value;
        }
        Arrays.fill(out, t, end, value);
    }

    /** The next {@code frames} values in {@code row}, or null where all are 1. */
    public float[] factors(float[] row, int frames) {
        if (left == 0 && value == 1) {
            return null;
        }
        fill(row, 0, frames);
        return row;
    }

    /** Whether the control rests. */
    public boolean steady() {
        return left == 0;
    }

    /** The present value. */
    public float value() {
        return value;
    }
}
