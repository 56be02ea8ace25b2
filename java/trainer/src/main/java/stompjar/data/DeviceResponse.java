package stompjar.data;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The device's own frequency response (its best linear approximation, to which static distortion adds no phase: Bussgang 1952), and what the
 * recording's delay is beyond it. Analogue circuits are close to minimum phase, so their phase follows from their magnitude (Bode), and what
 * the measured phase has on top of that is the converters' and buffers' delay, and a swapped polarity.
 *
 * <p>The magnitude is known where the dry recording has sound; beyond that band it goes on with the slope that it has there, up to
 * {@link #BEYOND} times the Nyquist frequency, since the circuit does not know of the sample rate.
 */
final class DeviceResponse {
    private static final int BEYOND = 16;
    /** Bins below this coherence, or that of as few windows by chance, say nothing. */
    private static final double LEAST_COHERENCE = 0.02;
    private static final double QUIETEST = 1e-7;
    /** Hz. Below, the phase is that of coupling capacitors, of which the magnitude tells too little. */
    private static final double LOWEST = 1000;

    /** An arrival of this part of the strongest one counts. */
    private static final double FIRST = 0.25;
    /** Times the noise of the impulse response. */
    private static final double ABOVE_NOISE = 8;
    /** Frames around an arrival that are its own, at least. */
    private static final int OWN = 12;

    private final CrossSpectrum sum;
    private final CrossSpectrum mean;
    private final double rate;
    private final int low;
    private final int high;
    private final double[] phase;

    /** @param delay frames by which wet is late; @param sign 1, or −1 for swapped polarity; @param fit 0..1 how well this explains the phase */
    record Excess(double delay, int sign, double fit) {
    }

    DeviceResponse(CrossSpectrum sum, double rate) {
        this.sum = sum;
        mean = sum.smoothed();
        this.rate = rate;
        double loudest = Arrays.stream(mean.dry).max().orElse(0);
        double least = Math.max(LEAST_COHERENCE, 4.0 / Math.max(1, mean.windows));
        int best = 1;
        int top = (int) (0.45 * mean.size);
        for (int k = 1; k < top; k++) {
            best = mean.coherence(k) > mean.coherence(best) ? k : best;
        }
        int down = best;
        while (down > 2 && mean.coherence(down - 1) > least && mean.dry[down - 1] > QUIETEST * loudest) {
            down--;
        }
        int up = best;
        while (up < top && mean.coherence(up + 1) > least && mean.dry[up + 1] > QUIETEST * loudest) {
            up++;
        }
        low = down;
        high = up;
        phase = minimumPhase();
    }

    /** Highest coherence of any sixth of an octave. */
    double coherence() {
        double best = 0;
        for (int k = 1; k < mean.dry.length; k++) {
            best = Math.max(best, mean.coherence(k));
        }
        return best;
    }

    /** Whether there is sound over enough frequencies to say when something happened: an octave above {@link #LOWEST}. */
    boolean wide() {
        return hertz(high) > 2 * Math.max(LOWEST, hertz(low));
    }

    /**
     * Frames from the strongest arrival back to an earlier one: 0 or less. Two microphones or a room make a device that is not minimum
     * phase, where the strongest is not the first; whoever took it for the beginning would ask a network to foresee.
     */
    double firstArrival() {
        int size = mean.size;
        double[] h = new double[size];
        for (int k = low; k <= high; k++) {
            double taper = Math.sin(Math.PI * (k - low + 0.5) / (high - low + 1));
            // Without the device's own response, which would ring around its arrivals.
            double weight = taper * taper * mean.coherence(k) / ((sum.dry[k] + 0.01 * mean.dry[k]) * Math.exp(magnitude(k)));
            double cos = Math.cos(phase[k]);
            double sin = Math.sin(phase[k]);
            h[2 * k] = weight * (sum.real[k] * cos + sum.imaginary[k] * sin);
            h[2 * k + 1] = weight * (sum.imaginary[k] * cos - sum.real[k] * sin);
        }
        new DoubleFFT_1D(size).realInverse(h, true);
        int peak = 0;
        for (int n = 0; n < size; n++) {
            peak = Math.abs(h[n]) > Math.abs(h[peak]) ? n : peak;
        }
        // Around half a window away from the strongest is nothing but noise.
        double noise = 0;
        for (int n = size * 3 / 8; n < size * 5 / 8; n++) {
            noise += h[(peak + n) % size] * h[(peak + n) % size] / (size / 4);
        }
        // It has a band, and so a width.
        int own = Math.max(OWN, 2 * size / (high - low + 1));
        double least = Math.max(FIRST * Math.abs(h[peak]), ABOVE_NOISE * Math.sqrt(noise));
        int before = size / 4;
        while (before > own && Math.abs(h[(peak - before + size) % size]) < least) {
            before--;
        }
        if (before == own) {
            return 0;
        }
        int first = before;
        for (int n = before; n > before - own / 2; n--) {
            first = Math.abs(h[(peak - n + size) % size]) > Math.abs(h[(peak - first + size) % size]) ? n : first;
        }
        return -first;
    }

    private double hertz(int k) {
        return k * rate / mean.size;
    }

    private double magnitude(int k) {
        return 0.5 * Math.log((mean.real[k] * mean.real[k] + mean.imaginary[k] * mean.imaginary[k]) / (mean.dry[k] * mean.dry[k]));
    }

    /** Radians by bin, from the cepstrum of the log magnitude made causal (Oppenheim and Schafer, Discrete-Time Signal Processing). */
    private double[] minimumPhase() {
        int half = BEYOND * mean.size / 2;
        double[] log = new double[half + 1];
        // At most 4th-order roll-off, and no rise for ever.
        double upSlope = clamp(slope(Math.max(low, (int) (high / 1.6)), high), -6, 0);
        double downSlope = clamp(slope(low, Math.min(high, (int) Math.ceil(low * 1.6) + 1)), 0, 3);
        for (int k = 0; k <= half; k++) {
            log[k] = k > high ? magnitude(high) + upSlope * Math.log((double) k / high)
                    : k < low ? magnitude(low) + downSlope * Math.log(Math.max(0.5, k) / low) : magnitude(k);
        }
        return Arrays.copyOf(MinimumPhase.phase(log), mean.dry.length);
    }

    private static double clamp(double value, double least, double most) {
        return Math.max(least, Math.min(most, Double.isNaN(value) ? 0 : value));
    }

    /** Of the log magnitude over the log frequency, by least squares. */
    private double slope(int from, int to) {
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        int count = to - from + 1;
        for (int k = from; k <= to; k++) {
            double f = Math.log(k);
            x += f;
            y += magnitude(k);
            xx += f * f;
            xy += f * magnitude(k);
        }
        return (count * xy - x * y) / (count * xx - x * x);
    }

    /** Of the recording as a whole. */
    Excess excess(double reach) {
        return excess(mean, reach);
    }

    /** Of a part of it, which has the same device in it. @param reach frames of delay that come into question, either way */
    Excess excess(CrossSpectrum smoothed, double reach) {
        int from = low;
        while (hertz(from) < LOWEST && hertz(from + 1) < hertz(high) / 2) {
            from++;
        }
        int count = high - from + 1;
        double[] re = new double[count];
        double[] im = new double[count];
        double total = 0;
        for (int i = 0; i < count; i++) {
            int k = from + i;
            double c = Math.min(0.999, mean.coherence(k));
            // Precision of a phase (Bendat and Piersol), every octave alike.
            double weight = c / (1 - c) / k;
            double angle = Math.atan2(smoothed.imaginary[k], smoothed.real[k]) - phase[k];
            re[i] = weight * Math.cos(angle);
            im[i] = weight * Math.sin(angle);
            total += weight;
        }
        double best = 0;
        double at = 0;
        for (double delay = -reach; delay <= reach; delay += 0.125) {
            double agreement = agreement(re, im, from, delay);
            if (Math.abs(agreement) > Math.abs(best)) {
                best = agreement;
                at = delay;
            }
        }
        double exact = finer(re, im, from, at, 0.125);
        double fit = agreement(re, im, from, exact) / total;
        return new Excess(exact, fit < 0 ? -1 : 1, Math.abs(fit));
    }

    /** How well phases turn as with such a delay; negative: with swapped polarity. */
    private double agreement(double[] re, double[] im, int from, double delay) {
        double step = 2 * Math.PI * delay / mean.size;
        double sum = 0;
        for (int i = 0; i < re.length; i++) {
            double angle = step * (from + i);
            sum += re[i] * Math.cos(angle) - im[i] * Math.sin(angle);
        }
        return sum;
    }

    /** The peak is a smooth hill: the top of the parabola through three points, again and again closer. */
    private double finer(double[] re, double[] im, int from, double at, double step) {
        double peak = at;
        for (int i = 0; i < 4; i++) {
            double width = step / (1 << 2 * i);
            double a = Math.abs(agreement(re, im, from, peak - width));
            double b = Math.abs(agreement(re, im, from, peak));
            double c = Math.abs(agreement(re, im, from, peak + width));
            double bend = a - 2 * b + c;
            peak += bend < 0 ? clamp(0.5 * width * (a - c) / bend, -width, width) : 0;
        }
        return peak;
    }
}
