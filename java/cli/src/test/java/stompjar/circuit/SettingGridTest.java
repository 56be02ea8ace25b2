package stompjar.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import stompjar.clone.Response;

class SettingGridTest {
    private static Response distorted(double gain) {
        float[] wet = new float[4000];
        for (int n = 0; n < wet.length; n++) {
            wet[n] = (float) Math.tanh(gain * Math.sin(n * 0.05) * Math.sin(n * 0.0011));
        }
        return new Response(wet);
    }

    /** All that it does, it does with the knob in the first tenth. */
    private static Response early(double position) {
        return distorted(1 + 100 * Math.min(0.1, position));
    }

    private static double[] along(List<double[]> settings, int knob) {
        return settings.stream().mapToDouble(s -> s[knob]).sorted().distinct().toArray();
    }

    @Test
    void liesCloserWhereTheSoundChangesFast() throws Exception {
        SettingGrid grid = SettingGrid.choose(p -> early(p[0]), 1, 9);
        double[] positions = along(grid.learned(), 0);
        assertEquals(9, positions.length);
        assertEquals(0, positions[0]);
        assertEquals(1, positions[8]);
        assertTrue(Arrays.stream(positions).filter(p -> p <= 0.125).count() >= 5, Arrays.toString(positions));
        for (int i = 1; i < positions.length; i++) {
            assertTrue(positions[i] - positions[i - 1] <= 0.5, "a hole: " + Arrays.toString(positions));
        }
    }

    @Test
    void evenChangeGivesEvenPositions() throws Exception {
        SettingGrid grid = SettingGrid.choose(p -> distorted(Math.pow(20, p[0])), 1, 9);
        double[] positions = along(grid.learned(), 0);
        for (int i = 1; i < positions.length; i++) {
            assertTrue(positions[i] - positions[i - 1] <= 0.25, Arrays.toString(positions));
        }
    }

    @Test
    void theKnobThatDoesMoreHasMorePositions() throws Exception {
        SettingGrid grid = SettingGrid.choose(p -> distorted(Math.pow(30, p[0]) + p[1]), 2, 20);
        List<double[]> crossings = grid.learned().stream().filter(s -> s[1] != 0.5).toList();
        double[] first = along(crossings, 0);
        double[] second = along(grid.learned(), 1);
        assertEquals(20, grid.learned().size());
        assertArrayEquals(new double[] {0, 0.5, 1}, second);
        assertEquals(4, first.length);
        assertEquals(first.length * 2, crossings.size(), "every crossing of the lines");
        assertEquals(4 + 20 - 12, along(grid.learned(), 0).length, "the rest on the line through the middle of the other");
    }

    @Test
    void aKnobThatIsFastInOnePlaceLeavesSomeToOneThatIsNotSlowAnywhere() throws Exception {
        // The first does all in its first hundredth, the second as much all the way.
        SettingGrid grid = SettingGrid.choose(p -> distorted(1 + 20 * Math.min(1, 100 * p[0]) + Math.pow(20, p[1])), 2, 34);
        assertTrue(along(grid.learned().stream().filter(s -> s[0] != 0.5).toList(), 1).length >= 4, grid.learned().size() + " settings");
    }

    @Test
    void isTestedBetweenItsLines() throws Exception {
        SettingGrid grid = SettingGrid.choose(p -> distorted(Math.pow(30, p[0]) + p[1]), 2, 20);
        assertEquals(4, grid.unseen().size());
        for (double[] unseen : grid.unseen()) {
            for (int k = 0; k < 2; k++) {
                double here = unseen[k];
                assertTrue(Arrays.stream(along(grid.learned(), k)).noneMatch(p -> p == here), "on a line: " + Arrays.toString(unseen));
            }
        }
    }

    @Test
    void threePositionsOfAKnobAreTheLeast() throws Exception {
        assertEquals(3, SettingGrid.choose(p -> early(p[0]), 1, 1).learned().size());
        SettingGrid fixed = SettingGrid.choose(p -> early(0), 0, 5);
        assertEquals(1, fixed.learned().size());
        assertEquals(0, fixed.unseen().size());
    }
}
