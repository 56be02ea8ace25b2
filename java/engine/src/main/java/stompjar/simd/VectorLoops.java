package stompjar.simd;

import static stompjar.simd.Tanh.P0;
import static stompjar.simd.Tanh.P1;
import static stompjar.simd.Tanh.P2;
import static stompjar.simd.Tanh.P3;
import static stompjar.simd.Tanh.Q0;
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
 * instructions each for the sake of NaN and −0.
 */
final class VectorLoops {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final Class<? extends FloatVector> F = FloatVector.zero(S).getClass();
    private static final int L = S.length();
    private static final int INFINITY_BITS = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    private static final IntVector LANES = IntVector.zero(IntVector.SPECIES_PREFERRED).addIndex(1);
    private static final int LIMIT = Float.floatToRawIntBits(Tanh.LIMIT);

    private VectorLoops() { }

    /** {@link Kernels#tanh}. */
    static void tanh(float[] a, int at, int count) {
        FloatVector p0 = FloatVector.broadcast(S, P0);
        FloatVector q0 = FloatVector.broadcast(S, Q0);
        FloatVector q2 = FloatVector.broadcast(S, Q2);
        for (int i = at; i < at + count; i += L) {
            FloatVector value = FloatVector.fromArray(S, a, i);
            IntVector bits = value.reinterpretAsInts();
            FloatVector x = bits.and(Integer.MAX_VALUE).min(LIMIT).or(bits.and(Integer.MIN_VALUE)).reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector p = s.fma(P3, P2).mul(x).mul(s.add(P1).fma(s, p0));
            FloatVector y = p.div(s.add(Q1).fma(s, q0).mul(s.add(Q3).fma(s, q2)));
            F.cast(y).intoArray(a, i);
        }
    }

    /** {@link Kernels#tanhAndAdd}. */
    static void tanhAndAdd(float[] a, int at, int to, int count) {
        FloatVector p0 = FloatVector.broadcast(S, P0);
        FloatVector q0 = FloatVector.broadcast(S, Q0);
        FloatVector q2 = FloatVector.broadcast(S, Q2);
        for (int i = 0; i < count; i += L) {
            FloatVector value = FloatVector.fromArray(S, a, at + i);
            IntVector bits = value.reinterpretAsInts();
            FloatVector x = bits.and(Integer.MAX_VALUE).min(LIMIT).or(bits.and(Integer.MIN_VALUE)).reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector p = s.fma(P3, P2).mul(x).mul(s.add(P1).fma(s, p0));
            FloatVector y = p.div(s.add(Q1).fma(s, q0).mul(s.add(Q3).fma(s, q2)));
            F.cast(y).intoArray(a, at + i);
            F.cast(FloatVector.fromArray(S, a, to + i).add(y)).intoArray(a, to + i);
        }
    }

    /** {@link Kernels#sigmoid}. */
    static void sigmoid(float[] a, int at, int count) {
        FloatVector p0 = FloatVector.broadcast(S, P0);
        FloatVector q0 = FloatVector.broadcast(S, Q0);
        FloatVector q2 = FloatVector.broadcast(S, Q2);
        for (int i = at; i < at + count; i += L) {
            FloatVector value = FloatVector.fromArray(S, a, i).mul(0.5f);
            IntVector bits = value.reinterpretAsInts();
            FloatVector x = bits.and(Integer.MAX_VALUE).min(LIMIT).or(bits.and(Integer.MIN_VALUE)).reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector p = s.fma(P3, P2).mul(x).mul(s.add(P1).fma(s, p0));
            FloatVector y = p.div(s.add(Q1).fma(s, q0).mul(s.add(Q3).fma(s, q2)));
            F.cast(y.mul(0.5f).add(0.5f)).intoArray(a, i);
        }
    }

