package stompjar.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;

/**
 * A stretch of a recording to fit on.
 *
 * @param dry   whole recording
 * @param wet   whole recording
 * @param start first frame that counts
 * @param count frames that count
 */
record Window(float[] dry, float[] wet, int start, int count) {
    /** Frames of a window: long against what a filter must forget at its beginning, short against memory. */
    static final int FRAMES = 8192;

    /** A split, cut into windows. */
    static List<Window> of(Dataset data, Split split, int frames) {
        List<Window> windows = new ArrayList<>();
        for (Segment segment : data.of(split)) {
            for (int start = segment.start(); start < segment.end(); start += frames) {
                int count = Math.min(frames, segment.end() - start);
                // A shorter rest would cost its warm-up and tell little; but a short recording is used as it is.
                if (count > frames / 4 || start == segment.start()) {
                    windows.add(new Window(segment.dry(), segment.wet(), start, count));
                }
            }
        }
        return windows;
    }

    /** {@code count} of them, one from each stretch of the list, so that all of the recording is seen. */
    static List<Window> pick(List<Window> all, int count, RandomGenerator random) {
        if (count >= all.size()) {
            return all;
        }
        List<Window> some = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long from = (long) i * all.size() / count;
            long to = (i + 1L) * all.size() / count;
            some.add(all.get((int) (from + random.nextLong(to - from))));
        }
        return some;
    }
}
