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
 * @param knob      which one turns
 * @param settings  at least three, in the order of the knob's positions
 * @param positions of all points, 0..1, in order
 * @param mix       {@code [point][setting]}: weights of the settings' audio that make the point's; of one that was recorded, a 1
 * @param together  training audio: segments of the same dry frames, one for each setting
 */
record KnobLine(int knob, int[] settings, double[] positions, double[][] mix, List<Segment[]> together) {
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
            double[][] recorded = new double[line.length][line.length];
            for (int i = 0; i < line.length; i++) {
                recorded[i][i] = 1;
            }
            lines.add(new KnobLine(k, line, along.stream().mapToDouble(i -> settings.get(i)[k]).toArray(), recorded, together));
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

    /** The length of the chord between points {@code i} and {@code i + 1}: the norm of the difference of their wet audio. */
    double chord(int i) {
        double sum = 0;
        for (Segment[] parts : together) {
            for (int n = parts[0].start(); n < parts[0].end(); n++) {
                double d = 0;
                for (int s = 0; s < parts.length; s++) {
                    d += (mix[i + 1][s] - mix[i][s]) * parts[s].wet()[n];
                }
                sum += d * d;
            }
        }
        return Math.sqrt(sum);
    }

    /** Its points as {@code tapers} bend the knob. */
    double[] coordinates(Tapers tapers) {
        return Arrays.stream(positions).map(p -> tapers.coordinate(knob, p)).toArray();
    }

    /**
     * What the audio at a coordinate is, as weights of the settings': on the natural spline through all points.
     *
     * @param coordinates of the points
     */
    double[] weights(double[] coordinates, double x) {
        double[] points = NaturalSpline.weights(coordinates, x);
        double[] weights = new double[settings.length];
        for (int i = 0; i < points.length; i++) {
            for (int s = 0; s < weights.length; s++) {
                weights[s] += points[i] * mix[i][s];
            }
        }
        return weights;
    }

    /** The same line with one more point, at a position where it has none. */
    KnobLine with(double position, double[] weights) {
        int place = -Arrays.binarySearch(positions, position) - 1;
        double[] longer = new double[positions.length + 1];
        double[][] mixes = new double[longer.length][];
        for (int i = 0; i < longer.length; i++) {
            longer[i] = i == place ? position : positions[i < place ? i : i - 1];
            mixes[i] = i == place ? weights : mix[i < place ? i : i - 1];
        }
        return new KnobLine(knob, settings, longer, mixes, together);
    }
}
