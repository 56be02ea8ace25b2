package stompjar.riff;

/**
 * How fast a string dies away.
 *
 * @param seconds       time in which the fundamental falls by 60 dB
 * @param brightSeconds the same at {@link #BRIGHT_HZ}: steel strings lose their highs first, a palm takes them almost at once
 */
record Damping(double seconds, double brightSeconds) {
    static final double BRIGHT_HZ = 5000;
    /** The side of the picking hand on the strings near the bridge: 30 dB in 150 ms, a thud more than a tone. */
    static final Damping PALM = new Damping(0.3, 0.05);
    /** A fretting finger that lets go. */
    static final Damping RELEASED = new Damping(0.09, 0.04);
    /** The pick that touches the string just before the next pluck. */
    static final Damping TOUCHED = new Damping(0.03, 0.015);

    /** A steel string that rings: the wound ones longest, a high note shorter than a low one. */
    static Damping ringing(double hertz) {
        double octaves = StrictMath.log(hertz / 82.4) / StrictMath.log(2);
        return new Damping(9 * StrictMath.pow(0.72, octaves), 0.75 * StrictMath.pow(0.85, octaves));
    }

    /** Loop gain at a frequency that falls by 60 dB in {@code seconds} when it passes {@code loops} times a second. */
    static double loopGain(double seconds, double loops) {
        return StrictMath.pow(10, -3 / (seconds * loops));
    }
}
