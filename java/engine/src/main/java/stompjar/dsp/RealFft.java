package stompjar.dsp;

/**
 * Discrete Fourier transform of real signals whose length is a power of two: a complex transform of half the length (Stockham's radix-2 form, which
 * sorts itself; real and imaginary parts apart, so that the JIT vectorises it) and the usual step from there to the real spectrum. Only the constructor
 * allocates; one thread at a time, because the workspace is here.
 */
final class RealFft {
    /** Runs from here on are worth vectors. */
    private static final int LONG = 16;

    private final int half;
    /** exp(−2πi·p/half), p &lt; half/2. */
    private final float[] cos;
    private final float[] sin;
    /** exp(−2πi·k/length), k &lt;= half/2. */
    private final float[] realCos;
    private final float[] realSin;
    private float[] re;
    private float[] im;
    private float[] otherRe;
    private float[] otherIm;

    /** @param length a power of two, at least 4 */
    RealFft(int length) {
        half = length / 2;
        cos = new float[half / 2];
        sin = new float[half / 2];
        for (int p = 0; p < half / 2; p++) {
            cos[p] = (float) Math.cos(2 * Math.PI * p / half);
            sin[p] = (float) -Math.sin(2 * Math.PI * p / half);
        }
        realCos = new float[half / 2 + 1];
        realSin = new float[half / 2 + 1];
        for (int k = 0; k <= half / 2; k++) {
            realCos[k] = (float) Math.cos(2 * Math.PI * k / length);
            realSin[k] = (float) -Math.sin(2 * Math.PI * k / length);
        }
        re = new float[half];
        im = new float[half];
        otherRe = new float[half];
        otherIm = new float[half];
    }

    /** Bins of a spectrum: half the length. */
    int bins() {
        return half;
    }

    /**
     * Spectrum of {@code x}; {@link #bins} numbers go to each of {@code toRe} and {@code toIm} from {@code to} on. The first bin, which is real, has the
     * last one's real value, that at half the sample rate, for its imaginary part.
     */
    void forward(float[] x, float[] toRe, float[] toIm, int to) {
        for (int i = 0; i < half; i++) {
            re[i] = x[2 * i];
            im[i] = x[2 * i + 1];
        }
        transform();
        toRe[to] = re[0] + im[0];
        toIm[to] = re[0] - im[0];
        for (int k = 1; k <= half / 2; k++) {
            int m = half - k;
            // Of the even and of the odd frames.
            float evenRe = 0.5f * (re[k] + re[m]);
            float evenIm = 0.5f * (im[k] - im[m]);
            float oddRe = 0.5f * (im[k] + im[m]);
            float oddIm = 0.5f * (re[m] - re[k]);
            float turnedRe = oddRe * realCos[k] - oddIm * realSin[k];
            float turnedIm = oddRe * realSin[k] + oddIm * realCos[k];
            toRe[to + k] = evenRe + turnedRe;
            toIm[to + k] = evenIm + turnedIm;
            toRe[to + m] = evenRe - turnedRe;
            toIm[to + m] = turnedIm - evenIm;
        }
    }

    /**
     * The signal of a spectrum, times half the length.
     *
     * @param x receives the whole signal
     */
    void inverse(float[] fromRe, float[] fromIm, float[] x) {
        // The inverse of a transform is the transform with real and imaginary parts exchanged.
        im[0] = 0.5f * (fromRe[0] + fromIm[0]);
        re[0] = 0.5f * (fromRe[0] - fromIm[0]);
        for (int k = 1; k <= half / 2; k++) {
            int m = half - k;
            float evenRe = 0.5f * (fromRe[k] + fromRe[m]);
            float evenIm = 0.5f * (fromIm[k] - fromIm[m]);
            float turnedRe = 0.5f * (fromRe[k] - fromRe[m]);
            float turnedIm = 0.5f * (fromIm[k] + fromIm[m]);
            float oddRe = turnedRe * realCos[k] + turnedIm * realSin[k];
            float oddIm = turnedIm * realCos[k] - turnedRe * realSin[k];
            im[k] = evenRe - oddIm;
            re[k] = evenIm + oddRe;
            im[m] = evenRe + oddIm;
            re[m] = oddRe - evenIm;
        }
        transform();
        for (int i = 0; i < half; i++) {
            x[2 * i] = im[i];
            x[2 * i + 1] = re[i];
        }
    }

    private void transform() {
        for (int length = half / 2, stride = 1; length >= 1; length /= 2, stride *= 2) {
            if (stride < LONG) {
                shortButterflies(re, im, otherRe, otherIm, stride, length, cos, sin);
            }
            for (int p = 0; stride >= LONG && p < length; p++) {
                butterflies(re, im, otherRe, otherIm, stride * p, stride * (p + length), 2 * stride * p, stride, cos[p * stride], sin[p * stride]);
            }
            float[] r = re;
            re = otherRe;
            otherRe = r;
            float[] i = im;
            im = otherIm;
            otherIm = i;
        }
    }

    /** All butterflies of a stage whose runs are too short for vectors. */
    private static void shortButterflies(float[] re, float[] im, float[] toRe, float[] toIm, int stride, int length, float[] cos, float[] sin) {
        int other = stride * length;
        int to = 0;
        for (int a = 0; a < other; to += stride) {
            // The factor is that of the beginning of the run.
            float c = cos[a];
            float s = sin[a];
            for (int end = a + stride; a < end; a++, to++) {
                float ar = re[a];
                float ai = im[a];
                float br = re[a + other];
                float bi = im[a + other];
                toRe[to] = ar + br;
                toIm[to] = ai + bi;
                float dr = ar - br;
                float di = ai - bi;
                toRe[to + stride] = dr * c - di * s;
                toIm[to + stride] = dr * s + di * c;
            }
        }
    }

    private static void butterflies(float[] re, float[] im, float[] toRe, float[] toIm, int a, int b, int to, int count, float c, float s) {
        for (int q = 0; q < count; q++) {
            float ar = re[a + q];
            float ai = im[a + q];
            float br = re[b + q];
            float bi = im[b + q];
            toRe[to + q] = ar + br;
            toIm[to + q] = ai + bi;
            float dr = ar - br;
            float di = ai - bi;
            toRe[to + count + q] = dr * c - di * s;
            toIm[to + count + q] = dr * s + di * c;
        }
    }
}
