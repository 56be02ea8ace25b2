package stompjar.train;

import stompjar.capture.Model;

/**
 * What each unit of a recurrent network does at each step: it has {@link #GATES} gates, each a weighted sum of the inputs and of the h of all
 * units, and a memory. All arrays are flat {@code [row][lane]} as {@link LaneKernels} has them, and gate g of unit j is row {@code g·H + j};
 * gate 1 is the one that keeps the memory. Stateless; any thread.
 */
sealed interface RecurrentCell permits LstmCell, GruCell {
    int GATES = 4;

    /** Gates that have rows of their own in the matrix of weights; those beyond share the rows of the last one: its other columns. */
    int blocks();

    /** Whether a gate hears the inputs. */
    boolean hearsInputs(int gate);

    /** Whether a gate hears h. */
    boolean hearsState(int gate);

    /**
     * Whether half of a gate's sum is what {@link #forward} wants. Since σ(x) = ½ tanh(x/2) + ½, all gates can then share one tanh
     * loop, and the methods stay small enough for C2 to keep their vectors in registers.
     */
    boolean halved(int gate);

    /**
     * One step; no allocation.
     *
     * @param z      {@code [4H]}, padded: the gates' sums, which become what {@link #back} needs of them
     * @param memory {@code [H]}, moves on
     * @param h      gets the outputs {@code [H]} from element {@code hAt}
     * @param kept   {@code [H]}, padded to whole {@link RowKernels#STEP}s: gets what else {@link #back} needs
     */
    void forward(float[] z, float[] memory, float[] h, int hAt, float[] kept, int hidden);

    /**
     * Back through {@link #forward}; no allocation.
     *
     * @param z       what it left; becomes the derivative by the gates' sums, not halved
     * @param dh      derivative by this step's h
     * @param dMemory derivative by this step's memory, but for what goes through h; becomes that by the memory before
     * @param kept    what forward left
     * @param before  the memory before this step
     */
    void back(float[] z, float[] dh, float[] dMemory, float[] kept, float[] before, int hidden);

    /**
     * The network as a capture plays it.
     *
     * @param weights in the order of {@link RecurrentLearner}, for raw knobs and unscaled audio
     */
    Model model(int inputs, int hidden, int prewarmFrames, float[] weights);
}
