package stompjar.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnobLatticeTest {
    @Test
    void oneKnobIsHalvedEvenly() {
        double[] five = KnobLattice.fill(1, 5).stream().mapToDouble(s -> s[0]).sorted().toArray();
        assertArrayEquals(new double[] {0, 0.25, 0.5, 0.75, 1}, five);
    }

    @Test
    void ofTwoKnobsTheCornersComeFirstAndNoPositionIsFar() {
        List<double[]> thirteen = KnobLattice.fill(2, 13);
        Stream.of("0.0 0.0", "0.0 1.0", "1.0 0.0", "1.0 1.0").forEach(corner ->
                assertTrue(thirteen.subList(0, 4).stream().anyMatch(s -> corner.equals(s[0] + " " + s[1])), corner));
        for (int x = 0; x <= 20; x++) {
            for (int y = 0; y <= 20; y++) {
                double[] here = {x / 20.0, y / 20.0};
                double nearest = thirteen.stream().mapToDouble(s -> Math.hypot(s[0] - here[0], s[1] - here[1])).min().orElseThrow();
                assertTrue(nearest <= 0.26, here[0] + " " + here[1] + " is " + nearest + " from all");
            }
        }
    }

    @Test
    void noKnobsMakeOneSetting() {
        assertEquals(1, KnobLattice.fill(0, 5).size());
    }
}
