package stompjar.pedalboard;

/** The names that knobs share with parameters; apart from {@link KnobMap}, which may have no string constants. */
final class KnobNames {
    private KnobNames() { }

    /** Place of the parameter of this name that a pedal's knob of the same name answers to, or −1. */
    static int parameter(String knob) {
        return switch (knob) {
            case "drive" -> Parameters.DRIVE;
            case "tone" -> Parameters.TONE;
            case "level" -> Parameters.LEVEL;
            default -> -1;
        };
    }
}
