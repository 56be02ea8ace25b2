package stompjar.simd;

/**
 * The arithmetic of all networks, in two forms: {@link ScalarKernels} runs everywhere, {@code VectorKernels} on the Vector API. They agree to
 * rounding (better than −90 dB over a whole network). No method allocates; every method gives the same bits for a frame whatever
 * the number of frames in the call, so a network's output cannot depend on the host's blocks.
 *
 * <p>Audio rows are runs of floats in one array, an "arena": row {@code r} of a region at {@code base} with {@code stride} begins at
 * {@code base + r * stride}. Frames run along a row. Callers pass {@code frames} rounded up by {@link #padded}; what lies in the padding
 * is computed and means nothing.
 */
public interface Kernels {
    /** Where every arena has its row of zeros, {@code Network.MAX_FRAMES} long: what a sum without initial rows begins with. */
    int ZEROS = Alignment.FIRST;

    /** Rows are computed in tiles of this many; weights are packed for it. */
    int TILE = 4;

    /** For people and reports: {@code scalar}, {@code vector-256}, … */
    String name();

    /** Floats that one step handles, a power of two; 1 for scalar code. */
    int lanes();

    /** {@code frames} rounded up to whole steps. */
    default int padded(int frames) {
        return (frames + lanes() - 1) & -lanes();
    }

    /**
     * {@code out[r][t] = bias[r] + (initial[r][t] or 0) + Σ_j weights[r][j] · a[columns[j] + from + t]}.
     *
     * @param a             arena that holds every row
     * @param columns       where each input row begins, less {@code from}
     * @param product       packed weights and bias
     * @param initial       base of rows to add, or −1 for none
     * @param initialStride their stride
     * @param out           base of the output rows, which may be the initial rows but overlap no input row; those that fill the last tile may be
     *                      written or not
     * @param outStride     their stride
     * @param frames        a multiple of {@link #lanes}
     */
    void affine(float[] a, int[] columns, int from, Product product, int initial, int initialStride, int out, int outStride, int frames);

    /** Whether {@link #leakyLayer} of these products costs less than the three kernels that it stands for. */
    default boolean fuses(Product convolution, Product residual) {
        return false;
    }

    /**
     * {@link #affine} into {@code z}, {@link #leakyAndAdd} of that to {@code head}, {@link #affine} of that, added to rows {@code in}, into rows
     * {@code out}: a layer of an A2 capture. The rows of {@code z} and {@code head} are as far apart as there are frames; what {@code z} holds afterwards
     * means nothing.
     *
     * @param activations the columns of the residual product, which lie in {@code z}
     */
    default void leakyLayer(float[] a, int[] columns, int from, Product convolution, float slope, int z, int head, int[] activations, Product residual, int in,
                            int inStride, int out, int outStride, int frames) {
        affine(a, columns, from, convolution, -1, 0, z, frames, frames);
        leakyAndAdd(a, z, head, convolution.rows * frames, slope);
        affine(a, activations, 0, residual, in, inStride, out, outStride, frames);
    }

    /** {@code a[at+i] = tanh(a[at+i])}, absolute error below 6e-7 for every float. */
    void tanh(float[] a, int at, int count);

    /** {@code a[at+i] = 1 / (1 + exp(-a[at+i]))}, as accurate as {@link #tanh}. */
    void sigmoid(float[] a, int at, int count);

    /** {@code a[at+i]} limited to {@code low..high}. */
    void clamp(float[] a, int at, int count, float low, float high);

    /** Input that networks can live with: {@code a[at+i]} limited to ±{@code most}, and 0 where it is no number, infinite or smaller than {@code least}. */
    void clean(float[] a, int at, int count, float least, float most);

    /**
     * A line with bends: itself within {@code low..high}, and beyond with other slopes. {@code a[at+i] = clamp(x) + lowSlope · min(x − low, 0)
     * + highSlope · max(x − high, 0)}.
     */
    void bend(float[] a, int at, int count, float low, float high, float lowSlope, float highSlope);

    /** {@code a[at+i] = x / (1 + |x|)}. */
    void softsign(float[] a, int at, int count);

    /** {@code a[at+i] = x · clamp(x + 3, 0, 6) / 6}. */
    void hardswish(float[] a, int at, int count);

    /** {@code a[at+i] = x / (1 + exp(-x))}. */
    void silu(float[] a, int at, int count);

    /** {@code a[at+i] = a[at+i] · a[by+i]}. */
    void multiply(float[] a, int at, int by, int count);

