package stompjar.train;

import java.util.Arrays;
import stompjar.capture.WaveNetModel.LayerArray;

/**
 * One layer in one worker: {@code a = tanh(conv(in) + mixin(condition) + bias)}, head sum += a, {@code out = in + W·a + b}. The knobs are
 * constant during a passage, so they are part of its bias, and with films ({@link Films}) of its weights, and cost nothing per frame.
 */
final class WaveNetLayer {
    /** Input rows, {@code [channels][frame]}, and the first frame that they are valid at; output is valid from {@code end}. */
    final float[][] in;
    final int start;
    final int end;
    private final WaveNetLearner.Layer layer;
    private final int channels;
    private final int taps;
    private final int signals;
    private final int knobs;
    private final boolean film;
    private final boolean residual;
    private final float[][] out;
    private final float[][] a;
    private final float[][] z;
    /** Rows of the convolution and of the condition, and the same for the way back, where taps look ahead. */
    private final float[][] rows;
    private final int[] shifts;
    private final float[][] rowsBack;
    private final int[] shiftsBack;
    private final int[] noShift;
    private final float[] conv;
    private final float[] convBack;
    private final float[] mix;
    private final float[] mixBack;
    private final float[] bias;
    /** By row: what a film multiplies with, and the bias before that; weights after it. */
    private final float[] factors;
    private final float[] plainBias;
    private final float[] scaled;
    private final float[] outBias;
    private final float[] zeros;
    private final float[] convSums;
    private final float[] biasSums;
    private final float[] mixSums;
    private final float[] outBiasSums;

    /**
     * @param veryLast whether nothing takes the residual output
     * @param z        memory for the derivative before the tanh, shared by all layers of a worker
     * @param out      where the output goes: the next layer's input
     */
    WaveNetLayer(WaveNetLearner learner, WaveNetLearner.Layer layer, boolean veryLast, float[][] signals, float[][] z, float[][] out,
                 int frames) {
        LayerArray array = learner.arrays.get(layer.array());
        this.layer = layer;
        this.start = layer.start();
        this.end = layer.end();
        this.channels = array.channels();
        this.taps = array.kernelSize();
        this.signals = signals.length;
        this.knobs = learner.knobs;
        this.film = learner.film;
        this.residual = !veryLast;
        this.out = out;
        this.z = z;
        in = new float[channels][frames];
        a = new float[channels][frames];
        int ins = channels * taps + signals.length;
        rows = new float[ins][];
        shifts = new int[ins];
        rowsBack = new float[channels * taps][];
        shiftsBack = new int[channels * taps];
        for (int i = 0; i < channels; i++) {
            for (int k = 0; k < taps; k++) {
                rows[i * taps + k] = in[i];
                shifts[i * taps + k] = -(taps - 1 - k) * layer.dilation();
                rowsBack[i * taps + k] = z[i];
                shiftsBack[i * taps + k] = (taps - 1 - k) * layer.dilation();
            }
        }
        System.arraycopy(signals, 0, rows, channels * taps, signals.length);
        noShift = new int[channels];
        conv = new float[channels * ins];
        convBack = new float[channels * channels * taps];
        mix = new float[channels * channels];
        mixBack = new float[channels * channels];
        bias = new float[channels];
        factors = new float[channels];
        plainBias = new float[channels];
        scaled = new float[channels * ins];
        outBias = new float[channels];
        zeros = new float[channels];
        convSums = new float[channels * ins * RowKernels.LANES];
        biasSums = new float[channels * RowKernels.LANES];
        mixSums = new float[channels * channels * RowKernels.LANES];
        outBiasSums = new float[channels * RowKernels.LANES];
    }

    /** Takes over weights, for both directions, and the knobs, −1..1. */
    void prepare(float[] p, float[] centred) {
        int c = channels;
        int ck = c * taps;
        int ins = ck + signals;
        int condition = signals + knobs;
        scale(p, centred);
        RowKernels.pack(scaled, 0, ins, 1, c, ins, conv, ins, 0, 1);
        for (int k = 0; k < taps; k++) {
            RowKernels.pack(scaled, k, taps, ins, c, c, convBack, ck, k, taps);
        }
        RowKernels.pack(p, layer.out(), c, 1, c, c, mix, c, 0, 1);
        RowKernels.pack(p, layer.out(), 1, c, c, c, mixBack, c, 0, 1);
        for (int o = 0; o < c; o++) {
            float b = p[layer.bias() + o];
            for (int k = 0; k < knobs; k++) {
                b += p[layer.mixin() + o * condition + signals + k] * centred[k];
            }
            plainBias[o] = b;
            bias[o] = factors[o] * b;
            outBias[o] = p[layer.outBias() + o];
        }
    }

