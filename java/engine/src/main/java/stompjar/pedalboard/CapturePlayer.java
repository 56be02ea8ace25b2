package stompjar.pedalboard;

import java.util.Arrays;
import stompjar.capture.Capture;
import stompjar.capture.Model;
import stompjar.dsp.RateConverter;
import stompjar.dsp.Tilt;
import stompjar.network.Network;
import stompjar.network.Networks;
import stompjar.simd.Kernels;

/**
 * A capture at the host's rate: into the model rate, through one network a channel with its knobs moving smoothly, and back; an impulse response comes to the
 * host's rate itself ({@link HostResponse}). As long as a channel's input has been that
 * of the first, bit for bit, which is a mono guitar on a stereo track, its network does not run: its output is the first one's, unless the capture has a response
 * for each channel. The two converters are
 * evaluated at exact times, so the whole delays by exactly {@link #latency} host frames. At equal rates, and with levels and tilt at rest, it is the
 * network alone. Built on a loader thread, then used by the audio thread.
 */
final class CapturePlayer {
    /** Seconds after which nothing is heard of what a recurrent network remembers, as a rule. */
    private static final double FADING = 0.5;
    /** Frames that a player who wakes may have to make up for, a few microseconds of work: between all rates in use the converters' period is shorter. */
    private static final int MOST_OWED = 1_024;
    /** Far above any real output: a network beyond it has blown up. */
    private static final float BLOWN_UP = 1e4f;

    private final Capture capture;
    private final KnobMap knobs;
    private final Network[] networks;
    /** One for each channel; null at equal rates. */
    private final RateConverter[] in;
    private final RateConverter[] out;
    private final int latency;
    private final KnobRamps ramps;
    /** One row a channel. */
    private final float[][] modelIn;
    private final float[][] modelOut;
    /** Channels whose network would be in the state of the first one's. */
    private final boolean[] twins;
    /** What the converters hear while everything rests. */
    private final float[][] idle;
    /** Frames that the converters did not hear while everything rested. */
    private int owed;
    private final float[] gains = new float[Network.MAX_FRAMES];
    private final PlayerLevels levels;
    private final Tilt tilt;
    /** Whether the capture is a pedal or an amp; a cabinet has no levels of its own. */
    private final boolean levelled;
    private final Rest[] rests;
    /** Channels whose network has blown up: silent until the next reset, so that what follows does not depend on blocks either. */
    private final boolean[] broken;
    private volatile boolean muted;
    private boolean cold;
    private boolean fresh = true;

    /**
     * @param slot  {@link Pedalboard#PEDAL}, {@link Pedalboard#AMP} or {@link Pedalboard#CAB}
     * @param curve for a drive that is a gain; null if drive and tone are to do nothing for a capture without knobs
     * @throws IllegalArgumentException if this capture cannot be played
     */
    CapturePlayer(Capture capture, int slot, LoudnessCurve curve, int hostRate, int channels) {
        this.capture = capture;
        knobs = new KnobMap(capture.knobs(), slot, curve != null);
        levelled = slot != Pedalboard.CAB;
        levels = new PlayerLevels(capture.metadata(), curve, (int) (KnobRamps.SECONDS * hostRate));
        tilt = new Tilt(hostRate, channels, (int) (KnobRamps.SECONDS * hostRate), Network.MAX_FRAMES);
        int modelRate = (int) Math.rint(capture.rate());
        networks = new Network[channels];
        boolean other = hostRate != modelRate;
        HostResponse response = other ? HostResponse.of(capture.model(), modelRate, hostRate) : null;
        Model model = response == null ? capture.model() : response.model();
        boolean resample = other && response == null;
        in = resample ? new RateConverter[channels] : null;
        out = resample ? new RateConverter[channels] : null;
        rests = new Rest[channels];
        twins = new boolean[channels];
        broken = new boolean[channels];
        idle = new float[resample ? channels : 0][Network.MAX_FRAMES];
        modelIn = new float[channels][Network.MAX_FRAMES];
        modelOut = new float[channels][Network.MAX_FRAMES];
        for (int c = 0; c < channels; c++) {
            networks[c] = Networks.of(model.forChannel(c), Kernels.best());
            rests[c] = new Rest(networks[c]);
            if (resample) {
                in[c] = c > 0 ? in[0].another(Network.MAX_FRAMES) : new RateConverter(hostRate, modelRate, Network.MAX_FRAMES, Kernels.best());
                out[c] = c > 0 ? out[0].another(Network.MAX_FRAMES) : new RateConverter(modelRate, hostRate, Network.MAX_FRAMES, Kernels.best());
            }
        }
        latency = resample ? in[0].reach() + (int) Math.ceil(out[0].reach() * (double) hostRate / modelRate) : response == null ? 0 : response.latency();
        ramps = new KnobRamps(knobs, modelRate);
    }

    Capture capture() {
        return capture;
    }

    KnobMap knobs() {
        return knobs;
    }

    /** Frames at the host's rate. */
    int latency() {
        return latency;
    }

    /** Seconds that it sounds on after its input has ended. For a recurrent network, whose memory has no end, nobody can say: {@value #FADING}. */
    double tail() {
        int frames = capture.model().receptiveField();
        return frames > 1 ? (frames - 1) / capture.rate() : FADING;
    }

    /**
     * To the beginning: empty converters, networks in the state after a long silence at these parameters, or cold.
     *
     * @param cold whether networks start from all-zero state instead
     */
    void reset(float[] parameters, boolean cold) {
        this.cold = cold;
        fresh = true;
        muted = false;
        owed = 0;
        ramps.snap(parameters);
        restartAll();
        for (int c = 0; in != null && c < networks.length; c++) {
            // The network runs on silence for as long as the converter behind it looks back.
            in[c].reset(0, -out[c].reach());
            out[c].reset(-out[c].reach(), -latency);
        }
    }

