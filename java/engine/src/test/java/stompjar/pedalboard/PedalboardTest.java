package stompjar.pedalboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stompjar.TestBlocks;
import stompjar.TestCaptures;
import stompjar.TestLayers;
import stompjar.capture.Capture;
import stompjar.capture.FirModel;
import stompjar.capture.Knob;
import stompjar.capture.Model;
import stompjar.capture.SequentialModel.Cell;

class PedalboardTest {
    private static final int FRAMES = 20_000;

    private static Capture capture(String family, double rate) {
        Model model = switch (family) {
            case "lstm" -> TestCaptures.lstm(16, 1, 2, 3);
            case "wavenet" -> TestCaptures.feather(2);
            case "film" -> TestCaptures.filmed(TestCaptures.feather(2), 1);
            case "morph" -> TestBlocks.morph2();
            case "gru" -> TestLayers.recurrent(Cell.GRU, 12, 1, 2, true, 5);
            case "layers" -> TestLayers.any(5, 1, 4);
            case "long-impulse-response" -> TestCaptures.fir(3_000, 1);
            default -> TestBlocks.every().stream().filter(m -> m.family().equals(family)).findFirst().orElseThrow();
        };
        return TestCaptures.capture(model, rate);
    }

    private static Pedalboard board(Capture capture, double rate, int channels) {
        Pedalboard board = new Pedalboard(rate, channels);
        board.install(Pedalboard.PEDAL, capture);
        board.reset(false);
        return board;
    }

    private static float[][] process(Pedalboard board, float[] parameters, float[][] input, int block, Random random) {
        float[][] output = new float[input.length][input[0].length];
        for (int at = 0; at < input[0].length;) {
            int frames = Math.min(input[0].length - at, random == null ? block : random.nextInt(4_097));
            float[][] audio = new float[input.length][frames];
            for (int c = 0; c < input.length; c++) {
                System.arraycopy(input[c], at, audio[c], 0, frames);
            }
            board.process(audio, frames, parameters);
            for (int c = 0; c < input.length; c++) {
                System.arraycopy(audio[c], 0, output[c], at, frames);
            }
            at += frames;
        }
        return output;
    }

    /** It stays silent from the first bad frame on, whatever the blocks, until the next start. */
    @Test
    void whatBlowsUpIsSilentUntilTheNextReset() {
        Capture capture = TestCaptures.pedal(new FirModel(new float[] {1e6f}, 0));
        float[][] input = new float[2][4_000];
        for (int t = 0; t < 4_000; t++) {
            input[0][t] = t < 1_001 ? 1e-6f : 0.5f;
            input[1][t] = t < 2_000 ? input[0][t] : 1e-6f;
        }
        Pedalboard board = board(capture, 48_000, 2);
        float[][] expected = process(board, Parameters.defaults(), input, 64, null);
        assertEquals(1, expected[0][1_000], 1e-3);
        for (int t = 1_001; t < 4_000; t++) {
            assertEquals(0, expected[0][t]);
            assertEquals(0, expected[1][t]);
        }
        assertTrue(board.muted(Pedalboard.PEDAL));
        for (int block : new int[] {1, 17, 4_000}) {
            assertArrayEquals(expected, process(board(capture, 48_000, 2), Parameters.defaults(), input, block, null));
        }
        board.reset(false);
        assertFalse(board.muted(Pedalboard.PEDAL));
        assertArrayEquals(expected, process(board, Parameters.defaults(), input, 64, null));
    }

    @ParameterizedTest
    @CsvSource({"wavenet, 48000, 1", "wavenet, 44100, 2", "lstm, 48000, 2", "lstm, 44100, 1", "wavenet, 8000, 1", "lstm, 192000, 1"})
    void givesTheSameBitsForAnyBlockSize(String family, double hostRate, int channels) {
        Capture capture = capture(family, 48_000);
        float[] parameters = Parameters.defaults();
        parameters[Parameters.DRIVE] = 0.8f;
        parameters[Parameters.MIX] = 0.7f;
        parameters[Parameters.INPUT] = 3;
        float[][] input = new float[channels][];
        Arrays.setAll(input, c -> TestCaptures.guitar(FRAMES, c));
        float[][] whole = process(board(capture, hostRate, channels), parameters, input, 512, null);
        for (int block : new int[] {1, 17, 64, 4096}) {
            assertArrayEquals(whole, process(board(capture, hostRate, channels), parameters, input, block, null), "block " + block);
        }
        assertArrayEquals(whole, process(board(capture, hostRate, channels), parameters, input, 0, new Random(1)), "random blocks");
    }

