package stompjar.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#gates} on the Vector API: a tile of rows stays in registers over all inputs and units. What bounds it is one load of weights for each
 * multiply-add, so the tiles are tall: with each vector of rows more, fewer other instructions come to one of them.
 */
final class GateTiles {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int FIRST = Alignment.FIRST;

    private GateTiles() { }

    /** Arguments as in {@link Kernels#gates}. */
    static void run(float[] a, float[] weights, float[] bias, int x, int inputs, int h, int hidden, int z, int rows) {
        int i = 0;
        // 40 units, the size of Proteus captures.
        if (rows % (10 * L) == 0) {
            for (; i < rows; i += 10 * L) {
                gates10(a, weights, bias, x, inputs, h, hidden, z, rows, i);
            }
        }
        for (; i + 8 * L <= rows; i += 8 * L) {
            gates8(a, weights, bias, x, inputs, h, hidden, z, rows, i);
        }
        for (; i + 4 * L <= rows; i += 4 * L) {
            gates4(a, weights, bias, x, inputs, h, hidden, z, rows, i);
        }
        if (i < rows) {
            gates2(a, weights, bias, x, inputs, h, hidden, z, rows, i);
        }
    }

    /** Ten vectors of rows. */
    private static void gates10(float[] a, float[] weights, float[] bias, int x, int inputs, int h, int hidden, int z, int rows, int i) {
        FloatVector s0 = FloatVector.fromArray(S, bias, FIRST + i);
        FloatVector s1 = FloatVector.fromArray(S, bias, FIRST + i + L);
        FloatVector s2 = FloatVector.fromArray(S, bias, FIRST + i + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, bias, FIRST + i + 3 * L);
        FloatVector s4 = FloatVector.fromArray(S, bias, FIRST + i + 4 * L);
        FloatVector s5 = FloatVector.fromArray(S, bias, FIRST + i + 5 * L);
        FloatVector s6 = FloatVector.fromArray(S, bias, FIRST + i + 6 * L);
        FloatVector s7 = FloatVector.fromArray(S, bias, FIRST + i + 7 * L);
        FloatVector s8 = FloatVector.fromArray(S, bias, FIRST + i + 8 * L);
        FloatVector s9 = FloatVector.fromArray(S, bias, FIRST + i + 9 * L);
        int w = FIRST + i;
        for (int j = 0; j < inputs; j++) {
            FloatVector v = FloatVector.broadcast(S, a[x + j]);
            s0 = v.fma(FloatVector.fromArray(S, weights, w), s0);
            s1 = v.fma(FloatVector.fromArray(S, weights, w + L), s1);
            s2 = v.fma(FloatVector.fromArray(S, weights, w + 2 * L), s2);
            s3 = v.fma(FloatVector.fromArray(S, weights, w + 3 * L), s3);
            s4 = v.fma(FloatVector.fromArray(S, weights, w + 4 * L), s4);
            s5 = v.fma(FloatVector.fromArray(S, weights, w + 5 * L), s5);
            s6 = v.fma(FloatVector.fromArray(S, weights, w + 6 * L), s6);
            s7 = v.fma(FloatVector.fromArray(S, weights, w + 7 * L), s7);
            s8 = v.fma(FloatVector.fromArray(S, weights, w + 8 * L), s8);
            s9 = v.fma(FloatVector.fromArray(S, weights, w + 9 * L), s9);
            w += rows;
        }
        for (int j = 0; j < hidden; j++) {
            FloatVector v = FloatVector.broadcast(S, a[h + j]);
            s0 = v.fma(FloatVector.fromArray(S, weights, w), s0);
            s1 = v.fma(FloatVector.fromArray(S, weights, w + L), s1);
            s2 = v.fma(FloatVector.fromArray(S, weights, w + 2 * L), s2);
            s3 = v.fma(FloatVector.fromArray(S, weights, w + 3 * L), s3);
            s4 = v.fma(FloatVector.fromArray(S, weights, w + 4 * L), s4);
            s5 = v.fma(FloatVector.fromArray(S, weights, w + 5 * L), s5);
            s6 = v.fma(FloatVector.fromArray(S, weights, w + 6 * L), s6);
            s7 = v.fma(FloatVector.fromArray(S, weights, w + 7 * L), s7);
            s8 = v.fma(FloatVector.fromArray(S, weights, w + 8 * L), s8);
            s9 = v.fma(FloatVector.fromArray(S, weights, w + 9 * L), s9);
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

    /** Eight vectors of rows: enough sums to hide the latency without taking units apart. */
    private static void gates8(float[] a, float[] weights, float[] bias, int x, int inputs, int h, int hidden, int z, int rows, int i) {
        FloatVector s0 = FloatVector.fromArray(S, bias, FIRST + i);
        FloatVector s1 = FloatVector.fromArray(S, bias, FIRST + i + L);
        FloatVector s2 = FloatVector.fromArray(S, bias, FIRST + i + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, bias, FIRST + i + 3 * L);
        FloatVector s4 = FloatVector.fromArray(S, bias, FIRST + i + 4 * L);
        FloatVector s5 = FloatVector.fromArray(S, bias, FIRST + i + 5 * L);
        FloatVector s6 = FloatVector.fromArray(S, bias, FIRST + i + 6 * L);
        FloatVector s7 = FloatVector.fromArray(S, bias, FIRST + i + 7 * L);
        int w = FIRST + i;
        for (int j = 0; j < inputs; j++) {
            FloatVector v = FloatVector.broadcast(S, a[x + j]);
            s0 = v.fma(FloatVector.fromArray(S, weights, w), s0);
            s1 = v.fma(FloatVector.fromArray(S, weights, w + L), s1);
            s2 = v.fma(FloatVector.fromArray(S, weights, w + 2 * L), s2);
            s3 = v.fma(FloatVector.fromArray(S, weights, w + 3 * L), s3);
            s4 = v.fma(FloatVector.fromArray(S, weights, w + 4 * L), s4);
            s5 = v.fma(FloatVector.fromArray(S, weights, w + 5 * L), s5);
            s6 = v.fma(FloatVector.fromArray(S, weights, w + 6 * L), s6);
            s7 = v.fma(FloatVector.fromArray(S, weights, w + 7 * L), s7);
            w += rows;
        }
        for (int j = 0; j < hidden; j++) {
            FloatVector v = FloatVector.broadcast(S, a[h + j]);
            s0 = v.fma(FloatVector.fromArray(S, weights, w), s0);
            s1 = v.fma(FloatVector.fromArray(S, weights, w + L), s1);
            s2 = v.fma(FloatVector.fromArray(S, weights, w + 2 * L), s2);
            s3 = v.fma(FloatVector.fromArray(S, weights, w + 3 * L), s3);
            s4 = v.fma(FloatVector.fromArray(S, weights, w + 4 * L), s4);
            s5 = v.fma(FloatVector.fromArray(S, weights, w + 5 * L), s5);
            s6 = v.fma(FloatVector.fromArray(S, weights, w + 6 * L), s6);
            s7 = v.fma(FloatVector.fromArray(S, weights, w + 7 * L), s7);
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

    /** Four vectors of rows; even and odd units apart, because eight sums hide the latency of a multiply-add. */
    private static void gates4(float[] a, float[] weights, float[] bias, int x, int inputs, int h, int hidden, int z, int rows, int i) {
        FloatVector s0 = FloatVector.fromArray(S, bias, FIRST + i);
        FloatVector s1 = FloatVector.fromArray(S, bias, FIRST + i + L);
        FloatVector s2 = FloatVector.fromArray(S, bias, FIRST + i + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, bias, FIRST + i + 3 * L);
        int w = FIRST + i;
        // The inputs do not wait for the step before.
        for (int j = 0; j < inputs; j++) {
            FloatVector v = FloatVector.broadcast(S, a[x + j]);
            s0 = v.fma(FloatVector.fromArray(S, weights, w), s0);
            s1 = v.fma(FloatVector.fromArray(S, weights, w + L), s1);
            s2 = v.fma(FloatVector.fromArray(S, weights, w + 2 * L), s2);
            s3 = v.fma(FloatVector.fromArray(S, weights, w + 3 * L), s3);
            w += rows;
        }
        FloatVector r0 = FloatVector.zero(S);
        FloatVector r1 = FloatVector.zero(S);
        FloatVector r2 = FloatVector.zero(S);
        FloatVector r3 = FloatVector.zero(S);
        for (int j = 0; j < hidden; j += 2) {
            FloatVector v = FloatVector.broadcast(S, a[h + j]);
            s0 = v.fma(FloatVector.fromArray(S, weights, w), s0);
            s1 = v.fma(FloatVector.fromArray(S, weights, w + L), s1);
            s2 = v.fma(FloatVector.fromArray(S, weights, w + 2 * L), s2);
            s3 = v.fma(FloatVector.fromArray(S, weights, w + 3 * L), s3);
            FloatVector u = FloatVector.broadcast(S, a[h + j + 1]);
            w += rows;
            r0 = u.fma(FloatVector.fromArray(S, weights, w), r0);
            r1 = u.fma(FloatVector.fromArray(S, weights, w + L), r1);
            r2 = u.fma(FloatVector.fromArray(S, weights, w + 2 * L), r2);
            r3 = u.fma(FloatVector.fromArray(S, weights, w + 3 * L), r3);
            w += rows;
        }
        s0.add(r0).intoArray(a, z + i);
        s1.add(r1).intoArray(a, z + i + L);
        s2.add(r2).intoArray(a, z + i + 2 * L);
        s3.add(r3).intoArray(a, z + i + 3 * L);
    }

    /** Two vectors of rows, four units apart. */
    private static void gates2(float[] a, float[] weights, float[] bias, int x, int inputs, int h, int hidden, int z, int rows, int i) {
        FloatVector s0 = FloatVector.fromArray(S, bias, FIRST + i);
        FloatVector s1 = FloatVector.fromArray(S, bias, FIRST + i + L);
        int w = FIRST + i;
        for (int j = 0; j < inputs; j++) {
            FloatVector v = FloatVector.broadcast(S, a[x + j]);
            s0 = v.fma(FloatVector.fromArray(S, weights, w), s0);
            s1 = v.fma(FloatVector.fromArray(S, weights, w + L), s1);
            w += rows;
        }
        FloatVector r0 = FloatVector.zero(S);
        FloatVector r1 = FloatVector.zero(S);
        FloatVector q0 = FloatVector.zero(S);
        FloatVector q1 = FloatVector.zero(S);
        FloatVector p0 = FloatVector.zero(S);
        FloatVector p1 = FloatVector.zero(S);
        for (int j = 0; j < hidden; j += 4) {
            FloatVector v = FloatVector.broadcast(S, a[h + j]);
            s0 = v.fma(FloatVector.fromArray(S, weights, w), s0);
            s1 = v.fma(FloatVector.fromArray(S, weights, w + L), s1);
            FloatVector u = FloatVector.broadcast(S, a[h + j + 1]);
            w += rows;
            r0 = u.fma(FloatVector.fromArray(S, weights, w), r0);
            r1 = u.fma(FloatVector.fromArray(S, weights, w + L), r1);
            FloatVector t = FloatVector.broadcast(S, a[h + j + 2]);
            w += rows;
            q0 = t.fma(FloatVector.fromArray(S, weights, w), q0);
            q1 = t.fma(FloatVector.fromArray(S, weights, w + L), q1);
            FloatVector y = FloatVector.broadcast(S, a[h + j + 3]);
            w += rows;
            p0 = y.fma(FloatVector.fromArray(S, weights, w), p0);
            p1 = y.fma(FloatVector.fromArray(S, weights, w + L), p1);
            w += rows;
        }
        s0.add(r0).add(q0.add(p0)).intoArray(a, z + i);
        s1.add(r1).add(q1.add(p1)).intoArray(a, z + i + L);
    }
}
