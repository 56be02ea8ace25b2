package stompjar.pedalboard;

/** The signal that captures are measured with: something that a guitar could have played. */
final class TestSignal {
    private static final double SECONDS = 0.6;
    /** Three plucks: the open low E, a fifth on A, and a D in the middle. Hz. */
    private static final double[][] CHORDS = {{82.41}, {110, 164.81}, {293.66}};
    private static final int HARMONICS = 12;
    /** Peak of a single note, about: what a passive pickup gives into a common interface. */
    private static final double PEAK = 0.25;

    private TestSignal() { }

    /**
     * Mono, dBFS of the RMS about −20.
     *
     * @param rate Hz
     */
    static float[] plucks(double rate) {
        float[] signal = new float[(int) (SECONDS * rate)];
        int length = signal.length / CHORDS.length;
        for (int t = 0; t < signal.length; t++) {
            double since = t % length / rate;
            double sum = 0;
            for (double pitch : CHORDS[Math.min(CHORDS.length - 1, t / length)]) {
                sum += pluck(pitch, since, rate);
            }
            signal[t] = (float) (PEAK * sum);
        }
        return signal;
    }

    /** Harmonics of 1/n that decay the faster the higher they are, as on a string, after a pick of 2 ms. */
    private static double pluck(double pitch, double since, double rate) {
        double sum = 0;
        for (int n = 1; n <= HARMONICS && n * pitch < rate / 2; n++) {
            sum += Math.sin(2 * Math.PI * n * pitch * since) / n * Math.exp(-2 * n * since);
        }
        return sum * Math.min(1, since / 0.002);
    }
}
