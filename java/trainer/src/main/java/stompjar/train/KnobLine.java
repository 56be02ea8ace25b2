package stompjar.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;

/**
 * Settings that differ in one knob only and were recorded from the same dry audio: points on the curve that the sound runs along as the
 * knob turns. Immutable.
 *
 * @param knob      which one turns
 * @param settings  at least three, in the order of the knob's positions
 * @param positions of the knob, 0..1
 * @param together  training audio: segments of the same dry frames, one for each setting
 */
record KnobLine(int knob, int[] settings, double[] positions, List<Segment[]> together) {
    /** Between two points there is a straight line, which says nothing about what happens between them. */
    private static final int LEAST_SETTINGS = 3;

    static List<KnobLine> of(Dataset data) {
        List<List<Segment>> train = new ArrayList<>();
        for (int s = 0; s < data.settings().size(); s++) {
            int setting = s;
            train.add(data.of(Split.TRAIN).stream().filter(x -> x.setting() == setting).toList());
        }
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
        List<Segment[]> together = new ArrayList<>();
        for (Segment first : train.get(along.get(0))) {
            Segment[] partners = along.stream().map(s -> partner(first, train.get(s))).toArray(Segment[]::new);
            Segment[] common = common(partners);
            if (common != null) {
                together.add(common);
            }
        }
        if (along.size() >= LEAST_SETTINGS && !together.isEmpty()) {
            lines.add(new KnobLine(k, along.stream().mapToInt(i -> i).toArray(),
                    along.stream().mapToDouble(i -> settings.get(i)[k]).toArray(), together));
        }
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

    /** The length of the chord between points {@code i} and {@code i + 1}: the norm of the difference of their wet audio. */
    double chord(int i) {
        double sum = 0;
        for (Segment[] parts : together) {
            float[] a = parts[i].wet();
            float[] b = parts[i + 1].wet();
            for (int n = parts[i].start(); n < parts[i].end(); n++) {
                double d = a[n] - b[n];
                sum += d * d;
            }
        }
        return Math.sqrt(sum);
    }
}
