package stompjar.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/** The standard WaveNet in ONNX Runtime, streaming: each layer's history goes in and comes out beside the audio. One thread. */
final class OnnxWaveNet implements AutoCloseable {
    private static final String DRY = "dry";
    private static final String WET = "wet";
    private static final String NEW = "new_";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final int frames;
    private OrtSession.Result last;

    OnnxWaveNet(StandardWaveNet net, int frames) throws OrtException {
        this.frames = frames;
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        session = environment.createSession(model(net, frames), options);
        for (String name : session.getInputNames()) {
            long[] shape = ((ai.onnxruntime.TensorInfo) session.getInputInfo().get(name).getInfo()).getShape();
            inputs.put(name, OnnxTensor.createTensor(environment, FloatBuffer.allocate((int) (shape[1] * shape[2])), shape));
        }
    }

    private static byte[] model(StandardWaveNet net, int frames) {
        OnnxGraph graph = new OnnxGraph();
        String dry = graph.input(DRY, 1, frames);
        String x = dry;
        String head = null;
        for (StandardWaveNet.Array array : net.arrays()) {
            int c = array.channels();
            x = graph.convolution(x, array.rechannel(), null, c, array.inputs(), 1, 1);
            for (StandardWaveNet.Layer layer : array.layers()) {
                int history = (StandardWaveNet.TAPS - 1) * layer.dilation();
                String name = "history_" + c + "_" + layer.dilation();
                String all = graph.join(graph.input(name, c, history), x);
                graph.cut(all, frames, frames + history, NEW + name);
                graph.output(NEW + name, c, history);
                String convolved = graph.convolution(all, layer.convolution(), layer.bias(), c, c, StandardWaveNet.TAPS, layer.dilation());
                String active = graph.tanh(graph.add(convolved, graph.convolution(dry, layer.mixin(), null, c, 1, 1, 1)));
                head = head == null ? active : graph.add(head, active);
                x = graph.add(x, graph.convolution(active, layer.residual(), layer.residualBias(), c, c, 1, 1));
            }
            head = graph.convolution(head, array.head(), array.headBias(), array.heads(), c, 1, 1);
        }
        graph.scale(head, net.headScale(), WET);
        graph.output(WET, 1, frames);
        return graph.toBytes();
    }

    float[] process(float[] block) throws OrtException {
        OnnxTensor dry = OnnxTensor.createTensor(environment, FloatBuffer.wrap(block), new long[] {1, 1, frames});
        inputs.put(DRY, dry);
        OrtSession.Result result = session.run(inputs);
        dry.close();
        float[] wet = null;
        for (Map.Entry<String, ai.onnxruntime.OnnxValue> output : result) {
            OnnxTensor tensor = (OnnxTensor) output.getValue();
            if (output.getKey().equals(WET)) {
                wet = new float[frames];
                tensor.getFloatBuffer().get(wet);
            } else {
                inputs.put(output.getKey().substring(NEW.length()), tensor);
            }
        }
        if (last != null) {
            last.close();
        }
        last = result;
        return wet;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
