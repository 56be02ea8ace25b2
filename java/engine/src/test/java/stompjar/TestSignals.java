package stompjar;

/** Signals to measure filters with, and measurements. */
public final class TestSignals {
    private TestSignals() { }

    /** A sine of amplitude 0.5 that is nowhere so near to zero that it counts as silence. */
    public static float[] sine(double hertz, double rate, int frames) {
        float[] x = new float[frames];
        for (int t = 0; t < frames; t++) {
            x[t] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * t / rate + 0.3));
        }
        return x;
    }

    /** dB between the powers of two signals from a frame on. */
    public static double gain(float[] from, float[] to, int start) {
        double a = 0;
        double b = 0;
        for (int t = start; t < from.length; t++) {
            a += (double) from[t] * from[t];
            b += (double) to[t] * to[t];
        }
        return 10 * Math.log10(b / a);
    }

    /** Whether a value is none that slows a processor down. */
    public static boolean normal(float x) {
        return x == 0 || Math.abs(x) >= Float.MIN_NORMAL;
    }

    /** The largest difference between neighbours, from a frame on. */
    public static float largestStep(float[] x, int start) {
        float largest = 0;
        for (int t = start + 1; t < x.length; t++) {
            largest = Math.max(largest, Math.abs(x[t] - x[t - 1]));
        }
        return largest;
    }
}