    @ParameterizedTest
    @CsvSource({"wavenet, 48000", "wavenet, 44100", "lstm, 48000", "lstm, 44100", "gain, 48000", "parallel-wiener-hammerstein, 48000",
        "volterra, 48000", "kernel, 48000", "morph, 44100", "film, 44100"})
    void allocatesNothingIn100000Blocks(String family, double hostRate) {
        Pedalboard board = new Pedalboard(hostRate, 2);
        board.load(capture(family, 48_000));
        board.reset(false);
        assertEquals(0, new AudioThread().bytesAllocated(board, 100_000));
    }

    /** On the way, networks of channels that have been alike share their work: nobody must hear of that. */
    @ParameterizedTest
    @CsvSource({"wavenet, 48000", "lstm, 44100", "gru, 48000", "layers, 48000", "gain, 48000", "kernel, 48000", "morph, 44100", "long-impulse-response, 48000"})
    void eachChannelSoundsAsItWouldAlone(String family, double hostRate) {
        Capture capture = capture(family, 48_000);
        float[][] input = {TestCaptures.guitar(FRAMES, 1), TestCaptures.guitar(FRAMES, 1)};
        System.arraycopy(TestCaptures.guitar(FRAMES, 2), FRAMES / 2, input[1], FRAMES / 2, FRAMES / 2);
        for (float[] parameters : List.of(Parameters.defaults(), moved())) {
            float[][] both = process(board(capture, hostRate, 2), parameters, input, 64, null);
            for (int c = 0; c < 2; c++) {
                float[][] alone = process(board(capture, hostRate, 1), parameters, new float[][] {input[c]}, 64, null);
                assertArrayEquals(alone[0], both[c], "channel " + c);
            }
        }
    }

    private static float[] moved() {
        float[] parameters = Parameters.defaults();
        parameters[Parameters.DRIVE] = 0.9f;
        parameters[Parameters.TONE] = 0.2f;
        return parameters;
    }

    @ParameterizedTest
    @CsvSource({"48000, 48000", "44100, 48000", "96000, 44100", "44100, 192000", "192000, 44100", "8000, 48000"})
    void dryIsDelayedByTheReportedLatencyAndWetAgreesWithIt(double hostRate, double modelRate) {
        // A network that passes its input: one layer array, head of the first channel's condition through a tiny tanh.
        Capture wire = TestCaptures.capture(Wire.model(), modelRate);
        Pedalboard board = board(wire, hostRate, 1);
        float[] parameters = Parameters.defaults();
        float[][] input = {new float[FRAMES]};
        for (int t = 0; t < FRAMES; t++) {
            double seconds = t / hostRate;
            input[0][t] = (float) (0.5 * Math.sin(2 * Math.PI * 441 * seconds) + 0.3 * Math.sin(2 * Math.PI * 3000 * seconds));
        }
        float[] wet = process(board, parameters, input, 64, null)[0];
        parameters[Parameters.MIX] = 0;
        board.reset(false);
        float[] dry = process(board, parameters, input, 64, null)[0];
        int latency = board.latencyFrames();
        assertEquals(hostRate == modelRate, latency == 0);
        assertArrayEquals(Arrays.copyOf(input[0], FRAMES - latency), Arrays.copyOfRange(dry, latency, FRAMES));
        double esr = TestCaptures.esr(dry, wet, 4_000);
        assertTrue(esr < 1e-8, "wet against dry: ESR " + esr);
    }

    @Test
    void badAudioComesOutFiniteAndTheSoundReturns() {
        Capture capture = capture("lstm", 44_100);
        float[] good = TestCaptures.guitar(FRAMES, 1);
        float[] bad = good.clone();
        float[] poison = {Float.NaN, Float.POSITIVE_INFINITY, -Float.MAX_VALUE, Float.MIN_VALUE, 1e30f};
        for (int i = 0; i < 500; i++) {
            bad[1_000 + i] = poison[i % poison.length];
        }
        float[] expected = process(board(capture, 48_000, 1), Parameters.defaults(), new float[][] {good}, 64, null)[0];
        float[] actual = process(board(capture, 48_000, 1), Parameters.defaults(), new float[][] {bad}, 64, null)[0];
        for (float y : actual) {
            assertTrue(Math.abs(y) <= Pedalboard.CEILING, "output " + y);
        }
        assertTrue(TestCaptures.esr(expected, actual, 12_000) < 1e-6, "the network did not recover");
    }

