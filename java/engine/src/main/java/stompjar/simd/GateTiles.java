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
    private static final int L = S.length();
    private static final int FIRST = Alignment.FIRST;

    private GateTiles() { }

    /** Arguments as in {@link Kernels#gates}. */
    static void run(float[] a, float[] weights, int v, int columns, int z, int rows) {
        int i = 0;
        // 40 units, the size of Proteus captures.
        if (rows % (10 * L) == 0) {
            for (; i < rows; i += 10 * L) {
                gates10(a, weights, v, columns, z, rows, i);
            }
        }
        for (; i + 8 * L <= rows; i += 8 * L) {
            gates8(a, weights, v, columns, z, rows, i);
        }
        for (; i + 4 * L <= rows; i += 4 * L) {
            gates4(a, weights, v, columns, z, rows, i);
        }
        if (i < rows) {
            gates2(a, weights, v, columns, z, rows, i);
        }
    }

    /** Ten vectors of rows. */
    private static void gates10(float[] a, float[] weights, int v, int columns, int z, int rows, int i) {
        FloatVector s0 = FloatVector.fromArray(S, weights, FIRST + i);
        FloatVector s1 = FloatVector.fromArray(S, weights, FIRST + i + L);
        FloatVector s2 = FloatVector.fromArray(S, weights, FIRST + i + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, weights, FIRST + i + 3 * L);
        FloatVector s4 = FloatVector.fromArray(S, weights, FIRST + i + 4 * L);
        FloatVector s5 = FloatVector.fromArray(S, weights, FIRST + i + 5 * L);
        FloatVector s6 = FloatVector.fromArray(S, weights, FIRST + i + 6 * L);
        FloatVector s7 = FloatVector.fromArray(S, weights, FIRST + i + 7 * L);
        FloatVector s8 = FloatVector.fromArray(S, weights, FIRST + i + 8 * L);
        FloatVector s9 = FloatVector.fromArray(S, weights, FIRST + i + 9 * L);
        int w = FIRST + rows + i;
        for (int j = 0; j < columns; j++) {
            FloatVector x = FloatVector.broadcast(S, a[v + j]);
            s0 = x.fma(FloatVector.fromArray(S, weights, w), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, w + L), s1);
            s2 = x.fma(FloatVector.fromArray(S, weights, w + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, weights, w + 3 * L), s3);
            s4 = x.fma(FloatVector.fromArray(S, weights, w + 4 * L), s4);
            s5 = x.fma(FloatVector.fromArray(S, weights, w + 5 * L), s5);
            s6 = x.fma(FloatVector.fromArray(S, weights, w + 6 * L), s6);
            s7 = x.fma(FloatVector.fromArray(S, weights, w + 7 * L), s7);
            s8 = x.fma(FloatVector.fromArray(S, weights, w + 8 * L), s8);
            s9 = x.fma(FloatVector.fromArray(S, weights, w + 9 * L), s9);
            w += rows;
        }
        s0.intoArray(a, z + i);
        s1.intoArray(a, z + i + L);
        s2.intoArray(a, z + i + 2 * L);
        s3.intoArray(a, z + i + 3 * L);
        s4.intoArray(a, z + i + 4 * L);
        s5.intoArray(a, z + i + 5 * L);
        s6.intoArray(a, z + i + 6 * L);
        s7.intoArray(a, z + i + 7 * L);
        s8.intoArray(a, z + i + 8 * L);
        s9.intoArray(a, z + i + 9 * L);
    }

    /** Eight vectors of rows: enough sums to hide the latency without taking columns apart. */
    private static void gates8(float[] a, float[] weights, int v, int columns, int z, int rows, int i) {
        FloatVector s0 = FloatVector.fromArray(S, weights, FIRST + i);
        FloatVector s1 = FloatVector.fromArray(S, weights, FIRST + i + L);
        FloatVector s2 = FloatVector.fromArray(S, weights, FIRST + i + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, weights, FIRST + i + 3 * L);
        FloatVector s4 = FloatVector.fromArray(S, weights, FIRST + i + 4 * L);
        FloatVector s5 = FloatVector.fromArray(S, weights, FIRST + i + 5 * L);
        FloatVector s6 = FloatVector.fromArray(S, weights, FIRST + i + 6 * L);
        FloatVector s7 = FloatVector.fromArray(S, weights, FIRST + i + 7 * L);
        int w = FIRST + rows + i;
        for (int j = 0; j < columns; j++) {
            FloatVector x = FloatVector.broadcast(S, a[v + j]);
            s0 = x.fma(FloatVector.fromArray(S, weights, w), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, w + L), s1);
            s2 = x.fma(FloatVector.fromArray(S, weights, w + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, weights, w + 3 * L), s3);
            s4 = x.fma(FloatVector.fromArray(S, weights, w + 4 * L), s4);
            s5 = x.fma(FloatVector.fromArray(S, weights, w + 5 * L), s5);
            s6 = x.fma(FloatVector.fromArray(S, weights, w + 6 * L), s6);
            s7 = x.fma(FloatVector.fromArray(S, weights, w + 7 * L), s7);
            w += rows;
        }
        s0.intoArray(a, z + i);
        s1.intoArray(a, z + i + L);
        s2.intoArray(a, z + i + 2 * L);
        s3.intoArray(a, z + i + 3 * L);
        s4.intoArray(a, z + i + 4 * L);
        s5.intoArray(a, z + i + 5 * L);
        s6.intoArray(a, z + i + 6 * L);
        s7.intoArray(a, z + i + 7 * L);
    }

    /** Four vectors of rows; even and odd columns apart, because eight sums hide the latency of a multiply-add. */
    private static void gates4(float[] a, float[] weights, int v, int columns, int z, int rows, int i) {
        FloatVector s0 = FloatVector.fromArray(S, weights, FIRST + i);
        FloatVector s1 = FloatVector.fromArray(S, weights, FIRST + i + L);
        FloatVector s2 = FloatVector.fromArray(S, weights, FIRST + i + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, weights, FIRST + i + 3 * L);
        FloatVector r0 = FloatVector.zero(S);
        FloatVector r1 = FloatVector.zero(S);
        FloatVector r2 = FloatVector.zero(S);
        FloatVector r3 = FloatVector.zero(S);
        int w = FIRST + rows + i;
        for (int j = 0; j < columns; j += 2) {
            FloatVector x = FloatVector.broadcast(S, a[v + j]);
            s0 = x.fma(FloatVector.fromArray(S, weights, w), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, w + L), s1);
            s2 = x.fma(FloatVector.fromArray(S, weights, w + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, weights, w + 3 * L), s3);
            w += rows;
            FloatVector y = FloatVector.broadcast(S, a[v + j + 1]);
            r0 = y.fma(FloatVector.fromArray(S, weights, w), r0);
            r1 = y.fma(FloatVector.fromArray(S, weights, w + L), r1);
            r2 = y.fma(FloatVector.fromArray(S, weights, w + 2 * L), r2);
            r3 = y.fma(FloatVector.fromArray(S, weights, w + 3 * L), r3);
            w += rows;
        }
        s0.add(r0).intoArray(a, z + i);
        s1.add(r1).intoArray(a, z + i + L);
        s2.add(r2).intoArray(a, z + i + 2 * L);
        s3.add(r3).intoArray(a, z + i + 3 * L);
    }

    /** Two vectors of rows, likewise. */
    private static void gates2(float[] a, float[] weights, int v, int columns, int z, int rows, int i) {
        FloatVector s0 = FloatVector.fromArray(S, weights, FIRST + i);
        FloatVector s1 = FloatVector.fromArray(S, weights, FIRST + i + L);
        FloatVector r0 = FloatVector.zero(S);
        FloatVector r1 = FloatVector.zero(S);
        int w = FIRST + rows + i;
        for (int j = 0; j < columns; j += 2) {
            FloatVector x = FloatVector.broadcast(S, a[v + j]);
            s0 = x.fma(FloatVector.fromArray(S, weights, w), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, w + L), s1);
            w += rows;
            FloatVector y = FloatVector.broadcast(S, a[v + j + 1]);
            r0 = y.fma(FloatVector.fromArray(S, weights, w), r0);
            r1 = y.fma(FloatVector.fromArray(S, weights, w + L), r1);
            w += rows;
        }
        s0.add(r0).intoArray(a, z + i);
        s1.add(r1).intoArray(a, z + i + L);
    }
}
