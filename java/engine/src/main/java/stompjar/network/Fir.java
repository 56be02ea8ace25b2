package stompjar.network;

import stompjar.capture.FirModel;
import stompjar.dsp.PartitionedConvolver;
import stompjar.simd.Kernels;

/**
 * Convolution with an impulse response of any length, without latency.
 */
final class Fir implements Network {
    private final PartitionedConvolver convolver;
    private final float bias;

    Fir(FirModel model, Kernels kernels) {
        convolver = new PartitionedConvolver(model.taps(), kernels);
        bias = model.bias();
    }

    @Override
    public void reset() {
        convolver.reset();
    }

    @Override
    public void prewarm(float[] knobs) {
        convolver.reset();
    }

    @Override
    public void takeState(Network twin) {
        convolver.takeState(((Fir) twin).convolver);
    }

    @Override
    public boolean rests(int steady) {
        return convolver.rests();
    }

    @Override
    public void process(float[] in, float[] knobs, float[] out, int frames) {
        convolver.process(in, out, frames);
        for (int t = 0; t < frames; t++) {
            out[t] += bias;
        }
    }
}
