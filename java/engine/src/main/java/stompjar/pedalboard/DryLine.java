package stompjar.pedalboard;

/** Delays the dry signal of one channel, so that it meets the wet one in time. Audio thread. */
final class DryLine {
    /** More than the longest latency: 384 kHz host, 8 kHz model. */
    static final int SIZE = 1 << 13;

    private final float[] ring = new float[SIZE];
    private int end;

    void reset() {
        java.util.Arrays.fill(ring, 0);
        end = 0;
    }

    void write(float[] in, int frames) {
        int first = Math.min(frames, SIZE - end);
        System.arraycopy(in, 0, ring, end, first);
        System.arraycopy(in, first, ring, 0, frames - first);
        end = (end + frames) & (SIZE - 1);
    }

    /**
     * The last {@code frames} written, {@code delay} earlier; while {@code fadeLeft} lasts, cross-faded from {@code oldDelay} earlier.
     *
     * @param fadeFrames of the whole cross-fade
     */
    void read(float[] out, int frames, int delay, int oldDelay, int fadeLeft, int fadeFrames) {
        int from = end - frames;
        int start = (from - delay) & (SIZE - 1);
        int first = Math.min(frames, SIZE - start);
        System.arraycopy(ring, start, out, 0, first);
        System.arraycopy(ring, 0, out, first, frames - first);
        for (int t = 0; oldDelay != delay && t < frames; t++) {
            out[t] += fade(fadeLeft, t, fadeFrames) * (ring[(from + t - oldDelay) & (SIZE - 1)] - out[t]);
        }
    }

    /** Share of what leaves, {@code t} frames on; all until only {@code frames} are left. */
    static float fade(int left, int t, int frames) {
        return Math.max(0, Math.min(frames, left - t)) / (float) frames;
    }
}
