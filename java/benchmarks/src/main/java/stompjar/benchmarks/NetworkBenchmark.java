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
import org.openjdk.jmh.annotations.Warmup;
import stompjar.bench.Shape;
import stompjar.capture.Model;
import stompjar.network.Network;
import stompjar.network.Networks;

/** One block through a whole network. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class NetworkBenchmark {
    @Param
    public KernelSet kernels;

    @Param
    public Shape shape;

    @Param({"16", "64"})
    public int frames;

    private Network network;
    private float[] in;
    private float[] knobs;
    private float[] out;

    @Setup
    public void build() {
        Model model = shape.capture(1).model();
        network = Networks.of(model, kernels.kernels());
        in = Noise.of(Network.MAX_FRAMES);
        knobs = Noise.of((model.inputs() - 1) * Network.MAX_FRAMES);
        out = new float[Network.MAX_FRAMES];
    }

    @Benchmark
    public float[] block() {
        network.process(in, knobs, out, frames);
        return out;
    }
}
