package stompjar.report;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Short-time Fourier transform, Hann window.
 *
 * @param power {@code [frame][bin]}, mean square of the part of the signal in each bin: a full-scale sine sums to 0.5
 * @param hertz width of a bin
 * @param hop   seconds from frame to frame
 */
public record Stft(double[][] power, double hertz, double hop) {
    /** @param size window, samples, a power of two */
    public static Stft of(float[] signal, double rate, int size, int hop) {
        double[] window = new double[size];
        double energy = 0;
        for (int i = 0; i < size; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size);
            energy += window[i] * window[i];
        }
        DoubleFFT_1D fft = new DoubleFFT_1D(size);
        double[][] power = new double[Math.max(1, (signal.length - size) / hop + 1)][size / 2];
        double[] frame = new double[size];
        for (int f = 0; f < power.length; f++) {
            for (int i = 0; i < size; i++) {
                int at = f * hop + i;
                frame[i] = at < signal.length ? signal[at] * window[i] : 0;
            }
            fft.realForward(frame);
            for (int bin = 1; bin < size / 2; bin++) {
                power[f][bin] = 2 * (frame[2 * bin] * frame[2 * bin] + frame[2 * bin + 1] * frame[2 * bin + 1]) / (energy * size);
            }
        }
        return new Stft(power, rate / size, hop / rate);
    }

    /** Power from {@code low} to {@code high} Hz, summed over frames {@code from..to}. */
    public double band(int from, int to, double low, double high) {
        double sum = 0;
        for (int f = from; f < to; f++) {
            for (int bin = (int) Math.ceil(low / hertz); bin < Math.min(power[f].length, high / hertz); bin++) {
                sum += power[f][bin];
            }
        }
        return sum;
    }

    public double seconds(int frame) {
        return frame * hop;
    }
}
