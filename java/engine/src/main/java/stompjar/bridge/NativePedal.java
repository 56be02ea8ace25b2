package stompjar.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import stompjar.capture.CaptureException;
import stompjar.pedalboard.Parameters;
import stompjar.pedalboard.Pedalboard;
import stompjar.pedalboard.WarmUp;
import stompjar.simd.Kernels;

/**
 * One plugin instance as C++ sees it; the only class that the native shell knows. {@link #process} is the audio thread's and neither allocates nor
 * locks; {@link #prepare} and {@link #reset} must not run beside it; all else may, from any other thread.
 *
 * <p>The shared buffer holds floats in native order: the parameters ({@link Parameters}), and from {@value #AUDIO} on
 * one row of {@code maxFrames} for each channel, processed in place.
 */
public final class NativePedal {
    /** Where the audio begins in the shared buffer. */
    public static final int AUDIO = 64;

    private static final String DEFAULT_CAPTURE = "captures/tube-screamer.stomp";
    private static final int MAX_FRAMES = 1 << 20;

    private final float[] parameters = Parameters.defaults();
    private volatile Pedalboard pedalboard;
    private double rate;
    private int maxFrames;
    private int channels;
    /** Whether all is compiled before it plays. */
    private boolean live;
    private ByteBuffer shared;
    private FloatBuffer floats;
    private float[][] audio;

    /** What is in each slot, or null. */
    private LoadedCapture[] loaded = new LoadedCapture[Pedalboard.SLOTS];
    /** Whether anything was ever loaded: else a project has nothing to save. */
    private boolean filled;
    private String error;
    /** Why a slot is passed by, or empty. */
    private volatile String unplayable = "";
    private volatile String description = "";
    private volatile String[] slotTexts = {"", "", ""};

    /**
     * Reads the first capture; where that fails {@link #describe} tells why, and the pedal passes the dry signal until another is loaded.
     *
     * @param resources      the bundle's folder with {@code captures/}
     * @param initialCapture file to start with, or null for the bundle's own
     */
    public NativePedal(String resources, String initialCapture) {
        Path file = initialCapture == null ? Path.of(resources).resolve(DEFAULT_CAPTURE) : Path.of(initialCapture);
        load(Pedalboard.PEDAL, file.toString());
    }

    /**
     * Gets ready to process; returns when everything is built, and for a live host compiled.
     *
     * @param newRate      host rate, Hz
     * @param newMaxFrames the most frames that {@link #process} will be asked for
     * @param newChannels  1 or 2
     * @param newLive      whether somebody waits for each block; else what is loaded is compiled while it plays
     * @return the shared buffer; the same as before if the arguments are
     */
    public synchronized ByteBuffer prepare(double newRate, int newMaxFrames, int newChannels, boolean newLive) {
        if (newMaxFrames < 1 || newMaxFrames > MAX_FRAMES) {
            throw new IllegalArgumentException("a block of " + newMaxFrames + " frames is not supported");
        }
        if (pedalboard == null || newRate != rate || newChannels != channels || newLive && !live) {
            Pedalboard fresh = new Pedalboard(newRate, newChannels);
            if (!newLive) {
                fresh.renderOffline();
            }
            unplayable = "";
            for (int slot = 0; slot < loaded.length; slot++) {
                playOn(fresh, slot);
            }
            pedalboard = fresh;
            live = newLive;
            describeAnew();
        }
        if (shared == null || newMaxFrames != maxFrames || newChannels != channels) {
            shared = ByteBuffer.allocateDirect(Float.BYTES * (AUDIO + newChannels * newMaxFrames)).order(ByteOrder.nativeOrder());
            floats = shared.asFloatBuffer();
            floats.put(0, Parameters.defaults());
            audio = new float[newChannels][newMaxFrames];
        }
        rate = newRate;
        maxFrames = newMaxFrames;
        channels = newChannels;
        if (live) {
            warmUp();
        }
        pedalboard.reset(false);
        return shared;
    }

    /** What cannot be played at the new rate leaves the other slots as they are. */
    private void playOn(Pedalboard fresh, int slot) {
        LoadedCapture capture = loaded[slot];
        if (capture == null) {
            return;
        }
        try {
            fresh.ready(slot, capture.capture(), capture.stands()).run();
        } catch (IllegalArgumentException e) {
            unplayable = new CaptureException(capture.file(), e.getMessage(), e).getMessage();
        }
    }

    /** The networks are compiled by now; this is for the way through the shared buffer. */
    private void warmUp() {
        boolean first = WarmUp.once("bridge " + channels, (noise, frames, values) -> {
            int some = Math.min(frames, maxFrames);
            floats.put(0, values);
            for (int c = 0; c < channels; c++) {
                floats.put(AUDIO + c * maxFrames, noise, 0, some);
            }
            process(some);
        }, pedalboard::latencyFrames);
        if (first) {
            floats.put(0, Parameters.defaults());
        }
    }

    /** Audio thread: one block, in place in the shared buffer. */
    public void process(int frames) {
        floats.get(0, parameters);
        Parameters.clean(parameters);
        for (int c = 0; c < audio.length; c++) {
            floats.get(AUDIO + c * maxFrames, audio[c], 0, frames);
        }
        pedalboard.process(audio, frames, parameters);
        for (int c = 0; c < audio.length; c++) {
            floats.put(AUDIO + c * maxFrames, audio[c], 0, frames);
        }
    }

    /** Forgets all audio in flight. Waits for nothing: a host may reset on its audio thread. */
    public void reset() {
        Pedalboard board = pedalboard;
        if (board != null) {
            board.reset(false);
        }
    }

