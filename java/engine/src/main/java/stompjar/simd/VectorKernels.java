package stompjar.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels on the Vector API. Vectors never pass between methods: see {@link VectorLoops}. There is one species in the whole process: where C2 of JDK 17
 * has seen two, it no longer knows a vector's class and boxes it. And a vector is cast to its class before it is stored: else C2 has the class from a
 * profile, of what came by here or in the JDK's own methods, and now and then it compiles without one.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    /** Whether 16 vectors and more fit into the registers: AVX-512 has 32 of them. */
    static final boolean MANY_REGISTERS = S.vectorBitSize() == 512;

    @Override
    public String name() {
        return "vector-" + S.vectorBitSize();
    }

    @Override
    public int lanes() {
        return L;
    }

    @Override
    public void affine(float[] a, int[] columns, int from, Product product, int initial, int initialStride, int out, int outStride,
                       int frames) {
        AffineTiles.run(a, columns, from, product, initial, initialStride, out, outStride, frames);
    }

    @Override
    public boolean fuses(Product convolution, Product residual) {
        return LayerOfThree.suits(convolution, residual);
    }

    @Override
    public void leakyLayer(float[] a, int[] columns, int from, Product convolution, float slope, int z, int head, int[] activations, Product residual, int in,
                           int inStride, int out, int outStride, int frames) {
        if (frames % LayerOfThree.FRAMES != 0 || !fuses(convolution, residual)) {
            Kernels.super.leakyLayer(a, columns, from, convolution, slope, z, head, activations, residual, in, inStride, out, outStride, frames);
            return;
        }
        for (int t = 0; t < frames; t += LayerOfThree.FRAMES) {
            LayerOfThree.run(a, columns, from + t, convolution, slope, head + t, frames, residual, in + t, inStride, out + t, outStride);
        }
    }

    @Override
    public void tanh(float[] a, int at, int count) {
        VectorLoops.tanh(a, at, count);
    }

    @Override
    public void sigmoid(float[] a, int at, int count) {
        VectorLoops.sigmoid(a, at, count);
    }

    @Override
    public void clamp(float[] a, int at, int count, float low, float high) {
        VectorLoops.clamp(a, at, count, low, high);
    }

    @Override
    public void clean(float[] a, int at, int count, float least, float most) {
        VectorLoops.clean(a, at, count, least, most);
    }

    @Override
    public void bend(float[] a, int at, int count, float low, float high, float lowSlope, float highSlope) {
        VectorLoops.bend(a, at, count, low, high, lowSlope, highSlope);
    }

    @Override
    public void softsign(float[] a, int at, int count) {
        VectorLoops.softsign(a, at, count);
    }

    @Override
    public void hardswish(float[] a, int at, int count) {
        VectorLoops.hardswish(a, at, count);
    }

    @Override
    public void silu(float[] a, int at, int count) {
        VectorLoops.silu(a, at, count);
    }

    @Override
    public void multiply(float[] a, int at, int by, int count) {
        VectorLoops.multiply(a, at, by, count);
    }

    @Override
    public void subtract(float[] a, int at, int from, int count) {
        VectorLoops.subtract(a, at, from, count);
    }

    @Override
    public void leaky(float[] a, int at, int count, float slope) {
        VectorLoops.leaky(a, at, count, slope);
    }

    @Override
    public void tanhAndAdd(float[] a, int at, int to, int count) {
        VectorLoops.tanhAndAdd(a, at, to, count);
    }

    @Override
    public void leakyAndAdd(float[] a, int at, int to, int count, float slope) {
        VectorLoops.leakyAndAdd(a, at, to, count, slope);
    }

    @Override
    public void add(float[] a, int at, int from, int count) {
        VectorLoops.add(a, at, from, count);
    }

    @Override
    public void addProducts(float[] sumRe, float[] sumIm, float[] xRe, float[] xIm, int x, float[] hRe, float[] hIm, int h, int count) {
        VectorLoops.addProducts(sumRe, sumIm, xRe, xIm, x, hRe, hIm, h, count);
    }

    @Override
    public int tile(int rows) {
        return GateTiles.tile(rows);
    }

    @Override
    public void gates(float[] a, float[] bias, int first, GateWeights weights, int v, int z) {
        GateTiles.run(a, bias, first, weights, v, z);
    }

    @Override
    public void lstm(float[] a, GateWeights weights, LstmPlace at, int in, float[] head, int to, int frames) {
        if (at.size() <= L) {
            LstmUnits.run(a, weights, at, in, head, to, frames);
        } else if (at.size() == 2 * L) {
            LstmPair.run(a, weights, at, in, head, to, frames);
        } else {
            manyUnits(a, weights, at, in, head, to, frames);
        }
    }

    private static void manyUnits(float[] a, GateWeights weights, LstmPlace at, int in, float[] head, int to, int frames) {
        int z = at.z();
        // Of the last vector of units, where it is short.
        int rest = at.size() % L;
        int tail = z + 4 * (at.size() - rest);
        for (int t = 0; t < frames; t++) {
            a[at.v()] = a[in + t];
            GateTiles.run(a, a, at.bias(), weights, at.v(), z);
            if (rest > 0) {
                VectorLoops.spread(a, tail, rest);
            }
            LstmCells.run(a, z, at.c(), at.h(), at.size(), head, to + t * Alignment.LINE);
        }
    }

    @Override
    public void totals(float[] a, int at, int frames) {
        VectorLoops.totals(a, at, padded(frames));
    }

    @Override
    public void candidate(float[] a, int z, int h, int size) {
        VectorLoops.candidate(a, z, h, size);
    }
}
