package stompjar.pedalboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stompjar.TestBlocks;
import stompjar.TestCaptures;
import stompjar.TestSignals;
import stompjar.capture.Capture;
import stompjar.capture.Knob;
import stompjar.capture.LevelledModel;
import stompjar.capture.Metadata;

/** What the pedalboard makes of the levels that captures state and of the knobs that they have, or lack. */
class LevelsAndKnobsTest {
    private static final int FRAMES = 20_000;

    private static Capture wire(Double loudness, Double inputLevel, Double outputLevel) {
        return new Capture("nam", "wire", 48_000, List.of(), Wire.model(), new Metadata(loudness, inputLevel, outputLevel, null, Map.of()));
    }

    @Test
    void normalisingBringsTheLastThatPlaysToTheSameLoudness() {
        float[] in = TestSignals.sine(441, 48_000, 4_000);
        BoardPlayer one = new BoardPlayer(48_000, 1, wire(-24.0, null, null));
        assertEquals(0, TestSignals.gain(in, one.play(64, in)[0], 0), 1e-6);
        assertEquals(6, TestSignals.gain(in, one.set(0, Parameters.NORMALISE, 1).play(64, in)[0], 0), 1e-4);
        assertEquals(0, TestSignals.gain(in, new BoardPlayer(48_000, 1, wire(null, null, null)).set(0, Parameters.NORMALISE, 1).play(64, in)[0], 0), 1e-6);
        BoardPlayer two = new BoardPlayer(48_000, 1, wire(-24.0, null, null), wire(-15.0, null, null)).set(0, Parameters.NORMALISE, 1);
        assertEquals(-3, TestSignals.gain(in, two.play(64, in)[0], 0), 1e-4);
        assertEquals(6, TestSignals.gain(in, two.set(0, Parameters.AMP_ON, 0).play(64, in)[0], 0), 1e-4);
    }

    @Test
    void calibrationGivesEachCaptureItsLevels() {
        float[] in = TestSignals.sine(441, 48_000, 4_000);
        BoardPlayer player = new BoardPlayer(48_000, 1, wire(null, 18.0, 15.0)).set(0, Parameters.CALIBRATE, 1);
        // In by 12 − 18 dB, out by 15 − 12.
        assertEquals(-3, TestSignals.gain(in, player.play(64, in)[0], 0), 1e-4);
        assertEquals(-3, TestSignals.gain(in, player.set(0, Parameters.INTERFACE_LEVEL, 14).play(64, in)[0], 0), 1e-4);
        assertEquals(0, TestSignals.gain(in, new BoardPlayer(48_000, 1, wire(null, null, null)).set(0, Parameters.CALIBRATE, 1).play(64, in)[0], 0), 1e-6);
        // A loudness that is wanted comes before the level that the device gave.
        BoardPlayer both = new BoardPlayer(48_000, 1, wire(-20.0, 18.0, 15.0)).set(0, Parameters.CALIBRATE, 1).set(0, Parameters.NORMALISE, 1);
        assertEquals(-6 + 2, TestSignals.gain(in, both.play(64, in)[0], 0), 1e-4);
    }

    @Test
    void aCaptureWithoutKnobsGetsADriveAtTheSameLoudnessAndATilt() {
        Capture soft = TestCaptures.capture(TestBlocks.waveshaper(), 48_000);
        float[] in = TestSignal.plucks(48_000);
        float[] neutral = new BoardPlayer(48_000, 1, soft).play(64, in)[0];
        double[] loudness = {power(neutral), 0, 0};
        for (int i = 1; i < 3; i++) {
            float[] driven = new BoardPlayer(48_000, 1, soft).set(0, Parameters.DRIVE, i - 1).play(64, in)[0];
            assertEquals(loudness[0], power(driven), 0.1, "dB at drive " + (i - 1));
            assertTrue(TestCaptures.esr(neutral, driven, 0) > 1e-4, "drive does nothing");
        }
        Capture wire = TestCaptures.capture(Wire.model(), 48_000);
        float[] dark = new BoardPlayer(48_000, 1, wire).set(0, Parameters.TONE, 0).play(64, TestSignals.sine(10_000, 48_000, FRAMES))[0];
        // 9 dB less what the first-order split lets by of the lows.
        assertEquals(-8.13, TestSignals.gain(TestSignals.sine(10_000, 48_000, FRAMES), dark, 2_000), 0.05);
        // The amp's first two knobs do the same, once they are moved.
        float[] amp = new BoardPlayer(48_000, 1, null, wire).set(0, Parameters.AMP_KNOBS + 1, 0).set(0, Parameters.TONE, 1)
                .play(64, TestSignals.sine(10_000, 48_000, FRAMES))[0];
        assertArrayEquals(dark, amp);
    }