    /** Whether every network is spared its work. Audio thread. */
    boolean resting() {
        boolean all = true;
        for (int c = 0; c < rests.length; c++) {
            all &= twins[c] || broken[c] || rests[c].resting();
        }
        return all;
    }

    /** Whether a network has blown up since the last reset, and is silent. Any thread. */
    boolean muted() {
        return muted;
    }

    /** Whether the tilt stays as it is as long as nothing changes. Audio thread. */
    boolean settled() {
        return tilt.rests();
    }

    /** Frames that change nothing, while it is {@link #resting}: only the converters' time goes on. Audio thread. */
    void keepTime(int frames) {
        if (in != null) {
            owed += frames;
            if (in[0].period() <= MOST_OWED) {
                owed %= in[0].period();
            } else {
                makeUp();
            }
        }
    }

    private void makeUp() {
        while (owed > 0) {
            int frames = Math.min(owed, Network.MAX_FRAMES);
            for (int c = 0; c < idle.length; c++) {
                Arrays.fill(idle[c], 0, frames, modelIn[c][0]);
            }
            resampled(idle, frames);
            owed -= frames;
        }
    }

    private void restartAll() {
        for (int c = 0; c < networks.length; c++) {
            restart(c);
            twins[c] = c > 0 && capture.model().forChannel(c) == capture.model().forChannel(0);
        }
    }

    private void restart(int channel) {
        broken[channel] = false;
        rests[channel].disturb();
        if (cold) {
            networks[channel].reset();
        } else {
            networks[channel].prewarm(ramps.coordinates());
        }
    }

    /** The first block after a reset finds the knobs where the host has them by then: the silence before it was at those positions. */
    private void begin(float[] parameters) {
        fresh = false;
        if (ramps.snap(parameters)) {
            restartAll();
        }
    }

    /**
     * Audio thread.
     *
     * @param audio  one row a channel, replaced from frame 0 on
     * @param frames 1..{@link Network#MAX_FRAMES}
     * @param last   whether no other pedal or amp follows
     */
    void process(float[][] audio, int frames, float[] parameters, boolean last) {
        makeUp();
        levels.aim(knobs.drive(parameters), parameters, last, levelled, fresh);
        tilt.aim(knobs.tone(parameters), fresh);
        if (fresh) {
            begin(parameters);
        }
        scale(audio, levels.before(gains, frames), frames);
        run(audio, frames, parameters);
        scale(audio, levels.after(gains, frames), frames);
        tilt.process(audio, frames);
    }

    private static void scale(float[][] audio, float[] factors, int frames) {
        for (float[] row : audio) {
            GainRamp.scale(row, factors, frames);
        }
    }

    private void run(float[][] audio, int frames, float[] parameters) {
        ramps.aim(parameters);
        if (in == null) {
            ramps.turn(frames);
            for (int c = 0; c < networks.length; c++) {
                System.arraycopy(audio[c], 0, modelIn[c], 0, frames);
            }
            runNetworks(frames);
            for (int c = 0; c < networks.length; c++) {
                System.arraycopy(modelOut[c], 0, audio[c], 0, frames);
            }
        } else {
            resampled(audio, frames);
        }
    }

    private void resampled(float[][] audio, int frames) {
        for (int c = 0; c < networks.length; c++) {
            in[c].write(audio[c], frames);
        }
        int written = 0;
        int modelFrames;
        do {
            modelFrames = 0;
            for (int c = 0; c < networks.length; c++) {
                modelFrames = in[c].read(modelIn[c], 0, Network.MAX_FRAMES);
            }
            ramps.turn(modelFrames);
            if (modelFrames > 0) {
                runNetworks(modelFrames);
            }
            int before = written;
            for (int c = 0; c < networks.length; c++) {
                if (modelFrames > 0) {
                    out[c].write(modelOut[c], modelFrames);
                }
                written = before + out[c].read(audio[c], before, frames - before);
            }
        } while (modelFrames == Network.MAX_FRAMES);
    }

    private void runNetworks(int frames) {
        for (int c = 1; c < networks.length; c++) {
            if (twins[c] && Arrays.mismatch(modelIn[0], 0, frames, modelIn[c], 0, frames) >= 0) {
                twins[c] = false;
                networks[c].takeState(networks[0]);
                broken[c] = broken[0];
                rests[c].disturb();
            }
        }
        for (int c = 0; c < networks.length; c++) {
            if (twins[c]) {
                System.arraycopy(modelOut[0], 0, modelOut[c], 0, frames);
            } else {
                run(c, modelIn[c], modelOut[c], frames);
            }
        }
    }

    private void run(int channel, float[] dry, float[] wet, int frames) {
        if (broken[channel]) {
            Arrays.fill(wet, 0, frames, 0);
            return;
        }
        if (rests[channel].holds(dry, ramps.moving(), wet, frames)) {
            return;
        }
        networks[channel].process(dry, ramps.rows(), wet, frames);
        boolean sound = true;
        for (int t = 0; t < frames; t++) {
            sound &= Math.abs(wet[t]) < BLOWN_UP;
        }
        if (!sound) {
            mute(channel, wet, frames);
        }
        rests[channel].played(wet, frames);
    }

    private void mute(int channel, float[] wet, int frames) {
        int good = 0;
        while (Math.abs(wet[good]) < BLOWN_UP) {
            good++;
        }
        Arrays.fill(wet, good, frames, 0);
        broken[channel] = true;
        muted = true;
    }
}
