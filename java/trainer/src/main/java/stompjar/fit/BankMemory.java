package stompjar.fit;

import stompjar.capture.FilterBank;

/**
 * A {@link FilterBank} in doubles on many signals at once, one frame at a time. Before the first frame every signal is taken to have stood at its first
 * value for ever, as after the engine's pre-warm. One thread.
 */
final class BankMemory {
    private final int taps;
    private final double[] poles;
    private final double[][] history;
    private final double[][] states;
    private int newest;
    private boolean fresh = true;

    BankMemory(FilterBank bank, int signals) {
        taps = bank.taps();
        poles = new double[bank.poles().length];
        for (int i = 0; i < poles.length; i++) {
            poles[i] = bank.poles()[i];
        }
        history = new double[taps][signals];
        states = new double[poles.length][signals];
    }

    /** Takes in the next frame, one value of each signal. */
    void push(double[] values) {
        if (fresh) {
            fresh = false;
            for (double[] row : history) {
                System.arraycopy(values, 0, row, 0, row.length);
            }
            for (double[] row : states) {
                System.arraycopy(values, 0, row, 0, row.length);
            }
        }
        newest = newest == 0 ? taps - 1 : newest - 1;
        System.arraycopy(values, 0, history[newest], 0, history[newest].length);
        for (int i = 0; i < poles.length; i++) {
            blend(states[i], poles[i], values);
        }
    }

    private static void blend(double[] state, double a, double[] values) {
        double b = 1 - a;
        for (int c = 0; c < state.length; c++) {
            state[c] = a * state[c] + b * values[c];
        }
    }

    /** Output {@code k} of the bank for one signal. */
    double output(int k, int signal) {
        return row(k)[signal];
    }

    /** Every output of the bank for one signal. */
    void outputs(int signal, double[] to) {
        int row = newest;
        for (int k = 0; k < taps; k++) {
            to[k] = history[row][signal];
            row = row + 1 == taps ? 0 : row + 1;
        }
        for (int i = 0; i < poles.length; i++) {
            to[taps + i] = states[i][signal];
        }
    }

    /** {@code sum[c] = Σ_k weights[at + k] · output k of signal c}. */
    void weigh(double[] weights, int at, double[] sum) {
        java.util.Arrays.fill(sum, 0);
        int outputs = taps + poles.length;
        int k = 0;
        // Four at a time: each value of the sum is fetched and put back a quarter as often.
        for (; k + 4 <= outputs; k += 4) {
            int w = at + k;
            add(sum, weights[w], row(k), weights[w + 1], row(k + 1), weights[w + 2], row(k + 2), weights[w + 3], row(k + 3));
        }
        for (; k < outputs; k++) {
            add(sum, weights[at + k], row(k));
        }
    }

    private double[] row(int k) {
        int at = newest + k;
        return k >= taps ? states[k - taps] : history[at < taps ? at : at - taps];
    }

    private static void add(double[] sum, double w0, double[] r0, double w1, double[] r1, double w2, double[] r2, double w3, double[] r3) {
        for (int c = 0; c < sum.length; c++) {
            sum[c] += w0 * r0[c] + w1 * r1[c] + (w2 * r2[c] + w3 * r3[c]);
        }
    }

    private static void add(double[] sum, double w, double[] row) {
        for (int c = 0; c < sum.length; c++) {
            sum[c] += w * row[c];
        }
    }
}
