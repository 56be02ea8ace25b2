package stompjar.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** What is known of blocks that were late, the first of them: kept by the audio thread without allocating, read by others once it has ended. */
final class LateBlocks {
    private static final int MOST = 256;

    private final long[] took = new long[MOST];
    private final long[] used = new long[MOST];
    private final long[] faults = new long[MOST];
    private final boolean[] stolen = new boolean[MOST];
    private final int[] groups = new int[MOST];
    private int count;

    /**
     * One of them.
     *
     * @param tookUs      microseconds
     * @param processorUs of these, on the processor; 0 where that is not known
     * @param pageFaults  of the thread meanwhile
     * @param stolen      see {@link ThreadUsage#wasStolen}
     * @param among       the captures that were heard about then
     */
    record LateBlock(double tookUs, double processorUs, long pageFaults, boolean stolen, List<String> among) {
        String words() {
            return String.format(Locale.ROOT, "%.0f µs, %.0f µs of the processor, %d page faults (%s)", tookUs, processorUs, pageFaults,
                    String.join(" → ", among));
        }
    }

    /**
     * Audio thread.
     *
     * @param blockTook nanoseconds
     * @param usage     of this block
     * @param wasStolen {@link ThreadUsage#wasStolen} said so
     * @param group     of the {@link PacedThread}
     */
    void note(long blockTook, ThreadUsage usage, boolean wasStolen, int group) {
        if (count < MOST) {
            took[count] = blockTook;
            used[count] = usage.used();
            faults[count] = usage.pageFaults();
            stolen[count] = wasStolen;
            groups[count] = group;
            count++;
        }
    }

    /** Of the first {@code late} that there were those that are known. @param among captures of a group */
    List<LateBlock> first(long late, IntFunction<List<String>> among) {
        List<LateBlock> blocks = new ArrayList<>();
        for (int i = 0; i < Math.min(late, count); i++) {
            blocks.add(new LateBlock(took[i] * 1e-3, used[i] * 1e-3, faults[i], stolen[i], among.apply(groups[i])));
        }
        return blocks;
    }
}
