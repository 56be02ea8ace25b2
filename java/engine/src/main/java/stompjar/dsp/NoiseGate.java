package stompjar.dsp;

/**
 * Silences what is below a threshold. It opens as soon as the larger of the channels reaches the threshold, and closes once all of them have been below the
 * lower of two thresholds, {@value #HYSTERESIS} dB down, for {@value #HOLD} seconds. The gain of an open gate is exactly 1, that of a closed one exactly 0, and
 * between them it moves in ramps. One thread at a time; only the constructor allocates.
 */
public final class NoiseGate {
    /** dB between the threshold that opens and the one that closes: a decaying string that wavers around one does not flutter. */
    static final float HYSTERESIS = 6;
    /** Seconds: longer than half a period of the lowest bass string, short enough to stop hum after a muted chord. */
    static final double HOLD = 0.05;
    /** Seconds from closed to open: no click, and the pick is still heard. */
    static final double OPENING = 0.002;
    /** Seconds from open to closed: the end of a note is let go. */
    static final double CLOSING = 0.1;

    private final int holdFrames;
    private final float up;
    private final float down;
    private final float[] gains;
    private float threshold = Float.NaN;
    private float opensAt;
    private float closesAt;
    private float gain = 1;
    private int held;

    /** @param maxFrames most frames of a call */
    public NoiseGate(double rate, int maxFrames) {
        holdFrames = (int) Math.round(HOLD * rate);
        up = (float) (1 / (OPENING * rate));
        down = (float) (1 / (CLOSING * rate));
        gains = new float[maxFrames];
    }

    /**
     * The next frames, in place. Audio thread.
     *
     * @param decibels threshold, dBFS of a peak
     * @param on       off is an open gate
     * @param fresh    whether to forget the past: then a gate that is on is closed
     */
    public void process(float[][] audio, int frames, float decibels, boolean on, boolean fresh) {
        if (fresh) {
            gain = on ? 0 : 1;
            held = 0;
        }
        if (!on) {
            held = holdFrames;
            if (gain == 1) {
                return;
            }
        }
        if (decibels != threshold) {
            threshold = decibels;
            opensAt = Decibels.gain(decibels);
            closesAt = Decibels.gain(decibels - HYSTERESIS);
        }
        for (int t = 0; t < frames; t++) {
            float peak = 0;
            for (float[] row : audio) {
                peak = Math.max(peak, Math.abs(row[t]));
            }
            gains[t] = next(peak, on);
        }
        for (float[] row : audio) {
            for (int t = 0; t < frames; t++) {
                // A closed gate gives +0: what follows tells silence by its bits.
                row[t] = gains[t] == 0 ? 0 : row[t] * gains[t];
            }
        }
    }

    /** Whether it stays as it is as long as nothing changes and the input is silence. Audio thread. */
    public boolean rests() {
        return gain == 0 && held == 0 || gain == 1 && held == holdFrames;
    }

    private float next(float peak, boolean on) {
        boolean hold = peak >= closesAt && held > 0;
        if (peak >= opensAt || hold || !on) {
            held = holdFrames;
        } else if (held > 0) {
            held--;
        }
        gain = held > 0 ? Math.min(1, gain + up) : Math.max(0, gain - down);
        return gain;
    }
}
