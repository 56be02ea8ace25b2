package stompjar.dsp;

import java.util.Arrays;
import stompjar.simd.Kernels;
import stompjar.simd.Product;

/**
 * Convolution with a fixed impulse response of any length, without latency: the first taps directly, the rest by transforms of partitions that grow with
 * the distance from the beginning. Once the input has been one value for so long that all that is kept follows from it, there is no work: the output is that
 * value times the sum of the taps. What is computed when is tied to the count of frames since the last such rest, so that the output has the same bits
 * however the frames are cut into calls, and during a rest they need not even come. One thread at a time; only the constructor allocates.
 */
public final class PartitionedConvolver {
    /** Frames of the smallest partition, and taps that are done directly before it. */
    static final int BASE = 64;
    /** Up to here direct convolution of all taps costs less than transforms. */
    private static final int DIRECT = 512;
    private static final int[] SIZES = {BASE, 16 * BASE, 128 * BASE};
    /** So that no two levels do their transforms in the same block. */
    private static final int[] FIRST_SLOTS = {0, 0, 5};
    /** Frames that pass before the history is moved back. */
    private static final int TRAVEL = 16 * BASE;
    /** Where the history of the direct part begins in the arena. */
    private static final int LINE = Kernels.ZEROS + BASE;
    private static final int LONGEST = 1 << 30;

    private final Kernels kernels;
    private final int direct;
    private final Product head;
    /** Where the columns of {@link #head} begin, less where the present frames do. */
    private final int[] columns;
    private final int output;
    /** Row of zeros for the kernels; history and present frames; output rows. */
    private final float[] arena;
    private final PartitionLevel[] levels;
    private final double sumOfTaps;
    /** Frames of one value after which everything kept is what it stays. */
    private final int settling;
    private final float[] block = new float[BASE];
    private final float[] tail = new float[BASE];
    private int position;
    private int phase;
    /** The last frame of the last whole block, a block of it. */
    private final float[] held = new float[BASE];
    /** Frames of the last whole blocks that are all that. */
    private int steady;
    private boolean resting;
    private boolean restless;

    /** @param taps impulse response, the tap for the newest frame first; at least one, finite */
    public PartitionedConvolver(float[] taps, Kernels kernels) {
        this.kernels = kernels;
        direct = taps.length <= DIRECT ? taps.length : BASE;
        head = new Product(new float[][] {Arrays.copyOf(taps, direct)}, null);
        columns = new int[direct];
        Arrays.setAll(columns, j -> -j);
        output = LINE + direct + TRAVEL + BASE;
        arena = new float[output + Kernels.TILE * BASE];
        levels = new PartitionLevel[direct == taps.length ? 0 : levels(taps.length)];
        for (int l = 0; l < levels.length; l++) {
            int to = l + 1 < levels.length ? PartitionLevel.begin(SIZES[l + 1]) : taps.length;
            levels[l] = new PartitionLevel(taps, to, SIZES[l], FIRST_SLOTS[l], kernels);
        }
        int longest = direct + BASE;
        for (PartitionLevel level : levels) {
            longest = Math.max(longest, level.settling());
        }
        settling = longest;
        double sum = 0;
        for (float tap : taps) {
            sum += tap;
        }
        sumOfTaps = sum;
        reset();
    }

    private static int levels(int length) {
        int count = 1;
        // A level for a few partitions only costs more than it saves.
        while (count < SIZES.length && length > PartitionLevel.begin(SIZES[count]) + 2 * SIZES[count]) {
            count++;
        }
        return count;
    }

    /** Forgets all input. */
    public void reset() {
        Arrays.fill(arena, 0);
        Arrays.fill(tail, 0);
        Arrays.fill(block, 0);
        for (PartitionLevel level : levels) {
            level.reset();
        }
        position = 0;
        phase = 0;
        steady = LONGEST;
        Arrays.fill(held, 0);
        resting = !restless;
    }

    /** For tests: a convolver that works always. */
    void neverRest() {
        restless = true;
        resting = false;
    }

    /** Whether frames like the last change nothing, and need not come. Audio thread. */
    public boolean rests() {
        return resting;
    }

    /** Goes to the state of {@code twin}, a convolver of the same impulse response. Audio thread. */
    public void takeState(PartitionedConvolver twin) {
        System.arraycopy(twin.arena, 0, arena, 0, arena.length);
        System.arraycopy(twin.tail, 0, tail, 0, BASE);
        System.arraycopy(twin.block, 0, block, 0, BASE);
        for (int l = 0; l < levels.length; l++) {
            levels[l].takeState(twin.levels[l]);
        }
        position = twin.position;
        phase = twin.phase;
        steady = twin.steady;
        System.arraycopy(twin.held, 0, held, 0, BASE);
        resting = twin.resting;
    }

    /**
     * Convolves the next frames. Audio thread.
     *
     * @param in     finite; not written
     * @param out    receives {@code frames} floats; may be {@code in}
     * @param frames any number
     */
    public void process(float[] in, float[] out, int frames) {
        for (int at = 0; at < frames;) {
            if (resting) {
                at += rest(in, out, at, Math.min(frames - at, BASE));
            } else {
                int count = Math.min(frames - at, BASE - phase);
                run(in, out, at, count);
                at += count;
            }
        }
    }

    /** @return how many frames go on; less than {@code count} end the rest */
    private int rest(float[] in, float[] out, int at, int count) {
        int change = Arrays.mismatch(in, at, at + count, held, 0, count);
        int same = change < 0 ? count : change;
        Arrays.fill(out, at, at + same, (float) (sumOfTaps * held[0]));
        if (change >= 0) {
            wake();
        }
        return same;
    }

    /** Partitions begin here, whenever they began before: all that is kept is of one value, and the same at any time. */
    private void wake() {
        resting = false;
        phase = 0;
        Arrays.fill(tail, 0);
        for (PartitionLevel level : levels) {
            level.begin();
            level.addTo(tail);
        }
    }

    /** Frames of one base partition. */
    private void run(float[] in, float[] out, int at, int count) {
        if (position + BASE > TRAVEL) {
            System.arraycopy(arena, LINE + position, arena, LINE, direct);
            position = 0;
        }
        int present = LINE + direct + position;
        System.arraycopy(in, at, arena, present, count);
        System.arraycopy(in, at, block, phase, count);
        kernels.affine(arena, columns, present, head, -1, 0, output, BASE, kernels.padded(count));
        for (int t = 0; t < count; t++) {
            out[at + t] = arena[output + t] + tail[phase + t];
        }
        position += count;
        phase += count;
        if (phase == BASE) {
            phase = 0;
            turn();
        }
    }

    private void turn() {
        if (Arrays.equals(block, held)) {
            steady = Math.min(LONGEST, steady + BASE);
        } else {
            steady = 0;
            Arrays.fill(held, block[BASE - 1]);
        }
        Arrays.fill(tail, 0);
        for (PartitionLevel level : levels) {
            level.write(block);
            level.addTo(tail);
        }
        resting = !restless && steady >= settling;
    }
}
