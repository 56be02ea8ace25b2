package stompjar.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#affine} on the Vector API: a tile of 4 rows × 4, 2 or 1 vectors of frames stays in registers over all columns, and each frame sees the
 * same operations in the same order whatever the tile.
 */
final class AffineTiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final Class<? extends FloatVector> F = FloatVector.zero(S).getClass();
    private static final int L = S.length();

    private AffineTiles() { }

    /** Arguments as in {@link Kernels#affine}. */
    static void run(float[] a, int[] columns, int from, Product product, int initial, int initialStride, int out, int outStride,
                    int frames) {
        int tileWeights = product.columns * Kernels.TILE;
        int first = initial < 0 ? Kernels.ZEROS : initial;
        int step = initial < 0 ? 0 : initialStride;
        for (int tile = 0; tile < product.tiles; tile++) {
            int row = tile * Kernels.TILE;
            int begin = first + row * step;
            int to = out + row * outStride;
            int left = product.rows - row;
            if (left == 1) {
                AffineRest.one(a, columns, from, product, tile * tileWeights, row, begin, to, frames);
                return;
            }
            if (left == 2) {
                AffineRest.two(a, columns, from, product, tile * tileWeights, row, begin, step, to, outStride, frames);
                return;
            }
            if (left == 3) {
                AffineThree.run(a, columns, from, product, tile * tileWeights, row, begin, step, to, outStride, frames);
                return;
            }
            int t = 0;
            if (VectorKernels.MANY_REGISTERS) {
                for (; t + 4 * L <= frames; t += 4 * L) {
                    widest(a, columns, from + t, product, tile * tileWeights, row, begin + t, step, to + t, outStride);
                }
            }
            for (; t + 2 * L <= frames; t += 2 * L) {
                wide(a, columns, from + t, product, tile * tileWeights, row, begin + t, step, to + t, outStride);
            }
            if (t < frames) {
                narrow(a, columns, from + t, product, tile * tileWeights, row, begin + t, step, to + t, outStride);
            }
        }
    }

    /** 4 rows × 4 vectors; 16 sums, which take 512-bit registers. */
    private static void widest(float[] a, int[] columns, int from, Product product, int weight, int row, int initial, int initialStride, int out,
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
        FloatVector b2 = FloatVector.broadcast(S, bias[row + 2]);
        FloatVector s20 = FloatVector.fromArray(S, a, initial + 2 * initialStride).add(b2);
        FloatVector s21 = FloatVector.fromArray(S, a, initial + 2 * initialStride + L).add(b2);
        FloatVector s22 = FloatVector.fromArray(S, a, initial + 2 * initialStride + 2 * L).add(b2);
        FloatVector s23 = FloatVector.fromArray(S, a, initial + 2 * initialStride + 3 * L).add(b2);
        FloatVector b3 = FloatVector.broadcast(S, bias[row + 3]);
        FloatVector s30 = FloatVector.fromArray(S, a, initial + 3 * initialStride).add(b3);
        FloatVector s31 = FloatVector.fromArray(S, a, initial + 3 * initialStride + L).add(b3);
        FloatVector s32 = FloatVector.fromArray(S, a, initial + 3 * initialStride + 2 * L).add(b3);
        FloatVector s33 = FloatVector.fromArray(S, a, initial + 3 * initialStride + 3 * L).add(b3);
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
            FloatVector w2 = FloatVector.broadcast(S, weights[w + 2]);
            s20 = x0.fma(w2, s20);
            s21 = x1.fma(w2, s21);
            s22 = x2.fma(w2, s22);
            s23 = x3.fma(w2, s23);
            FloatVector w3 = FloatVector.broadcast(S, weights[w + 3]);
            s30 = x0.fma(w3, s30);
            s31 = x1.fma(w3, s31);
            s32 = x2.fma(w3, s32);
            s33 = x3.fma(w3, s33);
            w += Kernels.TILE;
        }
        F.cast(s00).intoArray(a, out);
        F.cast(s01).intoArray(a, out + L);
        F.cast(s02).intoArray(a, out + 2 * L);
        F.cast(s03).intoArray(a, out + 3 * L);
        F.cast(s10).intoArray(a, out + stride);
        F.cast(s11).intoArray(a, out + stride + L);
        F.cast(s12).intoArray(a, out + stride + 2 * L);
        F.cast(s13).intoArray(a, out + stride + 3 * L);
        F.cast(s20).intoArray(a, out + 2 * stride);
        F.cast(s21).intoArray(a, out + 2 * stride + L);
        F.cast(s22).intoArray(a, out + 2 * stride + 2 * L);
        F.cast(s23).intoArray(a, out + 2 * stride + 3 * L);
        F.cast(s30).intoArray(a, out + 3 * stride);
        F.cast(s31).intoArray(a, out + 3 * stride + L);
        F.cast(s32).intoArray(a, out + 3 * stride + 2 * L);
        F.cast(s33).intoArray(a, out + 3 * stride + 3 * L);
    }

    /** 4 rows × 2 vectors. */
    private static void wide(float[] a, int[] columns, int from, Product product, int weight, int row, int initial, int initialStride, int out,
                             int stride) {
        float[] weights = product.weights;
        float[] bias = product.bias;
        int count = product.columns;
        int w = weight;
        FloatVector b0 = FloatVector.broadcast(S, bias[row]);
        FloatVector s00 = FloatVector.fromArray(S, a, initial).add(b0);
        FloatVector s01 = FloatVector.fromArray(S, a, initial + L).add(b0);
        FloatVector b1 = FloatVector.broadcast(S, bias[row + 1]);
        FloatVector s10 = FloatVector.fromArray(S, a, initial + initialStride).add(b1);
        FloatVector s11 = FloatVector.fromArray(S, a, initial + initialStride + L).add(b1);
        FloatVector b2 = FloatVector.broadcast(S, bias[row + 2]);
        FloatVector s20 = FloatVector.fromArray(S, a, initial + 2 * initialStride).add(b2);
        FloatVector s21 = FloatVector.fromArray(S, a, initial + 2 * initialStride + L).add(b2);
        FloatVector b3 = FloatVector.broadcast(S, bias[row + 3]);
        FloatVector s30 = FloatVector.fromArray(S, a, initial + 3 * initialStride).add(b3);
        FloatVector s31 = FloatVector.fromArray(S, a, initial + 3 * initialStride + L).add(b3);
        for (int j = 0; j < count; j++) {
            int in = columns[j] + from;
            FloatVector x0 = FloatVector.fromArray(S, a, in);
            FloatVector x1 = FloatVector.fromArray(S, a, in + L);
            FloatVector w0 = FloatVector.broadcast(S, weights[w]);
            s00 = x0.fma(w0, s00);
            s01 = x1.fma(w0, s01);
            FloatVector w1 = FloatVector.broadcast(S, weights[w + 1]);
            s10 = x0.fma(w1, s10);
            s11 = x1.fma(w1, s11);
            FloatVector w2 = FloatVector.broadcast(S, weights[w + 2]);
            s20 = x0.fma(w2, s20);
            s21 = x1.fma(w2, s21);
            FloatVector w3 = FloatVector.broadcast(S, weights[w + 3]);
            s30 = x0.fma(w3, s30);
            s31 = x1.fma(w3, s31);
            w += Kernels.TILE;
        }
        F.cast(s00).intoArray(a, out);
        F.cast(s01).intoArray(a, out + L);
        F.cast(s10).intoArray(a, out + stride);
        F.cast(s11).intoArray(a, out + stride + L);
        F.cast(s20).intoArray(a, out + 2 * stride);
        F.cast(s21).intoArray(a, out + 2 * stride + L);
        F.cast(s30).intoArray(a, out + 3 * stride);
        F.cast(s31).intoArray(a, out + 3 * stride + L);
    }

    /** 4 rows × 1 vector. */
    private static void narrow(float[] a, int[] columns, int from, Product product, int weight, int row, int initial, int initialStride, int out,
                               int stride) {
        float[] weights = product.weights;
        float[] bias = product.bias;
        int count = product.columns;
        int w = weight;
        FloatVector s0 = FloatVector.fromArray(S, a, initial).add(bias[row]);
        FloatVector s1 = FloatVector.fromArray(S, a, initial + initialStride).add(bias[row + 1]);
        FloatVector s2 = FloatVector.fromArray(S, a, initial + 2 * initialStride).add(bias[row + 2]);
        FloatVector s3 = FloatVector.fromArray(S, a, initial + 3 * initialStride).add(bias[row + 3]);
        for (int j = 0; j < count; j++) {
            FloatVector x = FloatVector.fromArray(S, a, columns[j] + from);
            s0 = x.fma(FloatVector.broadcast(S, weights[w]), s0);
            s1 = x.fma(FloatVector.broadcast(S, weights[w + 1]), s1);
            s2 = x.fma(FloatVector.broadcast(S, weights[w + 2]), s2);
            s3 = x.fma(FloatVector.broadcast(S, weights[w + 3]), s3);
            w += Kernels.TILE;
        }
        F.cast(s0).intoArray(a, out);
        F.cast(s1).intoArray(a, out + stride);
        F.cast(s2).intoArray(a, out + 2 * stride);
        F.cast(s3).intoArray(a, out + 3 * stride);
    }
}