    /** Frames at the host's rate, exact; 0 before {@link #prepare}. */
    public synchronized int latencyFrames() {
        return pedalboard == null ? 0 : pedalboard.latencyFrames();
    }

    /** Seconds between the end of the input and that of the sound; 0 before {@link #prepare}. */
    public synchronized double tailSeconds() {
        return pedalboard == null ? 0 : pedalboard.tailSeconds();
    }

    /**
     * Loads another capture; returns when it is on its way to the audio thread.
     *
     * @param slot {@link Pedalboard#PEDAL}, {@link Pedalboard#AMP} or {@link Pedalboard#CAB}
     * @return null, or a sentence for the player; then the last good capture keeps playing
     */
    public synchronized String load(int slot, String path) {
        return attempt(() -> {
            LoadedCapture[] next = loaded.clone();
            next[slot] = LoadedCapture.read(path);
            return next;
        });
    }

    /** Empties a slot: what comes into it passes. */
    public synchronized void clear(int slot) {
        attempt(() -> {
            LoadedCapture[] next = loaded.clone();
            next[slot] = null;
            return next;
        });
    }

    /** The captures in use by content and by path, compressed, for the host's project; empty if none was ever there. */
    public synchronized byte[] captureState() {
        return filled ? SlotState.write(loaded) : new byte[0];
    }

    /** The same, also where nobody chose them: what a player may want back after another sound was tried. */
    public synchronized byte[] snapshot() {
        return SlotState.write(loaded);
    }

    /**
     * Takes back what {@link #captureState} or {@link #snapshot} gave; the files themselves are not needed. Slots in which nothing changes play on.
     *
     * @return null, or a sentence for the player; then the last good captures keep playing
     */
    public synchronized String restoreCapture(byte[] state) {
        return state.length == 0 ? null : attempt(() -> {
            LoadedCapture[] next = SlotState.read(state);
            for (int slot = 0; slot < next.length; slot++) {
                if (next[slot] != null && next[slot].isSameAs(loaded[slot]) && (pedalboard == null || !pedalboard.muted(slot))) {
                    next[slot] = loaded[slot];
                }
            }
            return next;
        });
    }

    @FunctionalInterface
    private interface Loading {
        LoadedCapture[] get() throws CaptureException;
    }

    /** All slots or none: a project must not come back with half of its sound. */
    private String attempt(Loading loading) {
        try {
            LoadedCapture[] next = loading.get();
            if (pedalboard != null) {
                play(next);
            }
            loaded = next;
            filled = true;
            error = null;
        } catch (CaptureException e) {
            error = e.getMessage();
        } catch (java.nio.file.InvalidPathException e) {
            error = e.getInput() + ": this is not a file name";
        }
        describeAnew();
        return error;
    }

    private void play(LoadedCapture[] next) throws CaptureException {
        List<Runnable> changes = new ArrayList<>();
        for (int i = 0; i < next.length; i++) {
            int slot = i;
            if (next[slot] == loaded[slot]) {
                continue;
            }
            try {
                changes.add(next[slot] == null ? () -> pedalboard.clear(slot) : pedalboard.ready(slot, next[slot].capture(), next[slot].stands()));
            } catch (IllegalArgumentException e) {
                throw new CaptureException(next[slot].file(), e.getMessage(), e);
            }
        }
        changes.forEach(Runnable::run);
    }

    /**
     * What is in a slot, for the face, in lines: the capture's name, the file that it came from, then for each of its knobs the place of its parameter
     * ({@link Parameters}), its default and its name, with spaces between; then a word and what it is: {@code family}, {@code rate} in Hz, {@code esr}
     * where the capture states it, {@code stands} where drive and tone stand in for knobs. Empty for an empty slot. Does not wait for a load that is
     * under way.
     */
    public String slotText(int slot) {
        return slotTexts[slot];
    }

    /** One line for the face: what plays, on what, or what is wrong. Does not wait for a load that is under way. */
    public String describe() {
        return description;
    }

    /**
     * A sentence for the player about captures that are in their slots and cannot be heard, because their output went beyond all bounds or they cannot be
     * played at this rate; empty if there is none. Does not wait.
     */
    public String unheard() {
        Pedalboard board = pedalboard;
        String[] texts = slotTexts;
        List<String> names = new ArrayList<>();
        for (int slot = 0; board != null && slot < Pedalboard.SLOTS; slot++) {
            if (board.muted(slot)) {
                names.add(texts[slot].lines().findFirst().orElse(""));
            }
        }
        return names.isEmpty() ? unplayable : String.join(" and ", names) + " is silent: its output went beyond all bounds. A click here plays it again";
    }

    private void describeAnew() {
        String[] texts = new String[loaded.length];
        for (int slot = 0; slot < texts.length; slot++) {
            texts[slot] = loaded[slot] == null ? "" : loaded[slot].text(slot);
        }
        slotTexts = texts;
        description = sentence();
    }

    private String sentence() {
        List<String> playing = new ArrayList<>();
        for (int slot = 0; slot < loaded.length; slot++) {
            if (loaded[slot] != null) {
                playing.add(loaded[slot].sentence(slot));
            }
        }
        String captures = playing.isEmpty() ? "no capture: the dry signal passes" : String.join(" → ", playing);
        return (error == null ? "" : error + " · ") + captures + " · " + environment();
    }

    /** On what the captures run, in a few words. */
    public String environment() {
        return "Java %d, %s kernels".formatted(Runtime.version().feature(), Kernels.best().name());
    }

    /** Gives back what it holds; no other call may follow. */
    public synchronized void close() {
        pedalboard = null;
        loaded = new LoadedCapture[Pedalboard.SLOTS];
        shared = null;
        floats = null;
    }
}
