package stompjar.train;

import java.util.Arrays;
import java.util.List;
import stompjar.capture.Knob;
import stompjar.data.Segment;

/**
 * The curve that a sound runs along as a knob turns, through the few points of it that are known. All of them, and all between them, are mixes of
 * what was recorded at some settings. Immutable.
 *
 * @param positions of the points, 0..1, in order
 * @param mix       {@code [point][setting]}: weights of the settings' audio that make the point's; of one that was recorded, a 1
 * @param products  {@code [setting][setting]}: inner products of the settings' wet audio
 */
record KnobCurve(double[] positions, double[][] mix, double[][] products) {
    /** Steps from no taper to the sound's own, in which the levels' is looked for. */
    private static final int BENDS = 20;

    /** Through what was recorded at these positions: {@code together} has segments of the same frames, one for each position. */
    static KnobCurve through(double[] positions, List<Segment[]> together) {
        double[][] recorded = new double[positions.length][positions.length];
        for (int i = 0; i < positions.length; i++) {
            recorded[i][i] = 1;
        }
        return new KnobCurve(positions, recorded, products(together));
    }

    private static double[][] products(List<Segment[]> together) {
        double[][] products = new double[together.get(0).length][together.get(0).length];
        for (Segment[] parts : together) {
            for (int i = 0; i < parts.length; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = 0;
                    for (int n = parts[0].start(); n < parts[0].end(); n++) {
                        sum += (double) parts[i].wet()[n] * parts[j].wet()[n];
                    }
                    products[i][j] += sum;
                    products[j][i] = products[i][j];
                }
            }
        }
        return products;
    }

    /** The level of a mix of the settings' wet audio: its norm. */
    private double norm(double[] weights) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                sum += weights[i] * weights[j] * products[i][j];
            }
        }
        return Math.sqrt(Math.max(sum, 0));
    }

    /**
     * The length of the chord between points {@code i} and {@code i + 1}: the norm of the difference of their wet audio, with half of the decibels taken
     * from each one's level. The level has a spline of its own.
     */
    double chord(int i) {
        double here = Math.sqrt(norm(mix[i]));
        double there = Math.sqrt(norm(mix[i + 1]));
        double[] difference = new double[products.length];
        for (int s = 0; s < difference.length; s++) {
            difference[s] = (there > 0 ? mix[i + 1][s] / there : 0) - (here > 0 ? mix[i][s] / here : 0);
        }
        return norm(difference);
    }

    /** Its points as {@code taper} bends the knob. */
    private double[] coordinates(double taper) {
        return Arrays.stream(positions).map(p -> Knob.coordinate(taper, p)).toArray();
    }

    /**
     * What the audio at a position is, as weights of the settings': the natural spline through all points along the bent knob, brought to the level that the
     * natural spline through their levels has. A knob may make a sound louder by another law than it bends it: a Klon's gain does.
     */
    double[] weights(double taper, double position) {
        double[] points = NaturalSpline.weights(coordinates(taper), Knob.coordinate(taper, position));
        double[] weights = new double[products.length];
        for (int i = 0; i < points.length; i++) {
            for (int s = 0; s < weights.length; s++) {
                weights[s] += points[i] * mix[i][s];
            }
        }
        double norm = norm(weights);
        double factor = norm > 0 ? level(taper, position) / norm : 1;
        for (int s = 0; s < weights.length; s++) {
            weights[s] *= factor;
        }
        return weights;
    }

    /** At least half of what the softer neighbour has: a spline through levels of which some are near 0 swings below. */
    private double level(double taper, double position) {
        double[] levels = Arrays.stream(mix).mapToDouble(this::norm).toArray();
        double bend = bend(taper, levels);
        double[] points = NaturalSpline.weights(coordinates(bend), Knob.coordinate(bend, position));
        double level = 0;
        for (int i = 0; i < points.length; i++) {
            level += points[i] * levels[i];
        }
        int next = 1;
        while (next + 1 < positions.length && positions[next] < position) {
            next++;
        }
        return Math.max(level, Math.min(levels[next - 1], levels[next]) / 2);
    }

    /** The taper, from none to the sound's own, along which the levels are nearest to a straight line. */
    private double bend(double taper, double[] levels) {
        double best = 0;
        double most = -1;
        for (int i = 0; i <= BENDS; i++) {
            double bend = Math.pow(1 + taper, i / (double) BENDS) - 1;
            double straightness = straightness(coordinates(bend), levels);
            if (straightness > most) {
                most = straightness;
                best = bend;
            }
        }
        return best;
    }

    /** The square of their correlation; 0 where one of the two stands still. */
    private static double straightness(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx * yy > 0 ? xy * xy / (xx * yy) : 0;
    }

    /** The same curve with one more point, at a position where it has none. */
    KnobCurve with(double position, double[] weights) {
        int place = -Arrays.binarySearch(positions, position) - 1;
        double[] longer = new double[positions.length + 1];
        double[][] mixes = new double[longer.length][];
        for (int i = 0; i < longer.length; i++) {
            longer[i] = i == place ? position : positions[i < place ? i : i - 1];
            mixes[i] = i == place ? weights : mix[i < place ? i : i - 1];
        }
        return new KnobCurve(longer, mixes, products);
    }
}
