package stompjar.capture;

/** The part of a capture that computes: one record for each family. */
public sealed interface Model permits WaveNetModel, FullWaveNetModel, ConvNetModel, SlimmableModel, LstmModel, SequentialModel, FirModel,
        StereoFirModel, BlockModel, MorphModel, LevelledModel {
    /** Family name in the words of the command line, e.g. {@code wavenet}. */
    String family();

    /** Input channels: the audio, then the knobs. */
    int inputs();

    /** Channels of output; what a capture plays has one, what makes the condition of another model may have more. */
    default int outputs() {
        return 1;
    }

    /** What code a network of this model runs, in words: networks of the same kind are compiled together. */
    default String kind() {
        return family();
    }

    /**
     * The model of this size, where it comes in several sizes; else itself.
     *
     * @param quality 0..1, from the cheapest to the best
     */
    default Model atQuality(double quality) {
        return this;
    }

    /**
     * The model of one channel of a track, where it has one for each; else itself.
     *
     * @param channel 0 is left and mono, 1 right
     */
    default Model forChannel(int channel) {
        return this;
    }

    /** Floats that a network of this model keeps for what its convolutions reach back, about. */
    default long history() {
        return 0;
    }

    /** Floats for one convolution: every four channels count as full, and beside what it reaches back a running layer keeps about a thousand frames. */
    static long history(int reach, int channels) {
        return (reach + 1_100L) * (channels + 3 & -4);
    }

    /** Learned numbers. */
    int parameters();

    /** Frames of input history that one output frame depends on, itself included; for a recurrent model 1. */
    int receptiveField();

    /** Learned numbers in the file's order; never written to. */
    float[] weights();

    /** @throws IllegalArgumentException if {@code actual} differs, or a weight is not finite */
    static void checkWeights(float[] weights, long expected) {
        if (weights.length != expected) {
            throw new IllegalArgumentException("it has " + weights.length + " weights, but its shape needs " + expected);
        }
        for (int i = 0; i < weights.length; i++) {
            if (!Float.isFinite(weights[i])) {
                throw new IllegalArgumentException("weight " + i + " is " + weights[i]);
            }
        }
    }
}
