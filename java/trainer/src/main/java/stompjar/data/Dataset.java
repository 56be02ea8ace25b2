package stompjar.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Recordings of one device to learn from. Immutable by agreement (the audio arrays are shared, nobody writes to them); any thread.
 *
 * @param name     what errors and provenance call it: the manifest's or the wet file's path
 * @param rate     frames per second of every recording
 * @param knobs    names of the device's knobs, in the order of the positions
 * @param settings distinct knob positions, 0..1 {@code [setting][knob]}; a device without knobs has one, empty
 * @param segments parts for training, validation and test
 * @param heldOut  by setting, whether it is kept from training to see how well the knobs interpolate
 */
public record Dataset(String name, int rate, List<String> knobs, List<float[]> settings, List<Segment> segments, boolean[] heldOut) {
    public Dataset {
        knobs = List.copyOf(knobs);
        settings = List.copyOf(settings);
        segments = List.copyOf(segments);
    }

    /** One dry/wet pair without knobs, prepared: {@link Prepared#ofPair}. */
    public static Dataset ofPair(Path dryFile, Path wetFile) throws AudioException {
        return Prepared.ofPair(dryFile, wetFile, true).data();
    }

    /** 80 % training, 10 % validation, 10 % test, in this order; frames of one are never targets of another. */
    static List<Segment> split(Segment all) {
        int validation = all.start() + (int) (all.frames() * 0.8);
        int test = all.start() + (int) (all.frames() * 0.9);
        return List.of(all.part(all.start(), validation, Split.TRAIN), all.part(validation, test, Split.VALIDATION),
                all.part(test, all.end(), Split.TEST));
    }

    public List<Segment> of(Split split) {
        return segments.stream().filter(s -> s.split() == split).toList();
    }

    /** Whether each recording comes with a modulation signal. */
    public boolean modulated() {
        return segments.get(0).lfo() != null;
    }

    /** Seconds of audio in a split, over all settings. */
    public double seconds(Split split) {
        return of(split).stream().mapToLong(Segment::frames).sum() / (double) rate;
    }

    /**
     * The same data with every setting where {@code knob} is at {@code position} kept for the test only.
     *
     * @throws AudioException if there is no such knob or position, or nothing is left to learn from
     */
    public Dataset holdOut(String knob, double position) throws AudioException {
        int k = knobs.indexOf(knob);
        if (k < 0) {
            throw new AudioException(name, "it has no knob '" + knob + "' to hold out; it has " + knobs);
        }
        boolean[] out = heldOut.clone();
        boolean any = false;
        for (int s = 0; s < out.length; s++) {
            boolean match = Math.abs(settings.get(s)[k] - position) < 1e-4;
            out[s] |= match;
            any |= match;
        }
        if (!any) {
            throw new AudioException(name, "no setting has " + knob + " = " + position);
        }
        List<Segment> left = new ArrayList<>(segments);
        left.removeIf(s -> s.split() != Split.TEST && out[s.setting()]);
        return checked(new Dataset(name, rate, knobs, settings, left, out));
    }

    /** One setting as a device of its own, without knobs. */
    public Dataset at(int setting) {
        List<Segment> own = segments.stream().filter(s -> s.setting() == setting)
                .map(s -> new Segment(s.dry(), s.lfo(), s.wet(), s.start(), s.end(), s.split(), 0)).toList();
        return new Dataset(name + " " + describe(setting), rate, List.of(), List.of(new float[0]), own, new boolean[1]);
    }

    /** The same data at another sample rate, band-limited; {@code newRate} in Hz. */
    public Dataset atRate(int newRate) {
        return newRate == rate ? this : Resampled.of(this, newRate);
    }

    /** Every split must be there and make a sound, and so must every trained setting. */
    static Dataset checked(Dataset data) throws AudioException {
        for (Split split : Split.values()) {
            String part = split.name().toLowerCase(Locale.ROOT);
            if (data.of(split).isEmpty()) {
                throw new AudioException(data.name, "it has no part for " + part);
            }
            if (IntStream.range(0, data.settings.size()).allMatch(s -> data.energy(s, split) == 0)) {
                throw new AudioException(data.name, "the wet audio for " + part + " is silent; if it ends so, cut that off");
            }
        }
        for (int s = 0; s < data.settings.size(); s++) {
            if (!data.heldOut[s] && !(data.energy(s, Split.TRAIN) > 0)) {
                throw new AudioException(data.name, "the wet audio to learn from is missing or silent at setting "
                        + data.describe(s));
            }
        }
        return data;
    }

    /** Sum of squares of the wet audio of a setting in a split. */
    public double energy(int setting, Split split) {
        double sum = 0;
        for (Segment segment : segments) {
            if (segment.setting() == setting && segment.split() == split) {
                for (int n = segment.start(); n < segment.end(); n++) {
                    sum += (double) segment.wet()[n] * segment.wet()[n];
                }
            }
        }
        return sum;
    }

    /** A setting in words, e.g. {@code drive=0.5 tone=1}. */
    public String describe(int setting) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < knobs.size(); k++) {
            String position = Float.toString(settings.get(setting)[k]);
            text.append(k == 0 ? "" : " ").append(knobs.get(k)).append('=')
                    .append(position.endsWith(".0") ? position.substring(0, position.length() - 2) : position);
        }
        return text.isEmpty() ? "(no knobs)" : text.toString();
    }
}
