package stompjar.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stompjar.bench.Shape;
import stompjar.capture.Capture;
import stompjar.network.Network;
import stompjar.network.Networks;

/**
 * The A1 standard WaveNet taken apart for the peers, weights in the order of {@code .nam} files, which is also that of other libraries' convolutions.
 *
 * @param arrays    16 channels, then 8
 * @param headScale factor on the output
 */
record StandardWaveNet(List<Array> arrays, float headScale) {
    static final int TAPS = 3;
    private static final int LAYERS = 10;
    private static final double SAME = 1e-8;

    /**
     * One layer array.
     *
     * @param rechannel {@code [channels][inputs]}
     * @param head      {@code [heads][channels]}
     * @param headBias  {@code [heads]}, or null
     */
    record Array(int inputs, int channels, int heads, float[] rechannel, List<Layer> layers, float[] head, float[] headBias) { }

    /**
     * One layer.
     *
     * @param convolution {@code [channels][channels][tap]}, the last tap is the present
     * @param mixin       {@code [channels]}, times the dry signal
     * @param residual    {@code [channels][channels]}
     */
    record Layer(int dilation, float[] convolution, float[] bias, float[] mixin, float[] residual, float[] residualBias) { }

    /** A block through somebody else's engine. */
    @FunctionalInterface
    interface Engine {
        float[] process(float[] block) throws Exception;
    }

    static Capture capture() {
        return Shape.A1_STANDARD.capture(1);
    }

    static StandardWaveNet load() {
        FileOrder weights = new FileOrder(capture().model().weights());
        List<Array> arrays = List.of(array(weights, 1, 16, 8, false), array(weights, 16, 8, 1, true));
        return new StandardWaveNet(arrays, weights.next(1)[0]);
    }

    private static Array array(FileOrder weights, int inputs, int c, int heads, boolean headBias) {
        float[] rechannel = weights.next(c * inputs);
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < LAYERS; l++) {
            layers.add(new Layer(1 << l, weights.next(c * c * TAPS), weights.next(c), weights.next(c), weights.next(c * c), weights.next(c)));
        }
        return new Array(inputs, c, heads, rechannel, layers, weights.next(heads * c), headBias ? weights.next(heads) : null);
    }

    /** A comparison of speed means something only between engines that compute the same: throws if {@code engine} does not. */
    static void check(Engine engine, int frames) throws Exception {
        Network network = Networks.of(capture());
        float[] noise = Noise.of(100 * frames);
        float[] in = new float[Network.MAX_FRAMES];
        float[] ours = new float[Network.MAX_FRAMES];
        double error = 0;
        double energy = 0;
        for (int at = 0; at < noise.length; at += frames) {
            System.arraycopy(noise, at, in, 0, frames);
            network.process(in, new float[0], ours, frames);
            float[] theirs = engine.process(Arrays.copyOf(in, frames));
            for (int t = 0; t < frames; t++) {
                error += Math.pow(ours[t] - theirs[t], 2);
                energy += Math.pow(ours[t], 2);
            }
        }
        if (!(error <= SAME * energy)) {
            throw new IllegalStateException("the peer computes something else: ESR " + error / energy);
        }
    }

    private static final class FileOrder {
        private final float[] weights;
        private int at;

        FileOrder(float[] weights) {
            this.weights = weights;
        }

        float[] next(int count) {
            at += count;
            return Arrays.copyOfRange(weights, at - count, at);
        }
    }
}
