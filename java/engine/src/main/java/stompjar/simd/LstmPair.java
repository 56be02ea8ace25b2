package stompjar.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link Kernels#lstm} of two vectors of units, as {@link LstmUnits} of one: their gates are the tile of eight rows of {@link GateTiles}. */
final class LstmPair {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final Class<? extends FloatVector> F = FloatVector.zero(S).getClass();
    private static final Class<? extends IntVector> I = FloatVector.zero(S).reinterpretAsInts().getClass();
    private static final int L = S.length();

    private LstmPair() { }

    /** Arguments as in {@link Kernels#lstm}. */
    static void run(float[] a, GateWeights gates, LstmPlace at, int in, float[] head, int to, int frames) {
        float[] weights = gates.packed;
        int columns = gates.columns;
        int bias = at.bias();
        int v = at.v();
        int z = at.z();
        int c = at.c();
        int h = at.h();
        IntVector sign = IntVector.broadcast(IntVector.SPECIES_PREFERRED, Integer.MIN_VALUE);
        IntVector unsigned = IntVector.broadcast(IntVector.SPECIES_PREFERRED, Integer.MAX_VALUE);
        IntVector limit = FloatVector.broadcast(S, Tanh.LIMIT).reinterpretAsInts();
        FloatVector p0 = FloatVector.broadcast(S, Tanh.P0);
        FloatVector p1 = FloatVector.broadcast(S, Tanh.P1);
        FloatVector p2 = FloatVector.broadcast(S, Tanh.P2);
        FloatVector p3 = FloatVector.broadcast(S, Tanh.P3);
        FloatVector q0 = FloatVector.broadcast(S, Tanh.Q0);
        FloatVector q1 = FloatVector.broadcast(S, Tanh.Q1);
        FloatVector q2 = FloatVector.broadcast(S, Tanh.Q2);
        FloatVector q3 = FloatVector.broadcast(S, Tanh.Q3);
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        for (int t = 0; t < frames; t++) {
            a[v] = a[in + t];
            FloatVector s0 = FloatVector.fromArray(S, a, bias);
            FloatVector s1 = FloatVector.fromArray(S, a, bias + L);
            FloatVector s2 = FloatVector.fromArray(S, a, bias + 2 * L);
            FloatVector s3 = FloatVector.fromArray(S, a, bias + 3 * L);
            FloatVector s4 = FloatVector.fromArray(S, a, bias + 4 * L);
            FloatVector s5 = FloatVector.fromArray(S, a, bias + 5 * L);
            FloatVector s6 = FloatVector.fromArray(S, a, bias + 6 * L);
            FloatVector s7 = FloatVector.fromArray(S, a, bias + 7 * L);
            for (int j = 0; j < columns; j++) {
                int w = Alignment.FIRST + 8 * L * j;
                FloatVector x = FloatVector.broadcast(S, a[v + j]);
                s0 = x.fma(FloatVector.fromArray(S, weights, w), s0);
                s1 = x.fma(FloatVector.fromArray(S, weights, w + L), s1);
                s2 = x.fma(FloatVector.fromArray(S, weights, w + 2 * L), s2);
                s3 = x.fma(FloatVector.fromArray(S, weights, w + 3 * L), s3);
                s4 = x.fma(FloatVector.fromArray(S, weights, w + 4 * L), s4);
                s5 = x.fma(FloatVector.fromArray(S, weights, w + 5 * L), s5);
                s6 = x.fma(FloatVector.fromArray(S, weights, w + 6 * L), s6);
                s7 = x.fma(FloatVector.fromArray(S, weights, w + 7 * L), s7);
            }
            F.cast(s0).intoArray(a, z);
            F.cast(s1).intoArray(a, z + L);
            F.cast(s2).intoArray(a, z + 2 * L);
            F.cast(s3).intoArray(a, z + 3 * L);
            F.cast(s4).intoArray(a, z + 4 * L);
            F.cast(s5).intoArray(a, z + 5 * L);
            F.cast(s6).intoArray(a, z + 6 * L);
            F.cast(s7).intoArray(a, z + 7 * L);
            FloatVector sum = FloatVector.zero(S);
            for (int k = 0; k < 2 * L; k += L) {
                int row = z + 4 * k;
                FloatVector old = F.cast(half.mul(FloatVector.fromArray(S, a, c + k)));
                FloatVector iIn = F.cast(FloatVector.fromArray(S, a, row));
                IntVector iBits = iIn.reinterpretAsInts();
                FloatVector iX = F.cast(I.cast(I.cast(sign.and(iBits)).or(limit.min(unsigned.and(iBits)))).reinterpretAsFloats());
                FloatVector iS = F.cast(iX.mul(iX));
                FloatVector iP = F.cast(F.cast(iX.mul(p3.fma(iS, p2))).mul(iS.fma(p1.add(iS), p0)));
                FloatVector i = iP.div(F.cast(iS.fma(q1.add(iS), q0)).mul(iS.fma(q3.add(iS), q2)));
                FloatVector fIn = F.cast(FloatVector.fromArray(S, a, row + L));
                IntVector fBits = fIn.reinterpretAsInts();
                FloatVector fX = F.cast(I.cast(I.cast(sign.and(fBits)).or(limit.min(unsigned.and(fBits)))).reinterpretAsFloats());
                FloatVector fS = F.cast(fX.mul(fX));
                FloatVector fP = F.cast(F.cast(fX.mul(p3.fma(fS, p2))).mul(fS.fma(p1.add(fS), p0)));
                FloatVector f = fP.div(F.cast(fS.fma(q1.add(fS), q0)).mul(fS.fma(q3.add(fS), q2)));
                FloatVector gIn = F.cast(FloatVector.fromArray(S, a, row + 2 * L));
                IntVector gBits = gIn.reinterpretAsInts();
                FloatVector gX = F.cast(I.cast(I.cast(sign.and(gBits)).or(limit.min(unsigned.and(gBits)))).reinterpretAsFloats());
                FloatVector gS = F.cast(gX.mul(gX));
                FloatVector gP = F.cast(F.cast(gX.mul(p3.fma(gS, p2))).mul(gS.fma(p1.add(gS), p0)));
                FloatVector g = gP.div(F.cast(gS.fma(q1.add(gS), q0)).mul(gS.fma(q3.add(gS), q2)));
                FloatVector next = F.cast(F.cast(half.fma(i, half)).fma(g, old.fma(f, old)));
                F.cast(F.cast(next.add(ScalarKernels.FLUSH)).sub(ScalarKernels.FLUSH)).intoArray(a, c + k);
                FloatVector oIn = F.cast(FloatVector.fromArray(S, a, row + 3 * L));
                IntVector oBits = oIn.reinterpretAsInts();
                FloatVector oX = F.cast(I.cast(I.cast(sign.and(oBits)).or(limit.min(unsigned.and(oBits)))).reinterpretAsFloats());
                FloatVector oS = F.cast(oX.mul(oX));
                FloatVector oP = F.cast(F.cast(oX.mul(p3.fma(oS, p2))).mul(oS.fma(p1.add(oS), p0)));
                FloatVector o = oP.div(F.cast(oS.fma(q1.add(oS), q0)).mul(oS.fma(q3.add(oS), q2)));
                IntVector yBits = next.reinterpretAsInts();
                FloatVector yX = F.cast(I.cast(I.cast(sign.and(yBits)).or(limit.min(unsigned.and(yBits)))).reinterpretAsFloats());
                FloatVector yS = F.cast(yX.mul(yX));
                FloatVector yP = F.cast(F.cast(yX.mul(p3.fma(yS, p2))).mul(yS.fma(p1.add(yS), p0)));
                FloatVector y = yP.div(F.cast(yS.fma(q1.add(yS), q0)).mul(yS.fma(q3.add(yS), q2)));
                FloatVector hidden = F.cast(F.cast(o).fma(y, y));
                F.cast(hidden).intoArray(a, h + k);
                sum = F.cast(hidden.fma(F.cast(FloatVector.fromArray(S, head, Alignment.FIRST + k)), sum));
            }
            F.cast(sum).intoArray(a, to + t * Alignment.LINE);
        }
    }
}
