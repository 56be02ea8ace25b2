package stompjar.benchmarks;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The standard WaveNet as one would write it with ND4J's arrays: channels × frames, a matrix product for each tap. */
final class Nd4jWaveNet {
    private final List<List<NdLayer>> arrays = new ArrayList<>();
    private final List<INDArray> rechannels = new ArrayList<>();
    private final List<INDArray> heads = new ArrayList<>();
    private final float headBias;
    private final float headScale;

    Nd4jWaveNet(StandardWaveNet net) {
        for (StandardWaveNet.Array array : net.arrays()) {
            int c = array.channels();
            rechannels.add(matrix(array.rechannel(), c, array.inputs()));
            heads.add(matrix(array.head(), array.heads(), c));
            arrays.add(array.layers().stream().map(layer -> new NdLayer(layer, c)).toList());
        }
        headBias = net.arrays().get(1).headBias()[0];
        headScale = net.headScale();
    }

    private static INDArray matrix(float[] values, int rows, int columns) {
        return Nd4j.create(values, new long[] {rows, columns}, 'c').dup('f');
    }

    float[] process(float[] block) {
        INDArray dry = matrix(block, 1, block.length);
        INDArray x = dry;
        INDArray head = null;
        for (int a = 0; a < arrays.size(); a++) {
            x = rechannels.get(a).mmul(x);
            head = head == null ? Nd4j.zeros(DataType.FLOAT, x.shape()) : head;
            for (NdLayer layer : arrays.get(a)) {
                x = layer.process(x, dry, head);
            }
            head = heads.get(a).mmul(head);
        }
        return head.addi(headBias).muli(headScale).toFloatVector();
    }

    private static final class NdLayer {
        private final int dilation;
        private final INDArray[] taps = new INDArray[StandardWaveNet.TAPS];
        private final INDArray bias;
        private final INDArray mixin;
        private final INDArray residual;
        private final INDArray residualBias;
        private INDArray history;

        NdLayer(StandardWaveNet.Layer layer, int channels) {
            dilation = layer.dilation();
            for (int k = 0; k < taps.length; k++) {
                float[] tap = new float[channels * channels];
                for (int i = 0; i < tap.length; i++) {
                    tap[i] = layer.convolution()[i * taps.length + k];
                }
                taps[k] = matrix(tap, channels, channels);
            }
            bias = matrix(layer.bias(), channels, 1);
            mixin = matrix(layer.mixin(), channels, 1);
            residual = matrix(layer.residual(), channels, channels);
            residualBias = matrix(layer.residualBias(), channels, 1);
            history = Nd4j.zeros(DataType.FLOAT, channels, (taps.length - 1L) * dilation);
        }

        INDArray process(INDArray x, INDArray dry, INDArray head) {
            long frames = x.columns();
            INDArray all = Nd4j.concat(1, history, x);
            INDArray z = mixin.mmul(dry).addiColumnVector(bias);
            for (int k = 0; k < taps.length; k++) {
                z.addi(taps[k].mmul(all.get(all(), interval((long) k * dilation, k * dilation + frames))));
            }
            history = all.get(all(), interval(frames, all.columns())).dup();
            Transforms.tanh(z, false);
            head.addi(z);
            return residual.mmul(z).addiColumnVector(residualBias).addi(x);
        }
    }
}
