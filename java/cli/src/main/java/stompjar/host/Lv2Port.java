package stompjar.host;

/**
 * A port of an LV2 plugin, as its description tells. Immutable; any thread.
 *
 * @param index        its number
 * @param symbol       its name for programs
 * @param name         its name for people
 * @param type         what goes through it
 * @param input        whether into the plugin
 * @param optional     whether it may be left unconnected
 * @param min          least value of a control, in its own unit
 * @param max          greatest value of a control
 * @param defaultValue value of a control that nobody touches
 * @param logarithmic  whether a control is to be turned along a logarithmic scale
 * @param stepped      whether a control takes whole numbers only: integers, switches, choices
 * @param latency      whether the plugin tells its latency here, in frames
 */
public record Lv2Port(int index, String symbol, String name, Type type, boolean input, boolean optional, float min, float max, float defaultValue,
                      boolean logarithmic, boolean stepped, boolean latency) {
    /** {@code OTHER} is what we do not know. */
    public enum Type { AUDIO, CONTROL, CV, ATOM, OTHER }

    boolean is(Type wanted, boolean in) {
        return type == wanted && input == in;
    }

    /** Whether it is a control that can be turned. */
    public boolean turns() {
        return is(Type.CONTROL, true) && min < max;
    }
}
