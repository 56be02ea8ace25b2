package stompjar.train;

import java.util.Arrays;
import java.util.List;
import stompjar.capture.WaveNetModel.LayerArray;

/**
 * One thread's WaveNet: rows of {@code outStart + frames} floats for everything that the backward pass needs again. Each layer
 * starts as late as its output is needed. Work goes in chunks of time that stay in the first-level cache.
 */
final class WaveNetWorker implements Learner.Worker {
    private static final int CHUNK = 1024;

    private final WaveNetLearner learner;
    private final Loss loss;
    private final int outStart;
    private final int end;
    /** Condition signals: audio, modulation. */
    private final float[][] signals;
    private final int[] noShift;
    private final WaveNetLayer[] layers;
    /** By array: output of the last layer, sum that enters the head and its derivative, derivative of the residual path. */
    private final float[][][] last;
    private final float[][][] headSum;
    private final float[][][] headSlope;
    private final float[][][] slope;
    private final float[][] y;
    private final float[][] ySlope;
    private final float[] centred;
    private final float[] packed;
    private final float[] zeros;
    private final float[] sums;

    WaveNetWorker(WaveNetLearner learner, LossWeights lossWeights) {
        this.learner = learner;
        loss = new Loss(lossWeights);
        this.outStart = learner.outStart;
        this.end = outStart + learner.frames;
        List<LayerArray> arrays = learner.arrays;
        int most = arrays.stream().mapToInt(LayerArray::channels).max().orElseThrow();
        int reach = arrays.stream().flatMapToInt(a -> Arrays.stream(a.dilations()).map(d -> d * (a.kernelSize() - 1))).max().orElseThrow();
        signals = new float[learner.signals][end];
        noShift = new int[most];
        last = new float[arrays.size()][][];
        headSum = new float[arrays.size()][][];
        headSlope = new float[arrays.size()][][];
        slope = new float[arrays.size()][][];
        // The derivative at the frame reach after the end is read, and is zero.
        float[][] z = new float[most][end + RowKernels.steps(reach)];
        for (int a = 0; a < arrays.size(); a++) {
            int c = arrays.get(a).channels();
            last[a] = new float[c][end];
            headSum[a] = new float[c][end];
            headSlope[a] = new float[c][end];
            slope[a] = new float[c][end];
        }
        layers = new WaveNetLayer[learner.layers.size()];
        for (int l = layers.length - 1; l >= 0; l--) {
            WaveNetLearner.Layer layer = learner.layers.get(l);
            boolean lastOfArray = l == layers.length - 1 || learner.layers.get(l + 1).array() != layer.array();
            layers[l] = new WaveNetLayer(learner, layer, l == layers.length - 1, signals, z,
                    lastOfArray ? last[layer.array()] : layers[l + 1].in, end);
        }
        y = new float[1][end];
        ySlope = new float[1][end];
        centred = new float[learner.knobs];
        packed = new float[most * most];
        zeros = new float[most];
        sums = new float[most * most * RowKernels.LANES];
    }

    @Override
    public double gradient(float[] p, Passage[] passages, float[] gradient) {
        Passage passage = passages[0];
        forward(p, passage);
        double error = loss.of(y[0], outStart, passage.count, passage.wet, passage.start - passage.wetFirst, passage.preWeight, passage.plainWeight,
                ySlope[0]);
        Arrays.fill(ySlope[0], outStart + passage.count, end, 0);
        float scale = learner.scaling.output();
        for (int t = outStart; t < end; t++) {
            ySlope[0][t] *= scale;
        }
        Arrays.fill(gradient, 0);
        backward(p, gradient);
        return error;
    }

    @Override
    public void play(float[] p, Passage[] passages, float[][] out) {
        forward(p, passages[0]);
        System.arraycopy(y[0], outStart, out[0], 0, learner.frames);
    }

