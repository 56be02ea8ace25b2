package stompjar.network;

import java.util.Arrays;

/**
 * A region of an arena with one row for each channel. In a history the present frames begin {@code reach + position} floats into a row, and the
 * position advances with the frames; in other rows they begin at the start. Dense rows lie one behind the other, as many floats apart as a call has
 * frames.
 */
final class Rows {
    private static final int DENSE = 0;

    private final int base;
    private final int stride;
    private final int channels;
    private final int reach;
    private final boolean moving;

    private Rows(int base, int stride, int channels, int reach, boolean moving) {
        this.base = base;
        this.stride = stride;
        this.channels = channels;
        this.reach = reach;
        this.moving = moving;
    }

    static Rows plain(ArenaPlan plan, int channels) {
        return at(plan.rows(channels, Network.MAX_FRAMES), channels);
    }

    /** Plain rows that are there already. */
    static Rows at(int base, int channels) {
        return new Rows(base, Network.MAX_FRAMES, channels, 0, false);
    }

    static Rows dense(ArenaPlan plan, int channels) {
        return new Rows(plan.rows(channels, Network.MAX_FRAMES), DENSE, channels, 0, false);
    }

    /**
     * @param reach  frames before the present one that stay known
     * @param travel frames that the position may advance
     */
    static Rows history(ArenaPlan plan, int channels, int reach, int travel) {
        int stride = reach + travel + Network.MAX_FRAMES;
        return new Rows(plan.rows(channels, stride), stride, channels, reach, true);
    }

    /** The same region with only its first channels. */
    Rows first(int count) {
        return new Rows(base, stride, count, reach, moving);
    }

    /** The same region, which is plain, without its first channels. */
    Rows from(int channel) {
        return new Rows(base + channel * stride, stride, channels - channel, reach, moving);
    }

    /** Where each of some rows begins. */
    static int[] starts(int base, int count, int stride) {
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = base + i * stride;
        }
        return starts;
    }

    int channels() {
        return channels;
    }

    /** Where the present frames of the first channel are. */
    int present(int position) {
        return moving ? base + reach + position : base;
    }

    int stride(int frames) {
        return stride == DENSE ? frames : stride;
    }

    /** Whether the present frames move with the position. */
    boolean moving() {
        return moving;
    }

    /** Whether the rows lie as many floats apart as a call has frames. */
    boolean dense() {
        return stride == DENSE;
    }

    /** Fills a history with its present frame. */
    Step hold() {
        return new Step() {
            @Override
            void run(float[] a, int position, int frames) {
                for (int c = 0; c < channels; c++) {
                    int row = base + c * stride;
                    Arrays.fill(a, row, row + reach + position, a[row + reach + position]);
                }
            }
        };
    }

    /** Moves a history back to the front. */
    void rewind(float[] arena, int position) {
        for (int c = 0; c < channels; c++) {
            int row = base + c * stride;
            System.arraycopy(arena, row + position, arena, row, reach);
        }
    }
}
