package stompjar.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#leakyLayer} for three channels, the smallest captures of the A2 kind: what a tile of frames becomes on its way through the layer
 * stays in registers. Each frame sees the operations of the three kernels in their order. Casts as in {@link LstmCells}.
 */
final class LayerOfThree {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final Class<? extends FloatVector> F = FloatVector.zero(S).getClass();
    private static final int L = S.length();
    private static final int TILE = Kernels.TILE;
    /** Frames of a tile. */
    static final int FRAMES = 2 * L;

    private LayerOfThree() { }

    /** Whether these products are for this class. */
    static boolean suits(Product convolution, Product residual) {
        return VectorKernels.MANY_REGISTERS && convolution.rows == 3 && residual.rows == 3 && residual.columns == 3;
    }

    /** Arguments as in {@link Kernels#leakyLayer}, at the first frame of the tile. */
    static void run(float[] a, int[] columns, int from, Product convolution, float slope, int head, int headStride, Product residual, int in, int inStride,
                    int out, int outStride) {
        float[] weights = convolution.weights;
        float[] bias = convolution.bias;
        int count = convolution.columns;
        int w = 0;
        FloatVector even = FloatVector.broadcast(S, 0.5f - 0.5f * slope);
        FloatVector odd = FloatVector.broadcast(S, 0.5f + 0.5f * slope);
        FloatVector zero = FloatVector.fromArray(S, a, Kernels.ZEROS);
        FloatVector b0 = zero.add(FloatVector.broadcast(S, bias[0]));
        FloatVector s00 = b0;
        FloatVector s01 = b0;
        FloatVector b1 = zero.add(FloatVector.broadcast(S, bias[1]));
        FloatVector s10 = b1;
        FloatVector s11 = b1;
        FloatVector b2 = zero.add(FloatVector.broadcast(S, bias[2]));
        FloatVector s20 = b2;
        FloatVector s21 = b2;
        for (int j = 0; j < count; j++) {
            int column = columns[j] + from;
            FloatVector x0 = FloatVector.fromArray(S, a, column);
            FloatVector x1 = FloatVector.fromArray(S, a, column + L);
            FloatVector w0 = FloatVector.broadcast(S, weights[w]);
            s00 = x0.fma(w0, s00);
            s01 = x1.fma(w0, s01);
            FloatVector w1 = FloatVector.broadcast(S, weights[w + 1]);
            s10 = x0.fma(w1, s10);
            s11 = x1.fma(w1, s11);
            FloatVector w2 = FloatVector.broadcast(S, weights[w + 2]);
            s20 = x0.fma(w2, s20);
            s21 = x1.fma(w2, s21);
            w += TILE;
        }
        FloatVector y00 = F.cast(even.fma(F.cast(F.cast(s00).abs()), F.cast(odd.mul(F.cast(s00)))));
        FloatVector y01 = F.cast(even.fma(F.cast(F.cast(s01).abs()), F.cast(odd.mul(F.cast(s01)))));
        FloatVector y10 = F.cast(even.fma(F.cast(F.cast(s10).abs()), F.cast(odd.mul(F.cast(s10)))));
        FloatVector y11 = F.cast(even.fma(F.cast(F.cast(s11).abs()), F.cast(odd.mul(F.cast(s11)))));
        FloatVector y20 = F.cast(even.fma(F.cast(F.cast(s20).abs()), F.cast(odd.mul(F.cast(s20)))));
        FloatVector y21 = F.cast(even.fma(F.cast(F.cast(s21).abs()), F.cast(odd.mul(F.cast(s21)))));
        F.cast(y00.add(F.cast(FloatVector.fromArray(S, a, head)))).intoArray(a, head);
        F.cast(y01.add(F.cast(FloatVector.fromArray(S, a, head + L)))).intoArray(a, head + L);
        F.cast(y10.add(F.cast(FloatVector.fromArray(S, a, head + headStride)))).intoArray(a, head + headStride);
        F.cast(y11.add(F.cast(FloatVector.fromArray(S, a, head + headStride + L)))).intoArray(a, head + headStride + L);
        F.cast(y20.add(F.cast(FloatVector.fromArray(S, a, head + 2 * headStride)))).intoArray(a, head + 2 * headStride);
        F.cast(y21.add(F.cast(FloatVector.fromArray(S, a, head + 2 * headStride + L)))).intoArray(a, head + 2 * headStride + L);
        float[] v = residual.weights;
        FloatVector c0 = F.cast(FloatVector.broadcast(S, residual.bias[0]));
        FloatVector v00 = F.cast(FloatVector.broadcast(S, v[0 * TILE + 0]));
        FloatVector v01 = F.cast(FloatVector.broadcast(S, v[1 * TILE + 0]));
        FloatVector v02 = F.cast(FloatVector.broadcast(S, v[2 * TILE + 0]));
        FloatVector r00 = F.cast(c0.add(F.cast(FloatVector.fromArray(S, a, in))));
        F.cast(y20.fma(v02, F.cast(y10.fma(v01, F.cast(y00.fma(v00, r00)))))).intoArray(a, out);
        FloatVector r01 = F.cast(c0.add(F.cast(FloatVector.fromArray(S, a, in + L))));
        F.cast(y21.fma(v02, F.cast(y11.fma(v01, F.cast(y01.fma(v00, r01)))))).intoArray(a, out + L);
        FloatVector c1 = F.cast(FloatVector.broadcast(S, residual.bias[1]));
        FloatVector v10 = F.cast(FloatVector.broadcast(S, v[0 * TILE + 1]));
        FloatVector v11 = F.cast(FloatVector.broadcast(S, v[1 * TILE + 1]));
        FloatVector v12 = F.cast(FloatVector.broadcast(S, v[2 * TILE + 1]));
        FloatVector r10 = F.cast(c1.add(F.cast(FloatVector.fromArray(S, a, in + inStride))));
        F.cast(y20.fma(v12, F.cast(y10.fma(v11, F.cast(y00.fma(v10, r10)))))).intoArray(a, out + outStride);
        FloatVector r11 = F.cast(c1.add(F.cast(FloatVector.fromArray(S, a, in + inStride + L))));
        F.cast(y21.fma(v12, F.cast(y11.fma(v11, F.cast(y01.fma(v10, r11)))))).intoArray(a, out + outStride + L);
        FloatVector c2 = F.cast(FloatVector.broadcast(S, residual.bias[2]));
        FloatVector v20 = F.cast(FloatVector.broadcast(S, v[0 * TILE + 2]));
        FloatVector v21 = F.cast(FloatVector.broadcast(S, v[1 * TILE + 2]));
        FloatVector v22 = F.cast(FloatVector.broadcast(S, v[2 * TILE + 2]));
        FloatVector r20 = F.cast(c2.add(F.cast(FloatVector.fromArray(S, a, in + 2 * inStride))));
        F.cast(y20.fma(v22, F.cast(y10.fma(v21, F.cast(y00.fma(v20, r20)))))).intoArray(a, out + 2 * outStride);
        FloatVector r21 = F.cast(c2.add(F.cast(FloatVector.fromArray(S, a, in + 2 * inStride + L))));
        F.cast(y21.fma(v22, F.cast(y11.fma(v21, F.cast(y01.fma(v20, r21)))))).intoArray(a, out + 2 * outStride + L);
    }
}
