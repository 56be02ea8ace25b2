package stompjar.train;

/**
 * The error that is made small: squared error after the pre-emphasis y[n] − 0.85 y[n−1], which weighs the highs as ears do
 * (Damskägg 2019, Wright 2020), plus a little of the plain one, which holds the lows and the level.
 */
final class Loss {
    static final float PRE_EMPHASIS = 0.85f;
    /** Share of the plain error in the loss. */
    static final float PLAIN = 0.1f;

    private Loss() {
    }

    /**
     * @param y      output, frames {@code from .. from + count − 1}; the pre-emphasised error starts one frame later
     * @param wet    target recording, its frame {@code start} belongs to {@code y[from]}
     * @param slope  gets the loss's derivative by y, at the same places as y
     * @return the loss
     */
    static double of(float[] y, int from, int count, float[] wet, int start, double preWeight, double plainWeight, float[] slope) {
        double pre = 0;
        double plain = 0;
        float before = y[from] - wet[start];
        float edgeBefore = 0;
        float a = (float) (2 * preWeight);
        float b = (float) (2 * PLAIN * plainWeight);
        plain = (double) before * before;
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
        return preWeight * pre + PLAIN * plainWeight * plain;
    }
}
