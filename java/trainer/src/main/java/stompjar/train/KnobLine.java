package stompjar.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;

/**
 * Settings that differ in one knob only and were recorded from the same dry audio: points on the curve that the sound runs along as the
 * knob turns. Between them there may be points that settings beside the line gave away, see {@link Strays}. Immutable.
 *
 * @param knob     which one turns
 * @param settings at least three, in the order of the knob's positions
 * @param curve    through their audio
 * @param together training audio: segments of the same dry frames, one for each setting
 */
record KnobLine(int knob, int[] settings, KnobCurve curve, List<Segment[]> together) {
    /** Between two points there is a straight line, which says nothing about what happens between them. */
    private static final int LEAST_SETTINGS = 3;

    static List<KnobLine> of(Dataset data) {
        List<List<Segment>> train = bySetting(data);
        List<KnobLine> lines = new ArrayList<>();
        for (int k = 0; k < data.knobs().size(); k++) {
            boolean[] taken = new boolean[train.size()];
            for (int s = 0; s < taken.length; s++) {
                if (!taken[s] && !train.get(s).isEmpty()) {
                    List<Integer> along = along(data.settings(), train, k, s);
                    along.forEach(i -> taken[i] = true);
                    add(lines, data.settings(), train, k, along);
                }
            }
        }
        return lines;
    }

    /** The settings to learn from that differ from {@code s} in knob {@code k} at most, in its order. */
    private static List<Integer> along(List<float[]> settings, List<List<Segment>> train, int k, int s) {
        List<Integer> along = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            boolean same = !train.get(i).isEmpty();
            for (int j = 0; j < settings.get(i).length; j++) {
                same &= j == k || settings.get(i)[j] == settings.get(s)[j];
            }
            if (same) {
                along.add(i);
            }
        }
        along.sort(Comparator.comparing(i -> settings.get(i)[k]));
        return along;
    }

    private static void add(List<KnobLine> lines, List<float[]> settings, List<List<Segment>> train, int k, List<Integer> along) {
        int[] line = along.stream().mapToInt(i -> i).toArray();
        List<Segment[]> together = together(train, line);
        if (line.length >= LEAST_SETTINGS && !together.isEmpty()) {
            double[] positions = along.stream().mapToDouble(i -> settings.get(i)[k]).toArray();
            lines.add(new KnobLine(k, line, KnobCurve.through(positions, together), together));
        }
    }

    /** Audio to learn from, by setting. */
    static List<List<Segment>> bySetting(Dataset data) {
        List<List<Segment>> train = new ArrayList<>();
        for (int s = 0; s < data.settings().size(); s++) {
            int setting = s;
            train.add(data.of(Split.TRAIN).stream().filter(x -> x.setting() == setting).toList());
        }
        return train;
    }

    /** Segments of the same dry frames, one for each of these settings. */
    static List<Segment[]> together(List<List<Segment>> train, int[] settings) {
        List<Segment[]> together = new ArrayList<>();
        for (Segment first : train.get(settings[0])) {
            Segment[] common = common(Arrays.stream(settings).mapToObj(s -> partner(first, train.get(s))).toArray(Segment[]::new));
            if (common != null) {
                together.add(common);
            }
        }
        return together;
    }

    private static Segment partner(Segment of, List<Segment> among) {
        return among.stream().filter(s -> s.dry() == of.dry() && s.lfo() == of.lfo() && s.start() < of.end() && s.end() > of.start())
                .findFirst().orElse(null);
    }

    /** The frames that all of them have; null if there are none. */
    private static Segment[] common(Segment[] segments) {
        int start = 0;
        int end = Integer.MAX_VALUE;
        for (Segment s : segments) {
            if (s == null) {
                return null;
            }
            start = Math.max(start, s.start());
            end = Math.min(end, s.end());
        }
        if (end <= start) {
            return null;
        }
        Segment[] cut = new Segment[segments.length];
        for (int i = 0; i < cut.length; i++) {
            Segment s = segments[i];
            cut[i] = new Segment(s.dry(), s.lfo(), s.wet(), start, end, s.split(), s.setting());
        }
        return cut;
    }

    /** The same line with one more point of its curve. */
    KnobLine with(double position, double[] weights) {
        return new KnobLine(knob, settings, curve.with(position, weights), together);
    }
}
