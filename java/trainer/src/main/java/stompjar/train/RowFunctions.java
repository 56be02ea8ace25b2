package stompjar.train;

import static stompjar.train.RowKernels.LANES;
import static stompjar.train.RowKernels.SPECIES;

import jdk.incubator.vector.FloatVector;

/** What happens to each frame of a row by itself, beside {@link RowKernels}. Any thread; no allocation. */
final class RowFunctions {
    /** The coefficients of {@link #tanh}, ready to use: a broadcast in the loop would cost C2 as many nodes as the product itself. */
    private static final FloatVector LEAST = constant(-7.90531110763549805f);
    private static final FloatVector MOST = constant(7.90531110763549805f);
    private static final FloatVector P13 = constant(-2.76076847742355e-16f);
    private static final FloatVector P11 = constant(2.00018790482477e-13f);
    private static final FloatVector P9 = constant(-8.60467152213735e-11f);
    private static final FloatVector P7 = constant(5.12229709037114e-08f);
    private static final FloatVector P5 = constant(1.48572235717979e-05f);
    private static final FloatVector P3 = constant(6.37261928875436e-04f);
    private static final FloatVector P1 = constant(4.89352455891786e-03f);
    private static final FloatVector Q6 = constant(1.19825839466702e-06f);
    private static final FloatVector Q4 = constant(1.18534705686654e-04f);
    private static final FloatVector Q2 = constant(2.26843463243900e-03f);
    private static final FloatVector Q0 = constant(4.89352518554385e-03f);

    private RowFunctions() {
    }

    /** {@code sums[lane] += row[t]}: the gradient of a bias. */
    static void addUp(float[] row, float[] sums, int s, int from, int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, sums, s);
        for (int t = from; t < to; t += LANES) {
            a = a.add(FloatVector.fromArray(SPECIES, row, t));
        }
        a.intoArray(sums, s);
    }

    /** {@code out[t] += in[t]}. */
    static void add(float[] out, float[] in, int from, int to) {
        for (int t = from; t < to; t += LANES) {
            FloatVector.fromArray(SPECIES, out, t).add(FloatVector.fromArray(SPECIES, in, t)).intoArray(out, t);
        }
    }

    /**
     * {@code row[t] = tanh(row[t])}, for ranges of whole {@link RowKernels#STEP}s or even numbers of vectors. Rational function of degrees 13 and
     * 6, as in Eigen ({@code generic_fast_tanh_float}); largest error 4e-7, so the engine's exact tanh plays what was learned.
     *
     * <p>Written out for two vectors at a time: this makes the method (just) longer than the 325 bytes of code up to which C2 inlines
     * it, and so a border. Two inlined copies of it would use up C2's node budget and box every vector.
     */
    static void tanh(float[] row, int from, int to) {
        for (int t = from; t < to; t += 2 * LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, row, t).max(LEAST).min(MOST);
            FloatVector y = FloatVector.fromArray(SPECIES, row, t + LANES).max(LEAST).min(MOST);
            FloatVector xx = x.mul(x);
            FloatVector yy = y.mul(y);
            FloatVector p = xx.fma(P13, P11);
            FloatVector r = yy.fma(P13, P11);
            p = p.fma(xx, P9);
            r = r.fma(yy, P9);
            p = p.fma(xx, P7);
            r = r.fma(yy, P7);
            p = p.fma(xx, P5);
            r = r.fma(yy, P5);
            p = p.fma(xx, P3);
            r = r.fma(yy, P3);
            p = p.fma(xx, P1).mul(x);
            r = r.fma(yy, P1).mul(y);
            FloatVector q = xx.fma(Q6, Q4);
            FloatVector s = yy.fma(Q6, Q4);
            q = q.fma(xx, Q2);
            s = s.fma(yy, Q2);
            q = q.fma(xx, Q0);
            s = s.fma(yy, Q0);
            p.div(q).intoArray(row, t);
            r.div(s).intoArray(row, t + LANES);
        }
    }

    /** {@code d[t] *= 1 − a[t]²}: through a tanh whose output was a. */
    static void tanhGradient(float[] d, float[] a, int from, int to) {
        for (int t = from; t < to; t += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, a, t);
            FloatVector g = FloatVector.fromArray(SPECIES, d, t);
            v.mul(v).neg().fma(g, g).intoArray(d, t);
        }
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