    /** Rows of convolution and mixin, the knobs' part left out, times the film's factors. */
    private void scale(float[] p, float[] centred) {
        int ck = channels * taps;
        int ins = ck + signals;
        for (int o = 0; o < channels; o++) {
            float factor = film ? Films.factor(p, layer.film(), o, centred) : 1;
            for (int r = 0; r < ins; r++) {
                scaled[o * ins + r] = factor * p[place(o, r)];
            }
            factors[o] = factor;
        }
    }

    /** Where the weight of output {@code o} lies that belongs to row {@code r} of convolution and signals. */
    private int place(int o, int r) {
        int ck = channels * taps;
        return r < ck ? layer.conv() + o * ck + r : layer.mixin() + o * (signals + knobs) + r - ck;
    }

    void forward(int from, int to, float[][] headSum, int outStart) {
        int c = channels;
        RowKernels.mul(a, c, rows, shifts, rows.length, conv, bias, from, to);
        int headFrom = Math.max(from, outStart);
        for (int o = 0; o < c; o++) {
            RowFunctions.tanh(a[o], from, to);
            RowFunctions.add(headSum[o], a[o], headFrom, to);
        }
        if (residual) {
            RowKernels.mul(out, c, a, noShift, c, mix, outBias, from, to);
            for (int o = 0; o < c; o++) {
                RowFunctions.add(out[o], in[o], from, to);
            }
        }
    }

    /** Makes ready for {@link #backward}: nothing is known yet before this layer's first output. */
    void begin(float[][] back) {
        for (int i = 0; i < channels; i++) {
            Arrays.fill(z[i], start, end, 0);
            Arrays.fill(back[i], start, end, 0);
        }
        Arrays.fill(convSums, 0);
        Arrays.fill(biasSums, 0);
        Arrays.fill(mixSums, 0);
        Arrays.fill(outBiasSums, 0);
    }

    /** Chunks must come last to first: taps that look ahead read the z of later chunks. Turns {@code back} from output to input. */
    void backward(int from, int to, float[][] back, float[][] headSlope, int outStart) {
        int c = channels;
        if (residual) {
            RowKernels.mul(z, c, back, noShift, c, mixBack, zeros, from, to);
            RowKernels.grad(back, c, a, noShift, c, mixSums, from, to);
        }
        int headFrom = Math.max(from, outStart);
        for (int o = 0; o < c; o++) {
            if (residual) {
                RowFunctions.addUp(back[o], outBiasSums, o * RowKernels.LANES, from, to);
                RowFunctions.add(z[o], headSlope[o], headFrom, to);
            } else {
                System.arraycopy(headSlope[o], from, z[o], from, to - from);
            }
            RowFunctions.tanhGradient(z[o], a[o], from, to);
            RowFunctions.addUp(z[o], biasSums, o * RowKernels.LANES, from, to);
        }
        RowKernels.grad(z, c, rows, shifts, rows.length, convSums, from, to);
        RowKernels.mul(back, c, rowsBack, shiftsBack, rowsBack.length, convBack, null, from, to);
    }

    /** The frames before the first output, and the gradient. */
    void finish(float[] p, float[][] back, float[] centred, float[] gradient) {
        int c = channels;
        int ck = c * taps;
        int ins = ck + signals;
        int condition = signals + knobs;
        RowKernels.mul(back, c, rowsBack, shiftsBack, ck, convBack, null, start, end);
        for (int o = 0; o < c; o++) {
            float b = RowKernels.sum(biasSums, o);
            float byFactor = b * plainBias[o];
            for (int r = 0; r < ins; r++) {
                float slope = RowKernels.sum(convSums, o * ins + r);
                gradient[place(o, r)] = factors[o] * slope;
                byFactor += slope * p[place(o, r)];
            }
            b *= factors[o];
            gradient[layer.bias() + o] = b;
            for (int k = 0; film && k < knobs; k++) {
                gradient[layer.film() + o * knobs + k] = byFactor * centred[k];
            }
            for (int k = 0; k < knobs; k++) {
                gradient[layer.mixin() + o * condition + signals + k] = b * centred[k];
            }
            for (int i = 0; i < c; i++) {
                gradient[layer.out() + o * c + i] = RowKernels.sum(mixSums, o * c + i);
            }
            gradient[layer.outBias() + o] = RowKernels.sum(outBiasSums, o);
        }
    }
}
