package stompjar.train;

/**
 * ESR by setting, and its mean over the settings that were trained: a quiet setting counts as much as a loud one.
 *
 * @param plain      ESR by setting; NaN where the split has no audio
 * @param preEmphasised the same after y[n] − 0.85 y[n−1]
 * @param heldOut    settings that the means leave out
 */
public record Errors(double[] plain, double[] preEmphasised, boolean[] heldOut) {
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
