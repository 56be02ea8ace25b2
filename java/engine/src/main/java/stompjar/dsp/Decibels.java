package stompjar.dsp;

/** Decibels as factors of amplitude. Any thread, the audio thread too. */
public final class Decibels {
    private static final float LEAST = -120;
    private static final float MOST = 60;

    private Decibels() { }

    /** −120 … 60 dB, beyond which the nearest end counts; exactly 1 for 0 dB. */
    public static float gain(float decibels) {
        // Not StrictMath: its pow allocates arrays.
        return (float) Math.pow(10, Math.max(LEAST, Math.min(MOST, decibels)) / 20.0);
    }
}
