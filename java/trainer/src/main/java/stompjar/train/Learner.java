package stompjar.train;

import java.util.List;
import java.util.random.RandomGenerator;
import stompjar.capture.Model;

/**
 * A family's way to learn: its shape, its first weights, its gradients and the capture model that it becomes. Immutable; any thread.
 * The learned numbers themselves are one flat array that the {@link Trainer} owns.
 */
interface Learner {
    int parameters();

    /** Passages that one worker takes at once (its SIMD lanes, for a recurrent network). */
    int lanes();

    /** Units of {@link #lanes()} passages in a batch. */
    int units();

    /** Frames of a passage that count, in training. */
    int frames();

    /** Passages that follow one another without a fresh start. */
    int passagesInARow();

    /** Frames of a passage when it is only played. */
    int playFrames();

    /** The weight matrices, with biases as further columns; every parameter is in exactly one of them. */
    List<WeightMatrix> matrices();

    void initialise(float[] parameters, RandomGenerator random);

    /** @param loss what its gradients are of */
    Worker worker(LossWeights loss);

    /** The same function for raw knobs 0..1 and unscaled audio. */
    Model export(float[] parameters);

    /** The memory in which one thread works. */
    interface Worker {
        /**
         * Forward and backward; no allocation.
         *
         * @param passages {@code [lanes]}
         * @param gradient {@code [parameters]}, overwritten
         * @return the loss: weighted squared errors of all passages
         */
        double gradient(float[] parameters, Passage[] passages, float[] gradient);

        /** Forward only: {@code out[lane]} gets the {@link #playFrames()} output frames from each passage's start. */
        void play(float[] parameters, Passage[] passages, float[][] out);
    }
}
