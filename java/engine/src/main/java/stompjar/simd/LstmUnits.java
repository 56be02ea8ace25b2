package stompjar.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#lstm} on the Vector API: gates, cell and hidden state of one vector of units without a detour through memory, each of which a step
 * waits a dozen cycles for. The tangents are written out as in {@link VectorLoops}.
 *
 * <p>In a method as long as this C2 puts off inlining the calls behind its first half, so that to begin with it knows their results only as
 * {@code FloatVector}, or from a profile that may not be there; where it does not find out, the vector is boxed. The casts to the class itself tell it.
 * Constants come first, and as receivers, because then they need none.
 */
final class LstmUnits {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final Class<? extends FloatVector> F = FloatVector.zero(S).getClass();
    private static final Class<? extends IntVector> I = FloatVector.zero(S).reinterpretAsInts().getClass();
    private static final int L = S.length();

    private LstmUnits() { }

    /** Arguments as in {@link Kernels#lstm}. */
    static void run(float[] a, float[] weights, int v, int columns, int h, int c, float[] head, int to) {
        int w = Alignment.FIRST;
        IntVector sign = IntVector.broadcast(IntVector.SPECIES_PREFERRED, Integer.MIN_VALUE);
        IntVector rest = IntVector.broadcast(IntVector.SPECIES_PREFERRED, Integer.MAX_VALUE);
        IntVector limit = FloatVector.broadcast(S, Tanh.LIMIT).reinterpretAsInts();
        // Of the square of what is clamped, which is the clamped square, but earlier; only of what is no number is it none.
        IntVector square = FloatVector.broadcast(S, Tanh.LIMIT * Tanh.LIMIT).reinterpretAsInts();
        FloatVector p0 = FloatVector.broadcast(S, Tanh.P0);
        FloatVector p1 = FloatVector.broadcast(S, Tanh.P1);
        FloatVector p2 = FloatVector.broadcast(S, Tanh.P2);
        FloatVector p3 = FloatVector.broadcast(S, Tanh.P3);
        FloatVector p4 = FloatVector.broadcast(S, Tanh.P4);
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector q1 = FloatVector.broadcast(S, Tanh.Q1);
        FloatVector q2 = FloatVector.broadcast(S, Tanh.Q2);
        FloatVector q3 = FloatVector.broadcast(S, Tanh.Q3);
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        FloatVector old = F.cast(half.mul(FloatVector.fromArray(S, a, c)));
        FloatVector s0 = FloatVector.fromArray(S, weights, w);
        FloatVector s1 = FloatVector.fromArray(S, weights, w + L);
        FloatVector s2 = FloatVector.fromArray(S, weights, w + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, weights, w + 3 * L);
        // Even and odd columns apart, because eight sums hide the latency of a multiply-add.
        FloatVector r0 = FloatVector.zero(S);
        FloatVector r1 = FloatVector.zero(S);
        FloatVector r2 = FloatVector.zero(S);
        FloatVector r3 = FloatVector.zero(S);
        w += 4 * L;
        for (int j = 0; j < columns; j += 2) {
            FloatVector x = FloatVector.broadcast(S, a[v + j]);
            s0 = x.fma(FloatVector.fromArray(S, weights, w), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, w + L), s1);
            s2 = x.fma(FloatVector.fromArray(S, weights, w + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, weights, w + 3 * L), s3);
            FloatVector y = FloatVector.broadcast(S, a[v + j + 1]);
            r0 = y.fma(FloatVector.fromArray(S, weights, w + 4 * L), r0);
            r1 = y.fma(FloatVector.fromArray(S, weights, w + 5 * L), r1);
            r2 = y.fma(FloatVector.fromArray(S, weights, w + 6 * L), r2);
            r3 = y.fma(FloatVector.fromArray(S, weights, w + 7 * L), r3);
            w += 8 * L;
        }
        FloatVector iIn = F.cast(s0.add(r0));
        IntVector iBits = iIn.reinterpretAsInts();
        FloatVector iX = F.cast(I.cast(I.cast(sign.and(iBits)).or(limit.min(rest.and(iBits)))).reinterpretAsFloats());
        FloatVector iS = F.cast(I.cast(square.min(F.cast(iIn.mul(iIn)).reinterpretAsInts())).reinterpretAsFloats());
        FloatVector iS2 = F.cast(iS.mul(iS));
        FloatVector iP = F.cast(F.cast(iX.mul(iS2)).fma(p4.fma(iS2, p3.fma(iS, p2)), iX.mul(p1.fma(iS, p0))));
        FloatVector i = iP.div(iS2.fma(q3.fma(iS, q2), q1.fma(iS, one)));
        FloatVector fIn = F.cast(s1.add(r1));
        IntVector fBits = fIn.reinterpretAsInts();
        FloatVector fX = F.cast(I.cast(I.cast(sign.and(fBits)).or(limit.min(rest.and(fBits)))).reinterpretAsFloats());
        FloatVector fS = F.cast(I.cast(square.min(F.cast(fIn.mul(fIn)).reinterpretAsInts())).reinterpretAsFloats());
        FloatVector fS2 = F.cast(fS.mul(fS));
        FloatVector fP = F.cast(F.cast(fX.mul(fS2)).fma(p4.fma(fS2, p3.fma(fS, p2)), fX.mul(p1.fma(fS, p0))));
        FloatVector f = fP.div(fS2.fma(q3.fma(fS, q2), q1.fma(fS, one)));
        FloatVector gIn = F.cast(s2.add(r2));
        IntVector gBits = gIn.reinterpretAsInts();
        FloatVector gX = F.cast(I.cast(I.cast(sign.and(gBits)).or(limit.min(rest.and(gBits)))).reinterpretAsFloats());
        FloatVector gS = F.cast(I.cast(square.min(F.cast(gIn.mul(gIn)).reinterpretAsInts())).reinterpretAsFloats());
        FloatVector gS2 = F.cast(gS.mul(gS));
        FloatVector gP = F.cast(F.cast(gX.mul(gS2)).fma(p4.fma(gS2, p3.fma(gS, p2)), gX.mul(p1.fma(gS, p0))));
        FloatVector g = gP.div(gS2.fma(q3.fma(gS, q2), q1.fma(gS, one)));
        FloatVector next = F.cast(F.cast(half.fma(i, half)).fma(g, old.fma(f, old)));
        F.cast(F.cast(next.add(ScalarKernels.FLUSH)).sub(ScalarKernels.FLUSH)).intoArray(a, c);
        FloatVector oIn = F.cast(s3.add(r3));
        IntVector oBits = oIn.reinterpretAsInts();
        FloatVector oX = F.cast(I.cast(I.cast(sign.and(oBits)).or(limit.min(rest.and(oBits)))).reinterpretAsFloats());
        FloatVector oS = F.cast(I.cast(square.min(F.cast(oIn.mul(oIn)).reinterpretAsInts())).reinterpretAsFloats());
        FloatVector oS2 = F.cast(oS.mul(oS));
        FloatVector oP = F.cast(F.cast(oX.mul(oS2)).fma(p4.fma(oS2, p3.fma(oS, p2)), oX.mul(p1.fma(oS, p0))));
        FloatVector o = oP.div(oS2.fma(q3.fma(oS, q2), q1.fma(oS, one)));
        IntVector tBits = next.reinterpretAsInts();
        FloatVector tX = F.cast(I.cast(I.cast(sign.and(tBits)).or(limit.min(rest.and(tBits)))).reinterpretAsFloats());
        FloatVector tS = F.cast(I.cast(square.min(F.cast(next.mul(next)).reinterpretAsInts())).reinterpretAsFloats());
        FloatVector tS2 = F.cast(tS.mul(tS));
        FloatVector tP = F.cast(F.cast(tX.mul(tS2)).fma(p4.fma(tS2, p3.fma(tS, p2)), tX.mul(p1.fma(tS, p0))));
        FloatVector t = tP.div(tS2.fma(q3.fma(tS, q2), q1.fma(tS, one)));
        FloatVector hidden = F.cast(F.cast(o).fma(t, t));
        hidden.intoArray(a, h);
        F.cast(hidden.mul(F.cast(FloatVector.fromArray(S, head, Alignment.FIRST)))).intoArray(a, to);
    }
}
