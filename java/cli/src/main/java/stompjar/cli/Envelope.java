package stompjar.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import picocli.CommandLine.TypeConversionException;

/**
 * A value in time: {@code V}, or {@code T:V,T:V,…} with straight lines between the points and level before the first and after the last.
 *
 * @param seconds times of the points, rising
 * @param values  one for each time, 0..1 or in the parameter's own unit
 */
record Envelope(double[] seconds, double[] values) {
    Envelope {
        for (int i = 0; i < seconds.length; i++) {
            if (!Double.isFinite(seconds[i]) || !Double.isFinite(values[i]) || seconds[i] < 0) {
                throw new IllegalArgumentException("times and values must be finite, and times not negative");
            }
            if (i > 0 && seconds[i] < seconds[i - 1]) {
                throw new IllegalArgumentException("the times must not fall: " + seconds[i] + " comes after " + seconds[i - 1]);
            }
        }
    }

    /** @throws TypeConversionException with a line for the player when {@code text} is not an envelope */
    static Envelope parse(String text) {
        try {
            if (!text.contains(":")) {
                return constant(Double.parseDouble(text));
            }
            String[] points = text.split(",", -1);
            double[][] pairs = Arrays.stream(points).map(Envelope::point).toArray(double[][]::new);
            return new Envelope(Arrays.stream(pairs).mapToDouble(p -> p[0]).toArray(),
                    Arrays.stream(pairs).mapToDouble(p -> p[1]).toArray());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is neither a number nor T:V,T:V,…");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "': " + e.getMessage());
        }
    }

    static Envelope constant(double value) {
        return new Envelope(new double[] {0}, new double[] {value});
    }

    private static double[] point(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 2) {
            throw new NumberFormatException(text);
        }
        return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
    }

    /** As {@link #parse} reads it. */
    String text() {
        if (values.length == 1) {
            return Double.toString(values[0]);
        }
        return IntStream.range(0, values.length).mapToObj(i -> seconds[i] + ":" + values[i]).collect(Collectors.joining(","));
    }

    /** The value at a time. Of two points at one time the later counts from that time on: a step. */
    double at(double t) {
        int next = 0;
        while (next < seconds.length && seconds[next] <= t) {
            next++;
        }
        if (next == 0 || next == seconds.length) {
            return values[Math.max(0, next - 1)];
        }
        double part = (t - seconds[next - 1]) / (seconds[next] - seconds[next - 1]);
        return values[next - 1] + part * (values[next] - values[next - 1]);
    }
}
