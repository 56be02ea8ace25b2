package stompjar.network;

/** A curve of cubic B-splines on even knots, piece by piece as polynomials. Audio thread, but for the constructor. */
final class Spline {
    private final float limit;
    private final float pitch;
    /** Four for each piece, the constant first. */
    private final float[] powers;

    /** @param coefficients at least 4 */
    Spline(float[] coefficients, float limit) {
        this.limit = limit;
        int pieces = coefficients.length - 3;
        pitch = pieces / (2 * limit);
        powers = new float[4 * pieces];
        for (int i = 0; i < pieces; i++) {
            double a = coefficients[i];
            double b = coefficients[i + 1];
            double c = coefficients[i + 2];
            double d = coefficients[i + 3];
            powers[4 * i] = (float) ((a + 4 * b + c) / 6);
            powers[4 * i + 1] = (float) ((c - a) / 2);
            powers[4 * i + 2] = (float) ((a - 2 * b + c) / 2);
            powers[4 * i + 3] = (float) ((d - a + 3 * (b - c)) / 6);
        }
    }

    /** {@code frames} floats of {@code a} from {@code from} on through the curve, to {@code to} and on. */
    void run(float[] a, int from, int to, int frames) {
        int last = powers.length / 4 - 1;
        for (int t = 0; t < frames; t++) {
            float at = (Math.max(-limit, Math.min(limit, a[from + t])) + limit) * pitch;
            int piece = Math.min((int) at, last);
            float u = at - piece;
            int p = 4 * piece;
            a[to + t] = powers[p] + u * (powers[p + 1] + u * (powers[p + 2] + u * powers[p + 3]));
        }
    }
}
