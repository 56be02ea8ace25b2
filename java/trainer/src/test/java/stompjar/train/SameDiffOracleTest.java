package stompjar.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv1DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;
import stompjar.capture.WaveNetModel.LayerArray;

/** Loss and gradients of a WaveNet with a knob against automatic differentiation that somebody else wrote: ND4J's SameDiff. */
class SameDiffOracleTest {
    private static final Scaling SCALING = new Scaling(2.5f, 0.4f);

    private final SameDiff graph = SameDiff.create();
    /** Where each variable lies in the flat parameters: offset, and strides of [tap, in, out]. */
    private record Place(String name, int offset, int[] shape, int[] strides) {
    }

    private final List<Place> places = new ArrayList<>();
    private float[] p;

    /** A convolution's weights; SameDiff wants [tap, in, out]. */
    private SDVariable weights(int offset, int taps, int in, int out, int tapStride, int inStride, int outStride) {
        INDArray values = Nd4j.create(DataType.FLOAT, taps, in, out);
        for (int k = 0; k < taps; k++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    values.putScalar(new int[] {k, i, o}, p[offset + k * tapStride + i * inStride + o * outStride]);
                }
            }
        }
        String name = "w" + places.size();
        places.add(new Place(name, offset, new int[] {taps, in, out}, new int[] {tapStride, inStride, outStride}));
        return graph.var(name, values);
    }

    private SDVariable bias(int offset, int out) {
        return weights(offset, 1, 1, out, 0, 0, 1).reshape(1, out, 1);
    }

    private SDVariable convolve(SDVariable in, SDVariable weights, int taps, int dilation) {
        return graph.cnn().conv1d(in, weights, Conv1DConfig.builder().k(taps).s(1).p(0).d(dilation).dataFormat("NCW")
                .paddingMode(PaddingMode.VALID).build());
    }

    /** The last {@code frames} frames of all channels. */
    private SDVariable last(SDVariable v, int channels, int of, int frames) {
        return graph.slice(v, new int[] {0, 0, of - frames}, 1, channels, frames);
    }

    @Test
    void waveNet() {
        int count = 320;
        int knobs = 1;
        List<LayerArray> arrays = WaveNetGradientTest.arrays(4, 3, 1 + knobs);
        WaveNetLearner learner = new WaveNetLearner(arrays, false, false, SCALING, count);
        p = WaveNetGradientTest.parameters(learner);
        Passage passage = WaveNetGradientTest.passage(500 + count, knobs, false);
        passage.start = 500;
        passage.count = count;
        float[] gradient = new float[p.length];
        double loss = learner.worker(LossWeights.DEFAULT).gradient(p, new Passage[] {passage}, gradient);

        SDVariable total = loss(network(arrays, learner, passage), passage, count);
        total.markAsLoss();
        assertEquals(total.eval().getDouble(0), loss, 1e-5 * loss);
        Map<String, INDArray> slopes = graph.calculateGradients(Map.of(), places.stream().map(Place::name).toList());
        int compared = 0;
        double largest = 0;
        for (Place place : places) {
            INDArray slope = slopes.get(place.name);
            for (int k = 0; k < place.shape[0]; k++) {
                for (int i = 0; i < place.shape[1]; i++) {
                    for (int o = 0; o < place.shape[2]; o++) {
                        int at = place.offset + k * place.strides[0] + i * place.strides[1] + o * place.strides[2];
                        // Nothing takes the very last layer's residual: SameDiff gives no gradient for its weights.
                        double expected = slope == null ? 0 : slope.getDouble(k, i, o);
                        assertEquals(expected, gradient[at], 1e-5 + 1e-4 * Math.abs(expected), place.name + ", parameter " + at);
                        largest = Math.max(largest, Math.abs(expected));
                        compared++;
                    }
                }
            }
        }
        assertTrue(largest > 0.01, "the gradient must not vanish");
        assertEquals(p.length, compared, "every parameter");
    }

    private SDVariable network(List<LayerArray> arrays, WaveNetLearner learner, Passage passage) {
        int frames = passage.dry.length;
        INDArray rows = Nd4j.create(DataType.FLOAT, 1, 1 + passage.knobs.length, frames);
        for (int t = 0; t < frames; t++) {
            rows.putScalar(new int[] {0, 0, t}, passage.dry[t] * SCALING.input());
            rows.putScalar(new int[] {0, 1, t}, 2 * passage.knobs[0] - 1);
        }
        SDVariable condition = graph.constant("condition", rows);
        SDVariable v = last(condition, 1, frames, frames);
        SDVariable head = null;
        int headFrames = frames;
        int at = 0;
        for (int a = 0; a < arrays.size(); a++) {
            LayerArray array = arrays.get(a);
            int c = array.channels();
            v = convolve(v, weights(learner.rechannel[a], 1, array.inputSize(), c, 0, 1, array.inputSize()), 1, 1);
            for (int l = 0; l < array.dilations().length; l++, at++) {
                WaveNetLearner.Layer layer = learner.layers.get(at);
                int left = frames - 2 * layer.dilation();
                SDVariable z = convolve(v, weights(layer.conv(), 3, c, c, 1, 3, 3 * c), 3, layer.dilation())
                        .add(convolve(last(condition, 2, passage.dry.length, left), weights(layer.mixin(), 1, 2, c, 0, 1, 2), 1, 1))
                        .add(bias(layer.bias(), c));
                SDVariable activation = graph.math().tanh(z);
                head = head == null ? activation : last(head, c, headFrames, left).add(activation);
                headFrames = left;
                v = last(v, c, frames, left).add(convolve(activation, weights(layer.out(), 1, c, c, 0, 1, c), 1, 1))
                        .add(bias(layer.outBias(), c));
                frames = left;
            }
            head = convolve(head, weights(learner.head[a], 1, c, array.headSize(), 0, 1, c), 1, 1);
            if (array.headBias()) {
                head = head.add(bias(learner.head[a] + c * array.headSize(), array.headSize()));
            }
        }
        return last(head, 1, frames, passage.count).mul(SCALING.output());
    }

    private SDVariable loss(SDVariable y, Passage passage, int count) {
        float[] wet = java.util.Arrays.copyOfRange(passage.wet, passage.start, passage.start + count);
        SDVariable error = y.sub(graph.constant("wet", Nd4j.createFromArray(wet).reshape(1, 1, count)));
        SDVariable edge = graph.slice(error, new int[] {0, 0, 1}, 1, 1, count - 1)
                .sub(graph.slice(error, new int[] {0, 0, 0}, 1, 1, count - 1).mul(0.85));
        return edge.mul(edge).sum().mul(passage.preWeight).add(error.mul(error).sum().mul(0.1 * passage.plainWeight));
    }
}
