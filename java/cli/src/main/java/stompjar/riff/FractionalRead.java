package stompjar.riff;

/**
 * Reads a ring buffer between its samples with a windowed sinc of 24 taps. Flat to 0.75 of Nyquist within 1e-4, so that a string loop,
 * which passes through it hundreds of times a second, neither dulls nor detunes where a bend moves the delay.
 */
final class FractionalRead {
    /** Taps before the point that is read: the least delay that {@link #read} can give. */
    static final int HALF = 12;
    private static final int TAPS = 2 * HALF;
    private static final int PHASES = 1024;
    private static final double KAISER_BETA = 9;
    private static final double[][] TABLE = new double[PHASES + 1][TAPS];

    static {
        for (int phase = 0; phase <= PHASES; phase++) {
            double sum = 0;
            for (int tap = 0; tap < TAPS; tap++) {
                double x = tap - (HALF - 1) - phase / (double) PHASES;
                double window = x * x >= HALF * HALF ? 0 : bessel0(KAISER_BETA * StrictMath.sqrt(1 - x * x / (HALF * HALF)));
                double sinc = x == 0 ? 1 : StrictMath.sin(StrictMath.PI * x) / (StrictMath.PI * x);
                TABLE[phase][tap] = window * sinc;
                sum += TABLE[phase][tap];
            }
            for (int tap = 0; tap < TAPS; tap++) {
                TABLE[phase][tap] /= sum;
            }
        }
    }

    private FractionalRead() { }

    /** Modified Bessel function of the first kind, order 0, by its power series. */
    private static double bessel0(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; k < 40; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    /**
     * The value {@code delay} samples before place {@code now}.
     *
     * @param ring  its length is a power of two
     * @param now   place of the newest sample
     * @param delay at least {@link #HALF}
     */
    static double read(double[] ring, int now, double delay) {
        int whole = (int) StrictMath.floor(delay);
        double place = (delay - whole) * PHASES;
        int phase = (int) place;
        double blend = place - phase;
        double[] a = TABLE[phase];
        double[] b = TABLE[phase + 1];
        int mask = ring.length - 1;
        int first = now - whole + HALF - 1;
        double sum = 0;
        for (int tap = 0; tap < TAPS; tap++) {
            sum += ring[first - tap & mask] * (a[tap] + blend * (b[tap] - a[tap]));
        }
        return sum;
    }
}
