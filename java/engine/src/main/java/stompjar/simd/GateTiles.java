package stompjar.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#gates} on the Vector API: a tile of rows stays in registers over all columns. What bounds it is one load of weights for each multiply-add, so
 * the tiles are tall: with each vector of rows more, fewer other instructions come to one of them. Each has one loop and no branch: vectors that may
 * come from two places are boxed.
 */
final class GateTiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final Class<? extends FloatVector> F = FloatVector.zero(S).getClass();
    private static final int L = S.length();
    private static final int FIRST = Alignment.FIRST;

    private GateTiles() { }

    /** Arguments as in {@link Kernels#gates}. */
    static void run(float[] a, float[] bias, int first, GateWeights weights, int v, int z) {
        int w = FIRST;
        for (int i = 0; i < weights.rows;) {
            int tile = tile(weights.rows - i);
            if (tile == 10 * L) {
                gates10(a, bias, first + i, weights.packed, w, v, weights.columns, z + i);
            } else if (tile == 8 * L) {
                gates8(a, bias, first + i, weights.packed, w, v, weights.columns, z + i);
            } else if (tile == 4 * L) {
                gates4(a, bias, first + i, weights.packed, w, v, weights.columns, z + i);
            } else {
                gates2(a, bias, first + i, weights.packed, w, v, weights.columns, z + i);
            }
            i += tile;
            w += tile * weights.columns;
        }
    }

    /** {@link Kernels#tile}. Ten vectors for 40 units, the size of Proteus captures. */
    static int tile(int rows) {
        if (rows % (10 * L) == 0) {
            return 10 * L;
        }
        return rows >= 8 * L ? 8 * L : rows >= 4 * L ? 4 * L : 2 * L;
    }

    /** Ten vectors of rows. */
    private static void gates10(float[] a, float[] bias, int first, float[] weights, int w, int v, int columns, int z) {
        FloatVector s0 = FloatVector.fromArray(S, bias, first);
        FloatVector s1 = FloatVector.fromArray(S, bias, first + L);
        FloatVector s2 = FloatVector.fromArray(S, bias, first + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, bias, first + 3 * L);
        FloatVector s4 = FloatVector.fromArray(S, bias, first + 4 * L);
        FloatVector s5 = FloatVector.fromArray(S, bias, first + 5 * L);
        FloatVector s6 = FloatVector.fromArray(S, bias, first + 6 * L);
        FloatVector s7 = FloatVector.fromArray(S, bias, first + 7 * L);
        FloatVector s8 = FloatVector.fromArray(S, bias, first + 8 * L);
        FloatVector s9 = FloatVector.fromArray(S, bias, first + 9 * L);
        for (int j = 0; j < columns; j++) {
            int c = w + 10 * L * j;
            FloatVector x = FloatVector.broadcast(S, a[v + j]);
            s0 = x.fma(FloatVector.fromArray(S, weights, c), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, c + L), s1);
            s2 = x.fma(FloatVector.fromArray(S, weights, c + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, weights, c + 3 * L), s3);
            s4 = x.fma(FloatVector.fromArray(S, weights, c + 4 * L), s4);
            s5 = x.fma(FloatVector.fromArray(S, weights, c + 5 * L), s5);
            s6 = x.fma(FloatVector.fromArray(S, weights, c + 6 * L), s6);
            s7 = x.fma(FloatVector.fromArray(S, weights, c + 7 * L), s7);
            s8 = x.fma(FloatVector.fromArray(S, weights, c + 8 * L), s8);
            s9 = x.fma(FloatVector.fromArray(S, weights, c + 9 * L), s9);
        }
        F.cast(s0).intoArray(a, z);
        F.cast(s1).intoArray(a, z + L);
        F.cast(s2).intoArray(a, z + 2 * L);
        F.cast(s3).intoArray(a, z + 3 * L);
        F.cast(s4).intoArray(a, z + 4 * L);
        F.cast(s5).intoArray(a, z + 5 * L);
        F.cast(s6).intoArray(a, z + 6 * L);
        F.cast(s7).intoArray(a, z + 7 * L);
        F.cast(s8).intoArray(a, z + 8 * L);
        F.cast(s9).intoArray(a, z + 9 * L);
    }

    /** Eight vectors of rows: enough sums to hide the latency without taking columns apart. */
    private static void gates8(float[] a, float[] bias, int first, float[] weights, int w, int v, int columns, int z) {
        FloatVector s0 = FloatVector.fromArray(S, bias, first);
        FloatVector s1 = FloatVector.fromArray(S, bias, first + L);
        FloatVector s2 = FloatVector.fromArray(S, bias, first + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, bias, first + 3 * L);
        FloatVector s4 = FloatVector.fromArray(S, bias, first + 4 * L);
        FloatVector s5 = FloatVector.fromArray(S, bias, first + 5 * L);
        FloatVector s6 = FloatVector.fromArray(S, bias, first + 6 * L);
        FloatVector s7 = FloatVector.fromArray(S, bias, first + 7 * L);
        for (int j = 0; j < columns; j++) {
            int c = w + 8 * L * j;
            FloatVector x = FloatVector.broadcast(S, a[v + j]);
            s0 = x.fma(FloatVector.fromArray(S, weights, c), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, c + L), s1);
            s2 = x.fma(FloatVector.fromArray(S, weights, c + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, weights, c + 3 * L), s3);
            s4 = x.fma(FloatVector.fromArray(S, weights, c + 4 * L), s4);
            s5 = x.fma(FloatVector.fromArray(S, weights, c + 5 * L), s5);
            s6 = x.fma(FloatVector.fromArray(S, weights, c + 6 * L), s6);
            s7 = x.fma(FloatVector.fromArray(S, weights, c + 7 * L), s7);
        }
        F.cast(s0).intoArray(a, z);
        F.cast(s1).intoArray(a, z + L);
        F.cast(s2).intoArray(a, z + 2 * L);
        F.cast(s3).intoArray(a, z + 3 * L);
        F.cast(s4).intoArray(a, z + 4 * L);
        F.cast(s5).intoArray(a, z + 5 * L);
        F.cast(s6).intoArray(a, z + 6 * L);
        F.cast(s7).intoArray(a, z + 7 * L);
    }

    /**
     * Four vectors of rows; even and odd columns apart, because eight sums hide the latency of a multiply-add. The bias begins one of the two, the first
     * column the other.
     */
    private static void gates4(float[] a, float[] bias, int first, float[] weights, int w, int v, int columns, int z) {
        FloatVector s0 = FloatVector.fromArray(S, bias, first);
        FloatVector s1 = FloatVector.fromArray(S, bias, first + L);
        FloatVector s2 = FloatVector.fromArray(S, bias, first + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, bias, first + 3 * L);
        FloatVector x0 = FloatVector.broadcast(S, a[v]);
        FloatVector r0 = x0.mul(FloatVector.fromArray(S, weights, w));
        FloatVector r1 = x0.mul(FloatVector.fromArray(S, weights, w + L));
        FloatVector r2 = x0.mul(FloatVector.fromArray(S, weights, w + 2 * L));
        FloatVector r3 = x0.mul(FloatVector.fromArray(S, weights, w + 3 * L));
        for (int j = 1; j < columns; j += 2) {
            int c = w + 4 * L * j;
            FloatVector x = FloatVector.broadcast(S, a[v + j]);
            s0 = x.fma(FloatVector.fromArray(S, weights, c), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, c + L), s1);
            s2 = x.fma(FloatVector.fromArray(S, weights, c + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, weights, c + 3 * L), s3);
            FloatVector y = FloatVector.broadcast(S, a[v + j + 1]);
            r0 = y.fma(FloatVector.fromArray(S, weights, c + 4 * L), r0);
            r1 = y.fma(FloatVector.fromArray(S, weights, c + 5 * L), r1);
            r2 = y.fma(FloatVector.fromArray(S, weights, c + 6 * L), r2);
            r3 = y.fma(FloatVector.fromArray(S, weights, c + 7 * L), r3);
        }
        F.cast(s0.add(r0)).intoArray(a, z);
        F.cast(s1.add(r1)).intoArray(a, z + L);
        F.cast(s2.add(r2)).intoArray(a, z + 2 * L);
        F.cast(s3.add(r3)).intoArray(a, z + 3 * L);
    }

    /** Two vectors of rows, likewise. */
    private static void gates2(float[] a, float[] bias, int first, float[] weights, int w, int v, int columns, int z) {
        FloatVector s0 = FloatVector.fromArray(S, bias, first);
        FloatVector s1 = FloatVector.fromArray(S, bias, first + L);
        FloatVector x0 = FloatVector.broadcast(S, a[v]);
        FloatVector r0 = x0.mul(FloatVector.fromArray(S, weights, w));
        FloatVector r1 = x0.mul(FloatVector.fromArray(S, weights, w + L));
        for (int j = 1; j < columns; j += 2) {
            int c = w + 2 * L * j;
            FloatVector x = FloatVector.broadcast(S, a[v + j]);
            s0 = x.fma(FloatVector.fromArray(S, weights, c), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, c + L), s1);
            FloatVector y = FloatVector.broadcast(S, a[v + j + 1]);
            r0 = y.fma(FloatVector.fromArray(S, weights, c + 2 * L), r0);
            r1 = y.fma(FloatVector.fromArray(S, weights, c + 3 * L), r1);
        }
        F.cast(s0.add(r0)).intoArray(a, z);
        F.cast(s1.add(r1)).intoArray(a, z + L);
    }
}