    /** {@code a[at+i] -= a[from+i]}. */
    void subtract(float[] a, int at, int from, int count);

    /** {@code a[at+i] = x < 0 ? slope · x : x}, to a rounding of x. */
    void leaky(float[] a, int at, int count, float slope);

    /** {@link #leaky}, and {@code a[to+i] += a[at+i]} with what came out. */
    void leakyAndAdd(float[] a, int at, int to, int count, float slope);

    /** {@link #tanh}, then {@code a[to+i] += a[at+i]}. */
    void tanhAndAdd(float[] a, int at, int to, int count);

    /** {@code a[at+i] += a[from+i]}. */
    void add(float[] a, int at, int from, int count);

    /**
     * Products of two spectra, added up: {@code s[k] += x[k] · h[k]} for complex numbers, real and imaginary parts apart.
     *
     * @param x     where the first factor begins in both of its arrays
     * @param h     where the second does
     * @param count a multiple of {@link Alignment#LINE}
     */
    void addProducts(float[] sumRe, float[] sumIm, float[] xRe, float[] xIm, int x, float[] hRe, float[] hIm, int h, int count);

    /** Hidden sizes of recurrent layers are rounded up to a multiple of this, which every vector length divides four times over. */
    int UNITS = 8;

    /**
     * One matrix–vector product for a recurrent step: {@code a[z+i] = bias[first+i] + Σ_j weights[i][j] · a[v+j]}.
     *
     * @param bias the arena or another array
     * @param v    where inputs and hidden units are, one behind the other
     */
    void gates(float[] a, float[] bias, int first, GateWeights weights, int v, int z);

    /** How many of {@code rows} that are left the next tile of {@link #gates} has. */
    default int tile(int rows) {
        return rows;
    }

    /**
     * An LSTM layer, frame by frame: {@link #gates}, their tangents, and with σ(x) = ½ (1 + tanh(x/2)), whose inner half lives in the weights,
     * {@code c = ½(1+f)·c + ½(1+i)·g}, denormals flushed, and {@code h = (1+o) · tanh(c)}, which is twice the hidden state; what reads it has halved
     * weights. And the first half of a scalar product with that: row t, a cache line each, of those at {@code to} gets one sum for each lane. The other
     * half, {@link #totals}, comes when nobody waits for it. Works in whole vectors and may read and write up to a cache line beyond the end of a run;
     * what is there is finite and means nothing.
     *
     * @param in   audio, which goes to the first column; where the inputs are in place already, that column itself
     * @param head from {@link Alignment#FIRST} on; zeros from {@code size} to the end of the cache line
     */
    void lstm(float[] a, GateWeights weights, LstmPlace at, int in, float[] head, int to, int frames);

    /**
     * Sums of rows, as {@link #lstm} leaves them: {@code a[at+t] = Σ_l a[at + t·LINE + l]} over the {@link #lanes}, in an order that does not depend
     * on t. Of the rows nothing is left. Their number is rounded up by {@link #padded}.
     */
    void totals(float[] a, int at, int frames);

    /**
     * Hidden state of a GRU, denormals flushed: {@code n = tanh(x + r·u)}, {@code h = n + z·(h − n)}. Works in whole vectors as {@link #lstm} does.
     *
     * @param z    four runs of {@code size}: r and z after their activations; u, what the candidate takes from the hidden state; x, what from the input
     * @param size a multiple of {@link #UNITS}
     */
    void candidate(float[] a, int z, int h, int size);

    /**
     * {@code Σ_i a[at+i] · b[bt+i]} over a {@code count} that is a multiple of 4, summed in a fixed order. Scalar in both forms: a sum across
     * the lanes of a vector has no order that the API promises, and costs an allocation on some JVMs.
     */
    default float dot(float[] a, int at, float[] b, int bt, int count) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        for (int i = 0; i < count; i += 4) {
            s0 += a[at + i] * b[bt + i];
            s1 += a[at + i + 1] * b[bt + i + 1];
            s2 += a[at + i + 2] * b[bt + i + 2];
            s3 += a[at + i + 3] * b[bt + i + 3];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /** The best kernels for this machine and JVM, chosen once. Any thread. */
    static Kernels best() {
        return KernelChoice.BEST;
    }

    /** Why {@link #best} chose as it did, for {@code doctor} and the GUI. */
    static String reason() {
        return KernelChoice.REASON;
    }
}
