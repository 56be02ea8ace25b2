package stompjar.dsp;

import java.util.Arrays;
import stompjar.simd.Kernels;
import stompjar.simd.Product;

/**
 * Convolution with a fixed impulse response of any length, without latency: the first taps directly, the rest by transforms of partitions that grow with
 * the distance from the beginning. What is computed when is tied to the count of frames since {@link #reset}, so that the output has the same
 * bits however the frames are cut into calls. Silence, or any other one value for longer than the response, costs next to nothing. One thread at a time;
 * only the constructor allocates.
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
    private final int[] columns;
    private final int output;
    /** Row of zeros for the kernels; history and present frames; output rows. */
    private final float[] arena;
    private final PartitionLevel[] levels;
    private final float[] block = new float[BASE];
    private final float[] tail = new float[BASE];
    private int position;
    private int phase;
    /** The last frame of the last whole block, a block of it. */
    private final float[] held = new float[BASE];
    /** Frames of the last whole blocks that are all that. */
    private int steady;
    /** What the first taps gave for the last frame. */
    private float lastHead;
    private boolean restless;

    /** @param taps impulse response, the tap for the newest frame first; at least one, finite */
    public PartitionedConvolver(float[] taps, Kernels kernels) {
        this.kernels = kernels;
        direct = taps.length <= DIRECT ? taps.length : BASE;
        head = new Product(new float[][] {Arrays.copyOf(taps, direct)}, null);
        columns = new int[direct];
        output = LINE + direct + TRAVEL + BASE;
        arena = new float[output + Kernels.TILE * BASE];
        levels = new PartitionLevel[direct == taps.length ? 0 : levels(taps.length)];
        for (int l = 0; l < levels.length; l++) {
            int to = l + 1 < levels.length ? PartitionLevel.begin(SIZES[l + 1]) : taps.length;
            levels[l] = new PartitionLevel(taps, to, SIZES[l], FIRST_SLOTS[l], kernels);
        }
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
        lastHead = 0;
    }

    /** For tests: a convolver that works always. */
    void neverRest() {
        restless = true;
        for (PartitionLevel level : levels) {
            level.neverRest();
        }
    }

    /** Whether the input has not changed for so long that only its going on is counted. Audio thread. */
    boolean resting() {
        boolean all = headRests();
        for (PartitionLevel level : levels) {
            all &= level.resting();
        }
        return all;
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
        lastHead = twin.lastHead;
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
            int count = Math.min(frames - at, BASE - phase);
            run(in, out, at, count);
            at += count;
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
        if (!headRests() || !still(phase + count)) {
            for (int j = 0; j < direct; j++) {
                columns[j] = present - j;
            }
            kernels.affine(arena, columns, head, -1, 0, output, BASE, kernels.padded(count));
            lastHead = arena[output + count - 1];
        } else {
            Arrays.fill(arena, output, output + count, lastHead);
        }
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
        if (still(BASE)) {
            steady = Math.min(LONGEST, steady + BASE);
        } else {
            steady = 0;
            Arrays.fill(held, block[BASE - 1]);
        }
        Arrays.fill(tail, 0);
        for (PartitionLevel level : levels) {
            level.write(block, steady);
            level.addTo(tail);
        }
    }

    private boolean headRests() {
        return !restless && steady >= direct + BASE;
    }

    /** Whether the first frames of the present block are what the last one's last was. */
    private boolean still(int frames) {
        return Arrays.mismatch(block, 0, frames, held, 0, frames) < 0;
    }
}
