package stompjar.circuit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import stompjar.clone.Response;

/**
 * The way of one knob, divided where the sound changes fast: both ends, then again and again the middle of the widest gap, which is the farthest-point strategy of
 * {@code stompjar.clone} on a line. Wide means that the sound at its ends differs, and, so that nothing is left out where it does not, that they are
 * apart. One thread.
 */
final class KnobTravel {
    /** What the whole way counts, where a full change of sound counts 1. */
    private static final double SPACE = 0.25;

    private final Ear ear;
    private final List<Stop> stops = new ArrayList<>();

    /** What the circuit answers with the knob at {@code position}, 0..1, and all others where they are held. */
    interface Ear {
        Response at(double position) throws IOException, InterruptedException;
    }

    private record Stop(double position, Response response) { }

    KnobTravel(Ear ear) throws IOException, InterruptedException {
        this.ear = ear;
        stops.add(new Stop(0, ear.at(0)));
        stops.add(new Stop(1, ear.at(1)));
    }

    /** Ascending. */
    List<Double> positions() {
        return stops.stream().map(Stop::position).toList();
    }

    /** How much there is to be guessed between positions, anywhere along the way: the mean square of the gaps' widths, each as long as it is. */
    double unknown() {
        double sum = 0;
        for (int gap = 0; gap < stops.size() - 1; gap++) {
            sum += width(gap) * width(gap) * (stops.get(gap + 1).position - stops.get(gap).position);
        }
        return sum;
    }

    /** Puts a position into the middle of the widest gap, and tells it. */
    double divide() throws IOException, InterruptedException {
        int gap = widest();
        double middle = (stops.get(gap).position + stops.get(gap + 1).position) / 2;
        stops.add(gap + 1, new Stop(middle, ear.at(middle)));
        return middle;
    }

    /** Middles of so many gaps, the widest first. */
    List<Double> between(int count) {
        return java.util.stream.IntStream.range(0, stops.size() - 1).boxed().sorted((a, b) -> Double.compare(width(b), width(a))).limit(count)
                .map(gap -> (stops.get(gap).position + stops.get(gap + 1).position) / 2).toList();
    }

    private int widest() {
        int widest = 0;
        for (int gap = 1; gap < stops.size() - 1; gap++) {
            widest = width(gap) > width(widest) ? gap : widest;
        }
        return widest;
    }

    private double width(int gap) {
        Stop low = stops.get(gap);
        Stop high = stops.get(gap + 1);
        return low.response.difference(high.response) + SPACE * (high.position - low.position);
    }
}
