package stompjar.data;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/** Auto and cross spectra of a dry and a wet recording, averaged over overlapping windows (Welch 1967) of their parts. */
final class CrossSpectrum {
    final int size;
    final double[] dry;
    final double[] wet;
    /** Of conj(dry) · wet. */
    final double[] real;
    final double[] imaginary;
    int windows;
    /** Mean frame of the windows so far. */
    double time;
    private final double[] window;
    private final DoubleFFT_1D fft;

    /** @param size frames of a window, a power of two */
    CrossSpectrum(int size) {
        this.size = size;
        dry = new double[size / 2 + 1];
        wet = new double[size / 2 + 1];
        real = new double[size / 2 + 1];
        imaginary = new double[size / 2 + 1];
        fft = new DoubleFFT_1D(size);
        window = new double[size];
        Arrays.setAll(window, i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size));
    }

    /** Adds the window that begins at {@code start}. */
    void add(float[] dryAudio, float[] wetAudio, int start) {
        double[] x = transform(dryAudio, start);
        double[] y = transform(wetAudio, start);
        for (int k = 1; k < size / 2; k++) {
            double xr = x[2 * k];
            double xi = x[2 * k + 1];
            double yr = y[2 * k];
            double yi = y[2 * k + 1];
            dry[k] += xr * xr + xi * xi;
            wet[k] += yr * yr + yi * yi;
            real[k] += xr * yr + xi * yi;
            imaginary[k] += xr * yi - xi * yr;
        }
        time += (start + 0.5 * size - time) / (windows + 1);
        windows++;
    }

    void add(CrossSpectrum other) {
        for (int k = 0; k < dry.length; k++) {
            dry[k] += other.dry[k];
            wet[k] += other.wet[k];
            real[k] += other.real[k];
            imaginary[k] += other.imaginary[k];
        }
        time = (time * windows + other.time * other.windows) / Math.max(1, windows + other.windows);
        windows += other.windows;
    }

    private double[] transform(float[] audio, int start) {
        double[] a = new double[size];
        for (int n = 0; n < size; n++) {
            a[n] = window[n] * audio[start + n];
        }
        fft.realForward(a);
        return a;
    }

    /** Averaged over a sixth of an octave around each bin. */
    CrossSpectrum smoothed() {
        CrossSpectrum out = new CrossSpectrum(size);
        smooth(dry, out.dry);
        smooth(wet, out.wet);
        smooth(real, out.real);
        smooth(imaginary, out.imaginary);
        out.windows = windows;
        out.time = time;
        return out;
    }

    private static void smooth(double[] from, double[] to) {
        double[] sums = new double[from.length + 1];
        for (int k = 0; k < from.length; k++) {
            sums[k + 1] = sums[k] + from[k];
        }
        double ratio = Math.pow(2, 1 / 12.0);
        for (int k = 0; k < from.length; k++) {
            int low = (int) Math.floor(k / ratio);
            int high = (int) Math.min(from.length - 1, Math.ceil(k * ratio));
            to[k] = (sums[high + 1] - sums[low]) / (high - low + 1);
        }
    }

    /** 0..1: how much of the wet at bin k follows from the dry by a linear filter. */
    double coherence(int k) {
        double product = dry[k] * wet[k];
        return product > 0 ? (real[k] * real[k] + imaginary[k] * imaginary[k]) / product : 0;
    }
}
