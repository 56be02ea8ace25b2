package stompjar.dsp;

/**
 * The low-pass that reads a signal between its frames: Kaiser-windowed sinc, 100 dB (Kaiser 1974); between 44.1 and 48 kHz flat to
 * 20 kHz. Any thread.
 */
public final class WindowedSinc {
    /** Kaiser's β for 100 dB of stopband. */
    private static final double BETA = 0.1102 * (100 - 8.7);
    private static final double MIDDLE = bessel0(BETA);
    /** Zero crossings on either side at the lower of the two rates. */
    private static final int CROSSINGS = 40;

    private WindowedSinc() {
    }

    /**
     * Input frames on either side that a filter needs; even.
     *
     * @param stretch input rate over the lower of the two rates, 1 or more
     */
    public static int reach(double stretch) {
        return 2 * (int) Math.ceil(CROSSINGS * stretch / 2);
    }

    /**
     * Filter for an output {@code fraction} (0..1) of a frame after an input frame; its tap k of {@code 2 · reach} meets the input
     * {@code k − reach + 1} frames from that one. Its sum is 1.
     */
    public static float[] taps(double fraction, int reach, double stretch) {
        double[] h = new double[2 * reach];
        double sum = 0;
        for (int k = 0; k < h.length; k++) {
            double t = fraction + reach - 1 - k;
            double inside = 1 - (t / reach) * (t / reach);
            double window = inside <= 0 ? 0 : bessel0(BETA * Math.sqrt(inside)) / MIDDLE;
            double x = Math.PI * t / stretch;
            h[k] = (t == 0 ? 1 : Math.sin(x) / x) * window;
            sum += h[k];
        }
        float[] filter = new float[h.length];
        for (int k = 0; k < h.length; k++) {
            filter[k] = (float) (h[k] / sum);
        }
        return filter;
    }

    /** Modified Bessel function of the first kind, order 0, by its power series. */
    private static double bessel0(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
