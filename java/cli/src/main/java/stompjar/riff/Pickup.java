package stompjar.riff;

/**
 * From the acceleration of the strings to a voltage: a magnetic pickup feels velocity, so the sum is integrated, and coil, cable and pots
 * make a resonant low-pass (3.6 kHz, Q 1.5: a humbucker on a few metres of cable).
 */
final class Pickup {
    private static final double RESONANCE_HZ = 3600, Q = 1.5;
    /** Below the lowest string nothing is left: without this the integrator would drift. */
    private static final double LOWEST_HZ = 45;

    private Pickup() { }

    /** Turns {@code signal} from acceleration into the pickup's voltage, in place. */
    static void listen(double[] signal, double rate) {
        double leak = StrictMath.exp(-2 * StrictMath.PI * LOWEST_HZ / rate);
        double w = 2 * StrictMath.PI * RESONANCE_HZ / rate;
        double alpha = StrictMath.sin(w) / (2 * Q);
        double a0 = 1 + alpha;
        double b = (1 - StrictMath.cos(w)) / (2 * a0);
        double a1 = -2 * StrictMath.cos(w) / a0;
        double a2 = (1 - alpha) / a0;
        double velocity = 0;
        double blocked = 0;
        double before = 0;
        double z1 = 0;
        double z2 = 0;
        for (int n = 0; n < signal.length; n++) {
            velocity = leak * velocity + signal[n];
            blocked = leak * (blocked + velocity - before);
            before = velocity;
            double y = b * blocked + z1;
            z1 = 2 * b * blocked - a1 * y + z2;
            z2 = b * blocked - a2 * y;
            signal[n] = y;
        }
    }
}
