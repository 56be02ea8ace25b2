package stompjar.network;

import java.util.Arrays;
import stompjar.simd.Kernels;

/**
 * A network of convolutions, streaming, block by block. Every row of audio, histories included, lies in one arena; the position advances with the
 * frames and, rarely, all histories are moved back to the front together. Several outputs go to rows of {@link #MAX_FRAMES} floats.
 */
final class RowNetwork implements Network {
    private static final int TRAVEL = RowPlan.TRAVEL;

    private final Kernels kernels;
    private final float[] arena;
    private final Rows[] histories;
    private final Step[] program;
    private final KnobSteps knobSteps;
    private final Step[] silence;
    /** Audio, then knobs. */
    private final int input;
    private final int inputs;
    private final int output;
    private final int outputs;
    /** What makes more rows out of the audio, or null. */
    private final Network condition;
    private final float[] conditioned;
    private final int conditionRows;
    private final int conditionAt;
    /** Frames of silence to be run at the start, or 0 where one frame tells the state after an endless silence. */
    private final int prewarmFrames;
    /** Frames of input that an output depends on. */
    private final int memory;
    private final float[] quiet = new float[MAX_FRAMES];
    private final float[] discarded;
    private int position;

    /**
     * @param input         audio and knobs, plain
     * @param output        plain
     * @param condition     runs before the program on the same audio, or null
     * @param conditionRows where its outputs go, plain; or null
     * @param prewarmFrames see {@link #prewarmFrames}
     * @param memory        frames of input that an output depends on, if prewarmFrames is 0
     */
    RowNetwork(RowPlan plan, Rows input, Rows output, Network condition, Rows conditionRows, int prewarmFrames, int memory) {
        this.memory = memory;
        kernels = plan.kernels();
        histories = plan.histories();
        program = plan.program();
        knobSteps = new KnobSteps(plan.knobProgram(), input.channels() - 1);
        silence = plan.silence();
        this.input = input.present(0);
        inputs = input.channels();
        this.output = output.present(0);
        outputs = output.channels();
        this.condition = condition;
        this.conditionRows = condition == null ? 0 : conditionRows.channels();
        conditionAt = condition == null ? 0 : conditionRows.present(0);
        conditioned = new float[this.conditionRows * MAX_FRAMES];
        this.prewarmFrames = prewarmFrames;
        discarded = new float[outputs * MAX_FRAMES];
        arena = new float[plan.arenaSize()];
        reset();
    }

    @Override
    public void reset() {
        Arrays.fill(arena, 0);
        position = 0;
        knobSteps.forget();
        if (condition != null) {
            condition.reset();
        }
    }

    @Override
    public void prewarm(float[] knobs) {
        reset();
        for (int done = 0; done < prewarmFrames; done += MAX_FRAMES) {
            process(quiet, knobs, discarded, MAX_FRAMES);
        }
        if (prewarmFrames > 0) {
            return;
        }
        int frames = kernels.padded(1);
        for (int k = 1; k < inputs; k++) {
            Arrays.fill(arena, input + k * MAX_FRAMES, input + k * MAX_FRAMES + frames, knobs[k - 1]);
        }
        if (condition != null) {
            condition.prewarm(knobs);
            runCondition(quiet, knobs, 1);
        }
        // After a long silence every history holds one value a channel: the same that one frame gives when each history is held.
        Step.run(silence, arena, position, frames);
    }

    @Override
    public void takeState(Network twin) {
        RowNetwork other = (RowNetwork) twin;
        System.arraycopy(other.arena, 0, arena, 0, arena.length);
        position = other.position;
        knobSteps.takeState(other.knobSteps);
        if (condition != null) {
            condition.takeState(other.condition);
        }
    }

    @Override
    public void process(float[] in, float[] knobs, float[] out, int frames) {
        if (position + MAX_FRAMES > TRAVEL) {
            for (Rows rows : histories) {
                rows.rewind(arena, position);
            }
            position = 0;
        }
        System.arraycopy(in, 0, arena, input, frames);
        for (int k = 1; k < inputs; k++) {
            System.arraycopy(knobs, (k - 1) * MAX_FRAMES, arena, input + k * MAX_FRAMES, frames);
        }
        if (condition != null) {
            runCondition(in, knobs, frames);
        }
        int padded = kernels.padded(frames);
        knobSteps.run(arena, knobs, frames, padded);
        Step.run(program, arena, position, padded);
        for (int o = 0; o < outputs; o++) {
            System.arraycopy(arena, output + o * MAX_FRAMES, out, o * MAX_FRAMES, frames);
        }
        position += frames;
    }

    /** Every history then holds one value a channel. */
    @Override
    public boolean rests(int steady) {
        return prewarmFrames == 0 && steady >= memory && (condition == null || condition.rests(steady));
    }

    private void runCondition(float[] in, float[] knobs, int frames) {
        condition.process(in, knobs, conditioned, frames);
        System.arraycopy(conditioned, 0, arena, conditionAt, conditionRows * MAX_FRAMES);
    }
}
