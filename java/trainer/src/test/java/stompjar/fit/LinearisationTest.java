package stompjar.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stompjar.capture.BlockModel.Branch;
import stompjar.capture.BlockModel.Shaper;
import stompjar.capture.FilterBank;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;
import stompjar.fit.Linearisation.Free;

class LinearisationTest {
    private static final FilterBank BANK = new FilterBank(3, new float[] {0.9f, 0.5f});
    private static final Window WINDOW = new Window(Devices.guitar(3000), new float[3000], 2000, 60);

    static Stream<BlockShape> shapes() {
        return Stream.of(BlockShape.linear("gain", FilterBank.THROUGH), BlockShape.linear("gain", BANK),
                shape(FilterBank.THROUGH, false, new Branch(1, Shaper.TANH, 3, 0, FilterBank.THROUGH)),
                shape(FilterBank.THROUGH, false, new Branch(1, Shaper.TANH, 3, 0, BANK)),
                shape(BANK, true, new Branch(1, Shaper.TANH, 2, 0, BANK), new Branch(2, Shaper.TANH, 3, 0, FilterBank.THROUGH)),
                shape(BANK, true, new Branch(3, Shaper.POLYNOMIAL, 4, 1.1f, BANK)),
                shape(FilterBank.THROUGH, false, new Branch(1, Shaper.SPLINE, 9, 0.3f, FilterBank.THROUGH)),
                shape(BANK, true, new Branch(1, Shaper.SPLINE, 6, 1.1f, BANK)),
                shape(BANK, true, new Branch(2, Shaper.CAUCHY, 4, 0, BANK)));
    }

    private static BlockShape shape(FilterBank input, boolean direct, Branch... branches) {
        return new BlockShape("parallel-wiener-hammerstein", input, direct, List.of(branches));
    }

    private static double[] random(BlockShape shape) {
        Random random = new Random(1);
        return random.doubles(shape.parameters(), -1.5, 1.5).toArray();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void derivativesAreThoseOfFiniteDifferences(BlockShape shape) {
        double[] p = random(shape);
        for (Free free : new Free[] {Free.ALL, Free.LINEAR}) {
            Linearisation linearisation = new Linearisation(shape, free);
            double[][] rows = linearisation.run(p, WINDOW).rows();
            int[] columns = linearisation.freeParameters();
            for (int c = 0; c < columns.length; c++) {
                double h = 1e-6;
                double[] up = nudged(p, columns[c], h);
                double[] down = nudged(p, columns[c], -h);
                double[] high = new Linearisation(shape, Free.NONE).run(up, WINDOW).outputs();
                double[] low = new Linearisation(shape, Free.NONE).run(down, WINDOW).outputs();
                for (int t = 0; t < high.length; t++) {
                    assertEquals((high[t] - low[t]) / (2 * h), rows[t][c], 1e-5, free + " parameter " + columns[c] + " frame " + t);
                }
            }
        }
    }

    private static double[] nudged(double[] p, int i, double by) {
        double[] q = p.clone();
        q[i] += by;
        return q;
    }

    /** What is fitted is what will be played. */
    @ParameterizedTest
    @MethodSource("shapes")
    void theEnginePlaysTheSame(BlockShape shape) {
        double[] p = random(shape);
        double[] expected = new Linearisation(shape, Free.NONE).run(p, WINDOW).outputs();
        Segment segment = new Segment(WINDOW.dry(), null, WINDOW.wet(), WINDOW.start(), WINDOW.start() + WINDOW.count(), Split.TEST, 0);
        Dataset data = new Dataset("x", Devices.RATE, List.of(), List.of(new float[0]), List.of(segment), new boolean[1]);
        float[] played = new Playback(shape.model(p), data).play(List.of(segment)).get(0);
        for (int t = 0; t < expected.length; t++) {
            assertEquals(expected[t], played[t], 2e-5);
        }
    }

    @Test
    void aFirFiltersEquationsAreThoseOfItsColumns() {
        float[] dry = Devices.guitar(9000);
        float[] wet = Devices.filter(dry, 200, 1500);
        List<Window> windows = List.of(new Window(dry, wet, 500, 3000), new Window(dry, wet, 6000, 2000));
        Criterion criterion = Criterion.of(windows);
        int taps = 12;
        BlockShape shape = BlockShape.linear("gain", new FilterBank(taps, new float[0]));
        double[] zero = new double[taps + 1];
        double[] byColumns = new GaussNewton(windows, criterion, new java.util.SplittableRandom(1), () -> false)
                .linear(shape, zero, windows.size(), 0);
        assertArrayEquals(byColumns, ShiftEquations.of(taps, criterion, windows).solve(taps, 0), 1e-6);
    }
}
