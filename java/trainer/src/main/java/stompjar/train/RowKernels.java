package stompjar.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The two loops in which training spends its time, over rows of frames: {@link #mul} makes rows as weighted sums of shifted rows (a
 * convolution forward, or transposed for the input gradient), {@link #grad} makes the weight gradient, products of rows summed
 * over time. Time runs along the SIMD lanes. Any thread; no allocation.
 *
 * <p>Frame ranges are multiples of {@link #STEP}. Weights are packed ({@link #pack}) so that the innermost loop walks through them in
 * order. Every method with vectors is small: beyond C2's inlining budget the vectors would be boxed, and training ten times slower.
 */
final class RowKernels {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;
    /** Lanes of one vector, at most 16. */
    static final int LANES = SPECIES.length();
    /** Frame ranges begin and end on multiples of this. */
    static final int STEP = 32;

    private RowKernels() {
    }

    /** {@code count} rounded up to whole steps. */
    static int steps(int count) {
        return (count + STEP - 1) / STEP * STEP;
    }

    /**
     * Packs {@code from[offset + o·outStride + i·inStride]} as columns {@code r = first + i·step} of the {@code ins} columns that
     * {@link #mul} takes: rows o are interleaved by four as long as there are four, the rest follows row by row.
     */
    static void pack(float[] from, int offset, int outStride, int inStride, int outs, int count, float[] packed, int ins, int first,
                     int step) {
        int fours = outs & ~3;
        for (int o = 0; o < outs; o++) {
            int base = o < fours ? (o & ~3) * ins + (o & 3) : o * ins;
            int width = o < fours ? 4 : 1;
            for (int i = 0; i < count; i++) {
                packed[base + (first + i * step) * width] = from[offset + o * outStride + i * inStride];
            }
        }
    }

    /**
     * {@code out[o][t] = bias[o] + Σ_r w[o][r] · in[r][t + shift[r]]} for {@code from <= t < to}.
     *
     * @param bias {@code [outs]}, or null to add to what {@code out} holds already
     */
    static void mul(float[][] out, int outs, float[][] in, int[] shift, int ins, float[] packed, float[] bias, int from, int to) {
        int o = 0;
        for (; o + 4 <= outs; o += 4) {
            mul4(out, o, in, shift, ins, packed, o * ins, bias, from, to);
        }
        for (; o < outs; o++) {
            mul1(out[o], in, shift, ins, packed, o * ins, bias == null ? 0 : bias[o], bias == null, from, to);
        }
    }

    private static void mul4(float[][] out, int o, float[][] in, int[] shift, int ins, float[] packed, int base, float[] bias,
                             int from, int to) {
        float[] out0 = out[o];
        float[] out1 = out[o + 1];
        float[] out2 = out[o + 2];
        float[] out3 = out[o + 3];
        boolean add = bias == null;
        for (int t = from; t < to; t += 2 * LANES) {
            int u = t + LANES;
            FloatVector a0 = add ? FloatVector.fromArray(SPECIES, out0, t) : FloatVector.broadcast(SPECIES, bias[o]);
            FloatVector a1 = add ? FloatVector.fromArray(SPECIES, out1, t) : FloatVector.broadcast(SPECIES, bias[o + 1]);
            FloatVector a2 = add ? FloatVector.fromArray(SPECIES, out2, t) : FloatVector.broadcast(SPECIES, bias[o + 2]);
            FloatVector a3 = add ? FloatVector.fromArray(SPECIES, out3, t) : FloatVector.broadcast(SPECIES, bias[o + 3]);
            FloatVector b0 = add ? FloatVector.fromArray(SPECIES, out0, u) : a0;
            FloatVector b1 = add ? FloatVector.fromArray(SPECIES, out1, u) : a1;
            FloatVector b2 = add ? FloatVector.fromArray(SPECIES, out2, u) : a2;
            FloatVector b3 = add ? FloatVector.fromArray(SPECIES, out3, u) : a3;
            for (int r = 0, w = base; r < ins; r++, w += 4) {
                float[] row = in[r];
                FloatVector x = FloatVector.fromArray(SPECIES, row, t + shift[r]);
                FloatVector y = FloatVector.fromArray(SPECIES, row, u + shift[r]);
                FloatVector w0 = FloatVector.broadcast(SPECIES, packed[w]);
                FloatVector w1 = FloatVector.broadcast(SPECIES, packed[w + 1]);
                FloatVector w2 = FloatVector.broadcast(SPECIES, packed[w + 2]);
                FloatVector w3 = FloatVector.broadcast(SPECIES, packed[w + 3]);
                a0 = x.fma(w0, a0);
                b0 = y.fma(w0, b0);
                a1 = x.fma(w1, a1);
                b1 = y.fma(w1, b1);
                a2 = x.fma(w2, a2);
                b2 = y.fma(w2, b2);
                a3 = x.fma(w3, a3);
                b3 = y.fma(w3, b3);
            }
            a0.intoArray(out0, t);
            b0.intoArray(out0, u);
            a1.intoArray(out1, t);
            b1.intoArray(out1, u);
            a2.intoArray(out2, t);
            b2.intoArray(out2, u);
            a3.intoArray(out3, t);
            b3.intoArray(out3, u);
        }
    }

    private static void mul1(float[] out, float[][] in, int[] shift, int ins, float[] packed, int base, float bias, boolean add,
                             int from, int to) {
        for (int t = from; t < to; t += 2 * LANES) {
            int u = t + LANES;
            FloatVector a = add ? FloatVector.fromArray(SPECIES, out, t) : FloatVector.broadcast(SPECIES, bias);
            FloatVector b = add ? FloatVector.fromArray(SPECIES, out, u) : a;
            for (int r = 0; r < ins; r++) {
                float[] row = in[r];
                FloatVector w = FloatVector.broadcast(SPECIES, packed[base + r]);
                a = FloatVector.fromArray(SPECIES, row, t + shift[r]).fma(w, a);
                b = FloatVector.fromArray(SPECIES, row, u + shift[r]).fma(w, b);
            }
            a.intoArray(out, t);
            b.intoArray(out, u);
        }
    }

    /**
     * {@code sums[o][r][lane] += d[o][t] · in[r][t + shift[r]]}, every frame into its lane: the weight gradient, before the lanes are
     * added up ({@link #sum}). Adding them up here would cost more than the products.
     *
     * @param sums flat {@code [outs][ins][LANES]}
     */
    static void grad(float[][] d, int outs, float[][] in, int[] shift, int ins, float[] sums, int from, int to) {
        int o = 0;
        for (; o + 4 <= outs; o += 4) {
            int r = 0;
            for (; r + 3 <= ins; r += 3) {
                grad4x3(d, o, in, shift, r, ins, sums, from, to);
            }
            for (; r < ins; r++) {
                grad4x1(d, o, in[r], shift[r], r, ins, sums, from, to);
            }
        }
        for (; o < outs; o++) {
            int r = 0;
            for (; r + 3 <= ins; r += 3) {
                grad1x3(d[o], in, shift, r, sums, (o * ins + r) * LANES, from, to);
            }
            for (; r < ins; r++) {
                grad1x1(d[o], in[r], shift[r], sums, (o * ins + r) * LANES, from, to);
            }
        }
    }

    private static void grad4x3(float[][] d, int o, float[][] in, int[] shift, int r, int ins, float[] sums, int from, int to) {
        float[] d0 = d[o];
        float[] d1 = d[o + 1];
        float[] d2 = d[o + 2];
        float[] d3 = d[o + 3];
        float[] in0 = in[r];
        float[] in1 = in[r + 1];
        float[] in2 = in[r + 2];
        int shift0 = shift[r];
        int shift1 = shift[r + 1];
        int shift2 = shift[r + 2];
        int s0 = (o * ins + r) * LANES;
        int s1 = s0 + ins * LANES;
        int s2 = s1 + ins * LANES;
        int s3 = s2 + ins * LANES;
        FloatVector a00 = FloatVector.fromArray(SPECIES, sums, s0);
        FloatVector a01 = FloatVector.fromArray(SPECIES, sums, s0 + LANES);
        FloatVector a02 = FloatVector.fromArray(SPECIES, sums, s0 + 2 * LANES);
        FloatVector a10 = FloatVector.fromArray(SPECIES, sums, s1);
        FloatVector a11 = FloatVector.fromArray(SPECIES, sums, s1 + LANES);
        FloatVector a12 = FloatVector.fromArray(SPECIES, sums, s1 + 2 * LANES);
        FloatVector a20 = FloatVector.fromArray(SPECIES, sums, s2);
        FloatVector a21 = FloatVector.fromArray(SPECIES, sums, s2 + LANES);
        FloatVector a22 = FloatVector.fromArray(SPECIES, sums, s2 + 2 * LANES);
        FloatVector a30 = FloatVector.fromArray(SPECIES, sums, s3);
        FloatVector a31 = FloatVector.fromArray(SPECIES, sums, s3 + LANES);
        FloatVector a32 = FloatVector.fromArray(SPECIES, sums, s3 + 2 * LANES);
        for (int t = from; t < to; t += LANES) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, in0, t + shift0);
            FloatVector x1 = FloatVector.fromArray(SPECIES, in1, t + shift1);
            FloatVector x2 = FloatVector.fromArray(SPECIES, in2, t + shift2);
            FloatVector v = FloatVector.fromArray(SPECIES, d0, t);
            a00 = v.fma(x0, a00);
            a01 = v.fma(x1, a01);
            a02 = v.fma(x2, a02);
            v = FloatVector.fromArray(SPECIES, d1, t);
            a10 = v.fma(x0, a10);
            a11 = v.fma(x1, a11);
            a12 = v.fma(x2, a12);
            v = FloatVector.fromArray(SPECIES, d2, t);
            a20 = v.fma(x0, a20);
            a21 = v.fma(x1, a21);
            a22 = v.fma(x2, a22);
            v = FloatVector.fromArray(SPECIES, d3, t);
            a30 = v.fma(x0, a30);
            a31 = v.fma(x1, a31);
            a32 = v.fma(x2, a32);
        }
        store3(a00, a01, a02, sums, s0);
        store3(a10, a11, a12, sums, s1);
        store3(a20, a21, a22, sums, s2);
        store3(a30, a31, a32, sums, s3);
    }

    private static void grad4x1(float[][] d, int o, float[] in, int shift, int r, int ins, float[] sums, int from, int to) {
        float[] d0 = d[o];
        float[] d1 = d[o + 1];
        float[] d2 = d[o + 2];
        float[] d3 = d[o + 3];
        int s0 = (o * ins + r) * LANES;
        int s1 = s0 + ins * LANES;
        int s2 = s1 + ins * LANES;
        int s3 = s2 + ins * LANES;
        FloatVector a0 = FloatVector.fromArray(SPECIES, sums, s0);
        FloatVector a1 = FloatVector.fromArray(SPECIES, sums, s1);
        FloatVector a2 = FloatVector.fromArray(SPECIES, sums, s2);
        FloatVector a3 = FloatVector.fromArray(SPECIES, sums, s3);
        for (int t = from; t < to; t += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, in, t + shift);
            a0 = FloatVector.fromArray(SPECIES, d0, t).fma(x, a0);
            a1 = FloatVector.fromArray(SPECIES, d1, t).fma(x, a1);
            a2 = FloatVector.fromArray(SPECIES, d2, t).fma(x, a2);
            a3 = FloatVector.fromArray(SPECIES, d3, t).fma(x, a3);
        }
        a0.intoArray(sums, s0);
        a1.intoArray(sums, s1);
        a2.intoArray(sums, s2);
        a3.intoArray(sums, s3);
    }

    private static void grad1x3(float[] d, float[][] in, int[] shift, int r, float[] sums, int s, int from, int to) {
        float[] in0 = in[r];
        float[] in1 = in[r + 1];
        float[] in2 = in[r + 2];
        int shift0 = shift[r];
        int shift1 = shift[r + 1];
        int shift2 = shift[r + 2];
        FloatVector a0 = FloatVector.fromArray(SPECIES, sums, s);
        FloatVector a1 = FloatVector.fromArray(SPECIES, sums, s + LANES);
        FloatVector a2 = FloatVector.fromArray(SPECIES, sums, s + 2 * LANES);
        for (int t = from; t < to; t += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, d, t);
            a0 = v.fma(FloatVector.fromArray(SPECIES, in0, t + shift0), a0);
            a1 = v.fma(FloatVector.fromArray(SPECIES, in1, t + shift1), a1);
            a2 = v.fma(FloatVector.fromArray(SPECIES, in2, t + shift2), a2);
        }
        store3(a0, a1, a2, sums, s);
    }

    private static void grad1x1(float[] d, float[] in, int shift, float[] sums, int s, int from, int to) {
        FloatVector a = FloatVector.fromArray(SPECIES, sums, s);
        for (int t = from; t < to; t += LANES) {
            a = FloatVector.fromArray(SPECIES, d, t).fma(FloatVector.fromArray(SPECIES, in, t + shift), a);
        }
        a.intoArray(sums, s);
    }

    private static void store3(FloatVector a, FloatVector b, FloatVector c, float[] sums, int s) {
        a.intoArray(sums, s);
        b.intoArray(sums, s + LANES);
        c.intoArray(sums, s + 2 * LANES);
    }

    /** Adds up the lanes of entry {@code index} of {@link #grad}'s sums, always in the same order. */
    static float sum(float[] sums, int index) {
        float sum = 0;
        for (int i = index * LANES; i < (index + 1) * LANES; i++) {
            sum += sums[i];
        }
        return sum;
    }
}
