package stompjar.cab;

import java.util.List;

/**
 * A guitar cabinet with a microphone before it, as a magnitude response. It is the product of
 *
 * <ul>
 * <li>the driver in its box, a high-pass of second order at the box's resonance (Small, "Closed-Box Loudspeaker Systems", JAES 20(10), 1972: f_c = f_s √(1 +
 * V_as / V_b)). Guitar drivers resonate at 75 Hz (Celestion's data sheets of the G12M, the Blue and the Vintage 30);
 * <li>what comes around from an open back, in opposite phase and late (Olson, "Direct Radiator Loudspeaker Enclosures", JAES 17(1), 1969), less of it the
 * shorter the wave;
 * <li>the break-up of the cone, resonances between 1 and 5 kHz, and the fall above 5 kHz, where those data sheets let the range end. Heights and widths are
 * drawn by hand after their curves: they are a choice, not the measurement of one cabinet;
 * <li>a cardioid microphone: nearness lifts the bass by √(1 + 1 / (2 k r)²) (Olson, "Acoustical Engineering", 1957, 8.4), a first-order fall below 200 Hz takes
 * it back, a rise at 5 kHz and a dip at 7.5 kHz (Shure's data sheet of the SM57);
 * <li>its place away from the axis: above break-up the cone's middle radiates, a piston of the voice coil's radius, whose directivity is 2 J₁(x) / x with x = k a
 * sin θ (Beranek, "Acoustics", 1954, 4.4).
 * </ul>
 *
 * @param name       what it is called, and its file
 * @param about      one line for the player
 * @param resonance  of the driver in the box, Hz
 * @param q          of that resonance
 * @param backShare  part of the back wave that comes around at low frequencies, 0..1; 0 for a closed back
 * @param backMetres how much longer its way is, m
 * @param cone       resonances and dips
 * @param fall       where the fall begins, Hz
 * @param metres     from the microphone to where the sound seems to come from, m
 * @param degrees    of the microphone away from the axis
 */
public record Cabinet(String name, String about, double resonance, double q, double backShare, double backMetres, List<Bell> cone, double fall, double metres,
        double degrees) {
    private static final double SOUND = 343;
    /** Radius of a voice coil of 1.75 inches, m. */
    private static final double VOICE_COIL = 0.022;
    /** Where the back wave has half its share, Hz: the driver's basket and the box swallow shorter waves. */
    private static final double BACK_FALLS = 500;
    /** The fall is a Butterworth low-pass of this order: 30 dB per octave. */
    private static final int FALL_ORDER = 5;
    private static final double MICROPHONE_LOW = 200;
    private static final List<Bell> MICROPHONE = List.of(new Bell(5000, 4, 1.2), new Bell(7500, -4, 4));
    /** No zero is quite one, in the air of a room. */
    private static final double LEAST_DIRECTIVITY = 0.1;

    /** Where the response rises or falls, in the shape of a resonance: {@code decibels} at {@code hertz}. */
    public record Bell(double hertz, double decibels, double q) {
        double decibels(double f) {
            double detune = q * (f / hertz - hertz / f);
            return decibels / (1 + detune * detune);
        }
    }

    /** Four drivers of 12 inches in a closed box of some 130 l, a microphone at the cone's edge. */
    public static final Cabinet CLOSED_4X12 = new Cabinet("4x12-closed-back", "Four 12-inch speakers in a closed box, a dynamic microphone near the edge of one",
            120, 1.2, 0, 0, List.of(new Bell(420, -4, 1), new Bell(1250, -2, 2.5), new Bell(2400, 5, 1.8), new Bell(3700, 3, 4)), 5000, 0.07, 40);

    /** One driver of 12 inches in an open combo, a microphone before its middle, a little further away. */
    public static final Cabinet OPEN_1X12 = new Cabinet("1x12-open-back", "One 12-inch speaker in an open combo, a dynamic microphone before its middle",
            85, 0.9, 0.5, 0.5, List.of(new Bell(800, -2, 1.5), new Bell(2000, 3, 1.5), new Bell(3200, 5, 3), new Bell(4500, 2, 5)), 5500, 0.1, 10);

    /** Those of the bundle. */
    public static final List<Cabinet> ALL = List.of(CLOSED_4X12, OPEN_1X12);

    /** Decibels at a frequency above 0 Hz; only differences between frequencies mean anything. */
    public double decibels(double f) {
        double sum = db(box(f)) + db(back(f)) - 10 * StrictMath.log10(1 + StrictMath.pow(f / fall, 2 * FALL_ORDER)) + db(nearness(f)) + db(direction(f));
        for (Bell bell : cone) {
            sum += bell.decibels(f);
        }
        for (Bell bell : MICROPHONE) {
            sum += bell.decibels(f);
        }
        return sum;
    }

    private double box(double f) {
        double r = f / resonance;
        return r * r / StrictMath.hypot(1 - r * r, r / q);
    }

    /** |1 − share e^(−j k d)|. */
    private double back(double f) {
        double share = backShare / (1 + (f / BACK_FALLS) * (f / BACK_FALLS));
        double turn = wavenumber(f) * backMetres;
        return StrictMath.hypot(1 - share * StrictMath.cos(turn), share * StrictMath.sin(turn));
    }

    private double nearness(double f) {
        double r = f / MICROPHONE_LOW;
        return StrictMath.hypot(1, 1 / (2 * wavenumber(f) * metres)) * r / StrictMath.hypot(1, r);
    }

    /** By the power series of J₁, which for the x of audio has nothing to lose. */
    private double direction(double f) {
        double x = wavenumber(f) * VOICE_COIL * StrictMath.sin(StrictMath.toRadians(degrees));
        double term = 1;
        double sum = 1;
        for (int m = 1; m < 30; m++) {
            term *= -x * x / 4 / (m * (m + 1.0));
            sum += term;
        }
        return StrictMath.max(LEAST_DIRECTIVITY, StrictMath.abs(sum));
    }

    private static double wavenumber(double f) {
        return 2 * StrictMath.PI * f / SOUND;
    }

    private static double db(double ratio) {
        return 20 * StrictMath.log10(ratio);
    }
}
