package stompjar.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stompjar.capture.Capture;
import stompjar.capture.Knob;
import stompjar.capture.Model;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;
import stompjar.network.Network;
import stompjar.network.Networks;
import stompjar.simd.Kernels;
import stompjar.train.Errors;

/**
 * Plays a model over recordings as the plugin would, from silence on, and measures its errors: the same ruler for every family. Any thread; a
 * playback is made for each use.
 */
public final class Playback {
    /** Seconds of recording before the first frame that counts: what a slow low-pass or an LSTM needs to forget where it began. */
    private static final double WARM_UP = 3;

    private final Model model;
    /** Through whose tapers the model sees the positions; empty where it sees them as they are. */
    private final List<Knob> tapered;
    private final Dataset data;

    /** @param capture whose knobs are those of the data, a modulation signal first */
    public Playback(Capture capture, Dataset data) {
        this(capture.model(), capture.knobs(), data);
    }

    public Playback(Model model, Dataset data) {
        this(model, List.of(), data);
    }

    private Playback(Model model, List<Knob> tapered, Dataset data) {
        this.model = model;
        this.tapered = tapered;
        this.data = data;
    }

    /** ESR by setting over all of a split. */
    public Errors errors(Split split) {
        return errors(split, Double.MAX_VALUE);
    }

    /** @param seconds at most so many of each setting, from its first segments */
    Errors errors(Split split, double seconds) {
        double[] left = new double[data.settings().size()];
        Arrays.fill(left, seconds * data.rate());
        double[][] sums = new double[data.settings().size()][4];
        Map<List<Object>, List<Segment>> recordings = new LinkedHashMap<>();
        for (Segment segment : data.of(split)) {
            if (left[segment.setting()] <= 0) {
                continue;
            }
            left[segment.setting()] -= segment.frames();
            recordings.computeIfAbsent(List.of(System.identityHashCode(segment.dry()), segment.setting()), k -> new ArrayList<>()).add(segment);
        }
        for (List<Segment> recording : recordings.values()) {
            recording.sort(Comparator.comparingInt(Segment::start));
            List<float[]> outputs = play(recording);
            for (int i = 0; i < outputs.size(); i++) {
                Segment segment = recording.get(i);
                Errors.measure(outputs.get(i), segment.wet(), segment.start(), segment.frames(), sums[segment.setting()]);
            }
        }
        return Errors.of(sums, data.heldOut());
    }

    /**
     * The output for the frames that count.
     *
     * @param segments of one recording at one setting, in order of time
     */
    public List<float[]> play(List<Segment> segments) {
        Network network = Networks.of(model, Kernels.best());
        List<float[]> outputs = new ArrayList<>();
        int at = Integer.MIN_VALUE;
        for (Segment segment : segments) {
            int from = Math.max(0, segment.start() - (int) (WARM_UP * data.rate()));
            float[] held = positions(segment, from);
            if (at < from || at > segment.start()) {
                network.prewarm(held);
                at = from;
            }
            // Where the segment before ended not long ago, the network has heard all that counts.
            run(network, segment, at, segment.start(), held, null);
            float[] y = new float[segment.frames()];
            run(network, segment, segment.start(), segment.end(), held, y);
            outputs.add(y);
            at = segment.end();
        }
        return outputs;
    }

    /** Modulation signal, if there is one, then knobs. */
    private float[] positions(Segment segment, int frame) {
        float[] knobs = data.settings().get(segment.setting()).clone();
        int first = segment.lfo() == null ? 0 : 1;
        for (int k = 0; k < knobs.length && !tapered.isEmpty(); k++) {
            knobs[k] = (float) tapered.get(first + k).coordinate(knobs[k]);
        }
        if (segment.lfo() == null) {
            return knobs;
        }
        float[] held = new float[1 + knobs.length];
        held[0] = segment.lfo()[frame];
        System.arraycopy(knobs, 0, held, 1, knobs.length);
        return held;
    }

    private static void run(Network network, Segment segment, int start, int end, float[] held, float[] y) {
        float[] in = new float[Network.MAX_FRAMES];
        float[] out = new float[Network.MAX_FRAMES];
        float[] knobs = new float[held.length * Network.MAX_FRAMES];
        for (int k = 0; k < held.length; k++) {
            Arrays.fill(knobs, k * Network.MAX_FRAMES, (k + 1) * Network.MAX_FRAMES, held[k]);
        }
        for (int n = start; n < end; n += Network.MAX_FRAMES) {
            int frames = Math.min(Network.MAX_FRAMES, end - n);
            System.arraycopy(segment.dry(), n, in, 0, frames);
            if (segment.lfo() != null) {
                System.arraycopy(segment.lfo(), n, knobs, 0, frames);
            }
            network.process(in, knobs, out, frames);
            if (y != null) {
                System.arraycopy(out, 0, y, n - start, frames);
            }
        }
    }
}
