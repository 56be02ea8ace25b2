package stompjar.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SmootherTest {
    private static float[] ramp(int... cuts) {
        Smoother smoother = new Smoother(100);
        smoother.snap(1);
        smoother.aim(3);
        float[] row = new float[200];
        int at = 0;
        for (int cut : cuts) {
            smoother.fill(row, at, cut);
            smoother.aim(3);
            at += cut;
        }
        return row;
    }

    @Test
    void rampsOverAFixedNumberOfFramesAndLands() {
        float[] row = ramp(200);
        assertEquals(1.02f, row[0], 1e-6f);
        assertEquals(2, row[49], 1e-6f);
        assertEquals(3, row[99]);
        assertEquals(3, row[199]);
    }

    @Test
    void doesNotDependOnTheBlocks() {
        assertArrayEquals(ramp(200), ramp(1, 63, 17, 119));
    }
}
