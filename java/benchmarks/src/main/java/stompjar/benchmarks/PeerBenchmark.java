package stompjar.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import stompjar.network.Network;
import stompjar.network.Networks;

/** One block through the A1 standard WaveNet: ours, and with the libraries that a Java developer would pick. All give the same audio. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class PeerBenchmark {
    @Param({"16", "64"})
    public int frames;

    private float[] block;
    private Network ours;
    private float[] out;
    private Nd4jWaveNet nd4j;
    private OnnxWaveNet onnx;

    @Setup
    public void build() throws Exception {
        block = Noise.of(frames);
        out = new float[frames];
        ours = Networks.of(StandardWaveNet.capture());
        StandardWaveNet net = StandardWaveNet.load();
        StandardWaveNet.check(new Nd4jWaveNet(net)::process, frames);
        nd4j = new Nd4jWaveNet(net);
        try (OnnxWaveNet checked = new OnnxWaveNet(net, frames)) {
            StandardWaveNet.check(checked::process, frames);
        }
        onnx = new OnnxWaveNet(net, frames);
    }

    @TearDown
    public void close() throws Exception {
        onnx.close();
    }

    @Benchmark
    public float[] stompjar() {
        ours.process(block, new float[0], out, frames);
        return out;
    }

    @Benchmark
    public float[] nd4j() {
        return nd4j.process(block);
    }

    @Benchmark
    public float[] onnxRuntime() throws Exception {
        return onnx.process(block);
    }
}
