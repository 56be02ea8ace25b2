package stompjar.network;

/** A network with gains around it, and its own input added to its output: {@code y = outputGain · (net(g·x) + skip · g·x)}. */
final class Gained implements Network {
    private final Network network;
    private final float inputGain;
    private final float outputGain;
    private final float skip;
    private final float[] dry = new float[MAX_FRAMES];

    Gained(Network network, float inputGain, float outputGain, boolean skip) {
        this.network = network;
        this.inputGain = inputGain;
        this.outputGain = outputGain;
        this.skip = skip ? 1 : 0;
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
        network.takeState(((Gained) twin).network);
    }

    @Override
    public boolean rests(int steady) {
        return network.rests(steady);
    }

    @Override
    public void process(float[] in, float[] knobs, float[] out, int frames) {
        for (int t = 0; t < frames; t++) {
            dry[t] = inputGain * in[t];
        }
        network.process(dry, knobs, out, frames);
        for (int t = 0; t < frames; t++) {
            out[t] = outputGain * (out[t] + skip * dry[t]);
        }
    }
}