    private void forward(float[] p, Passage passage) {
        Passage.copy(passage.dry, passage.start - outStart, end, learner.scaling.input(), signals[0], 0);
        if (passage.lfo != null) {
            Passage.copyCentred(passage.lfo, passage.start - outStart, end, signals[1], 0);
        }
        for (int k = 0; k < centred.length; k++) {
            centred[k] = Scaling.centred(passage.knobs[k]);
        }
        int l = 0;
        for (int a = 0; a < last.length; a++) {
            LayerArray array = learner.arrays.get(a);
            int c = array.channels();
            // Rechannel: the array's input, at its own width.
            float[][] input = a == 0 ? signals : last[a - 1];
            RowKernels.pack(p, learner.rechannel[a], array.inputSize(), 1, c, array.inputSize(), packed, array.inputSize(), 0, 1);
            RowKernels.mul(layers[l].in, c, input, noShift, array.inputSize(), packed, zeros, layers[l].start, end);
            if (a == 0) {
                for (float[] row : headSum[0]) {
                    Arrays.fill(row, outStart, end, 0);
                }
            }
            for (int i = 0; i < array.dilations().length; i++, l++) {
                WaveNetLayer layer = layers[l];
                layer.prepare(p, centred);
                for (int t = layer.end; t < end; t += CHUNK) {
                    layer.forward(t, Math.min(end, t + CHUNK), headSum[a], outStart);
                }
            }
            int outs = array.headSize();
            RowKernels.pack(p, learner.head[a], c, 1, outs, c, packed, c, 0, 1);
            float[][] out = a + 1 < last.length ? headSum[a + 1] : y;
            RowKernels.mul(out, outs, headSum[a], noShift, c, packed, zeros, outStart, end);
            if (array.headBias()) {
                for (int o = 0; o < outs; o++) {
                    addTo(out[o], p[learner.head[a] + outs * c + o]);
                }
            }
        }
        float scale = learner.scaling.output();
        for (int t = outStart; t < end; t++) {
            y[0][t] *= scale;
        }
    }

    private void addTo(float[] row, float value) {
        for (int t = outStart; t < end; t++) {
            row[t] += value;
        }
    }

    private void backward(float[] p, float[] gradient) {
        int l = layers.length - 1;
        for (int a = last.length - 1; a >= 0; a--) {
            LayerArray array = learner.arrays.get(a);
            int c = array.channels();
            int outs = array.headSize();
            float[][] out = a + 1 < last.length ? headSlope[a + 1] : ySlope;
            head(p, gradient, a, array, out);
            float[][] back = slope[a];
            if (a + 1 < last.length) {
                // Through the next array's rechannel; without a next array nothing takes the last residual.
                LayerArray next = learner.arrays.get(a + 1);
                int from = layers[l].end;
                RowKernels.pack(p, learner.rechannel[a + 1], 1, c, c, next.channels(), packed, next.channels(), 0, 1);
                RowKernels.mul(back, c, slope[a + 1], noShift, next.channels(), packed, zeros, from, end);
            } else {
                for (float[] row : back) {
                    Arrays.fill(row, outStart, end, 0);
                }
            }
            for (int i = array.dilations().length - 1; i >= 0; i--, l--) {
                WaveNetLayer layer = layers[l];
                layer.begin(back);
                for (int to = end; to > layer.end; to -= CHUNK) {
                    layer.backward(Math.max(layer.end, to - CHUNK), to, back, headSlope[a], outStart);
                }
                layer.finish(p, back, centred, gradient);
            }
            int inputs = array.inputSize();
            Arrays.fill(sums, 0, c * inputs * RowKernels.LANES, 0);
            RowKernels.grad(back, c, a == 0 ? signals : last[a - 1], noShift, inputs, sums, layers[l + 1].start, end);
            for (int i = 0; i < c * inputs; i++) {
                gradient[learner.rechannel[a] + i] = RowKernels.sum(sums, i);
            }
        }
    }

    private void head(float[] p, float[] gradient, int a, LayerArray array, float[][] out) {
        int c = array.channels();
        int outs = array.headSize();
        Arrays.fill(sums, 0, outs * c * RowKernels.LANES, 0);
        RowKernels.grad(out, outs, headSum[a], noShift, c, sums, outStart, end);
        for (int i = 0; i < outs * c; i++) {
            gradient[learner.head[a] + i] = RowKernels.sum(sums, i);
        }
        if (array.headBias()) {
            Arrays.fill(sums, 0, outs * RowKernels.LANES, 0);
            for (int o = 0; o < outs; o++) {
                RowFunctions.addUp(out[o], sums, o * RowKernels.LANES, outStart, end);
                gradient[learner.head[a] + outs * c + o] = RowKernels.sum(sums, o);
            }
        }
        RowKernels.pack(p, learner.head[a], 1, c, c, outs, packed, outs, 0, 1);
        RowKernels.mul(headSlope[a], c, out, noShift, outs, packed, zeros, outStart, end);
    }
}
