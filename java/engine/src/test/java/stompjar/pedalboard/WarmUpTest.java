package stompjar.pedalboard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The warm-up knows whether it reached its end. */
class WarmUpTest {
    private static final double GENEROUS_SECONDS = 60;
    private volatile Object kept;

    @Test
    void aPathThatKeepsAllocatingIsNeverWarm() {
        assertFalse(WarmUp.run((noise, frames, parameters) -> kept = new float[frames], () -> { }, 0.5));
    }

    @Test
    void aPathOfPlainArithmeticGetsWarm() {
        float[] sum = new float[1];
        assertTrue(WarmUp.run((noise, frames, parameters) -> {
            for (int t = 0; t < frames; t++) {
                sum[0] += noise[t];
            }
        }, () -> { }, GENEROUS_SECONDS));
    }
}