    /** {@link Kernels#silu}. */
    static void silu(float[] a, int at, int count) {
        FloatVector p0 = FloatVector.broadcast(S, P0);
        FloatVector q0 = FloatVector.broadcast(S, Q0);
        FloatVector q2 = FloatVector.broadcast(S, Q2);
        for (int i = at; i < at + count; i += L) {
            FloatVector whole = FloatVector.fromArray(S, a, i);
            FloatVector value = whole.mul(0.5f);
            IntVector bits = value.reinterpretAsInts();
            FloatVector x = bits.and(Integer.MAX_VALUE).min(LIMIT).or(bits.and(Integer.MIN_VALUE)).reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector p = s.fma(P3, P2).mul(x).mul(s.add(P1).fma(s, p0));
            FloatVector y = p.div(s.add(Q1).fma(s, q0).mul(s.add(Q3).fma(s, q2)));
            F.cast(y.mul(0.5f).add(0.5f).mul(whole)).intoArray(a, i);
        }
    }

    /** For {@link Kernels#lstm}: gives each of four runs of {@code count} floats, one behind the other, a vector of its own. */
    static void spread(float[] a, int at, int count) {
        for (int g = 3; g > 0; g--) {
            F.cast(FloatVector.fromArray(S, a, at + g * count)).intoArray(a, at + g * L);
        }
    }

    /**
     * {@link Kernels#totals}. Each round adds two halves of each row, and puts the sums of two rows into one, the second's where the first's are not
     * wanted: reading a row from elsewhere moves its halves.
     *
     * @param rows a multiple of the vector's length
     */
    static void totals(float[] a, int at, int rows) {
        int stride = Alignment.LINE;
        for (int d = L / 2; d > 0; d /= 2) {
            rows /= 2;
            IntVector second = LANES.and(d).neg().lanewise(VectorOperators.ASHR, 31);
            IntVector first = second.not();
            for (int r = 0; r < rows; r++) {
                int u = at + (2 * r - (r & d - 1)) * stride;
                int v = u + d * stride;
                IntVector near = FloatVector.fromArray(S, a, u).reinterpretAsInts().and(first)
                        .or(FloatVector.fromArray(S, a, v).reinterpretAsInts().and(second));
                IntVector far = FloatVector.fromArray(S, a, u + d).reinterpretAsInts().and(first)
                        .or(FloatVector.fromArray(S, a, v - d).reinterpretAsInts().and(second));
                F.cast(near.reinterpretAsFloats().add(far.reinterpretAsFloats())).intoArray(a, at + r * L);
            }
            stride = L;
        }
    }

    /** {@link Kernels#candidate}. */
    static void candidate(float[] a, int z, int h, int size) {
        FloatVector p0 = FloatVector.broadcast(S, P0);
        FloatVector q0 = FloatVector.broadcast(S, Q0);
        FloatVector q2 = FloatVector.broadcast(S, Q2);
        for (int i = 0; i < size; i += L) {
            FloatVector value = FloatVector.fromArray(S, a, z + i).mul(FloatVector.fromArray(S, a, z + 2 * size + i))
                    .add(FloatVector.fromArray(S, a, z + 3 * size + i));
            IntVector bits = value.reinterpretAsInts();
            FloatVector x = bits.and(Integer.MAX_VALUE).min(LIMIT).or(bits.and(Integer.MIN_VALUE)).reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector p = s.fma(P3, P2).mul(x).mul(s.add(P1).fma(s, p0));
            FloatVector y = p.div(s.add(Q1).fma(s, q0).mul(s.add(Q3).fma(s, q2)));
            F.cast(FloatVector.fromArray(S, a, h + i).sub(y).mul(FloatVector.fromArray(S, a, z + size + i)).add(y)
                    .add(ScalarKernels.FLUSH).sub(ScalarKernels.FLUSH)).intoArray(a, h + i);
        }
    }

    /** {@link Kernels#clamp}. */
    static void clamp(float[] a, int at, int count, float low, float high) {
        for (int i = at; i < at + count; i += L) {
            F.cast(FloatVector.fromArray(S, a, i).min(high).max(low)).intoArray(a, i);
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
            F.cast(limited.blend(0, size.lt(leastBits).or(size.compare(VectorOperators.GE, INFINITY_BITS))).reinterpretAsFloats()).intoArray(a, i);
        }
    }

