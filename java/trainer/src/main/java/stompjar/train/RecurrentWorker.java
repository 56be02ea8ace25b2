package stompjar.train;

import static stompjar.train.LaneKernels.LANES;

import java.util.Arrays;

/**
 * One thread's recurrent network for 16 sequences at once. What the backward pass needs again lies in rows {@code [row][time][lane]}, time slot 0 for
 * the state before the first frame; so the weight gradient is {@link RowKernels#grad} with h shifted by one slot.
 */
final class RecurrentWorker implements Learner.Worker {
    private final RecurrentLearner learner;
    private final Loss loss;
    private final RecurrentCell cell;
    private final int hidden;
    private final int signals;
    private final int frames;
    /** Now: inputs of the step (signals, then h), gates, memory. Flat {@code [row][lane]}. */
    private final float[] in;
    private final float[] z;
    private final float[] memory;
    private final float[] kept;
    private final float[] dh;
    private final float[] dMemory;
    private final float[] before;
    private final float[] y;
    /** Over time: signals and h (the rows of the gradient), gates, memories. */
    private final float[][] inRows;
    private final int[] inShifts;
    private final float[][] gateRows;
    private final float[][] memoryRows;
    private final float[][] keptRows;
    private final float[][] yRow;
    private final float[][] hRows;
    private final int[] noShift;
    private final float[][] signal;
    private final float[] lane;
    private final float[] laneSlope;
    private final float[] scratch;
    private final RecurrentWeights weights;
    private final float[] packed;
    private final float[] packedBack;
    private final float[] bias;
    private final float[] zeros;
    private final float[] sums;
    private final float[] headSums;
    private final float[] biasSums;
    private final float[] knobs;

    RecurrentWorker(RecurrentLearner learner, LossWeights lossWeights) {
        this.learner = learner;
        loss = new Loss(lossWeights);
        cell = learner.cell;
        hidden = learner.hidden;
        signals = learner.signals;
        frames = learner.frames;
        int columns = signals + hidden;
        int gates = RecurrentCell.GATES * hidden;
        int time = (frames + 1) * LANES;
        in = new float[(signals + LaneKernels.padded(hidden)) * LANES];
        z = new float[LaneKernels.padded(gates) * LANES];
        memory = new float[hidden * LANES];
        kept = new float[RowKernels.steps(hidden * LANES)];
        dh = new float[LaneKernels.padded(hidden) * LANES];
        dMemory = new float[hidden * LANES];
        before = new float[hidden * LANES];
        y = new float[LANES];
        inRows = new float[columns][time];
        inShifts = new int[columns];
        // h of the step before: one slot back.
        Arrays.fill(inShifts, signals, columns, -LANES);
        gateRows = new float[gates][time];
        memoryRows = new float[hidden][time];
        keptRows = new float[hidden][time];
        hRows = Arrays.copyOfRange(inRows, signals, columns);
        noShift = new int[hidden];
        yRow = new float[1][time];
        int longest = Math.max(learner.warmUp() + frames, learner.playWarmUp() + learner.playFrames());
        signal = new float[signals][longest * LANES];
        scratch = new float[longest];
        lane = new float[frames];
        laneSlope = new float[frames];
        weights = new RecurrentWeights(learner);
        packed = weights.packed;
        packedBack = weights.packedBack;
        bias = weights.bias;
        knobs = weights.knobs;
        zeros = new float[LaneKernels.padded(hidden) * LANES];
        sums = new float[gates * columns * RowKernels.LANES];
        headSums = new float[hidden * RowKernels.LANES];
        biasSums = new float[gates * LANES];
    }

    @Override
    public double gradient(float[] p, Passage[] passages, float[] gradient) {
        weights.prepare(p, passages);
        int warmUp = passages[0].fresh ? learner.warmUp() : 0;
        fill(passages, warmUp, frames);
        if (passages[0].fresh) {
            clear();
            for (int t = 0; t < warmUp; t++) {
                step(t);
            }
        } else {
            carryIn(passages);
        }
        LaneKernels.toRows(hOf(), inRows, signals, hidden, 0);
        LaneKernels.toRows(memory, memoryRows, 0, hidden, 0);
        for (int t = 0; t < frames; t++) {
            step(warmUp + t);
            int at = (t + 1) * LANES;
            LaneKernels.toRows(in, inRows, 0, signals, at);
            LaneKernels.toRows(hOf(), inRows, signals, hidden, at);
            LaneKernels.toRows(z, gateRows, 0, RecurrentCell.GATES * hidden, at);
            LaneKernels.toRows(memory, memoryRows, 0, hidden, at);
            LaneKernels.toRows(kept, keptRows, 0, hidden, at);
            head(p, yRow[0], at);
        }
        carryOut(passages);
        double error = error(passages);
        backward(p);
        collect(p, gradient);
        return error;
    }

    /** Interleaves the signals of all lanes, from {@code warmUp} frames before the passages' start. */
    private void fill(Passage[] passages, int warmUp, int count) {
        for (int l = 0; l < LANES; l++) {
            for (int s = 0; s < signals; s++) {
                if (s == 0) {
                    Passage.copy(passages[l].dry, passages[l].start - warmUp, warmUp + count, learner.scaling.input(), scratch, 0);
                } else {
                    Passage.copyCentred(passages[l].lfo, passages[l].start - warmUp, warmUp + count, scratch, 0);
                }
                for (int t = 0; t < warmUp + count; t++) {
                    signal[s][t * LANES + l] = scratch[t];
                }
            }
        }
    }

