package stompjar.pedalboard;

import stompjar.capture.Capture;

/** What turns the knobs of a capture in a slot, for those that describe it. Any thread but the audio thread. */
public final class Knobs {
    private Knobs() { }

    /** Index of the parameter that turns this knob, or −1 for a knob that the capture does not have or no parameter turns. */
    public static int parameterOf(Capture capture, int slot, String knob) {
        return new KnobMap(capture.knobs(), slot).parameterOf(knob);
    }

    /** Whether the capture has no knobs, so that the pedalboard makes a drive and a tone for it. */
    public static boolean substituted(Capture capture, int slot) {
        return new KnobMap(capture.knobs(), slot).substitutes();
    }
}
