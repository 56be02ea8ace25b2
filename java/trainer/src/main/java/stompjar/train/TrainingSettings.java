package stompjar.train;

import java.util.Objects;

/**
 * How to learn.
 *
 * @param architecture what to learn
 * @param minutes      wall time until the result is there, evaluation included
 * @param steps        if above 0: that many steps, whatever time they take. Only then is the result the same bits each time: a time
 *                     budget makes as many steps as the machine manages. The number of threads changes nothing
 * @param seed         of the first weights and of the order of the data
 * @param threads      1 or more
 * @param name         what to call the capture
 * @param command      how the user asked for it, for the capture's provenance; may be empty
 * @param loss         what to make small
 */
public record TrainingSettings(Architecture architecture, double minutes, int steps, long seed, int threads, String name,
                               String command, LossWeights loss) {
    public TrainingSettings {
        Objects.requireNonNull(architecture);
        if (!(minutes > 0 && minutes <= 10_000) && steps < 1) {
            throw new IllegalArgumentException("training needs more than 0 minutes");
        }
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException(threads + " threads");
        }
        Objects.requireNonNull(loss);
    }

    /** With the usual loss. */
    public TrainingSettings(Architecture architecture, double minutes, int steps, long seed, int threads, String name, String command) {
        this(architecture, minutes, steps, seed, threads, name, command, LossWeights.DEFAULT);
    }
}
