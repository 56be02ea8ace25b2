package stompjar.simd;

/** Plain loops, which the JIT vectorises where it can. No fused multiply-add: without hardware support it would be emulated. */
public final class ScalarKernels implements Kernels {
    /** Added to and taken from a cell state, this rounds what is far below any audible level to zero before it can become denormal. */
    static final float FLUSH = 1e-18f;

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void affine(float[] a, int[] columns, int from, Product product, int initial, int initialStride, int out, int outStride,
                       int frames) {
        for (int tile = 0; tile < product.tiles; tile++) {
            for (int r = 0; r < TILE; r++) {
                int row = tile * TILE + r;
                begin(a, product.bias[row], initial < 0 ? -1 : initial + row * initialStride, out + row * outStride, frames);
            }
            int w = tile * product.columns * TILE;
            int o = out + tile * TILE * outStride;
            for (int j = 0; j < product.columns; j++, w += TILE) {
                accumulate(a, columns[j] + from, o, outStride, product.weights, w, frames);
            }
        }
    }

    private static void begin(float[] a, float bias, int initial, int out, int frames) {
        for (int t = 0; t < frames; t++) {
            a[out + t] = initial < 0 ? bias : bias + a[initial + t];
        }
    }

    private static void accumulate(float[] a, int in, int out, int stride, float[] weights, int w, int frames) {
        float w0 = weights[w];
        float w1 = weights[w + 1];
        float w2 = weights[w + 2];
        float w3 = weights[w + 3];
        for (int t = 0; t < frames; t++) {
            float x = a[in + t];
            a[out + t] += w0 * x;
            a[out + stride + t] += w1 * x;
            a[out + 2 * stride + t] += w2 * x;
            a[out + 3 * stride + t] += w3 * x;
        }
    }

    @Override
    public void tanh(float[] a, int at, int count) {
        for (int i = at; i < at + count; i++) {
            a[i] = Tanh.of(a[i]);
        }
    }

    @Override
    public void sigmoid(float[] a, int at, int count) {
        for (int i = at; i < at + count; i++) {
            a[i] = 0.5f * Tanh.of(0.5f * a[i]) + 0.5f;
        }
    }

    @Override
    public void clamp(float[] a, int at, int count, float low, float high) {
        for (int i = at; i < at + count; i++) {
            a[i] = Math.max(low, Math.min(high, a[i]));
        }
    }

    @Override
    public void clean(float[] a, int at, int count, float least, float most) {
        for (int i = at; i < at + count; i++) {
            // What is no number fails both comparisons.
            float size = Math.abs(a[i]);
            a[i] = size >= least && size <= Float.MAX_VALUE ? Math.max(-most, Math.min(most, a[i])) : 0;
        }
    }

    @Override
    public void bend(float[] a, int at, int count, float low, float high, float lowSlope, float highSlope) {
        for (int i = at; i < at + count; i++) {
            float x = a[i];
            a[i] = Math.max(low, Math.min(high, x)) + lowSlope * Math.min(x - low, 0) + highSlope * Math.max(x - high, 0);
        }
    }

    @Override
    public void softsign(float[] a, int at, int count) {
        for (int i = at; i < at + count; i++) {
            a[i] /= 1 + Math.abs(a[i]);
        }
    }

    @Override
    public void hardswish(float[] a, int at, int count) {
        for (int i = at; i < at + count; i++) {
            a[i] *= Math.max(0, Math.min(6, a[i] + 3)) * (1 / 6f);
        }
    }

    @Override
    public void silu(float[] a, int at, int count) {
        for (int i = at; i < at + count; i++) {
            a[i] *= 0.5f * Tanh.of(0.5f * a[i]) + 0.5f;
        }
    }

    @Override
    public void multiply(float[] a, int at, int by, int count) {
        for (int i = 0; i < count; i++) {
            a[at + i] *= a[by + i];
        }
    }

    @Override
    public void subtract(float[] a, int at, int from, int count) {
        for (int i = 0; i < count; i++) {
            a[at + i] -= a[from + i];
        }
    }

    @Override
    public void leaky(float[] a, int at, int count, float slope) {
        float even = 0.5f - 0.5f * slope;
        float odd = 0.5f + 0.5f * slope;
        for (int i = at; i < at + count; i++) {
            a[i] = odd * a[i] + even * Math.abs(a[i]);
        }
    }

    @Override
    public void tanhAndAdd(float[] a, int at, int to, int count) {
        tanh(a, at, count);
        add(a, to, at, count);
    }

    @Override
    public void leakyAndAdd(float[] a, int at, int to, int count, float slope) {
        leaky(a, at, count, slope);
        add(a, to, at, count);
    }

    @Override
    public void add(float[] a, int at, int from, int count) {
        for (int i = 0; i < count; i++) {
            a[at + i] += a[from + i];
        }
    }

    @Override
    public void addProducts(float[] sumRe, float[] sumIm, float[] xRe, float[] xIm, int x, float[] hRe, float[] hIm, int h, int count) {
        for (int k = 0; k < count; k++) {
            sumRe[k] += xRe[x + k] * hRe[h + k] - xIm[x + k] * hIm[h + k];
            sumIm[k] += xRe[x + k] * hIm[h + k] + xIm[x + k] * hRe[h + k];
        }
    }

    @Override
    public void gates(float[] a, float[] bias, int first, GateWeights weights, int v, int z) {
        int rows = weights.rows;
        System.arraycopy(bias, first, a, z, rows);
        for (int j = 0; j < weights.columns; j++) {
            int w = Alignment.FIRST + j * rows;
            float x = a[v + j];
            for (int i = 0; i < rows; i++) {
                a[z + i] += weights.packed[w + i] * x;
            }
        }
    }

    @Override
    public void lstm(float[] a, GateWeights weights, LstmPlace at, int in, float[] head, int to, int frames) {
        for (int t = 0; t < frames; t++) {
            a[at.v()] = a[in + t];
            gates(a, a, at.bias(), weights, at.v(), at.z());
            tanh(a, at.z(), weights.rows);
            float sum = 0;
            for (int i = 0; i < at.size(); i++) {
                int z = at.z() + 4 * i;
                float next = 0.5f * ((1 + a[z + 1]) * a[at.c() + i] + (1 + a[z]) * a[z + 2]) + FLUSH - FLUSH;
                a[at.c() + i] = next;
                a[at.h() + i] = (1 + a[z + 3]) * Tanh.of(next);
                sum += a[at.h() + i] * head[Alignment.FIRST + i];
            }
            a[to + t * Alignment.LINE] = sum;
        }
    }

    @Override
    public void totals(float[] a, int at, int frames) {
        for (int t = 1; t < frames; t++) {
            a[at + t] = a[at + t * Alignment.LINE];
        }
    }

    @Override
    public void candidate(float[] a, int z, int h, int size) {
        for (int i = 0; i < size; i++) {
            float n = Tanh.of(a[z + 3 * size + i] + a[z + i] * a[z + 2 * size + i]);
            a[h + i] = n + a[z + size + i] * (a[h + i] - n) + FLUSH - FLUSH;
        }
    }
}
