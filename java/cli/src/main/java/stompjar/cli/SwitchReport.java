package stompjar.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import stompjar.cli.PacedThread.Counts;

/**
 * What {@code bench --switch} says.
 *
 * @param switches       loads of another capture while the audio thread played, but for the first of each
 * @param captures       files that were switched between
 * @param rate           of host, Hz
 * @param block          frames
 * @param realTime       whether the audio thread had a host's scheduling: without, whatever else runs may delay it
 * @param changes        while captures were switched
 * @param dropouts       the first few hundred of the blocks that were late then, one by one
 * @param control        while one capture played and the same loads went to a pedal that nobody heard
 * @param alone          while one capture played and nothing was loaded: what the machine does by itself
 * @param deadlineUs     microseconds that a block lasts
 * @param worstBlockUs   microseconds of the slowest in which the processor was not taken away
 * @param worstShare     the same over the deadline
 * @param busiestBlockUs microseconds of the processor that a block used at most, whatever else the machine did meanwhile; 0 where that is not known
 * @param allocatedBytes Java heap that the audio thread took
 * @param clicks         groups of switches with a larger step from sample to sample than allowed
 * @param largestStep    in the group that came nearest to what is allowed, or exceeded it
 * @param allowedStep    in that group: the largest that one of its captures makes by itself, and the slope of a cross-fade between them
 * @param stepAmong      the captures of that group
 * @param heapStartBytes Java heap in use after a collection, after every capture was loaded once
 * @param heapEndBytes   the same at the end, with the same capture loaded
 * @param loadMs         milliseconds from the wish for a capture to its hand-over, median, without the first of each
 */
record SwitchReport(int switches, List<String> captures, int rate, int block, boolean realTime, Counts changes,
                    List<LateBlocks.LateBlock> dropouts, Counts control, Counts alone, double deadlineUs, double worstBlockUs, double worstShare,
                    double busiestBlockUs, long allocatedBytes, int clicks, double largestStep, double allowedStep, List<String> stepAmong,
                    long heapStartBytes, long heapEndBytes, double loadMs) {
    /** ZGC counts whole pages of 2 MB. A thousand networks that are not let go weigh ten times as much and more. */
    private static final long HEAP_NOISE = 16 << 20;

    /** Promises that hold on any machine in any mood, and did not. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (clicks > 0) {
            broken.add(clicks + " clicks");
        }
        if (allocatedBytes != 0) {
            broken.add(allocatedBytes + " bytes allocated on the audio thread");
        }
        if (heapEndBytes - heapStartBytes > HEAP_NOISE) {
            broken.add("the heap grew by %d MB".formatted((heapEndBytes - heapStartBytes) >> 20));
        }
        return broken;
    }

    String words() {
        String ours = dropouts.stream().filter(block -> !block.stolen()).map(block -> "\n           " + block.words()).collect(Collectors.joining());
        return String.format(Locale.ROOT, """
                %d switches between %d captures while a chord played, %d blocks of %d frames at %d Hz%s
                dropouts   %s%s
                slowest    %.0f of %.0f µs (%.1f %%), these left out
                busiest    %.0f µs of the processor in one block
                control    %s (the same loads, unheard)
                alone      %s (no loads)
                clicks     %d; the largest step from sample to sample is %.2g where %.2g is allowed (%s)
                audio      %d bytes allocated on its thread
                memory     %.2f MB of heap in use at the start, %.2f MB at the end
                loading    %.0f ms, median""", switches, captures.size(), changes.blocks(), block, rate,
                realTime ? ", real-time scheduling" : ", no real-time scheduling here", words(changes), ours, worstBlockUs, deadlineUs, 100 * worstShare,
                busiestBlockUs, words(control), words(alone), clicks, largestStep, allowedStep, String.join(" → ", stepAmong), allocatedBytes,
                heapStartBytes * 1e-6, heapEndBytes * 1e-6, loadMs);
    }

    private static String words(Counts counts) {
        return String.format(Locale.ROOT, "%d of %d blocks late in %.1f s of work, %d of them while a hypervisor had taken the processor away",
                counts.late(), counts.blocks(), counts.seconds(), counts.stolen());
    }
}
