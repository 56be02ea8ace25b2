package stompjar.train;

/**
 * ESR by setting, and its mean over the settings that were trained: a quiet setting counts as much as a loud one.
 *
 * @param plain      ESR by setting; NaN where the split has no sound, infinite where the model gave no number
 * @param preEmphasised the same after y[n] − 0.85 y[n−1]
 * @param heldOut    settings that the means leave out
 */
public record Errors(double[] plain, double[] preEmphasised, boolean[] heldOut) {
    /** Of the filter y[n] − 0.85 y[n−1], which weighs the highs as ears do (Damskägg 2019, Wright 2020). */
    public static final double PRE_EMPHASIS = 0.85;

    /** @param sums of each setting, from {@link #measure} */
    public static Errors of(double[][] sums, boolean[] heldOut) {
        double[] plain = new double[sums.length];
        double[] preEmphasised = new double[sums.length];
        for (int s = 0; s < sums.length; s++) {
            plain[s] = ratio(sums[s][0], sums[s][1]);
            preEmphasised[s] = ratio(sums[s][2], sums[s][3]);
        }
        return new Errors(plain, preEmphasised, heldOut);
    }

    private static double ratio(double error, double energy) {
        return energy == 0 ? Double.NaN : Double.isNaN(error) ? Double.POSITIVE_INFINITY : error / energy;
    }

    /**
     * Adds to the sums what an output differs from a recording. Its first frame has no frame before it, and is left out of the pre-emphasised ones.
     *
     * @param y    output, {@code count} frames
     * @param wet  recording, whose frame {@code start} belongs to the first of them
     * @param sums squared error and energy, plain and pre-emphasised
     */
    public static void measure(float[] y, float[] wet, int start, int count, double[] sums) {
        double errorBefore = 0;
        double wetBefore = 0;
        for (int n = 0; n < count; n++) {
            double target = wet[start + n];
            double error = y[n] - target;
            sums[0] += error * error;
            sums[1] += target * target;
            if (n > 0) {
                double edge = error - PRE_EMPHASIS * errorBefore;
                double wetEdge = target - PRE_EMPHASIS * wetBefore;
                sums[2] += edge * edge;
                sums[3] += wetEdge * wetEdge;
            }
            errorBefore = error;
            wetBefore = target;
        }
    }

    public double mean() {
        return mean(plain, false);
    }

    public double meanPreEmphasised() {
        return mean(preEmphasised, false);
    }

    /** Mean plain ESR over the settings that were held out; NaN if there are none. */
    public double meanHeldOut() {
        return mean(plain, true);
    }

    private double mean(double[] values, boolean which) {
        double sum = 0;
        int count = 0;
        for (int s = 0; s < values.length; s++) {
            if (heldOut[s] == which && !Double.isNaN(values[s])) {
                sum += values[s];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
