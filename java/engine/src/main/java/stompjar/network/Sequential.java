package stompjar.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stompjar.capture.LstmModel;
import stompjar.capture.SequentialModel;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.SequentialModel.Dense;
import stompjar.capture.SequentialModel.Recurrent;
import stompjar.simd.Kernels;

/** A {@link SequentialModel}, frame by frame; the channels of a frame lie along the vector. */
final class Sequential implements Network {
    private final int inputs;
    private final float[] arena;
    private final Standstill standstill;
    private final UnitLayer[] layers;
    private final Step[] program;
    /** Where the first layer reads: audio, then knobs. */
    private final int x;
    private final int y;
    private final FirstSilence firstSilence;
    /** What the last frame put before the first layer. */
    private final float[] lastInput;

    /** The network of a model with its gains. LSTMs of one size with a sum behind them, which most captures of this kind are, have one of their own. */
    static Network of(SequentialModel m, Kernels kernels) {
        LstmModel lstm = asLstm(m);
        Network network = lstm == null ? new Sequential(m, kernels) : new Lstm(lstm, kernels);
        return m.inputGain() == 1 && m.outputGain() == 1 && !m.skip() ? network : new Gained(network, m.inputGain(), m.outputGain(), m.skip());
    }

    private static LstmModel asLstm(SequentialModel m) {
        int count = m.layers().size() - 1;
        if (count < 1 || count > LstmModel.MAX_LAYERS || !(m.layers().get(count) instanceof Dense sum)) {
            return null;
        }
        int at = LstmModel.layerOffset(count, m.inputs(), sum.inputs());
        float[] weights = new float[at + sum.inputs() + 1];
        for (int l = 0; l < count; l++) {
            if (!(m.layers().get(l) instanceof Recurrent r) || r.cell() != Cell.LSTM || r.outputs() != sum.inputs()) {
                return null;
            }
            float[] layer = LstmLayer.flat(r);
            System.arraycopy(layer, 0, weights, LstmModel.layerOffset(l, m.inputs(), sum.inputs()), layer.length);
        }
        System.arraycopy(sum.matrix(), 0, weights, at, sum.inputs());
        weights[at + sum.inputs()] = sum.bias()[0];
        return new LstmModel(m.inputs(), sum.inputs(), count, m.prewarmFrames(), weights);
    }

    private Sequential(SequentialModel model, Kernels kernels) {
        inputs = model.inputs();
        lastInput = new float[inputs];
        layers = new UnitLayer[model.layers().size()];
        ArenaPlan plan = new ArenaPlan();
        List<Step> steps = new ArrayList<>();
        for (int l = 0; l < layers.length; l++) {
            UnitLayer before = l == 0 ? null : layers[l - 1];
            layers[l] = UnitLayers.of(model.layers().get(l), before, kernels, plan);
            if (before != null && layers[l].input() != before.output()) {
                steps.add(new Pass(before.output(), layers[l].input(), model.layers().get(l).inputs(),
                        before.doubled() && !(layers[l] instanceof LstmLayer)));
            }
            layers[l].addSteps(steps);
        }
        program = steps.toArray(Step[]::new);
        x = layers[0].input();
        y = layers[layers.length - 1].output();
        arena = new float[plan.size()];
        firstSilence = new FirstSilence(this, model.prewarmFrames(), inputs - 1, arena);
        standstill = new Standstill(arena.length);
        reset();
    }

    @Override
    public void reset() {
        Arrays.fill(arena, 0);
        for (UnitLayer layer : layers) {
            layer.reset(arena);
        }
    }

    @Override
    public void prewarm(float[] knobs) {
        firstSilence.run(knobs);
    }

    @Override
    public void takeState(Network twin) {
        Sequential other = (Sequential) twin;
        System.arraycopy(other.arena, 0, arena, 0, arena.length);
        System.arraycopy(other.lastInput, 0, lastInput, 0, inputs);
    }

    @Override
    public boolean rests(int steady) {
        for (UnitLayer layer : layers) {
            if (!layer.steady(arena)) {
                return false;
            }
        }
        standstill.begin(arena);
        // A layer may work where it reads: the input of the last frame is put there once more.
        System.arraycopy(lastInput, 0, arena, x, inputs);
        Step.run(program, arena, 0, 1);
        for (UnitLayer layer : layers) {
            layer.stepBack(arena);
        }
        return standstill.confirmed(arena);
    }

    @Override
    public void process(float[] in, float[] knobs, float[] out, int frames) {
        for (int t = 0; t < frames; t++) {
            arena[x] = in[t];
            for (int k = 1; k < inputs; k++) {
                arena[x + k] = knobs[(k - 1) * MAX_FRAMES + t];
            }
            if (t == frames - 1) {
                System.arraycopy(arena, x, lastInput, 0, inputs);
            }
            Step.run(program, arena, 0, 1);
            out[t] = arena[y];
        }
    }
}
