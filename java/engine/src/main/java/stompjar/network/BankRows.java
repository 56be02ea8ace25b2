package stompjar.network;

import java.util.Arrays;
import stompjar.capture.FilterBank;

/**
 * A {@link FilterBank} at work: a row of the arena that holds the signal with its history, and a row for each low-pass. The present frames of the signal
 * are put at {@link #present}; {@link #advance} then moves the low-passes on. Their states are doubles: a slow one-pole in floats stalls before it arrives.
 */
final class BankRows {
    /** Added to and taken from a state, this rounds what is far below any audible level to zero before it can become denormal. */
    private static final double FLUSH = 1e-18;
    /** A state beyond this comes of weights or input beyond reason, and must not stay for ever. */
    private static final double ABSURD = 1e30;

    private final int taps;
    private final int history;
    private final int stride;
    /** Where the signal's row begins. */
    private final int base;
    /** The low-passes' rows. */
    private final int rows;
    private final double[] decay;
    private final double[] state;

    /** @param travel frames that the history moves before it is rewound */
    BankRows(FilterBank bank, ArenaPlan plan, int travel) {
        taps = bank.taps();
        history = taps - 1;
        // A whole tile of rows, because a product writes no less.
        stride = history + travel + Network.MAX_FRAMES;
        base = plan.rows(1, stride);
        rows = plan.rows(Math.max(1, bank.poles().length), Network.MAX_FRAMES);
        // One-poles are run four at a time; those that fill up have nothing to read them.
        decay = new double[(bank.poles().length + 3) & -4];
        for (int i = 0; i < bank.poles().length; i++) {
            decay[i] = bank.poles()[i];
        }
        state = new double[decay.length];
    }

    /** Distance of the signal's row from the unused ones of its tile. */
    int stride() {
        return stride;
    }

    /** Where the present frames of the signal go. */
    int present(int position) {
        return base + history + position;
    }

    /** Writes where each output of the bank begins; returns the next place in {@code columns}. */
    int columns(int[] columns, int at, int outputs, int position) {
        for (int k = 0; k < outputs; k++) {
            columns[at + k] = k < taps ? present(position) - k : rows + (k - taps) * Network.MAX_FRAMES;
        }
        return at + outputs;
    }

    /** @param frames exactly those that count */
    void advance(float[] a, int position, int frames) {
        int x = present(position);
        for (int i = 0; i < decay.length; i += 4) {
            four(a, x, i, frames);
        }
    }

    /** Four chains at once hide each other's latency. */
    private void four(float[] a, int x, int i, int frames) {
        double a0 = decay[i];
        double a1 = decay[i + 1];
        double a2 = decay[i + 2];
        double a3 = decay[i + 3];
        double s0 = state[i];
        double s1 = state[i + 1];
        double s2 = state[i + 2];
        double s3 = state[i + 3];
        int row = rows + i * Network.MAX_FRAMES;
        for (int t = 0; t < frames; t++) {
            double v = a[x + t];
            s0 = a0 * s0 + (1 - a0) * v + FLUSH - FLUSH;
            s1 = a1 * s1 + (1 - a1) * v + FLUSH - FLUSH;
            s2 = a2 * s2 + (1 - a2) * v + FLUSH - FLUSH;
            s3 = a3 * s3 + (1 - a3) * v + FLUSH - FLUSH;
            a[row + t] = (float) s0;
            a[row + Network.MAX_FRAMES + t] = (float) s1;
            a[row + 2 * Network.MAX_FRAMES + t] = (float) s2;
            a[row + 3 * Network.MAX_FRAMES + t] = (float) s3;
        }
        state[i] = sane(s0);
        state[i + 1] = sane(s1);
        state[i + 2] = sane(s2);
        state[i + 3] = sane(s3);
    }

    private static double sane(double s) {
        return Math.abs(s) < ABSURD ? s : 0;
    }

    /**
     * Whether the signal's last frame, once more, would change nothing: the row holds only that, and every low-pass has arrived.
     *
     * @param position behind the last frame
     */
    boolean rests(float[] a, int position) {
        int last = present(position) - 1;
        for (int i = last - history; i < last; i++) {
            if (Float.floatToRawIntBits(a[i]) != Float.floatToRawIntBits(a[last])) {
                return false;
            }
        }
        for (int i = 0; i < decay.length; i++) {
            if (decay[i] * state[i] + (1 - decay[i]) * a[last] + FLUSH - FLUSH != state[i]) {
                return false;
            }
        }
        return true;
    }

    /** To the state after a long time in which the signal was what its present frame is. */
    void hold(float[] a, int position) {
        float value = a[present(position)];
        Arrays.fill(a, base, present(position), value);
        Arrays.fill(state, sane(value));
        for (int i = 0; i < decay.length; i++) {
            a[rows + i * Network.MAX_FRAMES] = value;
        }
    }

    /** The arena's part is the owner's to clear. */
    void reset() {
        Arrays.fill(state, 0);
    }

    /** The arena's part is the owner's. */
    void takeState(BankRows twin) {
        System.arraycopy(twin.state, 0, state, 0, state.length);
    }

    void rewind(float[] a, int position) {
        System.arraycopy(a, base + position, a, base, history);
    }
}
