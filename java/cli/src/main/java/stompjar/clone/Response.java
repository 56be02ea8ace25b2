package stompjar.clone;

/** What a device answered to some audio at one setting of its knobs, to be compared with what it answers at others. Immutable; any thread. */
public final class Response {
    private final float[] emphasised;

    /** Highs weigh more, as in the trainer's loss. */
    public Response(float[] wet) {
        emphasised = new float[wet.length];
        for (int n = 1; n < wet.length; n++) {
            emphasised[n] = wet[n] - 0.85f * wet[n - 1];
        }
    }

    /** The root of an ESR, relative to the mean energy of both: 0 the same; a full change about 1. */
    public double difference(Response other) {
        double error = 0;
        double energy = 0;
        for (int n = 0; n < emphasised.length; n++) {
            double x = emphasised[n];
            double y = other.emphasised[n];
            error += (x - y) * (x - y);
            energy += 0.5 * (x * x + y * y);
        }
        return energy == 0 ? 0 : Math.sqrt(error / energy);
    }
}
