package stompjar.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Steps that see nothing but the knobs run when these have moved, and only then. */
class KnobStepsTest {
    private static final int KNOBS = 2;

    private final float[] knobs = new float[KNOBS * Network.MAX_FRAMES];
    private int runs;
    private final KnobSteps steps = steps();

    private KnobSteps steps() {
        return new KnobSteps(new Step[] {new Step() {
            @Override
            void run(float[] a, int position, int frames) {
                runs++;
            }
        }}, KNOBS);
    }

    private void at(double first, double second) {
        Arrays.fill(knobs, 0, Network.MAX_FRAMES, (float) first);
        Arrays.fill(knobs, Network.MAX_FRAMES, knobs.length, (float) second);
    }

    private void assertRuns(int expected, int frames) {
        runs = 0;
        steps.run(new float[0], knobs, frames, frames);
        assertEquals(expected, runs);
    }

    @Test
    void resting() {
        at(0, 0);
        assertRuns(1, 48);
        assertRuns(0, 48);
        assertRuns(0, 1);
        assertRuns(1, 64);
        assertRuns(0, 64);
    }

    @Test
    void movedFromOneCallToTheNext() {
        at(0.25, 0.5);
        assertRuns(1, 64);
        at(0.25, 0.75);
        assertRuns(1, 64);
        assertRuns(0, 64);
    }

    @Test
    void movingWithinACall() {
        at(0.25, 0.5);
        assertRuns(1, 64);
        knobs[63] = 1;
        assertRuns(1, 64);
        assertRuns(1, 64);
        at(1, 0.5);
        assertRuns(1, 64);
        assertRuns(0, 64);
    }

    @Test
    void whatIsNoNumberIsNeverResting() {
        at(Double.NaN, 0.5);
        assertRuns(1, 64);
        assertRuns(1, 64);
    }

    @Test
    void forgetting() {
        at(0.25, 0.5);
        assertRuns(1, 64);
        steps.forget();
        assertRuns(1, 64);
    }

    @Test
    void asTheTwin() {
        at(0.25, 0.5);
        assertRuns(1, 64);
        KnobSteps other = steps();
        other.takeState(steps);
        runs = 0;
        other.run(new float[0], knobs, 64, 64);
        assertEquals(0, runs);
    }
}
