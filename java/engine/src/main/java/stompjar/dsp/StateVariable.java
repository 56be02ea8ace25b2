package stompjar.dsp;

/**
 * A second-order filter that has its low-pass, band-pass and high-pass at once, and whose corner may move while it plays (Simper, Solving the continuous
 * SVF equations using trapezoidal integration, 2013). One thread at a time.
 */
final class StateVariable {
    private final double damping;
    private double a1;
    private double a2;
    private double a3;
    private double s1;
    private double s2;
    private double low;
    private double band;
    private double high;

    /** @param damping 1/Q */
    StateVariable(double damping) {
        this.damping = damping;
    }

    /** @param g corner, see {@link OnePole#warped} */
    void tune(double g) {
        a1 = 1 / (1 + g * (g + damping));
        a2 = g * a1;
        a3 = g * a2;
    }

    void reset() {
        s1 = 0;
        s2 = 0;
    }

    /** Whether it stays as it is as long as the input is this. */
    boolean rests(double x) {
        double before1 = s1;
        double before2 = s2;
        next(x);
        boolean same = s1 == before1 && s2 == before2;
        s1 = before1;
        s2 = before2;
        return same;
    }

    void next(double x) {
        double v3 = x - s2;
        double v1 = a1 * s1 + a2 * v3;
        double v2 = s2 + a2 * s1 + a3 * v3;
        s1 = OnePole.settled(2 * v1 - s1);
        s2 = OnePole.settled(2 * v2 - s2);
        low = v2;
        band = damping * v1;
        high = x - damping * v1 - v2;
    }

    /** Gain 1 at DC. */
    double low() {
        return low;
    }

    /** Gain 1 at the corner. */
    double band() {
        return band;
    }

    /** Gain 1 at half the rate. */
    double high() {
        return high;
    }
}
