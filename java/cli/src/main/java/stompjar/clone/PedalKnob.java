package stompjar.clone;

import java.util.TreeSet;
import stompjar.host.Lv2Plugin;
import stompjar.host.Lv2Port;

/**
 * A control of an LV2 plugin as a knob of a capture: its range is 0..1, along a logarithm where the plugin says so. Immutable; any thread.
 *
 * @param name      what the capture calls it
 * @param port      the control
 * @param positions the only ones to learn at, ascending in 0..1; empty for any
 */
public record PedalKnob(String name, Lv2Port port, float[] positions) {
    /** Steps of a control beyond which it is no switch any more. */
    private static final int MOST_STEPS = 33;

    /**
     * @param text {@code PORT} or {@code PORT:V,V,…}: a symbol or name of a control, and positions in 0..1
     * @throws IllegalArgumentException if the plugin has no such control, or the positions are none
     */
    public static PedalKnob parse(String name, String text, Lv2Plugin plugin) {
        // Names of controls may have colons, lists of numbers not.
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !text.substring(colon + 1).matches("[0-9.,eE+ -]+")) {
            return new PedalKnob(name, plugin.control(text), new float[0]);
        }
        TreeSet<Float> positions = new TreeSet<>();
        for (String word : text.substring(colon + 1).split(",")) {
            try {
                // + 0, because −0 would be another number to the set.
                positions.add(Float.parseFloat(word.strip()) + 0f);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("knob '" + name + "': '" + word + "' is not a number");
            }
            if (!(positions.first() >= 0 && positions.last() <= 1)) {
                throw new IllegalArgumentException("knob '" + name + "' goes from 0 to 1, not to " + word.strip());
            }
        }
        if (positions.size() < 2) {
            throw new IllegalArgumentException("knob '" + name + "' needs two positions or more to learn from");
        }
        float[] ascending = new float[positions.size()];
        int i = 0;
        for (float position : positions) {
            ascending[i++] = position;
        }
        return new PedalKnob(name, plugin.control(text.substring(0, colon)), ascending);
    }

    private boolean logarithmic() {
        return port.logarithmic() && port.min() > 0;
    }

    /** The port's value at a position 0..1. */
    float value(float position) {
        double value = logarithmic() ? port.min() * Math.pow((double) port.max() / port.min(), position)
                : port.min() + (double) position * (port.max() - port.min());
        return (float) Math.max(port.min(), Math.min(port.max(), port.stepped() ? Math.rint(value) : value));
    }

    /** The position of a value of the port. */
    float position(float value) {
        double within = Math.max(port.min(), Math.min(port.max(), value));
        double position = logarithmic() ? Math.log(within / port.min()) / Math.log((double) port.max() / port.min())
                : (within - port.min()) / ((double) port.max() - port.min());
        return (float) Math.max(0, Math.min(1, position));
    }

    /** The position of the value that the plugin starts with, as far as it is learned. */
    float defaultPosition() {
        return snap(position(port.defaultValue()));
    }

    /** Whether it can stand anywhere. */
    boolean free() {
        return choices().length == 0;
    }

    /** The nearest position that it can stand at. */
    float snap(float position) {
        float[] choices = choices();
        float nearest = position;
        for (int i = 0; i < choices.length; i++) {
            if (i == 0 || Math.abs(choices[i] - position) < Math.abs(nearest - position)) {
                nearest = choices[i];
            }
        }
        return nearest;
    }

    /** Where it can stand, ascending; empty for anywhere. */
    float[] choices() {
        if (positions.length > 0) {
            return positions;
        }
        int steps = port.stepped() ? Math.round(port.max() - port.min()) + 1 : 0;
        if (steps < 2 || steps > MOST_STEPS) {
            return new float[0];
        }
        float[] choices = new float[steps];
        for (int i = 0; i < steps; i++) {
            choices[i] = position(port.min() + i);
        }
        return choices;
    }
}
