package stompjar.cli;

import picocli.CommandLine.TypeConversionException;

/**
 * Where a knob stands: {@code NAME=V}.
 *
 * @param at 0..1
 */
record Position(String knob, double at) {
    /** @throws TypeConversionException with a line for the player when {@code text} is no position */
    static Position parse(String text) {
        int equals = text.lastIndexOf('=');
        try {
            if (equals > 0) {
                return new Position(text.substring(0, equals), Double.parseDouble(text.substring(equals + 1)));
            }
        } catch (NumberFormatException e) {
            // The same complaint as below.
        }
        throw new TypeConversionException("'" + text + "' is not of the form NAME=V");
    }

    @Override
    public String toString() {
        return knob + "=" + at;
    }
}