    /** dB, without the mean. */
    private static double power(float[] x) {
        double sum = 0;
        double squares = 0;
        for (float v : x) {
            sum += v;
            squares += (double) v * v;
        }
        return 10 * Math.log10(squares / x.length - sum / x.length * (sum / x.length));
    }

    @Test
    void knobsFollowTheCapturesDefaultUntilTheyAreMoved() {
        String[] names = {"gain", "presence", "level", "bias", "sag", "bright", "depth", "resonance"};
        Capture capture = TestCaptures.pedal(TestCaptures.lstm(8, 1, 8, 3), names);
        KnobMap pedal = new KnobMap(capture.knobs(), Pedalboard.PEDAL);
        int[] places = Arrays.stream(names).mapToInt(pedal::parameterOf).toArray();
        assertArrayEquals(new int[] {Parameters.DRIVE, Parameters.TONE, Parameters.LEVEL, 19, 20, 21, 22, 23}, places);
        names[2] = "master";
        KnobMap full = new KnobMap(TestCaptures.pedal(TestCaptures.lstm(8, 1, 8, 3), names).knobs(), Pedalboard.PEDAL);
        assertEquals(Parameters.LEVEL, full.parameterOf("resonance"));
        KnobMap amp = new KnobMap(capture.knobs(), Pedalboard.AMP);
        assertEquals(Parameters.AMP_KNOBS + 7, amp.parameterOf("resonance"));
        float[] parameters = Parameters.defaults();
        assertEquals(0.4f, pedal.coordinate(3, parameters));
        parameters[Parameters.MORE_KNOBS] = 0;
        assertEquals(0, pedal.coordinate(3, parameters));
        parameters[Parameters.MORE_KNOBS] = Float.NaN;
        assertEquals(0.4f, pedal.coordinate(3, parameters));
        assertEquals(0.4f, new KnobMap(capture.knobs(), Pedalboard.CAB).coordinate(0, parameters));
        assertFalse(amp.substitutes() || new KnobMap(List.of(), Pedalboard.CAB).substitutes());
        assertTrue(new KnobMap(List.of(), Pedalboard.AMP).substitutes());
    }

    @Test
    void aLevelOfThePedalIsNotAppliedTwice() {
        float[] in = TestCaptures.guitar(9_600, 1);
        // x / (1 + 6 (1 - x)) is an eighth at noon.
        Capture pedal = new Capture("stomp", "wire", 48_000, List.of(new Knob("level", 0, 1, 0.5, 6)), new LevelledModel(Wire.model(), 8), Metadata.NONE);
        float[] noon = new BoardPlayer(48_000, 1, pedal).play(64, in)[0];
        assertArrayEquals(in, noon, 1e-6f);
        BoardPlayer turned = new BoardPlayer(48_000, 1, pedal).set(0, Parameters.LEVEL, 1).set(4_800, Parameters.LEVEL, 0);
        float[] out = turned.play(0, in)[0];
        for (int n = 0; n < 4_800; n++) {
            assertEquals(8 * in[n], out[n], 1e-5f);
        }
        for (int n = 4_800 + 960; n < out.length; n++) {
            assertEquals(0, out[n], 1e-9f);
        }
    }
}
