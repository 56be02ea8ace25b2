package stompjar.pedalboard;

import java.util.Arrays;
import stompjar.capture.Capture;
import stompjar.dsp.CutFilter;
import stompjar.dsp.NoiseGate;
import stompjar.dsp.ToneStack;
import stompjar.network.Network;
import stompjar.pedalboard.GainRamp.Law;
import stompjar.simd.Kernels;

/**
 * The whole signal path at the host's rate: input trim → noise gate → pedal → amp → tone stack → cabinet → low cut and high cut → level → mix → output trim →
 * bypass → ceiling. Pedal, amp and cabinet are {@linkplain Slot slots} for a capture each, which brings its own gains and tilt
 * ({@link CapturePlayer}). Mono or dual mono.
 *
 * <p>{@link #load} belongs to a loader thread and may run beside {@link #process}; {@link #reset} may not. {@link #process} is the audio thread's: it
 * allocates nothing and takes no lock, and at constant parameters its output has the same bits however the frames are cut into blocks. At
 * {@linkplain Parameters#defaults() the defaults} they are the bits of the captures alone.
 */
public final class Pedalboard {
    /** The slots, in the order of the signal. */
    public static final int PEDAL = 0, AMP = 1, CAB = 2, SLOTS = 3;

    /** What no output exceeds: +24 dBFS. */
    public static final float CEILING = 15.848932f;

    /** Host rates that make sense, Hz. */
    private static final int MIN_RATE = 8_000;
    private static final int MAX_RATE = 384_000;
    /** Seconds that gains, switches, bypass and the cross-fade to another capture take. */
    private static final double RAMP = 0.02;
    /** Inputs below this are silence: far below 24 bits, far above denormals. */
    private static final float SILENCE = 1e-15f;
    /** +60 dBFS, beyond any fault of a host, and above the test signals that come with captures. */
    private static final float MAX_INPUT = 1_000;

    private float ceiling = CEILING;
    private boolean live = true;
    private final Kernels kernels = Kernels.best();
    private final int rate;
    private final int channels;
    private final Slot[] slots;
    private final Slot pedal;
    private final Slot amp;
    private final Slot cab;
    private final float[][] dry;
    private final float[][] wet;
    private final NoiseGate gate;
    private final ToneStack tone;
    private final CutFilter lowCut;
    private final CutFilter highCut;
    private final GainRamp input;
    private final GainRamp level;
    private final GainRamp mix;
    private final GainRamp output;
    private final GainRamp bypass;
    private final Stillness stillness;
    private final float[] lastParameters = Parameters.defaults();
    private boolean fresh = true;

    /**
     * @param hostRate Hz, 8 to 384 kHz
     * @param channels 1 or 2
     */
    public Pedalboard(double hostRate, int channels) {
        if (!(hostRate >= MIN_RATE && hostRate <= MAX_RATE) || channels < 1 || channels > 2) {
            throw new IllegalArgumentException("a host rate of " + hostRate + " Hz with " + channels + " channels is not supported");
        }
        rate = (int) Math.rint(hostRate);
        this.channels = channels;
        int ramp = (int) (RAMP * rate);
        slots = new Slot[SLOTS];
        Arrays.setAll(slots, i -> new Slot(Parameters.PEDAL_ON + i, channels, ramp));
        pedal = slots[PEDAL];
        amp = slots[AMP];
        cab = slots[CAB];
        dry = new float[channels][Network.MAX_FRAMES];
        wet = new float[channels][Network.MAX_FRAMES];
        gate = new NoiseGate(rate, Network.MAX_FRAMES);
        tone = new ToneStack(rate, channels, ramp, Network.MAX_FRAMES);
        lowCut = new CutFilter(true, rate, channels, ramp, Network.MAX_FRAMES);
        highCut = new CutFilter(false, rate, channels, ramp, Network.MAX_FRAMES);
        input = new GainRamp(Law.DECIBELS, ramp);
        level = new GainRamp(Law.VOLUME, ramp);
        mix = new GainRamp(Law.LINEAR, ramp);
        output = new GainRamp(Law.DECIBELS, ramp);
        bypass = new GainRamp(Law.BYPASS, ramp);
        stillness = new Stillness(channels);
    }

