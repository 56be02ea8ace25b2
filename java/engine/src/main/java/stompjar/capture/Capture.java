package stompjar.capture;

import java.util.List;

/**
 * A learned model of a device: what a capture file says, with no audio state. Immutable; any thread.
 *
 * @param format   the file format that it came from: {@code stomp}, {@code nam}, {@code rtneural}, {@code guitarml} or {@code wav}
 * @param name     what to show to a player
 * @param rate     model rate in Hz
 * @param knobs    controls that the model learned, in the order of its extra inputs; empty for a snapshot
 * @param model    the model itself; its input channels are the audio and then one for each knob, with its {@linkplain Knob#coordinate coordinate}
 * @param metadata levels, measured error and provenance
 */
public record Capture(String format, String name, double rate, List<Knob> knobs, Model model, Metadata metadata) {
    /** Rates that a capture may have, Hz. */
    public static final double MIN_RATE = 8_000, MAX_RATE = 384_000;

    /** The most knobs that a capture may have: the host has a parameter for each. */
    public static final int MAX_KNOBS = 8;

    /** The most floats that the histories of a network may take (32 MB): 25 times those of a standard WaveNet. */
    private static final long MAX_HISTORY = 1 << 23;

    public Capture {
        knobs = List.copyOf(knobs);
        if (knobs.size() > MAX_KNOBS) {
            throw new IllegalArgumentException("it has " + knobs.size() + " knobs, but the pedal has only " + MAX_KNOBS);
        }
        if (!(rate >= MIN_RATE && rate <= MAX_RATE)) {
            throw new IllegalArgumentException("model rate " + rate + " Hz is outside 8 to 384 kHz");
        }
        if (model.outputs() != 1) {
            throw new IllegalArgumentException("it has " + model.outputs() + " outputs; only mono captures are supported");
        }
        if (model.inputs() != 1 + knobs.size()) {
            throw new IllegalArgumentException("the model has " + model.inputs() + " inputs, but 1 + " + knobs.size()
                    + " knobs are declared");
        }
        if (model.history() > MAX_HISTORY) {
            throw new IllegalArgumentException("its layers reach back so far that they would need more than "
                    + (MAX_HISTORY * Float.BYTES >> 20) + " MB");
        }
        if (knobs.stream().map(Knob::name).distinct().count() != knobs.size()) {
            throw new IllegalArgumentException("two knobs have the same name");
        }
    }

    /** The capture with its model cut down to {@code quality}, 0..1, where it comes in several sizes; else itself. */
    public Capture atQuality(double quality) {
        Model sized = model.atQuality(quality);
        return sized == model ? this : new Capture(format, name, rate, knobs, sized, metadata);
    }

    /**
     * Index of a knob in {@link #knobs()}.
     *
     * @throws IllegalArgumentException if there is no such knob; it names those that there are
     */
    public int knobIndex(String knob) {
        List<String> names = knobs.stream().map(Knob::name).toList();
        if (!names.contains(knob)) {
            throw new IllegalArgumentException(name + ": it has no knob '" + knob + "'; "
                    + (names.isEmpty() ? "it has none at all" : "its knobs are " + String.join(", ", names)));
        }
        return names.indexOf(knob);
    }
}
