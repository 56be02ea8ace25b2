package stompjar.bridge;

import java.nio.file.Path;
import java.util.Arrays;
import stompjar.capture.Capture;
import stompjar.capture.CaptureException;
import stompjar.capture.Captures;
import stompjar.capture.Knob;
import stompjar.pedalboard.Knobs;
import stompjar.pedalboard.Pedalboard;

/**
 * A capture and the file content that it came from, which a project saves. Loader thread.
 *
 * @param file    path when it was loaded; the file may be gone
 * @param content never written to
 * @param stands  whether drive and tone stand in for knobs that it has not; in projects of version 1 they did nothing, and their sound stays
 */
record LoadedCapture(Capture capture, String file, byte[] content, boolean stands) {
    static LoadedCapture of(byte[] content, String file) throws CaptureException {
        return new LoadedCapture(Captures.parse(content, file), file, content, true);
    }

    LoadedCapture withoutStandIns() {
        return new LoadedCapture(capture, file, content, false);
    }

    /** Whether it plays the same and came from the same place. */
    boolean isSameAs(LoadedCapture other) {
        return other != null && file.equals(other.file) && stands == other.stands && Arrays.equals(content, other.content);
    }

    static LoadedCapture read(String file) throws CaptureException {
        return of(Captures.content(Path.of(file)), file);
    }

    /** See {@link NativePedal#slotText}. */
    String text(int slot) {
        StringBuilder text = new StringBuilder(line(capture.name())).append('\n').append(line(file)).append('\n');
        for (Knob knob : capture.knobs()) {
            text.append(Knobs.parameterOf(capture, slot, knob.name())).append(' ').append(knob.defaultValue()).append(' ')
                    .append(knob.name()).append('\n');
        }
        text.append("family ").append(capture.model().family()).append("\nrate ").append(Math.round(capture.rate())).append('\n');
        if (capture.metadata().esr() != null) {
            text.append("esr ").append(capture.metadata().esr()).append('\n');
        }
        if (stands && Knobs.substituted(capture, slot)) {
            text.append("stands drive and tone\n");
        }
        return text.toString();
    }

    /** Names of files may have line ends. */
    private static String line(String name) {
        return name.replaceAll("\\R", " ");
    }

    /** One part of a line for the player: what it is, and what its knobs do where it has none of its own. */
    String sentence(int slot) {
        String words = "%s (%s, %d Hz)".formatted(capture.name(), capture.model().family(), Math.round(capture.rate()));
        if (!Knobs.substituted(capture, slot)) {
            return words;
        }
        if (!stands) {
            return words + ", no knobs of its own: drive and tone do nothing, as when the project was saved";
        }
        return words + (slot == Pedalboard.PEDAL ? ", no knobs of its own: drive is gain, tone a tilt"
                : ", no knobs of its own: knob 1 is gain, 2 a tilt");
    }
}
