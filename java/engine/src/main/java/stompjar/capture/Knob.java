package stompjar.capture;

/**
 * A control of the device that a capture learned.
 *
 * @param name         lower case, unique in its capture, e.g. {@code drive}
 * @param min          lowest position that was learned, in 0..1
 * @param max          highest position that was learned, in 0..1 and above {@code min}
 * @param defaultValue position to start from, within {@code min..max}
 * @param taper        how the model sees the position, {@link #coordinate}: 0 as it is; above 0 the travel's end counts for more, as with a gain
 *                     pot in an op-amp's feedback; below 0 its beginning does. Above −1, at most {@link #MAX_TAPER}
 */
public record Knob(String name, double min, double max, double defaultValue, double taper) {
    /** Far beyond the taper of any real potentiometer. */
    public static final double MAX_TAPER = 1000;

    public Knob {
        if (name == null || !name.matches("[a-z][a-z0-9_-]{0,31}")) {
            throw new IllegalArgumentException("knob name '" + name + "' is not a lower-case word");
        }
        if (!(min >= 0 && max <= 1 && min < max && defaultValue >= min && defaultValue <= max)) {
            throw new IllegalArgumentException("knob '" + name + "' needs 0 <= min <= default <= max <= 1 and min < max");
        }
        if (!(taper > -1 && taper <= MAX_TAPER)) {
            throw new IllegalArgumentException("knob '" + name + "' has the taper " + taper + ", outside -1 to " + (int) MAX_TAPER);
        }
    }

    /** A knob whose positions the model sees as they are. */
    public Knob(String name, double min, double max, double defaultValue) {
        this(name, min, max, defaultValue, 0);
    }

    /**
     * What the model's input for this knob is at {@code position} 0..1: x / (1 + taper · (1 − x)), again 0..1. So does a voltage divider or
     * an amplifier's gain depend on one resistance: as a quotient of two straight lines.
     */
    public static double coordinate(double taper, double position) {
        return position / (1 + taper * (1 - position));
    }

    /** The inverse of {@link #coordinate(double, double)}: where the knob stands when the model sees {@code coordinate} 0..1. */
    public static double position(double taper, double coordinate) {
        return coordinate * (1 + taper) / (1 + taper * coordinate);
    }

    /** {@link #coordinate(double, double)} with this knob's taper. */
    public double coordinate(double position) {
        return coordinate(taper, position);
    }
}
