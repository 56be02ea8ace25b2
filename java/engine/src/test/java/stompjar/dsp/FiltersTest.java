package stompjar.dsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stompjar.TestCaptures;
import stompjar.TestSignals;

/** Tone stack, tilt and cuts: what all of them promise, and what each does to a sine. */
class FiltersTest {
    private static final int RATE = 48_000;
    private static final int RAMP = 960;
    private static final int MAX = 64;

    /** A filter with one number to turn; the number means the same all through a call. */
    private interface Filter {
        void process(float[][] audio, int frames, float value, boolean snap);
    }

    private static Filter filter(String kind) {
        return switch (kind) {
            case "bass", "middle", "treble" -> {
                ToneStack stack = new ToneStack(RATE, 1, RAMP, MAX);
                yield (audio, frames, value, snap) -> {
                    stack.aim(kind.equals("bass") ? value : 0, kind.equals("middle") ? value : 0, kind.equals("treble") ? value : 0, snap);
                    stack.process(audio, frames);
                };
            }
            case "tilt" -> {
                Tilt tilt = new Tilt(RATE, 1, RAMP, MAX);
                yield (audio, frames, value, snap) -> {
                    tilt.aim(0.5f + value / 24, snap);
                    tilt.process(audio, frames);
                };
            }
            default -> {
                CutFilter cut = new CutFilter(kind.equals("lowCut"), RATE, 1, RAMP, MAX);
                yield (audio, frames, value, snap) -> {
                    cut.aim(100 * Math.max(1, value), value != 0, snap);
                    cut.process(audio, frames);
                };
            }
        };
    }

    /** @param values one for each stretch of 3 000 frames, the last for the rest; {@code blocks} below 0 are random */
    private static float[] play(String kind, float[] in, int blocks, float... values) {
        Filter filter = filter(kind);
        Random random = new Random(3);
        float[] out = in.clone();
        for (int at = 0; at < in.length;) {
            int stretch = Math.min(values.length - 1, at / 3_000);
            int end = stretch == values.length - 1 ? in.length : (stretch + 1) * 3_000;
            int frames = Math.min(end - at, blocks < 0 ? 1 + random.nextInt(MAX) : blocks);
            float[][] audio = {Arrays.copyOfRange(out, at, at + frames)};
            filter.process(audio, frames, values[stretch], at == 0);
            System.arraycopy(audio[0], 0, out, at, frames);
            at += frames;
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bass", "middle", "treble", "tilt", "lowCut", "highCut"})
    void atRestTheInputPassesBitForBit(String kind) {
        float[] in = TestCaptures.guitar(12_000, 1);
        in[100] = -0f;
        assertArrayEquals(in, play(kind, in, 64, 0));
        // Also after it was elsewhere.
        float[] out = play(kind, in, 64, 6, 0);
        int back = 3_000 + RAMP;
        assertArrayEquals(Arrays.copyOfRange(in, back, in.length), Arrays.copyOfRange(out, back, in.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bass", "middle", "treble", "tilt", "lowCut", "highCut"})
    void theBitsDoNotDependOnBlocks(String kind) {
        float[] in = TestCaptures.guitar(15_000, 1);
        float[] values = {0, 7, 0, -3, 12};
        float[] whole = play(kind, in, 64, values);
        assertArrayEquals(whole, play(kind, in, 1, values));
        assertArrayEquals(whole, play(kind, in, -1, values));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bass", "middle", "treble", "tilt", "lowCut", "highCut"})
    void jumpsDoNotClick(String kind) {
        float[] in = TestSignals.sine(100, RATE, 15_000);
        float[] out = play(kind, in, 64, 0, 12, 0, 3, 9);
        float loudest = 0;
        for (float y : out) {
            loudest = Math.max(loudest, Math.abs(y));
        }
        // A sine of 100 Hz moves by 0.0131 of its peak in a frame; a ramp over 960 frames adds a thousandth of the travel.
        float step = TestSignals.largestStep(out, 0);
        assertTrue(step < 0.0131f * Math.max(0.5f, loudest) + 2 * loudest / RAMP, "a step of " + step + " at a peak of " + loudest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bass", "middle", "treble", "tilt", "lowCut", "highCut"})
    void silenceIsReachedWithoutDenormals(String kind) {
        float[] in = new float[3 * RATE];
        System.arraycopy(TestCaptures.guitar(RATE / 2, 1), 0, in, 0, RATE / 2);
        float[] out = play(kind, in, 64, 9);
        for (float y : out) {
            assertTrue(TestSignals.normal(y), "denormal " + y);
        }
        assertEquals(0, out[out.length - 1]);
    }

    @ParameterizedTest
    @CsvSource({"bass, 10, 12, 12, 0.2", "bass, 10, -12, -12, 0.3", "bass, 8000, 12, 0, 0.2", "middle, 600, 9, 9, 0.1", "middle, 600, -12, -12, 0.1",
        "middle, 20, 9, 0, 0.3", "treble, 16000, 12, 12, 0.3", "treble, 50, 12, 0, 0.2", "tilt, 10, 12, -9, 0.2", "tilt, 15000, 12, 9, 0.2",
        "tilt, 20, -12, 9, 0.2", "lowCut, 100, 1, -3.01, 0.05", "lowCut, 25, 1, -24.1, 0.2", "lowCut, 5000, 1, 0, 0.05",
        "highCut, 5000, 50, -3.01, 0.05", "highCut, 15000, 50, -25.8, 0.2", "highCut, 100, 50, 0, 0.05"})
    void sinesGetTheGainsThatTheControlSays(String kind, double hertz, float value, double decibels, double tolerance) {
        float[] in = TestSignals.sine(hertz, RATE, 2 * RATE);
        assertEquals(decibels, TestSignals.gain(in, play(kind, in, 64, value), RATE), tolerance);
    }

    @Test
    void decibelsAreExactAtUnityAndBounded() {
        assertEquals(1f, Decibels.gain(0));
        assertEquals(2, Decibels.gain(6.0206f), 1e-5);
        assertTrue(Decibels.gain(Float.POSITIVE_INFINITY) < 1_001);
        assertTrue(Decibels.gain(Float.NEGATIVE_INFINITY) > 0);
    }
}
