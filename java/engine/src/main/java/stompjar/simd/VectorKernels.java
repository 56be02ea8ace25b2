package stompjar.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels on the Vector API. Methods are kept small: C2 stops inlining vector code in methods with more than about two activations in them, and then
 * boxes every vector. Vectors never pass between methods that might not be inlined. There is one species in the whole process: where C2 of JDK 17
 * has seen two, it no longer knows a vector's class and boxes it.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int FIRST = Alignment.FIRST;
    /** Whether 16 vectors and more fit into the registers: AVX-512 has 32 of them. */
    static final boolean MANY_REGISTERS = S.vectorBitSize() == 512;
    private static final int INFINITY_BITS = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    private static final int LIMIT_BITS = Float.floatToRawIntBits(Tanh.LIMIT);

    @Override
    public String name() {
        return "vector-" + S.vectorBitSize();
    }

    @Override
    public int lanes() {
        return L;
    }

    @Override
    public void affine(float[] a, int[] columns, Product product, int initial, int initialStride, int out, int outStride,
                       int frames) {
        AffineTiles.run(a, columns, product, initial, initialStride, out, outStride, frames);
    }

    /**
     * Clamped as integers: bits of floats without a sign have the order of the floats, and the floats' own min and max cost five instructions each
     * for the sake of NaN and −0.
     */
    private static FloatVector tanh(FloatVector value) {
        IntVector bits = value.reinterpretAsInts();
        FloatVector x = bits.and(Integer.MAX_VALUE).min(LIMIT_BITS).or(bits.and(Integer.MIN_VALUE)).reinterpretAsFloats();
        // Estrin's scheme: recurrent networks wait for this, and it is half as long as Horner's.
        FloatVector s = x.mul(x);
        FloatVector s2 = s.mul(s);
        FloatVector low = s.fma(FloatVector.broadcast(S, Tanh.P1), FloatVector.broadcast(S, Tanh.P0)).mul(x);
        FloatVector high = s2.fma(FloatVector.broadcast(S, Tanh.P4), s.fma(FloatVector.broadcast(S, Tanh.P3), FloatVector.broadcast(S, Tanh.P2)));
        FloatVector q = s.fma(FloatVector.broadcast(S, Tanh.Q3), FloatVector.broadcast(S, Tanh.Q2))
                .fma(s2, s.fma(FloatVector.broadcast(S, Tanh.Q1), FloatVector.broadcast(S, 1)));
        return x.mul(s2).fma(high, low).div(q);
    }

    @Override
    public void tanh(float[] a, int at, int count) {
        for (int i = at; i < at + count; i += L) {
            tanh(FloatVector.fromArray(S, a, i)).intoArray(a, i);
        }
    }

    @Override
    public void sigmoid(float[] a, int at, int count) {
        for (int i = at; i < at + count; i += L) {
            tanh(FloatVector.fromArray(S, a, i).mul(0.5f)).mul(0.5f).add(0.5f).intoArray(a, i);
        }
    }

    @Override
    public void clamp(float[] a, int at, int count, float low, float high) {
        for (int i = at; i < at + count; i += L) {
            FloatVector.fromArray(S, a, i).min(high).max(low).intoArray(a, i);
        }
    }

    /** On the bits of the sizes, which have the order of the sizes; those of infinities and of what is no number are above all others. */
    @Override
    public void clean(float[] a, int at, int count, float least, float most) {
        int leastBits = Float.floatToRawIntBits(least);
        int mostBits = Float.floatToRawIntBits(most);
        for (int i = at; i < at + count; i += L) {
            IntVector bits = FloatVector.fromArray(S, a, i).reinterpretAsInts();
            IntVector size = bits.and(Integer.MAX_VALUE);
            IntVector limited = size.min(mostBits).or(bits.and(Integer.MIN_VALUE));
            limited.blend(0, size.lt(leastBits).or(size.compare(VectorOperators.GE, INFINITY_BITS))).reinterpretAsFloats().intoArray(a, i);
        }
    }

    @Override
    public void bend(float[] a, int at, int count, float low, float high, float lowSlope, float highSlope) {
        for (int i = at; i < at + count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            FloatVector below = x.sub(low).min(0);
            FloatVector above = x.sub(high).max(0);
            x.min(high).max(low).add(below.mul(lowSlope)).add(above.mul(highSlope)).intoArray(a, i);
        }
    }

    @Override
    public void softsign(float[] a, int at, int count) {
        for (int i = at; i < at + count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            x.div(x.abs().add(1)).intoArray(a, i);
        }
    }

    @Override
    public void hardswish(float[] a, int at, int count) {
        for (int i = at; i < at + count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            x.mul(x.add(3).min(6).max(0).mul(1 / 6f)).intoArray(a, i);
        }
    }

    @Override
    public void silu(float[] a, int at, int count) {
        for (int i = at; i < at + count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            tanh(x.mul(0.5f)).mul(0.5f).add(0.5f).mul(x).intoArray(a, i);
        }
    }

    @Override
    public void multiply(float[] a, int at, int by, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector.fromArray(S, a, at + i).mul(FloatVector.fromArray(S, a, by + i)).intoArray(a, at + i);
        }
    }

    @Override
    public void subtract(float[] a, int at, int from, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector.fromArray(S, a, at + i).sub(FloatVector.fromArray(S, a, from + i)).intoArray(a, at + i);
        }
    }

    /** Without a comparison: those and the floats' own min and max cost several instructions. */
    @Override
    public void leaky(float[] a, int at, int count, float slope) {
        float even = 0.5f - 0.5f * slope;
        float odd = 0.5f + 0.5f * slope;
        for (int i = at; i < at + count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, i);
            x.abs().mul(even).add(x.mul(odd)).intoArray(a, i);
        }
    }

    @Override
    public void tanhAndAdd(float[] a, int at, int to, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector y = tanh(FloatVector.fromArray(S, a, at + i));
            y.intoArray(a, at + i);
            FloatVector.fromArray(S, a, to + i).add(y).intoArray(a, to + i);
        }
    }

    @Override
    public void leakyAndAdd(float[] a, int at, int to, int count, float slope) {
        float even = 0.5f - 0.5f * slope;
        float odd = 0.5f + 0.5f * slope;
        for (int i = 0; i < count; i += L) {
            FloatVector x = FloatVector.fromArray(S, a, at + i);
            FloatVector y = x.abs().mul(even).add(x.mul(odd));
            y.intoArray(a, at + i);
            FloatVector.fromArray(S, a, to + i).add(y).intoArray(a, to + i);
        }
    }

    @Override
    public void add(float[] a, int at, int from, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector.fromArray(S, a, at + i).add(FloatVector.fromArray(S, a, from + i)).intoArray(a, at + i);
        }
    }

    @Override
    public void addProducts(float[] sumRe, float[] sumIm, float[] xRe, float[] xIm, int x, float[] hRe, float[] hIm, int h, int count) {
        for (int k = 0; k < count; k += L) {
            FloatVector a = FloatVector.fromArray(S, xRe, x + k);
            FloatVector b = FloatVector.fromArray(S, xIm, x + k);
            FloatVector c = FloatVector.fromArray(S, hRe, h + k);
            FloatVector d = FloatVector.fromArray(S, hIm, h + k);
            a.fma(c, FloatVector.fromArray(S, sumRe, k)).sub(b.mul(d)).intoArray(sumRe, k);
            a.fma(d, FloatVector.fromArray(S, sumIm, k)).add(b.mul(c)).intoArray(sumIm, k);
        }
    }

    @Override
    public void gates(float[] a, float[] weights, float[] bias, int x, int inputs, int h, int hidden, int z, int rows) {
        GateTiles.run(a, weights, bias, x, inputs, h, hidden, z, rows);
    }

    @Override
    public void squash(float[] a, int z, float[] scale, float[] offset, int count) {
        for (int i = 0; i < count; i += L) {
            tanh(FloatVector.fromArray(S, a, z + i))
                    .fma(FloatVector.fromArray(S, scale, FIRST + i), FloatVector.fromArray(S, offset, FIRST + i))
                    .intoArray(a, z + i);
        }
    }

    @Override
    public void cell(float[] a, int z, int c, int h, int size) {
        for (int i = 0; i < size; i += L) {
            FloatVector old = FloatVector.fromArray(S, a, c + i);
            FloatVector kept = FloatVector.fromArray(S, a, z + size + i).fma(old, old);
            FloatVector g = FloatVector.fromArray(S, a, z + 2 * size + i);
            FloatVector next = FloatVector.fromArray(S, a, z + i).fma(g, g).add(kept).mul(0.5f);
            next.add(ScalarKernels.FLUSH).sub(ScalarKernels.FLUSH).intoArray(a, c + i);
            FloatVector t = tanh(next);
            FloatVector.fromArray(S, a, z + 3 * size + i).fma(t, t).intoArray(a, h + i);
        }
    }

    @Override
    public void partials(float[] a, int at, float[] weights, int to, int count) {
        FloatVector sum = FloatVector.zero(S);
        for (int i = 0; i < count; i += L) {
            sum = FloatVector.fromArray(S, a, at + i).fma(FloatVector.fromArray(S, weights, FIRST + i), sum);
        }
        sum.intoArray(a, to);
    }

    @Override
    public void candidate(float[] a, int z, int h, int size) {
        for (int i = 0; i < size; i += L) {
            FloatVector n = tanh(FloatVector.fromArray(S, a, z + i).mul(FloatVector.fromArray(S, a, z + 2 * size + i))
                    .add(FloatVector.fromArray(S, a, z + 3 * size + i)));
            FloatVector.fromArray(S, a, h + i).sub(n).mul(FloatVector.fromArray(S, a, z + size + i)).add(n)
                    .add(ScalarKernels.FLUSH).sub(ScalarKernels.FLUSH)
                    .intoArray(a, h + i);
        }
    }
}
