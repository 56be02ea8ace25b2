package stompjar.train;

import org.jtransforms.fft.DoubleFFT_1D;

/**
 * How far apart two signals' short-time spectra are, whatever their phases, at several resolutions (Yamamoto, Song, Kim 2020): of the magnitudes
 * the squared difference, as energy of the signal, and the mean squared difference of their logarithms, times the target's energy; so both count
 * like squared errors of frames. Hann windows, half overlapping. One thread.
 */
final class SpectralLoss {
    /** 3 to 46 ms at 44.1 kHz: from the attack of a string to its partials. */
    private static final int[] SIZES = {128, 512, 2048};
    /** Of the target's mean power in a bin: what is 60 dB below is as good as silent. */
    private static final double FLOOR = 1e-6;

    private final Resolution[] resolutions = new Resolution[SIZES.length];

    SpectralLoss() {
        for (int i = 0; i < SIZES.length; i++) {
            resolutions[i] = new Resolution(SIZES[i]);
        }
    }

    /** Adds the derivative to {@code slope}; parameters as in {@link Loss#of}. No allocation. */
    double add(float[] y, int from, int count, float[] wet, int start, double weight, float[] slope) {
        double energy = 0;
        for (int n = 0; n < count; n++) {
            energy += (double) wet[start + n] * wet[start + n];
        }
        double loss = 0;
        // Of silence no magnitude is worth being learned; a passage that is too short for a window has no say there.
        for (int i = 0; i < resolutions.length && energy > 0; i++) {
            if (count >= resolutions[i].size) {
                loss += resolutions[i].add(y, from, count, wet, start, weight / resolutions.length, energy, slope);
            }
        }
        return loss;
    }

    private static final class Resolution {
        private final int size;
        private final DoubleFFT_1D fft;
        private final double[] window;
        private final double windowEnergy;
        private final double[] ours;
        private final double[] target;

        Resolution(int size) {
            this.size = size;
            fft = new DoubleFFT_1D(size);
            window = new double[size];
            ours = new double[size];
            target = new double[size];
            double sum = 0;
            for (int i = 0; i < size; i++) {
                window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size);
                sum += window[i] * window[i];
            }
            windowEnergy = sum;
        }

        double add(float[] y, int from, int count, float[] wet, int start, double weight, double energy, float[] slope) {
            int hop = size / 2;
            int windows = (count - size) / hop + 1;
            // Parseval: what the bins of all windows sum to when each is worth this is the energy of the frames.
            double magnitude = weight * 2 * count / ((double) windows * size * windowEnergy);
            double logarithm = weight * energy / ((double) windows * (size / 2 - 1));
            double floor = FLOOR * energy / count * windowEnergy;
            double loss = 0;
            for (int w = 0; w < windows; w++) {
                spectrum(y, from + w * hop, ours);
                spectrum(wet, start + w * hop, target);
                loss += compare(magnitude, logarithm, floor);
                // Unscaled, the inverse is the transpose of what made the bins.
                fft.realInverse(ours, false);
                for (int i = 0; i < size; i++) {
                    slope[from + w * hop + i] += (float) (window[i] * ours[i]);
                }
            }
            return loss;
        }

        private void spectrum(float[] signal, int at, double[] spectrum) {
            for (int i = 0; i < size; i++) {
                spectrum[i] = window[i] * signal[at + i];
            }
            fft.realForward(spectrum);
        }

        /** The loss of one window; {@code ours} becomes its derivative. The mean and the highest bin have no phase, and no say. */
        private double compare(double magnitude, double logarithm, double floor) {
            double loss = 0;
            ours[0] = 0;
            ours[1] = 0;
            for (int b = 2; b < size; b += 2) {
                double power = ours[b] * ours[b] + ours[b + 1] * ours[b + 1] + floor;
                double root = Math.sqrt(power);
                double targetPower = target[b] * target[b] + target[b + 1] * target[b + 1] + floor;
                double apart = root - Math.sqrt(targetPower);
                double ratio = 0.5 * Math.log(power / targetPower);
                loss += magnitude * apart * apart + logarithm * ratio * ratio;
                double factor = 2 * (magnitude * apart / root + logarithm * ratio / power);
                ours[b] *= factor;
                ours[b + 1] *= factor;
            }
            return loss;
        }
    }
}
