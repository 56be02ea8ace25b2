package stompjar.dsp;

import java.util.Arrays;
import stompjar.simd.Kernels;

/**
 * Converts a stream from one sample rate to another by a ratio of whole numbers: a polyphase filter evaluated at the exact time of every output frame.
 * Frame {@code m} of the output is the input at time {@code m · from / to} (in input frames), so the filter itself delays nothing; it needs
 * {@link #reach} input frames after that time (Smith and Gossett 1984 for the structure, {@link WindowedSinc} for the filter). Where all the input that a
 * frame depends on is one value, it is that value, without work: silence costs next to nothing, and what follows sees a signal at rest. One thread at a
 * time; only the constructor allocates.
 */
public final class RateConverter {
    private final Kernels kernels;
    private final int reach;
    private final int taps;
    private final int up;
    private final int down;
    /** Whole input frames from one output to the next. */
    private final int whole;
    private final float[][] phases;
    private final float[] history;
    /** Input frame that {@code history[0]} holds. */
    private long historyStart;
    /** For each frame of the history, the input frame from which on all up to it are the same, bit for bit. */
    private final long[] sameFrom;
    private int filled;
    /** Time of the next output: an input frame, and parts of {@link #up} after it. */
    private long nextInput;
    private int nextPhase;

    /**
     * @param from     input rate, Hz
     * @param to       output rate, Hz
     * @param maxInput most frames that one {@link #write} hands over
     */
    public RateConverter(int from, int to, int maxInput, Kernels kernels) {
        this(from, to, maxInput, kernels, null);
    }

    /** One more between the same rates, which shares the filter: it can be of many megabytes where the rates have no common divisor. */
    public RateConverter another(int maxInput) {
        return new RateConverter(down, up, maxInput, kernels, phases);
    }

    private RateConverter(int from, int to, int maxInput, Kernels kernels, float[][] shared) {
        this.kernels = kernels;
        int divisor = greatestCommonDivisor(from, to);
        up = to / divisor;
        down = from / divisor;
        whole = down / up;
        double stretch = Math.max(1, (double) from / to);
        reach = WindowedSinc.reach(stretch);
        taps = 2 * reach;
        phases = shared == null ? new float[up][] : shared;
        for (int phase = 0; shared == null && phase < up; phase++) {
            phases[phase] = WindowedSinc.taps((double) phase / up, reach, stretch);
        }
        history = new float[taps + 2 * maxInput + (int) Math.ceil((double) down / up) + 4];
        sameFrom = new long[history.length];
        reset(0, 0);
    }

    /** Input frames after an output's time that it depends on. */
    public int reach() {
        return reach;
    }

    /** Input frames after which outputs come at the same times between inputs again. */
    public int period() {
        return down;
    }

    /**
     * Forgets everything: all input before {@code firstInput} is silence.
     *
     * @param firstInput  frame that the next {@link #write} begins with
     * @param firstOutput frame that the next {@link #read} begins with
     */
    public void reset(long firstInput, long firstOutput) {
        nextInput = Math.floorDiv(firstOutput * down, (long) up);
        nextPhase = (int) (firstOutput * down - nextInput * up);
        Arrays.fill(history, 0);
        filled = taps + down / up + 1;
        historyStart = firstInput - filled;
        Arrays.fill(sameFrom, Long.MIN_VALUE);
    }

    /** Appends input frames. */
    public void write(float[] in, int frames) {
        // What no later output needs goes: everything before the first tap of the next output.
        long keepFrom = Math.max(historyStart, nextInput - reach + 1);
        int drop = (int) Math.min(filled, keepFrom - historyStart);
        // Where all of it is the same, it need not move.
        if (filled > 0 && sameFrom[filled - 1] > historyStart) {
            System.arraycopy(history, drop, history, 0, filled - drop);
            System.arraycopy(sameFrom, drop, sameFrom, 0, filled - drop);
        }
        historyStart += drop;
        filled -= drop;
        System.arraycopy(in, 0, history, filled, frames);
        follow(frames);
        filled += frames;
    }

    /** Which of the frames behind the history are the same as those before them. */
    private void follow(int frames) {
        if (filled > 0 && Arrays.mismatch(history, filled, filled + frames, history, filled - 1, filled - 1 + frames) < 0) {
            Arrays.fill(sameFrom, filled, filled + frames, sameFrom[filled - 1]);
            return;
        }
        for (int i = filled; i < filled + frames; i++) {
            boolean same = i > 0 && Float.floatToRawIntBits(history[i]) == Float.floatToRawIntBits(history[i - 1]);
            sameFrom[i] = same ? sameFrom[i - 1] : historyStart + i;
        }
    }

    /**
     * Writes the output frames that the input so far allows, at most {@code limit}, to {@code out} from {@code offset} on.
     *
     * @return how many
     */
    public int read(float[] out, int offset, int limit) {
        int done = 0;
        long end = historyStart + filled;
        if (filled > 0 && historyStart <= nextInput - reach + 1 && sameFrom[filled - 1] <= nextInput - reach + 1) {
            for (float value = history[filled - 1]; done < limit && nextInput + reach < end; goOn()) {
                out[offset + done++] = value;
            }
            return done;
        }
        for (; done < limit && nextInput + reach < end; goOn()) {
            long first = nextInput - reach + 1;
            int at = (int) (first - historyStart);
            if (at < 0) {
                out[offset + done++] = 0;
            } else if (sameFrom[at + taps - 1] <= first) {
                out[offset + done++] = history[at];
            } else {
                out[offset + done++] = kernels.dot(history, at, phases[nextPhase], 0, taps);
            }
        }
        return done;
    }

    /** To the next output. */
    private void goOn() {
        nextInput += whole;
        nextPhase += down - whole * up;
        if (nextPhase >= up) {
            nextPhase -= up;
            nextInput++;
        }
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
