package stompjar.network;

import java.util.ArrayList;
import java.util.List;
import stompjar.simd.Kernels;

/** Collects the rows and the steps of a {@link RowNetwork} while it is planned. */
final class RowPlan {
    /** Frames that pass before the histories are moved back. */
    static final int TRAVEL = 16 * Network.MAX_FRAMES;

    private final ArenaPlan arena = new ArenaPlan();
    private final List<Rows> histories = new ArrayList<>();
    private final List<Step> program = new ArrayList<>();
    private final List<Step> knobProgram = new ArrayList<>();
    private final List<Step> silence = new ArrayList<>();
    private final Kernels kernels;
    private Rows input;

    RowPlan(Kernels kernels) {
        this.kernels = kernels;
    }

    Kernels kernels() {
        return kernels;
    }

    Rows plain(int channels) {
        return Rows.plain(arena, channels);
    }

    Rows dense(int channels) {
        return Rows.dense(arena, channels);
    }

    /** Rows that a convolution can look back in; plain ones if it does not look back. */
    Rows history(int channels, int reach) {
        if (reach == 0) {
            return plain(channels);
        }
        Rows rows = Rows.history(arena, channels, reach, TRAVEL);
        histories.add(rows);
        return rows;
    }

    void add(Step step) {
        program.add(step);
        silence.add(step);
    }

    /** Plain rows for the network's input: audio, then knobs. */
    Rows input(int channels) {
        input = plain(channels);
        return input;
    }

    /** Whether these are the network's {@link #input}, and there are knobs among them. */
    boolean holdsKnobs(Rows rows) {
        return rows == input && input.channels() > 1;
    }

    /** A step that sees nothing but knobs, and whose rows are plain and its own; see {@link KnobSteps}. */
    void addOfKnobs(Step step) {
        knobProgram.add(step);
        silence.add(step);
    }

    /** The present frames of {@code rows} are known now: where silence is played, they are known for the past, too. */
    void known(Rows rows) {
        if (histories.contains(rows)) {
            silence.add(rows.hold());
        }
    }

    int arenaSize() {
        return arena.size();
    }

    Rows[] histories() {
        return histories.toArray(Rows[]::new);
    }

    Step[] program() {
        return program.toArray(Step[]::new);
    }

    /** The steps that see nothing but the knobs; they run before the {@link #program}. */
    Step[] knobProgram() {
        return knobProgram.toArray(Step[]::new);
    }

    /** The program that leaves every history as a long silence would. */
    Step[] silence() {
        return silence.toArray(Step[]::new);
    }
}
