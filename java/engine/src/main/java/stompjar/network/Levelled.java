package stompjar.network;

import stompjar.capture.LevelledModel;
import stompjar.simd.Kernels;

/** {@link LevelledModel}: a network, and the last knob as a factor of its output. */
final class Levelled implements Network {
    private final Network network;
    private final float gain;
    /** Where the rows of knobs have the level's. */
    private final int level;

    Levelled(LevelledModel model, Kernels kernels) {
        network = Networks.of(model.model(), kernels);
        gain = model.gain();
        level = (model.inputs() - 2) * MAX_FRAMES;
    }

    @Override
    public void reset() {
        network.reset();
    }

    @Override
    public void prewarm(float[] knobs) {
        network.prewarm(knobs);
    }

    @Override
    public void takeState(Network twin) {
        network.takeState(((Levelled) twin).network);
    }

    @Override
    public boolean rests(int steady) {
        return network.rests(steady);
    }

    @Override
    public void process(float[] in, float[] knobs, float[] out, int frames) {
        network.process(in, knobs, out, frames);
        for (int t = 0; t < frames; t++) {
            out[t] *= gain * knobs[level + t];
        }
    }
}
