package stompjar.demo;

import java.util.function.DoubleUnaryOperator;

/**
 * The harmonics that the pedal makes of a sine while drive rises.
 *
 * @param drive       position at each measurement
 * @param harmonicsDb {@code [n − 1][measurement]}: harmonic n against the fundamental
 * @param thdPercent  root of the energy of harmonics 2..{@link #HARMONICS} against the fundamental
 */
public record HarmonicSweep(double[] drive, double[][] harmonicsDb, double[] thdPercent) {
    /** Pitch and level of the sine: a middle A, picked gently. */
    public static final double HERTZ = 220, PEAK = 0.1;
    public static final double SECONDS = 6;
    static final int HARMONICS = 9;
    private static final int MEASUREMENTS = 41;
    private static final double WINDOW = 0.1;

    /** The sine itself, mono. */
    public static float[] sine(int rate) {
        float[] sine = new float[(int) (SECONDS * rate)];
        for (int n = 0; n < sine.length; n++) {
            sine[n] = (float) (PEAK * Math.sin(2 * Math.PI * HERTZ * n / rate));
        }
        return sine;
    }

    /**
     * Measures the wet sine.
     *
     * @param drive position at each second
     */
    public static HarmonicSweep of(float[] wet, int rate, DoubleUnaryOperator drive) {
        HarmonicSweep sweep = new HarmonicSweep(new double[MEASUREMENTS], new double[HARMONICS][MEASUREMENTS], new double[MEASUREMENTS]);
        for (int m = 0; m < MEASUREMENTS; m++) {
            // The first and last windows keep clear of the ends of the file.
            double middle = WINDOW + (SECONDS - 2 * WINDOW) * m / (MEASUREMENTS - 1);
            int from = (int) ((middle - WINDOW / 2) * rate);
            double fundamental = energy(wet, from, rate, 1);
            double distortion = 0;
            for (int n = 1; n <= HARMONICS; n++) {
                double energy = energy(wet, from, rate, n);
                sweep.harmonicsDb[n - 1][m] = 10 * Math.log10(Math.max(1e-12, energy / fundamental));
                distortion += n > 1 ? energy : 0;
            }
            sweep.drive[m] = drive.applyAsDouble(middle);
            sweep.thdPercent[m] = 100 * Math.sqrt(distortion / fundamental);
        }
        return sweep;
    }

    /** Energy at harmonic {@code n}: the projection on its sine and cosine under a Hann window, which ignores the other harmonics. */
    private static double energy(float[] signal, int from, int rate, int n) {
        int frames = (int) (WINDOW * rate);
        double re = 0;
        double im = 0;
        for (int i = 0; i < frames; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / frames);
            double phase = 2 * Math.PI * HERTZ * n * i / rate;
            re += window * signal[from + i] * Math.cos(phase);
            im += window * signal[from + i] * Math.sin(phase);
        }
        return re * re + im * im;
    }
}