    @Test
    void anotherCaptureComesInWithoutAClick() {
        Pedalboard board = board(capture("wavenet", 48_000), 48_000, 1);
        float[][] silence = {new float[64]};
        float[] out = new float[200 * 64];
        for (int block = 0; block < 200; block++) {
            if (block == 100) {
                board.install(Pedalboard.PEDAL, capture("lstm", 48_000));
            }
            Arrays.fill(silence[0], 0);
            board.process(silence, 64, Parameters.defaults());
            System.arraycopy(silence[0], 0, out, block * 64, 64);
        }
        float before = out[100 * 64 - 1];
        float after = out[out.length - 1];
        assertNotEquals(before, after, "both captures sound alike at rest: the test says nothing");
        float largest = 0;
        for (int t = 1; t < out.length; t++) {
            largest = Math.max(largest, Math.abs(out[t] - out[t - 1]));
        }
        assertTrue(largest < 0.01 * Math.abs(after - before), "a step of " + largest);
    }

    @Test
    void aKnobThatJumpsDoesNotClick() {
        Pedalboard board = board(capture("lstm", 48_000), 48_000, 1);
        float[] parameters = Parameters.defaults();
        float[] out = new float[100 * 64];
        float[][] audio = {new float[64]};
        for (int block = 0; block < 100; block++) {
            parameters[Parameters.DRIVE] = block < 50 ? 0 : 1;
            parameters[Parameters.OUTPUT] = block < 50 ? 0 : -12;
            Arrays.fill(audio[0], 0);
            board.process(audio, 64, parameters);
            System.arraycopy(audio[0], 0, out, block * 64, 64);
        }
        float travel = Math.abs(out[out.length - 1] - out[0]);
        for (int t = 1; t < out.length; t++) {
            assertTrue(Math.abs(out[t] - out[t - 1]) < 0.05 * travel, "a step of " + (out[t] - out[t - 1]) + " in a travel of " + travel);
        }
    }

    @Test
    void withoutACaptureTheDrySignalPasses() {
        float[][] input = {TestCaptures.guitar(2_000, 1)};
        assertArrayEquals(input[0], process(new Pedalboard(48_000, 1), Parameters.defaults(), input, 100, null)[0]);
    }

    @Test
    void bypassPassesTheInputBitForBit() {
        Pedalboard board = board(capture("wavenet", 44_100), 48_000, 1);
        float[] parameters = Parameters.defaults();
        parameters[Parameters.BYPASS] = 1;
        float[][] input = {TestCaptures.guitar(5_000, 1)};
        float[] out = process(board, parameters, input, 64, null)[0];
        int latency = board.latencyFrames();
        assertArrayEquals(Arrays.copyOf(input[0], 5_000 - latency), Arrays.copyOfRange(out, latency, 5_000));
    }

    @Test
    void knobsFindTheirParameters() {
        Pedalboard board = board(capture("wavenet", 48_000), 48_000, 1);
        assertEquals(Parameters.DRIVE, board.parameterOf("drive"));
        assertEquals(Parameters.TONE, board.parameterOf("tone"));
        assertEquals(-1, board.parameterOf("fuzz"));
    }

    @Test
    void aTaperBendsTheTravelOfItsKnob() {
        Capture plain = TestCaptures.capture(TestCaptures.feather(1), 48_000);
        Capture tapered = new Capture("stomp", "tapered", 48_000, List.of(new Knob("drive", 0, 1, 0.5, 2)), plain.model(), plain.metadata());
        float[][] input = {TestCaptures.guitar(3_000, 1)};
        float[] parameters = Parameters.defaults();
        parameters[Parameters.DRIVE] = 0.25f;
        float[] there = process(board(plain, 48_000, 1), parameters, input, 64, null)[0];
        parameters[Parameters.DRIVE] = 0.5f;
        float[] bent = process(board(tapered, 48_000, 1), parameters, input, 64, null)[0];
        assertArrayEquals(there, bent);
        assertFalse(Arrays.equals(bent, process(board(plain, 48_000, 1), parameters, input, 64, null)[0]));
    }

    @Test
    void absurdRatesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Pedalboard(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Pedalboard(100, 1));
        assertThrows(IllegalArgumentException.class, () -> new Pedalboard(48_000, 3));
    }
}
