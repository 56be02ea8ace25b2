package stompjar.riff;

/**
 * One plane of a string's motion: a delay line of one period with a one-pole low-pass in its loop, {@code g (1−a) / (1 − a/z)}. The wave
 * in it is acceleration, in which a pluck is a single pulse.
 */
final class StringLoop {
    private final double rate;
    private final double[] ring;
    private int now;
    private double hertz = 100;
    private double g;
    private double a;
    private double filterDelay;
    private double lowPassed;

    /** @param lowest lowest pitch that it will ever sound, Hz */
    StringLoop(double rate, double lowest) {
        this.rate = rate;
        ring = new double[Integer.highestOneBit((int) (rate / lowest) + 2 * FractionalRead.HALF) * 2];
        tune(lowest, Damping.TOUCHED);
    }

    /** Sets pitch and decay; what rings goes on ringing at the new ones. */
    void tune(double hertz, Damping damping) {
        this.hertz = hertz;
        double w0 = 2 * StrictMath.PI * hertz / rate;
        double w1 = 2 * StrictMath.PI * Damping.BRIGHT_HZ / rate;
        double gain0 = Damping.loopGain(damping.seconds(), hertz);
        double ratio = StrictMath.min(1, Damping.loopGain(damping.brightSeconds(), hertz) / gain0);
        double low = 0;
        double high = 0.999;
        for (int i = 0; i < 50; i++) {
            a = (low + high) / 2;
            if (magnitude(w1) / magnitude(w0) > ratio) {
                low = a;
            } else {
                high = a;
            }
        }
        g = gain0 / magnitude(w0);
        filterDelay = StrictMath.atan2(a * StrictMath.sin(w0), 1 - a * StrictMath.cos(w0)) / w0;
    }

    private double magnitude(double w) {
        return (1 - a) / StrictMath.sqrt(1 - 2 * a * StrictMath.cos(w) + a * a);
    }

    /**
     * Moves on by one sample.
     *
     * @param excitation acceleration that enters
     * @param pitch      factor on the tuned pitch: bends and vibrato
     * @return the wave that travels to the bridge
     */
    double step(double excitation, double pitch) {
        // read() looks back from the newest sample, which is one step old here.
        double delay = rate / (hertz * pitch) - filterDelay - 1;
        double back = FractionalRead.read(ring, now, StrictMath.max(FractionalRead.HALF, delay));
        lowPassed = g * (1 - a) * back + a * lowPassed;
        now = now + 1 & ring.length - 1;
        ring[now] = lowPassed + excitation;
        return ring[now];
    }
}
