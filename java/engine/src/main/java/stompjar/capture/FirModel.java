package stompjar.capture;

/**
 * A linear device: convolution with an impulse response, and a constant. {@code y[t] = bias + Σ_i taps[i] · x[t − i]}.
 *
 * @param taps impulse response at the model rate, the tap for the newest frame first; never written to
 * @param bias added to the output
 */
public record FirModel(float[] taps, float bias) implements Model {
    /** Ten seconds at 192 kHz, and a little. */
    public static final int MAX_TAPS = 1 << 21;

    public FirModel {
        if (taps.length < 1 || taps.length > MAX_TAPS) {
            throw new IllegalArgumentException("an impulse response of " + taps.length + " taps is not supported (1 to " + MAX_TAPS + " are)");
        }
        Model.checkWeights(taps, taps.length);
        if (!Float.isFinite(bias)) {
            throw new IllegalArgumentException("its bias is " + bias);
        }
    }

    @Override
    public String family() {
        return "fir";
    }

    @Override
    public String kind() {
        // Long responses run in more than one way.
        return "fir " + Integer.numberOfLeadingZeros(taps.length);
    }

    @Override
    public int inputs() {
        return 1;
    }

    @Override
    public int parameters() {
        return taps.length + (bias == 0 ? 0 : 1);
    }

    @Override
    public int receptiveField() {
        return taps.length;
    }

    /** The taps and, behind them, the bias. */
    @Override
    public float[] weights() {
        float[] weights = java.util.Arrays.copyOf(taps, taps.length + 1);
        weights[taps.length] = bias;
        return weights;
    }
}
