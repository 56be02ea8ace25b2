package stompjar.train;

import java.util.Locale;

/**
 * What the terms of the {@link Loss} weigh beside the pre-emphasised error-to-signal ratio, which weighs 1. Immutable.
 *
 * @param plain    of the plain error-to-signal ratio, which holds the lows and the level
 * @param dc       of the squared mean of the error over a passage, by the signal's energy (Wright, Damskägg, Välimäki 2019): asymmetric clipping
 *                 shifts the mean, which the pre-emphasis takes for a fortieth of what it is
 * @param spectral of the {@link SpectralLoss}; 0 where the waveform itself can be matched, which says more than its magnitudes
 */
public record LossWeights(double plain, double dc, double spectral) {
    public static final LossWeights DEFAULT = new LossWeights(0.1, 0, 0);

    public LossWeights {
        for (double weight : new double[] {plain, dc, spectral}) {
            if (!(weight >= 0 && weight <= 1000)) {
                throw new IllegalArgumentException("a weight of the loss is " + weight + ", outside 0 to 1000");
            }
        }
    }

    /**
     * These weights but for one.
     *
     * @throws IllegalArgumentException if there is no such term or weight
     */
    public LossWeights with(String term, double weight) {
        return switch (term) {
            case "plain" -> new LossWeights(weight, dc, spectral);
            case "dc" -> new LossWeights(plain, weight, spectral);
            case "spectral" -> new LossWeights(plain, dc, weight);
            default -> throw new IllegalArgumentException("the loss has no term '" + term + "'; it has plain, dc and spectral");
        };
    }

    /** As it is given on the command line. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "plain=%s,dc=%s,spectral=%s", plain, dc, spectral);
    }
}
