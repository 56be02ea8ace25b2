package stompjar.train;

import java.util.List;
import stompjar.capture.Knob;

/**
 * How knobs must be bent so that the sound changes evenly along each. Between the positions that were recorded, a network that sees such
 * knobs has far less to guess: a Klon's gain changes its sound ten times as much at the end of its travel as at the beginning.
 *
 * <p>The taper is fitted to chord-length coordinates, as in curve fitting (Lee, Choosing nodes in parametric curve interpolation, 1989): along
 * a {@code KnobLine} each position should lie as far as the sound has come. Immutable.
 *
 * @param values one for each knob, as {@link Knob#taper}
 */
public record Tapers(double[] values) {
    private static final double LEAST = -0.9;
    private static final double MOST = 50;
    private static final int TRIES = 800;

    /** Of knobs that stay as they are. */
    static Tapers none(int knobs) {
        return new Tapers(new double[knobs]);
    }

    /** Knobs without lines stay as they are. */
    static Tapers of(int knobs, List<KnobLine> lines) {
        double[] values = new double[knobs];
        for (int k = 0; k < knobs; k++) {
            int knob = k;
            values[k] = fit(lines.stream().filter(l -> l.knob() == knob).toList());
        }
        return new Tapers(values);
    }

    private static double fit(List<KnobLine> lines) {
        double[][] way = lines.stream().map(Tapers::way).toArray(double[][]::new);
        double best = 0;
        double least = distance(0, lines, way);
        for (int i = 0; i <= TRIES; i++) {
            double taper = (1 + LEAST) * Math.pow((1 + MOST) / (1 + LEAST), i / (double) TRIES) - 1;
            double distance = distance(taper, lines, way);
            if (distance < least) {
                least = distance;
                best = taper;
            }
        }
        return Math.rint(best * 1000) / 1000;
    }

    /** How far the sound has come at each position, from 0 to 1; null where it does not change. */
    private static double[] way(KnobLine line) {
        double[] way = new double[line.curve().positions().length];
        for (int i = 1; i < way.length; i++) {
            way[i] = way[i - 1] + line.curve().chord(i - 1);
        }
        double all = way[way.length - 1];
        if (!(all > 0)) {
            return null;
        }
        for (int i = 0; i < way.length; i++) {
            way[i] /= all;
        }
        return way;
    }

    private static double distance(double taper, List<KnobLine> lines, double[][] ways) {
        double sum = 0;
        for (int l = 0; l < ways.length; l++) {
            double[] positions = lines.get(l).curve().positions();
            double first = Knob.coordinate(taper, positions[0]);
            double range = Knob.coordinate(taper, positions[positions.length - 1]) - first;
            for (int i = 0; ways[l] != null && i < positions.length; i++) {
                double d = (Knob.coordinate(taper, positions[i]) - first) / range - ways[l][i];
                sum += d * d;
            }
        }
        return sum;
    }

    double coordinate(int knob, double position) {
        return Knob.coordinate(values[knob], position);
    }

    /** What a network sees of these positions. */
    float[] coordinates(float[] positions) {
        float[] seen = new float[positions.length];
        for (int k = 0; k < seen.length; k++) {
            seen[k] = (float) coordinate(k, positions[k]);
        }
        return seen;
    }
}
