package stompjar.network;

import java.util.Arrays;
import stompjar.capture.LstmModel;
import stompjar.simd.Alignment;
import stompjar.simd.Kernels;

/** Stacked LSTM with a linear head; hidden units lie along the vector. See {@link LstmModel} for the weights' order. */
final class Lstm implements Network {
    private final Kernels kernels;
    private final float[] arena;
    private final LstmLayer[] layers;
    private final int hiddenSize;
    /** Frames that the last of the merged layers is behind the first within a call; 0 where layers run one after the other. */
    private final int lag;
    /** The audio of a call. */
    private final int audio;
    /** For each frame of a call the sums of which its output is the total; behind all state. */
    private final int partials;
    /** Halved head weights from {@link Alignment#FIRST} on, zero where a unit is not the last layer's. */
    private final float[] head;
    private final float headBias;
    private final Standstill standstill;
    private final FirstSilence firstSilence;

    Lstm(LstmModel model, Kernels kernels) {
        this.kernels = kernels;
        int inputs = model.inputs();
        hiddenSize = model.hiddenSize();
        ArenaPlan plan = new ArenaPlan();
        lag = LstmStack.suits(model) ? model.layers() - 1 : 0;
        if (lag > 0) {
            layers = new LstmLayer[] {
                new LstmLayer(LstmStack.weights(model), 0, 1, inputs - 1, model.layers() * hiddenSize, false, kernels, plan)};
        } else {
            layers = new LstmLayer[model.layers()];
            for (int l = 0; l < layers.length; l++) {
                layers[l] = new LstmLayer(model.weights(), LstmModel.layerOffset(l, inputs, hiddenSize), l == 0 ? 1 : hiddenSize, l == 0 ? inputs - 1 : 0,
                        hiddenSize, l > 0, kernels, plan);
            }
        }
        partials = plan.floats(MAX_FRAMES * Alignment.LINE);
        audio = plan.floats(MAX_FRAMES);
        arena = new float[plan.size()];
        firstSilence = new FirstSilence(this, model.prewarmFrames(), inputs - 1, arena);
        standstill = new Standstill(partials);
        int at = LstmModel.layerOffset(model.layers(), inputs, hiddenSize);
        head = new float[Alignment.FIRST + Alignment.up(layers[layers.length - 1].size())];
        for (int i = 0; i < hiddenSize; i++) {
            head[Alignment.FIRST + lag * hiddenSize + i] = 0.5f * model.weights()[at + i];
        }
        headBias = model.weights()[at + hiddenSize];
        reset();
    }

    @Override
    public void reset() {
        Arrays.fill(arena, 0);
        for (LstmLayer layer : layers) {
            layer.reset(arena);
        }
    }

    @Override
    public void prewarm(float[] knobs) {
        firstSilence.run(knobs);
    }

    @Override
    public void takeState(Network twin) {
        System.arraycopy(((Lstm) twin).arena, 0, arena, 0, arena.length);
    }

    @Override
    public void process(float[] in, float[] knobs, float[] out, int frames) {
        System.arraycopy(in, 0, arena, audio, frames);
        for (int t = 0; t < frames;) {
            layers[0].turn(arena, knobs, t);
            int count = layers.length == 1 && t >= lag ? layers[0].still(knobs, t, frames) : 1;
            step(t, frames, audio + t, count);
            t += count;
        }
        for (int t = frames; t < frames + lag; t++) {
            step(t, frames, layers[0].inPlace(), 1);
        }
        // Only now, where no frame waits for the one before.
        kernels.totals(arena, partials, frames);
        for (int t = 0; t < frames; t++) {
            out[t] = headBias + arena[partials + t];
        }
    }

    @Override
    public boolean rests(int steady) {
        standstill.begin(arena);
        // The input still lies where the last frame put it, and the knobs are where they were.
        for (int t = 0; t <= lag; t++) {
            step(t, 1, layers[0].inPlace(), 1);
        }
        return standstill.confirmed(arena);
    }

    /** Frames from {@code t} on of a call of {@code frames}: {@code count} of them, or one at its ends and where there are several layers. */
    private void step(int t, int frames, int in, int count) {
        if (t < lag || t >= frames) {
            partialStep(t, frames, in);
        } else {
            run(t, in, count);
        }
    }

    /** {@code count} frames through the only layer, or one through all. */
    private void run(int t, int in, int count) {
        int last = layers.length - 1;
        int from = in;
        for (int l = 0; l < last; l++) {
            layers[l].step(arena, from);
            System.arraycopy(arena, layers[l].output(), arena, layers[l + 1].input(), hiddenSize);
            from = layers[l + 1].inPlace();
        }
        // Frames before the first that the last layer has a part in come before that one, and what is there does not stay.
        layers[last].run(arena, from, head, partials + Math.max(0, t - lag) * Alignment.LINE, count);
    }

    /** At the ends of a call only those merged layers move whose frame, t − l, is one of this call. */
    private void partialStep(int t, int frames, int in) {
        int first = Math.max(0, t - frames + 1);
        int last = Math.min(lag, t);
        layers[0].save(arena);
        run(t, in, 1);
        layers[0].restore(arena, 0, first * hiddenSize);
        layers[0].restore(arena, (last + 1) * hiddenSize, (lag + 1) * hiddenSize);
    }
}
