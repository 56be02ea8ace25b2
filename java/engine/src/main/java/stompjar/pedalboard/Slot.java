package stompjar.pedalboard;

import java.util.Arrays;
import stompjar.capture.Capture;
import stompjar.network.Network;
import stompjar.pedalboard.GainRamp.Law;

/**
 * A place in the signal path for one capture: it changes to another, which has listened for a moment, by a cross-fade, and is switched by one between
 * the capture and what comes in, in time with it. Beside the signal it delays the pedalboard's dry one by the same frames. {@link #install} is a loader
 * thread's and may run beside {@link #process}; {@link #reset} may not.
 */
final class Slot {
    private final int channels;
    private final int fadeFrames;
    private final int parameter;
    private final GainRamp on;
    private final DryLine[] around;
    private final DryLine[] beside;
    private final float[][] old;
    private final float[] detour = new float[Network.MAX_FRAMES];

    /** Written by the loader; the audio thread takes it over. Null where nothing is loaded. */
    private volatile CapturePlayer newest;
    private CapturePlayer current;
    private CapturePlayer leaving;
    private int fadeLeft;

    /** @param parameter the switch */
    Slot(int parameter, int channels, int fadeFrames) {
        this.parameter = parameter;
        this.channels = channels;
        this.fadeFrames = fadeFrames;
        on = new GainRamp(Law.SWITCH, fadeFrames);
        around = lines(channels);
        beside = lines(channels);
        old = new float[channels][Network.MAX_FRAMES];
    }

    private static DryLine[] lines(int channels) {
        DryLine[] lines = new DryLine[channels];
        Arrays.setAll(lines, c -> new DryLine());
        return lines;
    }

    /** @param player null to empty the slot */
    void install(CapturePlayer player) {
        newest = player;
    }

    /** The newest capture's, or null. Any thread. */
    CapturePlayer player() {
        return newest;
    }

    /** The newest capture, or null. Any thread. */
    Capture capture() {
        CapturePlayer player = newest;
        return player == null ? null : player.capture();
    }

    /** Of the newest capture, frames at the host's rate. Any thread. */
    int latency() {
        return latency(newest);
    }

    /** Seconds that the newest capture sounds on after its input has ended. Any thread. */
    double tail() {
        CapturePlayer player = newest;
        return player == null ? 0 : player.tail();
    }

    private static int latency(CapturePlayer player) {
        return player == null ? 0 : player.latency();
    }

    void reset(float[] parameters, boolean cold) {
        current = newest;
        leaving = null;
        fadeLeft = 0;
        for (int c = 0; c < channels; c++) {
            around[c].reset();
            beside[c].reset();
        }
        if (current != null) {
            current.reset(parameters, cold);
        }
    }

    /** Whether a capture is here and switched on. Audio thread. */
    boolean plays(float[] parameters) {
        return current != null && Parameters.on(parameters[parameter]);
    }

    /** Whether nothing in here has work to do. Audio thread. */
    boolean resting() {
        return fadeLeft == 0 && (current == null || current.resting());
    }

    /** Whether what is around the capture stays as it is as long as nothing changes. Audio thread. */
    boolean settled() {
        return current == null || current.settled();
    }

    /** Frames that change nothing, while it is {@link #resting}. Audio thread. */
    void keepTime(int frames) {
        if (current != null) {
            current.keepTime(frames);
        }
    }

    /** Whether the present capture learned a knob that this parameter turns. Audio thread. */
    boolean turns(int knob) {
        return current != null && current.knobs().turns(knob);
    }

    /** Takes over what was loaded, unless a cross-fade is under way. Audio thread, before {@link #process}. */
    void takeOver(boolean fresh) {
        CapturePlayer arrived = newest;
        if (arrived != current && fadeLeft == 0) {
            if (!fresh) {
                leaving = current;
                fadeLeft = 2 * fadeFrames + latency(arrived);
            }
            current = arrived;
        }
    }

    /**
     * Audio thread.
     *
     * @param signal one row a channel, replaced from frame 0 on
     * @param dry    rows that are delayed as the signal is
     * @param frames 1..{@link Network#MAX_FRAMES}
     * @param last   whether no other pedal or amp follows
     * @param fresh  whether these are the first frames
     */
    void process(float[][] signal, float[][] dry, int frames, float[] parameters, boolean last, boolean fresh) {
        float[] share = on.row(parameters[parameter], frames, fresh);
        for (int c = 0; c < channels; c++) {
            around[c].write(signal[c], frames);
            beside[c].write(dry[c], frames);
        }
        if (current == null && fadeLeft == 0) {
            return;
        }
        for (int c = 0; share != null && c < channels; c++) {
            mute(signal[c], share, frames);
        }
        play(signal, frames, parameters, last);
        int now = latency(current);
        int before = fadeLeft > 0 ? latency(leaving) : now;
        for (int c = 0; c < channels; c++) {
            if (share != null) {
                around[c].read(detour, frames, now, before, fadeLeft, fadeFrames);
                GainRamp.blend(signal[c], detour, share, frames);
            }
            if (now != 0 || before != 0) {
                beside[c].read(dry[c], frames, now, before, fadeLeft, fadeFrames);
            }
        }
        fadeLeft = Math.max(0, fadeLeft - frames);
        if (fadeLeft == 0) {
            leaving = null;
        }
    }

    /** A capture that is switched off hears silence, and comes to rest; when it is switched on again nothing of long ago is left in it. */
    private static void mute(float[] x, float[] share, int frames) {
        for (int t = 0; t < frames; t++) {
            if (share[t] == 0) {
                x[t] = 0;
            }
        }
    }

    /**
     * Runs the capture, and while it arrives the one that leaves, before it. There is one call for both, because the compiler makes a copy of a player's whole
     * work for each that it finds, and takes seconds for it.
     */
    private void play(float[][] signal, int frames, float[] parameters, boolean last) {
        boolean fading = fadeLeft > 0;
        for (int c = 0; fading && c < channels; c++) {
            System.arraycopy(signal[c], 0, old[c], 0, frames);
        }
        if (fading && current != null) {
            approach(signal, frames);
        }
        for (int turn = fading ? 0 : 1; turn < 2; turn++) {
            CapturePlayer player = turn == 0 ? leaving : current;
            if (player != null) {
                player.process(turn == 0 ? old : signal, frames, parameters, last);
            }
        }
        for (int c = 0; fading && c < channels; c++) {
            for (int t = 0; t < frames; t++) {
                signal[c][t] += DryLine.fade(fadeLeft, t, fadeFrames) * (old[c][t] - signal[c][t]);
            }
        }
    }

    /**
     * A capture that arrives was silent before. Were it to hear the signal all at once, it would answer to the edge, and one that remembers for long after
     * the cross-fade is over. And what its converters give before its latency is over is silence, to which nobody may fade. So what it hears rises first.
     */
    private void approach(float[][] signal, int frames) {
        int risesFor = fadeLeft - fadeFrames - latency(current);
        for (int t = 0; t < Math.min(frames, risesFor); t++) {
            float share = 1 - DryLine.fade(risesFor, t, fadeFrames);
            for (int c = 0; c < channels; c++) {
                signal[c][t] *= share;
            }
        }
    }
}
