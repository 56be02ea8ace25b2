package stompjar.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The part of {@link Kernels#lstm} behind the gates' sums: their tangents, cell and hidden state, of one vector of units after another. The tangents are
 * written out as in {@link VectorLoops}.
 *
 * <p>In a method as long as this C2 puts off inlining the calls behind its first half, so that to begin with it knows their results only as
 * {@code FloatVector}, or from a profile that may not be there; where it does not find out, the vector is boxed. So here it is not only before they are
 * stored that vectors are cast to their class.
 * Constants come first, and as receivers, because then they need none. And where a loop begins with a vector that is not a constant, that is boxed too.
 */
final class LstmCells {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final Class<? extends FloatVector> F = FloatVector.zero(S).getClass();
    private static final Class<? extends IntVector> I = FloatVector.zero(S).reinterpretAsInts().getClass();
    private static final int L = S.length();

    private LstmCells() { }

    /** Arguments as in {@link LstmPlace} and {@link Kernels#lstm}; each gate has a vector of its own. */
    static void run(float[] a, int z, int c, int h, int size, float[] head, int to) {
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
        FloatVector sum = FloatVector.zero(S);
        for (int k = 0; k < size; k += L) {
            int gates = z + 4 * k;
            FloatVector old = F.cast(half.mul(FloatVector.fromArray(S, a, c + k)));
            FloatVector iIn = F.cast(FloatVector.fromArray(S, a, gates));
            IntVector iBits = iIn.reinterpretAsInts();
            FloatVector iX = F.cast(I.cast(I.cast(sign.and(iBits)).or(limit.min(unsigned.and(iBits)))).reinterpretAsFloats());
            FloatVector iS = F.cast(iX.mul(iX));
            FloatVector iP = F.cast(F.cast(iX.mul(p3.fma(iS, p2))).mul(iS.fma(p1.add(iS), p0)));
            FloatVector i = iP.div(F.cast(iS.fma(q1.add(iS), q0)).mul(iS.fma(q3.add(iS), q2)));
            FloatVector fIn = F.cast(FloatVector.fromArray(S, a, gates + L));
            IntVector fBits = fIn.reinterpretAsInts();
            FloatVector fX = F.cast(I.cast(I.cast(sign.and(fBits)).or(limit.min(unsigned.and(fBits)))).reinterpretAsFloats());
            FloatVector fS = F.cast(fX.mul(fX));
            FloatVector fP = F.cast(F.cast(fX.mul(p3.fma(fS, p2))).mul(fS.fma(p1.add(fS), p0)));
            FloatVector f = fP.div(F.cast(fS.fma(q1.add(fS), q0)).mul(fS.fma(q3.add(fS), q2)));
            FloatVector gIn = F.cast(FloatVector.fromArray(S, a, gates + 2 * L));
            IntVector gBits = gIn.reinterpretAsInts();
            FloatVector gX = F.cast(I.cast(I.cast(sign.and(gBits)).or(limit.min(unsigned.and(gBits)))).reinterpretAsFloats());
            FloatVector gS = F.cast(gX.mul(gX));
            FloatVector gP = F.cast(F.cast(gX.mul(p3.fma(gS, p2))).mul(gS.fma(p1.add(gS), p0)));
            FloatVector g = gP.div(F.cast(gS.fma(q1.add(gS), q0)).mul(gS.fma(q3.add(gS), q2)));
            FloatVector next = F.cast(F.cast(half.fma(i, half)).fma(g, old.fma(f, old)));
            F.cast(F.cast(next.add(ScalarKernels.FLUSH)).sub(ScalarKernels.FLUSH)).intoArray(a, c + k);
            FloatVector oIn = F.cast(FloatVector.fromArray(S, a, gates + 3 * L));
            IntVector oBits = oIn.reinterpretAsInts();
            FloatVector oX = F.cast(I.cast(I.cast(sign.and(oBits)).or(limit.min(unsigned.and(oBits)))).reinterpretAsFloats());
            FloatVector oS = F.cast(oX.mul(oX));
            FloatVector oP = F.cast(F.cast(oX.mul(p3.fma(oS, p2))).mul(oS.fma(p1.add(oS), p0)));
            FloatVector o = oP.div(F.cast(oS.fma(q1.add(oS), q0)).mul(oS.fma(q3.add(oS), q2)));
            IntVector tBits = next.reinterpretAsInts();
            FloatVector tX = F.cast(I.cast(I.cast(sign.and(tBits)).or(limit.min(unsigned.and(tBits)))).reinterpretAsFloats());
            FloatVector tS = F.cast(tX.mul(tX));
            FloatVector tP = F.cast(F.cast(tX.mul(p3.fma(tS, p2))).mul(tS.fma(p1.add(tS), p0)));
            FloatVector t = tP.div(F.cast(tS.fma(q1.add(tS), q0)).mul(tS.fma(q3.add(tS), q2)));
            FloatVector hidden = F.cast(F.cast(o).fma(t, t));
            hidden.intoArray(a, h + k);
            sum = F.cast(hidden.fma(F.cast(FloatVector.fromArray(S, head, Alignment.FIRST + k)), sum));
        }
        F.cast(sum).intoArray(a, to);
    }
}
