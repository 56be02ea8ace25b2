package stompjar.simd;

import static stompjar.simd.Tanh.P0;
import static stompjar.simd.Tanh.P1;
import static stompjar.simd.Tanh.P2;
import static stompjar.simd.Tanh.P3;
import static stompjar.simd.Tanh.P4;
import static stompjar.simd.Tanh.Q1;
import static stompjar.simd.Tanh.Q2;
import static stompjar.simd.Tanh.Q3;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The {@link VectorKernels} that are one loop over vectors. C2 only keeps vectors out of the heap where it sees all that happens to them, and in a method that has
 * grown large it stops looking: of those that it inlines into one that calls several, one would be boxed, block after block for as long as the process
 * lives. So each of these is compiled by itself, which the JVM's option {@code -XX:CompileCommand=dontinline,stompjar.simd.VectorLoops::*}
 * sees to wherever we start one. And the {@link Tanh} of a vector is written out in each, because C2 inlines a method of ours as it sees fit, and not what the
 * JDK's own annotation asks for.
 *
 * <p>Tangents are clamped as integers: bits of floats without a sign have the order of the floats, and the floats' own min and max cost five
 * instructions each for the sake of NaN and −0. Then Horner's scheme, of the fewest instructions, where many vectors are under way; Estrin's, of half the
 * length, in {@link #cell} and {@link #candidate}, for which recurrent networks wait.
 */
final class VectorLoops {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int FIRST = Alignment.FIRST;
    private static final int INFINITY_BITS = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    private static final int LIMIT = Float.floatToRawIntBits(Tanh.LIMIT);

    private VectorLoops() { }

    /** {@link Kernels#tanh}. */
    static void tanh(float[] a, int at, int count) {
        FloatVector p0 = FloatVector.broadcast(S, P0);
        FloatVector p1 = FloatVector.broadcast(S, P1);
        FloatVector p2 = FloatVector.broadcast(S, P2);
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector q1 = FloatVector.broadcast(S, Q1);
        for (int i = at; i < at + count; i += L) {
            FloatVector value = FloatVector.fromArray(S, a, i);
            IntVector bits = value.reinterpretAsInts();
            FloatVector x = bits.and(Integer.MAX_VALUE).min(LIMIT).or(bits.and(Integer.MIN_VALUE)).reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector p = s.fma(P4, P3).fma(s, p2).fma(s, p1).fma(s, p0).mul(x);
            FloatVector y = p.div(s.fma(Q3, Q2).fma(s, q1).fma(s, one));
            y.intoArray(a, i);
        }
    }

    /** {@link Kernels#tanhAndAdd}. */
    static void tanhAndAdd(float[] a, int at, int to, int count) {
        FloatVector p0 = FloatVector.broadcast(S, P0);
        FloatVector p1 = FloatVector.broadcast(S, P1);
        FloatVector p2 = FloatVector.broadcast(S, P2);
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector q1 = FloatVector.broadcast(S, Q1);
        for (int i = 0; i < count; i += L) {
            FloatVector value = FloatVector.fromArray(S, a, at + i);
            IntVector bits = value.reinterpretAsInts();
            FloatVector x = bits.and(Integer.MAX_VALUE).min(LIMIT).or(bits.and(Integer.MIN_VALUE)).reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector p = s.fma(P4, P3).fma(s, p2).fma(s, p1).fma(s, p0).mul(x);
            FloatVector y = p.div(s.fma(Q3, Q2).fma(s, q1).fma(s, one));
            y.intoArray(a, at + i);
            FloatVector.fromArray(S, a, to + i).add(y).intoArray(a, to + i);
        }
    }

    /** {@link Kernels#sigmoid}. */
    static void sigmoid(float[] a, int at, int count) {
        FloatVector p0 = FloatVector.broadcast(S, P0);
        FloatVector p1 = FloatVector.broadcast(S, P1);
        FloatVector p2 = FloatVector.broadcast(S, P2);
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector q1 = FloatVector.broadcast(S, Q1);
        for (int i = at; i < at + count; i += L) {
            FloatVector value = FloatVector.fromArray(S, a, i).mul(0.5f);
            IntVector bits = value.reinterpretAsInts();
            FloatVector x = bits.and(Integer.MAX_VALUE).min(LIMIT).or(bits.and(Integer.MIN_VALUE)).reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector p = s.fma(P4, P3).fma(s, p2).fma(s, p1).fma(s, p0).mul(x);
            FloatVector y = p.div(s.fma(Q3, Q2).fma(s, q1).fma(s, one));
            y.mul(0.5f).add(0.5f).intoArray(a, i);
        }
    }

    /** {@link Kernels#silu}. */
    static void silu(float[] a, int at, int count) {
        FloatVector p0 = FloatVector.broadcast(S, P0);
        FloatVector p1 = FloatVector.broadcast(S, P1);
        FloatVector p2 = FloatVector.broadcast(S, P2);
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector q1 = FloatVector.broadcast(S, Q1);
        for (int i = at; i < at + count; i += L) {
            FloatVector whole = FloatVector.fromArray(S, a, i);
            FloatVector value = whole.mul(0.5f);
            IntVector bits = value.reinterpretAsInts();
            FloatVector x = bits.and(Integer.MAX_VALUE).min(LIMIT).or(bits.and(Integer.MIN_VALUE)).reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector p = s.fma(P4, P3).fma(s, p2).fma(s, p1).fma(s, p0).mul(x);
            FloatVector y = p.div(s.fma(Q3, Q2).fma(s, q1).fma(s, one));
            y.mul(0.5f).add(0.5f).mul(whole).intoArray(a, i);
        }
    }

    /** {@link Kernels#cell}. */
    static void cell(float[] a, int z, int c, int h, int size, float[] head, int to) {
        FloatVector sum = FloatVector.zero(S);
        for (int i = 0; i < size; i += L) {
            FloatVector old = FloatVector.fromArray(S, a, c + i);
            FloatVector kept = FloatVector.fromArray(S, a, z + size + i).fma(old, old);
            FloatVector g = FloatVector.fromArray(S, a, z + 2 * size + i);
            FloatVector next = FloatVector.fromArray(S, a, z + i).fma(g, g).add(kept).mul(0.5f);
            next.add(ScalarKernels.FLUSH).sub(ScalarKernels.FLUSH).intoArray(a, c + i);
            IntVector bits = next.reinterpretAsInts();
            FloatVector x = bits.and(Integer.MAX_VALUE).min(LIMIT).or(bits.and(Integer.MIN_VALUE)).reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector s2 = s.mul(s);
            FloatVector p = x.mul(s2).fma(s2.fma(FloatVector.broadcast(S, P4), s.fma(P3, P2)), s.fma(P1, P0).mul(x));
            FloatVector y = p.div(s.fma(Q3, Q2).fma(s2, s.fma(Q1, 1)));
            FloatVector hidden = FloatVector.fromArray(S, a, z + 3 * size + i).fma(y, y);
            hidden.intoArray(a, h + i);
            sum = hidden.fma(FloatVector.fromArray(S, head, FIRST + i), sum);
        }
        sum.intoArray(a, to);
    }

    /** {@link Kernels#candidate}. */
    static void candidate(float[] a, int z, int h, int size) {
        for (int i = 0; i < size; i += L) {
            FloatVector value = FloatVector.fromArray(S, a, z + i).mul(FloatVector.fromArray(S, a, z + 2 * size + i))
                    .add(FloatVector.fromArray(S, a, z + 3 * size + i));
            IntVector bits = value.reinterpretAsInts();
            FloatVector x = bits.and(Integer.MAX_VALUE).min(LIMIT).or(bits.and(Integer.MIN_VALUE)).reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector s2 = s.mul(s);
            FloatVector p = x.mul(s2).fma(s2.fma(FloatVector.broadcast(S, P4), s.fma(P3, P2)), s.fma(P1, P0).mul(x));
            FloatVector y = p.div(s.fma(Q3, Q2).fma(s2, s.fma(Q1, 1)));
            FloatVector.fromArray(S, a, h + i).sub(y).mul(FloatVector.fromArray(S, a, z + size + i)).add(y)
                    .add(ScalarKernels.FLUSH).sub(ScalarKernels.FLUSH).intoArray(a, h + i);
        }
    }

    /** {@link Kernels#clamp}. */
    static void clamp(float[] a, int at, int count, float low, float high) {
        for (int i = at; i < at + count; i += L) {
            FloatVector.fromArray(S, a, i).min(high).max(low).intoArray(a, i);
        }
    }

    /** {@link Kernels#clean}. On the bits of the sizes, which have the order of the sizes; those of infinities and of what is no number are above all others. */
    static void clean(float[] a, int at, int count, float least, float most) {
        int leastBits = Float.floatToRawIntBits(least);
        int mostBits = Float.floatToRawIntBits(most);
        for (int i = at; i < at + count; i += L) {
            IntVector bits = FloatVector.fromArray(S, a, i).reinterpretAsInts();
            IntVector size = bits.and(Integer.MAX_VALUE);
            IntVector limited = size.min(mostBits).or(bits.and(Integer.MIN_VALUE));
            limited.blend(0, size.lt(leastBits).or(size.compare(VectorOperators.GE, INFINITY_BITS))).reinterpretAsFloats().intoArray(a, i);
        }
    }

    /** {@link Kernels#bend}. */
    static void bend(float[] a, int at, int count, float low, float high, float lowSlope, float highSlope) {
        for (int i = at; i < at + count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            FloatVector below = x.sub(low).min(0);
            FloatVector above = x.sub(high).max(0);
            x.min(high).max(low).add(below.mul(lowSlope)).add(above.mul(highSlope)).intoArray(a, i);
        }
    }

    /** {@link Kernels#softsign}. */
    static void softsign(float[] a, int at, int count) {
        for (int i = at; i < at + count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            x.div(x.abs().add(1)).intoArray(a, i);
        }
    }

    /** {@link Kernels#hardswish}. */
    static void hardswish(float[] a, int at, int count) {
        for (int i = at; i < at + count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            x.mul(x.add(3).min(6).max(0).mul(1 / 6f)).intoArray(a, i);
        }
    }

    /** {@link Kernels#multiply}. */
    static void multiply(float[] a, int at, int by, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector.fromArray(S, a, at + i).mul(FloatVector.fromArray(S, a, by + i)).intoArray(a, at + i);
        }
    }

    /** {@link Kernels#subtract}. */
    static void subtract(float[] a, int at, int from, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector.fromArray(S, a, at + i).sub(FloatVector.fromArray(S, a, from + i)).intoArray(a, at + i);
        }
    }

    /** {@link Kernels#leaky}. Without a comparison: those and the floats' own min and max cost several instructions. */
    static void leaky(float[] a, int at, int count, float slope) {
        FloatVector even = FloatVector.broadcast(S, 0.5f - 0.5f * slope);
        float odd = 0.5f + 0.5f * slope;
        for (int i = at; i < at + count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            x.abs().fma(even, x.mul(odd)).intoArray(a, i);
        }
    }

    /** {@link Kernels#leakyAndAdd}. */
    static void leakyAndAdd(float[] a, int at, int to, int count, float slope) {
        FloatVector even = FloatVector.broadcast(S, 0.5f - 0.5f * slope);
        float odd = 0.5f + 0.5f * slope;
        for (int i = 0; i < count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, at + i);
            FloatVector y = x.abs().fma(even, x.mul(odd));
            y.intoArray(a, at + i);
            FloatVector.fromArray(S, a, to + i).add(y).intoArray(a, to + i);
        }
    }

    /** {@link Kernels#add}. */
    static void add(float[] a, int at, int from, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector.fromArray(S, a, at + i).add(FloatVector.fromArray(S, a, from + i)).intoArray(a, at + i);
        }
    }

    /** {@link Kernels#addProducts}. */
    static void addProducts(float[] sumRe, float[] sumIm, float[] xRe, float[] xIm, int x, float[] hRe, float[] hIm, int h, int count) {
        for (int k = 0; k < count; k += L) {
            FloatVector a = FloatVector.fromArray(S, xRe, x + k);
            FloatVector b = FloatVector.fromArray(S, xIm, x + k);
            FloatVector c = FloatVector.fromArray(S, hRe, h + k);
            FloatVector d = FloatVector.fromArray(S, hIm, h + k);
            a.fma(c, FloatVector.fromArray(S, sumRe, k)).sub(b.mul(d)).intoArray(sumRe, k);
            a.fma(d, FloatVector.fromArray(S, sumIm, k)).add(b.mul(c)).intoArray(sumIm, k);
        }
    }
}
