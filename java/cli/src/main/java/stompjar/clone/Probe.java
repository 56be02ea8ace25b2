package stompjar.clone;

/** A little of some audio, from everywhere in it, by which settings are compared before they are recorded. */
public final class Probe {
    private static final int PIECES = 6;

    private Probe() { }

    /** @param seconds of each of its six pieces */
    public static float[] of(float[] dry, int rate, double seconds) {
        int length = Math.min(dry.length / PIECES, (int) (seconds * rate));
        float[] probe = new float[PIECES * length];
        for (int i = 0; i < PIECES; i++) {
            System.arraycopy(dry, (int) ((long) (dry.length - length) * i / (PIECES - 1)), probe, i * length, length);
        }
        return probe;
    }
}