    /** {@link Kernels#bend}. */
    static void bend(float[] a, int at, int count, float low, float high, float lowSlope, float highSlope) {
        for (int i = at; i < at + count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            FloatVector below = x.sub(low).min(0);
            FloatVector above = x.sub(high).max(0);
            F.cast(x.min(high).max(low).add(below.mul(lowSlope)).add(above.mul(highSlope))).intoArray(a, i);
        }
    }

    /** {@link Kernels#softsign}. */
    static void softsign(float[] a, int at, int count) {
        for (int i = at; i < at + count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            F.cast(x.div(x.abs().add(1))).intoArray(a, i);
        }
    }

    /** {@link Kernels#hardswish}. */
    static void hardswish(float[] a, int at, int count) {
        for (int i = at; i < at + count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            F.cast(x.mul(x.add(3).min(6).max(0).mul(1 / 6f))).intoArray(a, i);
        }
    }

    /** {@link Kernels#multiply}. */
    static void multiply(float[] a, int at, int by, int count) {
        for (int i = 0; i < count; i += L) {
            F.cast(FloatVector.fromArray(S, a, at + i).mul(FloatVector.fromArray(S, a, by + i))).intoArray(a, at + i);
        }
    }

    /** {@link Kernels#subtract}. */
    static void subtract(float[] a, int at, int from, int count) {
        for (int i = 0; i < count; i += L) {
            F.cast(FloatVector.fromArray(S, a, at + i).sub(FloatVector.fromArray(S, a, from + i))).intoArray(a, at + i);
        }
    }

    /** {@link Kernels#leaky}. Without a comparison: those and the floats' own min and max cost several instructions. */
    static void leaky(float[] a, int at, int count, float slope) {
        FloatVector even = FloatVector.broadcast(S, 0.5f - 0.5f * slope);
        float odd = 0.5f + 0.5f * slope;
        for (int i = at; i < at + count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            F.cast(x.abs().fma(even, x.mul(odd))).intoArray(a, i);
        }
    }

    /** {@link Kernels#leakyAndAdd}. */
    static void leakyAndAdd(float[] a, int at, int to, int count, float slope) {
        FloatVector even = FloatVector.broadcast(S, 0.5f - 0.5f * slope);
        float odd = 0.5f + 0.5f * slope;
        for (int i = 0; i < count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, at + i);
            FloatVector y = x.abs().fma(even, x.mul(odd));
            F.cast(y).intoArray(a, at + i);
            F.cast(FloatVector.fromArray(S, a, to + i).add(y)).intoArray(a, to + i);
        }
    }

    /** {@link Kernels#add}. */
    static void add(float[] a, int at, int from, int count) {
        for (int i = 0; i < count; i += L) {
            F.cast(FloatVector.fromArray(S, a, at + i).add(FloatVector.fromArray(S, a, from + i))).intoArray(a, at + i);
        }
    }

    /** {@link Kernels#addProducts}. */
    static void addProducts(float[] sumRe, float[] sumIm, float[] xRe, float[] xIm, int x, float[] hRe, float[] hIm, int h, int count) {
        for (int k = 0; k < count; k += L) {
            FloatVector a = FloatVector.fromArray(S, xRe, x + k);
            FloatVector b = FloatVector.fromArray(S, xIm, x + k);
            FloatVector c = FloatVector.fromArray(S, hRe, h + k);
            FloatVector d = FloatVector.fromArray(S, hIm, h + k);
            F.cast(a.fma(c, FloatVector.fromArray(S, sumRe, k)).sub(b.mul(d))).intoArray(sumRe, k);
            F.cast(a.fma(d, FloatVector.fromArray(S, sumIm, k)).add(b.mul(c))).intoArray(sumIm, k);
        }
    }
}
