package stompjar.train;

import static stompjar.train.LstmKernels.LANES;

/**
 * An LSTM's parameters as {@link LstmKernels} wants them, for 16 sequences at once: made anew before each pass, since every pass has other
 * weights and other knob positions. The knobs stand still during a passage, so they go into the bias. One thread.
 */
final class LstmWeights {
    /** For the forward pass, gate rows scaled by {@link #scale}; columns are the signals, then h. */
    final float[] packed;
    /** Of h, for the backward pass. */
    final float[] packedBack;
    /** By gate row and lane, knobs included. */
    final float[] bias;
    /** Centred positions {@code [knob][lane]}. */
    final float[] knobs;
    private final LstmLearner learner;

    LstmWeights(LstmLearner learner) {
        this.learner = learner;
        int gates = 4 * learner.hidden;
        packed = new float[LstmKernels.padded(gates) * (learner.signals + learner.hidden)];
        packedBack = new float[LstmKernels.padded(learner.hidden) * gates];
        bias = new float[LstmKernels.padded(gates) * LANES];
        knobs = new float[learner.knobs * LANES];
    }

    void prepare(float[] p, Passage[] passages) {
        int hidden = learner.hidden;
        int signals = learner.signals;
        int columns = learner.inputs + hidden;
        int gates = 4 * hidden;
        int all = signals + hidden;
        for (int gate = 0; gate < 4; gate++) {
            int row = gate * hidden;
            LstmKernels.pack(p, 0, columns, 1, row, hidden, signals, packed, all, 0, scale(gate));
            LstmKernels.pack(p, learner.inputs, columns, 1, row, hidden, hidden, packed, all, signals, scale(gate));
        }
        LstmKernels.pack(p, learner.inputs, 1, columns, hidden, gates, packedBack, gates, 0);
        for (int l = 0; l < LANES; l++) {
            for (int k = 0; k < learner.knobs; k++) {
                knobs[k * LANES + l] = Scaling.centred(passages[l].knobs[k]);
            }
            for (int r = 0; r < gates; r++) {
                float b = p[learner.bias + r];
                for (int k = 0; k < learner.knobs; k++) {
                    b += p[r * columns + signals + k] * knobs[k * LANES + l];
                }
                bias[r * LANES + l] = b * scale(r / hidden);
            }
        }
    }

    /** Sigmoid gates take half of what they should: {@link LstmKernels#gates}. */
    private static float scale(int gate) {
        return gate == 2 ? 1 : 0.5f;
    }
}
