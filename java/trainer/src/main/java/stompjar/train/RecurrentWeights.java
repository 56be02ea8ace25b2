package stompjar.train;

import static stompjar.train.LaneKernels.LANES;

/**
 * A recurrent network's parameters as {@link LaneKernels} wants them, for 16 sequences at once: made anew before each pass, since every pass has
 * other weights and other knob positions. The knobs stand still during a passage, so they go into the bias. One thread.
 */
final class RecurrentWeights {
    /** For the forward pass, gates scaled by {@link #scale}; columns are the signals, then h. */
    final float[] packed;
    /** Of h, for the backward pass. */
    final float[] packedBack;
    /** By gate row and lane, knobs included. */
    final float[] bias;
    /** Centred positions {@code [knob][lane]}. */
    final float[] knobs;
    private final RecurrentLearner learner;

    RecurrentWeights(RecurrentLearner learner) {
        this.learner = learner;
        int gates = RecurrentCell.GATES * learner.hidden;
        packed = new float[LaneKernels.padded(gates) * (learner.signals + learner.hidden)];
        packedBack = new float[LaneKernels.padded(learner.hidden) * gates];
        bias = new float[LaneKernels.padded(gates) * LANES];
        knobs = new float[learner.knobs * LANES];
    }

    void prepare(float[] p, Passage[] passages) {
        for (int l = 0; l < LANES; l++) {
            for (int k = 0; k < learner.knobs; k++) {
                knobs[k * LANES + l] = Scaling.centred(passages[l].knobs[k]);
            }
        }
        for (int gate = 0; gate < RecurrentCell.GATES; gate++) {
            pack(p, gate);
            fillBias(p, gate);
        }
    }

    /** What a gate does not hear stays zero. */
    private void pack(float[] p, int gate) {
        int hidden = learner.hidden;
        int columns = learner.columns;
        int all = learner.signals + hidden;
        int row = gate * hidden;
        int from = learner.weights(gate);
        if (learner.cell.hearsInputs(gate)) {
            LaneKernels.pack(p, from, columns, 1, row, hidden, learner.signals, packed, all, 0, scale(gate));
        }
        if (learner.cell.hearsState(gate)) {
            LaneKernels.pack(p, from + learner.inputs, columns, 1, row, hidden, hidden, packed, all, learner.signals, scale(gate));
            LaneKernels.pack(p, from + learner.inputs, 1, columns, 0, hidden, hidden, packedBack, RecurrentCell.GATES * hidden, row, 1);
        }
    }

    private void fillBias(float[] p, int gate) {
        for (int j = 0; j < learner.hidden; j++) {
            int r = gate * learner.hidden + j;
            int from = learner.weights(gate) + j * learner.columns + learner.signals;
            for (int l = 0; l < LANES; l++) {
                float b = p[learner.bias + r];
                for (int k = 0; k < learner.knobs && learner.cell.hearsInputs(gate); k++) {
                    b += p[from + k] * knobs[k * LANES + l];
                }
                bias[r * LANES + l] = b * scale(gate);
            }
        }
    }

    private float scale(int gate) {
        return learner.cell.halved(gate) ? 0.5f : 1;
    }
}