    /** {@link #load(int, Capture)} into the pedal's slot. */
    public void load(Capture capture) {
        load(PEDAL, capture);
    }

    /**
     * Builds the capture's networks, measures and (unless {@link #renderOffline}) compiles them by running copies, and hands them over; the sound
     * cross-fades from what was in the slot before. Blocks for as long as that takes.
     *
     * @param slot {@link #PEDAL}, {@link #AMP} or {@link #CAB}
     * @throws IllegalArgumentException if the capture cannot be played here; the one before keeps playing
     */
    public void load(int slot, Capture capture) {
        ready(slot, capture, true).run();
    }

    /**
     * {@link #load} in two steps: does the work now, and hands over when the answer is run.
     *
     * @param stands whether drive and tone stand in for the knobs of a capture that has none; else they do nothing
     * @throws IllegalArgumentException if the capture cannot be played here
     */
    public Runnable ready(int slot, Capture capture, boolean stands) {
        if (live) {
            WarmUp.ensure(capture, rate, channels);
        }
        // Only now: interpreted, the measurement would take seconds.
        LoudnessCurve curve = !stands ? null : Knobs.substituted(capture, slot) ? LoudnessCurve.measured(capture) : LoudnessCurve.flat();
        CapturePlayer player = new CapturePlayer(capture, slot, curve, rate, channels);
        return () -> install(slot, player);
    }

    /** {@link #load} without measuring and compiling: for the warm-up itself. */
    void install(int slot, Capture capture) {
        install(slot, new CapturePlayer(capture, slot, LoudnessCurve.flat(), rate, channels));
    }

    private void install(int slot, CapturePlayer player) {
        player.reset(lastParameters.clone(), false);
        slots[slot].install(player);
    }

    /** Empties a slot: its input passes, after a cross-fade. Any thread but the audio thread. */
    public void clear(int slot) {
        slots[slot].install(null);
    }

    /** To the beginning: no audio in flight, networks pre-warmed on silence, or {@code cold} with all-zero state. Not beside {@link #process}. */
    public void reset(boolean cold) {
        fresh = true;
        stillness.disturb();
        for (Slot slot : slots) {
            slot.reset(lastParameters, cold);
        }
    }

    /** Frames at the host's rate between the input and the output, for the newest captures. Any thread. */
    public int latencyFrames() {
        return pedal.latency() + amp.latency() + cab.latency();
    }

    /** Seconds between the end of the input and that of what the newest captures make of it, latency included. Any thread. */
    public double tailSeconds() {
        return pedal.tail() + amp.tail() + cab.tail() + (double) latencyFrames() / rate;
    }

    /** Whether this slot's newest capture has blown up and is silent until the next {@link #reset}. Any thread. */
    public boolean muted(int slot) {
        CapturePlayer player = slots[slot].player();
        return player != null && player.muted();
    }

    /** Index of the parameter that turns this knob of the pedal's newest capture, or −1 if it has no such knob. Any thread. */
    public int parameterOf(String knob) {
        return parameterOf(PEDAL, knob);
    }

    /** The same of any slot. */
    public int parameterOf(int slot, String knob) {
        CapturePlayer player = slots[slot].player();
        return player == null ? -1 : player.knobs().parameterOf(knob);
    }

    /** The pedal's newest capture, or null. Any thread. */
    public Capture capture() {
        return pedal.capture();
    }

