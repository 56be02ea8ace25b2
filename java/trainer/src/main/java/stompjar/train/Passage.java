package stompjar.train;

/**
 * A stretch of audio to learn from or to play; a worker's view, filled anew for each use so that training makes no garbage.
 * Belongs to one thread at a time.
 */
final class Passage {
    /** Whole recordings, full scale ±1; {@code lfo} is null when there is no modulation signal, {@code wet} when only played. */
    float[] dry;
    float[] lfo;
    float[] wet;
    /** First frame that counts; the audio before it is warm-up, silence before frame 0. */
    int start;
    /** The frame of {@code dry} that the first of {@code wet} belongs to: 0, except where the target was made up for this passage. */
    int wetFirst;
    /** Frames that count, at most what the worker has room for; a short recording fills only part of it. */
    int count;
    /** Knob positions 0..1, as the network sees them ({@link Tapers}). */
    float[] knobs;
    /** What a squared error of one frame weighs in the loss, after the pre-emphasis and plain. */
    double preWeight;
    double plainWeight;
    /** Whether a recurrent network starts afresh here, with a warm-up; else it continues where its last passage ended. */
    boolean fresh = true;
    /** What a recurrent network's worker carries from one passage to the next; made and used by it alone. */
    float[] carried;

    /** Copies {@code count} frames from frame {@code first} of {@code from}, times gain, into {@code to}; silence outside. */
    static void copy(float[] from, int first, int count, float gain, float[] to, int at) {
        for (int n = 0; n < count; n++) {
            int t = first + n;
            to[at + n] = t >= 0 && t < from.length ? from[t] * gain : 0;
        }
    }

    /** Copies the modulation signal, 0..1, as the networks see it; beyond its ends it stands still. */
    static void copyCentred(float[] from, int first, int count, float[] to, int at) {
        for (int n = 0; n < count; n++) {
            to[at + n] = Scaling.centred(from[Math.max(0, Math.min(from.length - 1, first + n))]);
        }
    }
}