    private void clear() {
        Arrays.fill(in, 0);
        Arrays.fill(memory, 0);
    }

    private void step(int t) {
        for (int s = 0; s < signals; s++) {
            System.arraycopy(signal[s], t * LANES, in, s * LANES, LANES);
        }
        LaneKernels.multiply(z, LaneKernels.padded(RecurrentCell.GATES * hidden), in, signals + hidden, packed, bias);
        cell.forward(z, memory, in, signals * LANES, kept, hidden);
    }

    private float[] hOf() {
        System.arraycopy(in, signals * LANES, before, 0, hidden * LANES);
        return before;
    }

    private void head(float[] p, float[] out, int at) {
        LaneKernels.gather(in, signals * LANES, p, learner.head, hidden, p[learner.head + hidden], out, at);
    }

    private void carryIn(Passage[] passages) {
        for (int l = 0; l < LANES; l++) {
            for (int j = 0; j < hidden; j++) {
                in[(signals + j) * LANES + l] = passages[l].carried[j];
                memory[j * LANES + l] = passages[l].carried[hidden + j];
            }
        }
    }

    private void carryOut(Passage[] passages) {
        for (int l = 0; l < LANES; l++) {
            if (passages[l].carried == null) {
                passages[l].carried = new float[2 * hidden];
            }
            for (int j = 0; j < hidden; j++) {
                passages[l].carried[j] = in[(signals + j) * LANES + l];
                passages[l].carried[hidden + j] = memory[j * LANES + l];
            }
        }
    }

    /** The loss of every lane; {@code yRow} becomes its derivative by the unscaled output. */
    private double error(Passage[] passages) {
        float scale = learner.scaling.output();
        double error = 0;
        for (int l = 0; l < LANES; l++) {
            Passage passage = passages[l];
            int count = passage.count;
            for (int t = 0; t < count; t++) {
                lane[t] = yRow[0][(t + 1) * LANES + l] * scale;
            }
            Arrays.fill(laneSlope, 0);
            if (count > 0) {
                error += loss.of(lane, 0, count, passage.wet, passage.start - passage.wetFirst, passage.preWeight, passage.plainWeight, laneSlope);
            }
            for (int t = 0; t < frames; t++) {
                yRow[0][(t + 1) * LANES + l] = laneSlope[t] * scale;
            }
        }
        return error;
    }

    private void backward(float[] p) {
        Arrays.fill(dh, 0);
        Arrays.fill(dMemory, 0);
        for (int t = frames; t >= 1; t--) {
            int at = t * LANES;
            LaneKernels.spread(yRow[0], at, p, learner.head, dh, hidden);
            LaneKernels.fromRows(gateRows, 0, RecurrentCell.GATES * hidden, at, z, 0);
            LaneKernels.fromRows(keptRows, 0, hidden, at, kept, 0);
            LaneKernels.fromRows(memoryRows, 0, hidden, at - LANES, before, 0);
            cell.back(z, dh, dMemory, kept, before, hidden);
            LaneKernels.toRows(z, gateRows, 0, RecurrentCell.GATES * hidden, at);
            LaneKernels.multiply(dh, LaneKernels.padded(hidden), z, RecurrentCell.GATES * hidden, packedBack, zeros);
        }
    }

    private void collect(float[] p, float[] gradient) {
        int gates = RecurrentCell.GATES * hidden;
        int all = signals + hidden;
        int end = (frames + 1) * LANES;
        Arrays.fill(sums, 0);
        RowKernels.grad(gateRows, gates, inRows, inShifts, all, sums, LANES, end);
        Arrays.fill(biasSums, 0);
        for (int r = 0; r < gates; r++) {
            int gate = r / hidden;
            int row = learner.weights(gate) + r % hidden * learner.columns;
            for (int i = 0; i < all; i++) {
                if (i < signals ? cell.hearsInputs(gate) : cell.hearsState(gate)) {
                    gradient[row + (i < signals ? i : i + learner.knobs)] = RowKernels.sum(sums, r * all + i);
                }
            }
            LaneKernels.addSteps(gateRows[r], LANES, frames, biasSums, r * LANES);
            float total = 0;
            for (int l = 0; l < LANES; l++) {
                total += biasSums[r * LANES + l];
            }
            gradient[learner.bias + r] = total;
            for (int k = 0; k < learner.knobs && cell.hearsInputs(gate); k++) {
                float sum = 0;
                for (int l = 0; l < LANES; l++) {
                    sum += biasSums[r * LANES + l] * knobs[k * LANES + l];
                }
                gradient[row + signals + k] = sum;
            }
        }
        Arrays.fill(headSums, 0);
        RowKernels.grad(yRow, 1, hRows, noShift, hidden, headSums, LANES, end);
        for (int j = 0; j < hidden; j++) {
            gradient[learner.head + j] = RowKernels.sum(headSums, j);
        }
        Arrays.fill(y, 0);
        LaneKernels.addSteps(yRow[0], LANES, frames, y, 0);
        float total = 0;
        for (float sum : y) {
            total += sum;
        }
        gradient[learner.head + hidden] = total;
    }

    @Override
    public void play(float[] p, Passage[] passages, float[][] out) {
        weights.prepare(p, passages);
        int warmUp = learner.playWarmUp();
        int count = learner.playFrames();
        fill(passages, warmUp, count);
        clear();
        for (int t = 0; t < warmUp + count; t++) {
            step(t);
            if (t >= warmUp) {
                head(p, y, 0);
                for (int l = 0; l < LANES; l++) {
                    out[l][t - warmUp] = y[l] * learner.scaling.output();
                }
            }
        }
    }
}