    /** Whether every network is spared its work, because nothing changes any more. Audio thread. */
    boolean resting() {
        for (Slot slot : slots) {
            if (!slot.resting()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the whole is spared its work. Audio thread. */
    boolean still() {
        return stillness.isStill();
    }

    /**
     * Audio thread.
     *
     * @param audio      one row a channel, at least {@code frames} long, processed in place; full scale ±1
     * @param frames     0 or more
     * @param parameters see {@link Parameters}; {@link Parameters#COUNT} values
     */
    public void process(float[][] audio, int frames, float[] parameters) {
        if (Arrays.mismatch(parameters, 0, Parameters.COUNT, lastParameters, 0, Parameters.COUNT) >= 0) {
            System.arraycopy(parameters, 0, lastParameters, 0, Parameters.COUNT);
            stillness.disturb();
        }
        for (int at = 0; at < frames; at += Network.MAX_FRAMES) {
            chunk(audio, at, Math.min(Network.MAX_FRAMES, frames - at), parameters);
        }
    }

    private void chunk(float[][] audio, int at, int frames, float[] parameters) {
        for (Slot slot : slots) {
            slot.takeOver(fresh);
        }
        if (stillness.holds(audio, at, frames, resting())) {
            for (Slot slot : slots) {
                slot.keepTime(frames);
            }
            return;
        }
        begin(audio, at, frames, parameters);
        play(frames, parameters);
        finish(audio, at, frames, parameters);
        fresh = false;
        if (stillness.asks(frames)) {
            stillness.answer(settled(), audio, at + frames);
        }
    }

    /** Whether nothing moves in any stage that is not a capture's own, as long as its input is the last. */
    private boolean settled() {
        boolean settled = gate.rests() && tone.rests() && lowCut.rests() && highCut.rests();
        for (Slot slot : slots) {
            settled &= slot.settled();
        }
        return settled;
    }

    private void begin(float[][] audio, int at, int frames, float[] parameters) {
        float[] trim = input.row(parameters[Parameters.INPUT], frames, fresh);
        for (int c = 0; c < channels; c++) {
            System.arraycopy(audio[c], at, dry[c], 0, frames);
            kernels.clean(dry[c], 0, kernels.padded(frames), SILENCE, MAX_INPUT);
            System.arraycopy(dry[c], 0, wet[c], 0, frames);
            GainRamp.scale(wet[c], trim, frames);
        }
        float threshold = parameters[Parameters.GATE];
        boolean gated = Parameters.on(parameters[Parameters.GATE_ON]) && threshold > Parameters.GATE_OFF;
        gate.process(wet, frames, threshold, gated, fresh);
    }

    /**
     * Lets everything pass that is above {@link #CEILING}: for renders into files, where a capture is to sound exactly as in the program that made it and
     * no host and no ear is at the end of the wire. Before any {@link #process}.
     */
    public void liftCeiling() {
        ceiling = Float.MAX_VALUE;
    }

    /**
     * For renders that nobody hears block by block: captures are not compiled before they play, which takes seconds, but while they do. Before any
     * {@link #load}.
     */
    public void renderOffline() {
        live = false;
    }

    private void play(int frames, float[] parameters) {
        pedal.process(wet, dry, frames, parameters, !amp.plays(parameters), fresh);
        amp.process(wet, dry, frames, parameters, true, fresh);
        // Off is flat, and so the way there is a ramp.
        boolean toned = Parameters.on(parameters[Parameters.TONE_ON]);
        tone.aim(toned ? parameters[Parameters.BASS] : 0, toned ? parameters[Parameters.MIDDLE] : 0, toned ? parameters[Parameters.TREBLE] : 0, fresh);
        tone.process(wet, frames);
        cab.process(wet, dry, frames, parameters, true, fresh);
        float low = parameters[Parameters.LOW_CUT];
        float high = parameters[Parameters.HIGH_CUT];
        lowCut.aim(low, low > Parameters.LOW_CUT_OFF, fresh);
        lowCut.process(wet, frames);
        highCut.aim(high, high < Parameters.HIGH_CUT_OFF, fresh);
        highCut.process(wet, frames);
    }

    private void finish(float[][] audio, int at, int frames, float[] parameters) {
        float[] volume = level.row(pedal.turns(Parameters.LEVEL) ? 0.5f : parameters[Parameters.LEVEL], frames, fresh);
        float[] wetShare = mix.row(parameters[Parameters.MIX], frames, fresh);
        float[] gain = output.row(parameters[Parameters.OUTPUT], frames, fresh);
        float[] effect = bypass.row(parameters[Parameters.BYPASS], frames, fresh);
        for (int c = 0; c < channels; c++) {
            float[] w = wet[c];
            GainRamp.scale(w, volume, frames);
            GainRamp.blend(w, dry[c], wetShare, frames);
            GainRamp.scale(w, gain, frames);
            GainRamp.blend(w, dry[c], effect, frames);
            kernels.clamp(w, 0, kernels.padded(frames), -ceiling, ceiling);
            System.arraycopy(w, 0, audio[c], at, frames);
        }
    }
}
