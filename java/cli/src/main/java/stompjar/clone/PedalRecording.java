package stompjar.clone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import stompjar.data.Dataset;
import stompjar.data.Findings;
import stompjar.data.Prepared;
import stompjar.data.Segment;
import stompjar.data.Split;
import stompjar.host.Lv2Exception;

/**
 * Plays dry audio through a device at many settings. The audio is cut into pieces, each of which belongs to one split whatever the setting; before each
 * piece the device hears what comes before it. Every setting gets its share of the pieces, spread over the whole. One thread.
 */
final class PedalRecording {
    /** What the trainer gets in all, and each setting at least, seconds. */
    private static final double LEARN_SECONDS = 600, LEAST_SECONDS = 20;
    /** The most that is played at each setting for each of the other two splits, seconds. */
    private static final double JUDGE_SECONDS = 6;
    private static final int LEAST_PIECES = 40;
    private static final double SHORTEST_PIECE = 0.3, LONGEST_PIECE = 5;
    private static final double LEAD_SECONDS = 0.5;
    /** Of ten pieces in a row the one to choose by, and the one to report. */
    private static final int VALIDATION = 4, TEST = 9;
    /** RMS below which a setting is silent: −100 dBFS. */
    private static final double SILENCE = 1e-5;
    private static final double PROBE_SECONDS = 0.5;

    private final float[] dry;
    private final int rate;
    private final List<Piece> pieces = new ArrayList<>();

    /** @param audio what the device hears before, and then the piece itself from {@code start} on */
    private record Piece(float[] audio, int start, Split split) { }

    /** @throws IllegalArgumentException if there is too little of it */
    PedalRecording(float[] dry, int rate) {
        this.dry = dry;
        this.rate = rate;
        int length = (int) (rate * Math.min(LONGEST_PIECE, (double) dry.length / rate / LEAST_PIECES));
        if (length < SHORTEST_PIECE * rate) {
            throw new IllegalArgumentException("the dry audio is only " + dry.length / rate + " s long; it takes "
                    + (int) (SHORTEST_PIECE * LEAST_PIECES) + " to learn from");
        }
        for (int i = 0; (i + 1) * length <= dry.length; i++) {
            int from = Math.max(0, i * length - (int) (LEAD_SECONDS * rate));
            pieces.add(new Piece(Arrays.copyOfRange(dry, from, (i + 1) * length), i * length - from,
                    i % 10 == VALIDATION ? Split.VALIDATION : i % 10 == TEST ? Split.TEST : Split.TRAIN));
        }
    }

    /** A little from everywhere in it. */
    float[] probe() {
        return Probe.of(dry, rate, PROBE_SECONDS);
    }

    /**
     * Settings at which the device is silent teach nothing, and are left out with a warning.
     *
     * @param progress hears how far it is, 0..1
     * @throws IllegalArgumentException if the device is silent everywhere
     */
    Prepared of(Device device, String name, List<String> knobs, Settings settings, DoubleConsumer progress) throws Lv2Exception, InterruptedException {
        List<float[]> chosen = new ArrayList<>(settings.learned());
        chosen.addAll(settings.unseen());
        double learn = Math.max(LEAST_SECONDS, LEARN_SECONDS / settings.learned().size());
        List<float[]> recorded = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        int learned = 0;
        for (int s = 0; s < chosen.size(); s++) {
            boolean unseen = s >= settings.learned().size();
            List<Segment> here = new ArrayList<>();
            for (Split split : Split.values()) {
                if (split == Split.TEST || !unseen) {
                    for (Piece piece : share(split, split == Split.TRAIN ? learn : JUDGE_SECONDS, s)) {
                        float[] wet = device.play(chosen.get(s), piece.audio);
                        here.add(new Segment(piece.audio, null, wet, piece.start, wet.length, split, recorded.size()));
                    }
                }
            }
            if (here.stream().filter(part -> unseen || part.split() == Split.TRAIN).allMatch(PedalRecording::silent)) {
                warnings.add(name + ": silent at " + words(knobs, chosen.get(s)) + "; left out");
            } else {
                segments.addAll(here);
                recorded.add(chosen.get(s));
                learned += unseen ? 0 : 1;
            }
            progress.accept((s + 1.0) / chosen.size());
        }
        if (learned == 0) {
            throw new IllegalArgumentException(name + ": nothing comes out of it, wherever its knobs stand");
        }
        boolean[] heldOut = new boolean[recorded.size()];
        Arrays.fill(heldOut, learned, heldOut.length, true);
        return new Prepared(new Dataset(name, rate, knobs, recorded, segments, heldOut), new Findings(List.of(), warnings));
    }

    private static boolean silent(Segment segment) {
        double energy = 0;
        for (int n = segment.start(); n < segment.end(); n++) {
            energy += (double) segment.wet()[n] * segment.wet()[n];
        }
        return energy <= SILENCE * SILENCE * segment.frames();
    }

    private static String words(List<String> knobs, float[] positions) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < positions.length; k++) {
            text.append(k == 0 ? "" : " ").append(knobs.get(k)).append('=').append(positions[k]);
        }
        return text.toString();
    }

    /** Pieces of a split for about so many seconds, evenly spread; each setting begins elsewhere. */
    private List<Piece> share(Split split, double seconds, int setting) {
        List<Piece> there = pieces.stream().filter(p -> p.split == split).toList();
        int length = there.get(0).audio.length - there.get(0).start;
        int count = Math.min(there.size(), (int) Math.ceil(seconds * rate / length));
        double offset = (setting * 0.6180339887498949) % 1;
        List<Piece> share = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            share.add(there.get((int) ((i + offset) * there.size() / count)));
        }
        return share;
    }
}
