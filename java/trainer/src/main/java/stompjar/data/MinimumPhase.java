package stompjar.data;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The phase that a causal and stable system with a causal and stable inverse must have, from its magnitude: their Hilbert transform, by way of the real
 * cepstrum (Oppenheim and Schafer, "Discrete-Time Signal Processing", 3rd ed., 13.4).
 */
public final class MinimumPhase {
    private MinimumPhase() { }

    /**
     * @param log natural logarithm of the magnitude at evenly spaced frequencies, from 0 to the Nyquist frequency, both included; the closer they lie, the
     *            less the cepstrum wraps around
     * @return radians at the same frequencies
     */
    public static double[] phase(double[] log) {
        int half = log.length - 1;
        DoubleFFT_1D fft = new DoubleFFT_1D(2L * half);
        double[] a = new double[2 * half];
        for (int k = 1; k < half; k++) {
            a[2 * k] = log[k];
        }
        a[0] = log[0];
        a[1] = log[half];
        fft.realInverse(a, true);
        for (int n = 1; n < half; n++) {
            a[n] *= 2;
            a[2 * half - n] = 0;
        }
        fft.realForward(a);
        double[] phase = new double[half + 1];
        for (int k = 1; k < half; k++) {
            phase[k] = a[2 * k + 1];
        }
        return phase;
    }
}
