package stompjar.train;

/**
 * The error that is made small: squared error after the {@linkplain Errors#PRE_EMPHASIS pre-emphasis}, plus a little of others ({@link LossWeights}). One worker's: one thread.
 */
final class Loss {
    static final float PRE_EMPHASIS = (float) Errors.PRE_EMPHASIS;

    private final LossWeights weights;
    /** Null where it weighs nothing. */
    private final SpectralLoss spectral;

    Loss(LossWeights weights) {
        this.weights = weights;
        spectral = weights.spectral() > 0 ? new SpectralLoss() : null;
    }

    /**
     * No allocation.
     *
     * @param y           output, frames {@code from .. from + count − 1}; the pre-emphasised error starts one frame later
     * @param wet         target recording, its frame {@code start} belongs to {@code y[from]}
     * @param preWeight   of a squared error of one frame after the pre-emphasis; {@code plainWeight} without
     * @param slope       gets the loss's derivative by y, at the same places as y
     * @return the loss
     */
    double of(float[] y, int from, int count, float[] wet, int start, double preWeight, double plainWeight, float[] slope) {
        double loss = waveform(y, from, count, wet, start, preWeight, weights.plain() * plainWeight, slope);
        if (weights.dc() > 0) {
            loss += mean(y, from, count, wet, start, weights.dc() * plainWeight, slope);
        }
        return spectral == null ? loss : loss + spectral.add(y, from, count, wet, start, weights.spectral() * plainWeight, slope);
    }

    private static double waveform(float[] y, int from, int count, float[] wet, int start, double preWeight, double plainWeight, float[] slope) {
        double pre = 0;
        float before = y[from] - wet[start];
        float edgeBefore = 0;
        float a = (float) (2 * preWeight);
        float b = (float) (2 * plainWeight);
        double plain = (double) before * before;
        for (int n = 1; n < count; n++) {
            float e = y[from + n] - wet[start + n];
            float edge = e - PRE_EMPHASIS * before;
            slope[from + n - 1] = a * (edgeBefore - PRE_EMPHASIS * edge) + b * before;
            pre += (double) edge * edge;
            plain += (double) e * e;
            before = e;
            edgeBefore = edge;
        }
        slope[from + count - 1] = a * edgeBefore + b * before;
        return preWeight * pre + plainWeight * plain;
    }

    /** {@code count} frames of the squared mean error. */
    private static double mean(float[] y, int from, int count, float[] wet, int start, double weight, float[] slope) {
        double sum = 0;
        for (int n = 0; n < count; n++) {
            sum += y[from + n] - wet[start + n];
        }
        float each = (float) (2 * weight * sum / count);
        for (int n = from; n < from + count; n++) {
            slope[n] += each;
        }
        return weight * sum * sum / count;
    }
}
