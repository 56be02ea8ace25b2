package stompjar.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The last tile of {@link AffineTiles} where it has one row (heads, impulse responses) or two (small networks); {@link AffineThree} is that of three. Each
 * frame sees the same operations in the same order whatever the number of vectors.
 */
final class AffineRest {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final Class<? extends FloatVector> F = FloatVector.zero(S).getClass();
    private static final int L = S.length();
    private static final int TILE = Kernels.TILE;

    private AffineRest() { }

    /** Arguments as in {@link Kernels#affine}, with the first weight and the row of this tile, and {@code initial} and {@code out} for that row. */
    static void one(float[] a, int[] columns, int from, Product product, int weight, int row, int initial, int out, int frames) {
        int t = 0;
        for (; t + 4 * L <= frames; t += 4 * L) {
            oneWide(a, columns, from + t, product, weight, row, initial + t, out + t);
        }
        for (; t < frames; t += L) {
            oneNarrow(a, columns, from + t, product, weight, row, initial + t, out + t);
        }
    }

    private static void oneWide(float[] a, int[] columns, int from, Product product, int weight, int row, int initial, int out) {
        float[] weights = product.weights;
        int count = product.columns;
        int w = weight;
        FloatVector b = FloatVector.broadcast(S, product.bias[row]);
        FloatVector s0 = FloatVector.fromArray(S, a, initial).add(b);
        FloatVector s1 = FloatVector.fromArray(S, a, initial + L).add(b);
        FloatVector s2 = FloatVector.fromArray(S, a, initial + 2 * L).add(b);
        FloatVector s3 = FloatVector.fromArray(S, a, initial + 3 * L).add(b);
        for (int j = 0; j < count; j++) {
            int in = columns[j] + from;
            FloatVector v = FloatVector.broadcast(S, weights[w]);
            s0 = FloatVector.fromArray(S, a, in).fma(v, s0);
            s1 = FloatVector.fromArray(S, a, in + L).fma(v, s1);
            s2 = FloatVector.fromArray(S, a, in + 2 * L).fma(v, s2);
            s3 = FloatVector.fromArray(S, a, in + 3 * L).fma(v, s3);
            w += TILE;
        }
        F.cast(s0).intoArray(a, out);
        F.cast(s1).intoArray(a, out + L);
        F.cast(s2).intoArray(a, out + 2 * L);
        F.cast(s3).intoArray(a, out + 3 * L);
    }

    private static void oneNarrow(float[] a, int[] columns, int from, Product product, int weight, int row, int initial, int out) {
        float[] weights = product.weights;
        int count = product.columns;
        int w = weight;
        FloatVector s = FloatVector.fromArray(S, a, initial).add(product.bias[row]);
        for (int j = 0; j < count; j++) {
            s = FloatVector.fromArray(S, a, columns[j] + from).fma(FloatVector.broadcast(S, weights[w]), s);
            w += TILE;
        }
        F.cast(s).intoArray(a, out);
    }

    /** The same for two rows. */
    static void two(float[] a, int[] columns, int from, Product product, int weight, int row, int initial, int initialStride, int out, int stride,
                    int frames) {
        int t = 0;
        for (; t + 4 * L <= frames; t += 4 * L) {
            twoWide(a, columns, from + t, product, weight, row, initial + t, initialStride, out + t, stride);
        }
        for (; t < frames; t += L) {
            twoNarrow(a, columns, from + t, product, weight, row, initial + t, initialStride, out + t, stride);
        }
    }

    private static void twoWide(float[] a, int[] columns, int from, Product product, int weight, int row, int initial, int initialStride, int out,
                                int stride) {
        float[] weights = product.weights;
        float[] bias = product.bias;
        int count = product.columns;
        int w = weight;
        FloatVector b0 = FloatVector.broadcast(S, bias[row]);
        FloatVector s00 = FloatVector.fromArray(S, a, initial).add(b0);
        FloatVector s01 = FloatVector.fromArray(S, a, initial + L).add(b0);
        FloatVector s02 = FloatVector.fromArray(S, a, initial + 2 * L).add(b0);
        FloatVector s03 = FloatVector.fromArray(S, a, initial + 3 * L).add(b0);
        FloatVector b1 = FloatVector.broadcast(S, bias[row + 1]);
        FloatVector s10 = FloatVector.fromArray(S, a, initial + initialStride).add(b1);
        FloatVector s11 = FloatVector.fromArray(S, a, initial + initialStride + L).add(b1);
        FloatVector s12 = FloatVector.fromArray(S, a, initial + initialStride + 2 * L).add(b1);
        FloatVector s13 = FloatVector.fromArray(S, a, initial + initialStride + 3 * L).add(b1);
        for (int j = 0; j < count; j++) {
            int in = columns[j] + from;
            FloatVector x0 = FloatVector.fromArray(S, a, in);
            FloatVector x1 = FloatVector.fromArray(S, a, in + L);
            FloatVector x2 = FloatVector.fromArray(S, a, in + 2 * L);
            FloatVector x3 = FloatVector.fromArray(S, a, in + 3 * L);
            FloatVector w0 = FloatVector.broadcast(S, weights[w]);
            s00 = x0.fma(w0, s00);
            s01 = x1.fma(w0, s01);
            s02 = x2.fma(w0, s02);
            s03 = x3.fma(w0, s03);
            FloatVector w1 = FloatVector.broadcast(S, weights[w + 1]);
            s10 = x0.fma(w1, s10);
            s11 = x1.fma(w1, s11);
            s12 = x2.fma(w1, s12);
            s13 = x3.fma(w1, s13);
            w += TILE;
        }
        F.cast(s00).intoArray(a, out);
        F.cast(s01).intoArray(a, out + L);
        F.cast(s02).intoArray(a, out + 2 * L);
        F.cast(s03).intoArray(a, out + 3 * L);
        F.cast(s10).intoArray(a, out + stride);
        F.cast(s11).intoArray(a, out + stride + L);
        F.cast(s12).intoArray(a, out + stride + 2 * L);
        F.cast(s13).intoArray(a, out + stride + 3 * L);
    }

    private static void twoNarrow(float[] a, int[] columns, int from, Product product, int weight, int row, int initial, int initialStride, int out,
                                  int stride) {
        float[] weights = product.weights;
        float[] bias = product.bias;
        int count = product.columns;
        int w = weight;
        FloatVector b0 = FloatVector.broadcast(S, bias[row]);
        FloatVector s00 = FloatVector.fromArray(S, a, initial).add(b0);
        FloatVector b1 = FloatVector.broadcast(S, bias[row + 1]);
        FloatVector s10 = FloatVector.fromArray(S, a, initial + initialStride).add(b1);
        for (int j = 0; j < count; j++) {
            int in = columns[j] + from;
            FloatVector x0 = FloatVector.fromArray(S, a, in);
            FloatVector w0 = FloatVector.broadcast(S, weights[w]);
            s00 = x0.fma(w0, s00);
            FloatVector w1 = FloatVector.broadcast(S, weights[w + 1]);
            s10 = x0.fma(w1, s10);
            w += TILE;
        }
        F.cast(s00).intoArray(a, out);
        F.cast(s10).intoArray(a, out + stride);
    }
}
