package stompjar.cab;

import org.jtransforms.fft.DoubleFFT_1D;

import stompjar.data.MinimumPhase;

/** From the magnitude of a cabinet to what {@code .wav} files hold. */
public final class ImpulseResponse {
    /** What cabinets have rung out in; 2048 frames at 48 kHz. */
    public static final double SECONDS = 2048 / 48_000.0;

    private static final int SIZE = 1 << 16;
    /** Below the lowest note the response is held: a zero at 0 Hz has no logarithm. */
    private static final double LOWEST_HZ = 10;
    /** dB under the rest; deeper is not heard, and would only make the cepstrum long. */
    private static final double FLOOR = -100;
    /** Share of the length, at the end, in which it is faded out. */
    private static final double FADE = 0.25;
    /** Full scale of 24 bits. */
    private static final double STEPS = 1 << 23;

    private ImpulseResponse() { }

    /**
     * The cabinet at minimum phase: loudspeakers are close to it, and nothing is late.
     *
     * <p>Its level: a guitar with equal power in each octave from 80 Hz to 5 kHz comes out as loud as it went in, so that a cabinet may be switched on and off.
     *
     * @param rate sample rate, Hz
     * @return taps, each an exact 24-bit value; the rounding swallows the last bits in which machines' Fourier transforms may differ
     */
    public static float[] of(Cabinet cabinet, int rate) {
        double level = level(cabinet);
        double[] log = new double[SIZE / 2 + 1];
        for (int k = 0; k < log.length; k++) {
            double f = StrictMath.max(LOWEST_HZ, (double) k * rate / SIZE);
            log[k] = StrictMath.max(FLOOR, cabinet.decibels(f) - level) * StrictMath.log(10) / 20;
        }
        double[] h = atMinimumPhase(log);
        float[] taps = new float[(int) StrictMath.round(SECONDS * rate)];
        int fade = (int) (FADE * taps.length);
        for (int n = 0; n < taps.length; n++) {
            double end = StrictMath.min(1, (taps.length - n) / (double) fade);
            // + 0.0, because rint makes −0.0, which no file of integers can hold.
            taps[n] = (float) ((StrictMath.rint(h[n] * (0.5 - 0.5 * StrictMath.cos(StrictMath.PI * end)) * STEPS) + 0.0) / STEPS);
        }
        return taps;
    }

    private static double[] atMinimumPhase(double[] log) {
        double[] phase = MinimumPhase.phase(log);
        double[] h = new double[SIZE];
        for (int k = 1; k < log.length - 1; k++) {
            double magnitude = StrictMath.exp(log[k]);
            h[2 * k] = magnitude * StrictMath.cos(phase[k]);
            h[2 * k + 1] = magnitude * StrictMath.sin(phase[k]);
        }
        h[0] = StrictMath.exp(log[0]);
        h[1] = StrictMath.exp(log[log.length - 1]);
        new DoubleFFT_1D(SIZE).realInverse(h, true);
        return h;
    }

    /** dB of the mean power over a logarithm of the frequency. */
    private static double level(Cabinet cabinet) {
        int steps = 600;
        double power = 0;
        for (int i = 0; i < steps; i++) {
            power += StrictMath.pow(10, cabinet.decibels(80 * StrictMath.pow(5000.0 / 80, (i + 0.5) / steps)) / 10) / steps;
        }
        return 10 * StrictMath.log10(power);
    }
}
