package stompjar.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import stompjar.TestCaptures;
import stompjar.TestSignals;

class NoiseGateTest {
    private static final int RATE = 48_000;
    private static final int HOLD = (int) Math.round(NoiseGate.HOLD * RATE);
    private static final int OPENING = (int) Math.ceil(NoiseGate.OPENING * RATE);
    private static final int CLOSING = (int) Math.ceil(NoiseGate.CLOSING * RATE);
    private static final float THRESHOLD = -40;
    private static final float OPEN = 0.01f;
    private static final float CLOSE = 0.00501187f;

    /** Levels of a constant input, each for so many frames. */
    private static float[] levels(float... pairs) {
        int total = 0;
        for (int i = 1; i < pairs.length; i += 2) {
            total += (int) pairs[i];
        }
        float[] x = new float[total];
        int at = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            Arrays.fill(x, at, at + (int) pairs[i + 1], pairs[i]);
            at += (int) pairs[i + 1];
        }
        return x;
    }

    private static float[][] play(float[][] in, int block, boolean on) {
        NoiseGate gate = new NoiseGate(RATE, 64);
        Random random = new Random(1);
        float[][] out = new float[in.length][in[0].length];
        for (int at = 0; at < in[0].length;) {
            int frames = Math.min(in[0].length - at, block > 0 ? block : 1 + random.nextInt(64));
            float[][] audio = new float[in.length][];
            for (int c = 0; c < in.length; c++) {
                audio[c] = Arrays.copyOfRange(in[c], at, at + frames);
            }
            gate.process(audio, frames, THRESHOLD, on, at == 0);
            for (int c = 0; c < in.length; c++) {
                System.arraycopy(audio[c], 0, out[c], at, frames);
            }
            at += frames;
        }
        return out;
    }

    private static float[] play(float[] in) {
        return play(new float[][] {in}, 64, true)[0];
    }

    @Test
    void opensAtTheThresholdAndNotBelow() {
        float[] in = levels(0.99f * OPEN, 1_000, 1.01f * OPEN, 1_000);
        float[] out = play(in);
        assertArrayEquals(new float[1_000], Arrays.copyOf(out, 1_000));
        assertTrue(out[1_000] > 0);
        assertArrayEquals(Arrays.copyOfRange(in, 1_000 + OPENING, 2_000), Arrays.copyOfRange(out, 1_000 + OPENING, 2_000));
    }

    @Test
    void staysOpenBetweenTheThresholds() {
        float[] in = levels(0.1f, 1_000, 1.01f * CLOSE, 20_000);
        assertArrayEquals(Arrays.copyOfRange(in, OPENING, in.length), Arrays.copyOfRange(play(in), OPENING, in.length));
        // Once closed, that level does not open it.
        float[] closed = levels(0.1f, 1_000, 0, 20_000, 1.01f * CLOSE, 2_000);
        float[] out = play(closed);
        assertArrayEquals(new float[2_000], Arrays.copyOfRange(out, 21_000, 23_000));
    }

    @Test
    void closesAfterTheHoldToExactSilence() {
        float[] in = levels(0.1f, 1_000, 0.99f * CLOSE, 20_000);
        float[] out = play(in);
        int closes = 1_000 + HOLD - 1;
        assertArrayEquals(Arrays.copyOfRange(in, OPENING, closes), Arrays.copyOfRange(out, OPENING, closes));
        assertTrue(out[closes + 1] < in[closes + 1] && out[closes + CLOSING / 2] > 0);
        int silent = closes + CLOSING + 2;
        assertArrayEquals(new float[in.length - silent], Arrays.copyOfRange(out, silent, in.length));
    }

    @Test
    void aBreakShorterThanTheHoldIsNotHeard() {
        float[] in = levels(0.1f, 1_000, 0, HOLD - 10, 0.1f, 1_000);
        assertArrayEquals(Arrays.copyOfRange(in, OPENING, in.length), Arrays.copyOfRange(play(in), OPENING, in.length));
    }

    @Test
    void oneChannelOpensBoth() {
        float[][] in = {levels(0.1f, 5_000), levels(0.001f, 5_000)};
        float[][] out = play(in, 64, true);
        assertArrayEquals(Arrays.copyOfRange(in[1], OPENING, 5_000), Arrays.copyOfRange(out[1], OPENING, 5_000));
    }

    @Test
    void bitsDoNotDependOnBlocksAndRampsDoNotClick() {
        float[][] in = {TestCaptures.guitar(40_000, 1), TestCaptures.guitar(40_000, 2)};
        float[][] whole = play(in, 64, true);
        assertArrayEquals(whole, play(in, 1, true));
        assertArrayEquals(whole, play(in, 0, true));
        float[] constant = levels(0, 500, 0.1f, 500, 0.9f * CLOSE, 20_000);
        assertTrue(TestSignals.largestStep(Arrays.copyOfRange(play(constant), 1_001, 21_000), 0) < 1e-4);
        assertTrue(TestSignals.largestStep(Arrays.copyOf(play(constant), 1_000), 0) < 0.1f / OPENING * 1.1f);
    }

    @Test
    void offIsTheIdentity() {
        float[][] in = {TestCaptures.guitar(5_000, 1)};
        assertArrayEquals(in, play(in, 64, false));
        assertEquals(1f, Decibels.gain(0));
    }

    @Test
    void switchedOffWhileClosedItOpensInARamp() {
        NoiseGate gate = new NoiseGate(RATE, 64);
        float[] out = new float[640];
        for (int at = 0; at < 640; at += 64) {
            float[][] audio = {levels(0.001f, 64)};
            gate.process(audio, 64, THRESHOLD, at < 320, at == 0);
            System.arraycopy(audio[0], 0, out, at, 64);
        }
        assertEquals(0, out[319]);
        assertEquals(0.001f, out[639]);
        assertTrue(TestSignals.largestStep(out, 0) < 0.001f / OPENING * 1.1f);
    }
}
