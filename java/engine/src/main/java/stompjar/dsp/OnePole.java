package stompjar.dsp;

/**
 * A first-order low-pass in trapezoidal form (Zavalishin, The Art of VA Filter Design, 3.10): gain 1 at DC, −3 dB at the corner, 0 at half the
 * rate. One thread at a time.
 */
final class OnePole {
    /** A state below this, far below any audible level, is over; long before it, or what is made of it, could be denormal. */
    private static final double SILENCE = 1e-15;
    /** Corners stay below this share of the rate. */
    private static final double HIGHEST = 0.45;

    private final double gain;
    private double state;

    /** @param corner Hz */
    OnePole(double corner, double rate) {
        double g = warped(corner, rate);
        gain = g / (1 + g);
    }

    /** Of a corner frequency, what a trapezoidal integrator at this rate needs. */
    static double warped(double corner, double rate) {
        return Math.tan(Math.PI * Math.min(corner / rate, HIGHEST));
    }

    /** {@code state}, or 0 where that is silence. */
    static double settled(double state) {
        return Math.abs(state) < SILENCE ? 0 : state;
    }

    void reset() {
        state = 0;
    }

    /** Whether it stays as it is as long as the input is this. */
    boolean rests(double x) {
        double before = state;
        next(x);
        boolean same = state == before;
        state = before;
        return same;
    }

    double next(double x) {
        double v = (x - state) * gain;
        double low = v + state;
        state = settled(low + v);
        return low;
    }
}
