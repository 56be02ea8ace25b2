package stompjar.pedalboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stompjar.TestBlocks;
import stompjar.TestCaptures;
import stompjar.TestLayers;
import stompjar.TestSignals;
import stompjar.capture.Model;
import stompjar.capture.SequentialModel;
import stompjar.network.Network;
import stompjar.network.Networks;
import stompjar.simd.Kernels;

class RestTest {
    private static final int FRAMES = 96_000;
    private static final int KNOB_TURNS = 70_000;

    private static Model model(String family) {
        return switch (family) {
            case "lstm" -> TestCaptures.lstm(12, 1, 2, 3);
            case "lstm-stack" -> TestCaptures.lstm(8, 2, 2, 3);
            case "lstm-layers" -> TestCaptures.lstm(24, 2, 2, 3);
            case "wavenet" -> TestCaptures.feather(2);
            case "morph" -> TestBlocks.morph2();
            case "sequential" -> TestLayers.recurrent(SequentialModel.Cell.GRU, 8, 1, 1, true, 3);
            case "fir" -> TestCaptures.fir(3_000, 1);
            default -> TestBlocks.every().stream().filter(m -> m.family().equals(family)).findFirst().orElseThrow();
        };
    }

    /** Plays, rests, a knob moves in the silence, rests, plays, and rests on a constant. */
    private static float[] input() {
        float[] in = new float[FRAMES];
        System.arraycopy(TestCaptures.guitar(10_000, 1), 0, in, 0, 10_000);
        System.arraycopy(TestCaptures.guitar(10_000, 2), 0, in, 40_000, 10_000);
        Arrays.fill(in, 80_000, FRAMES, 0.01f);
        return in;
    }

    /** @return whether it came to rest in silence */
    private static boolean play(Model model, float[] out, boolean spares, Random blocks) {
        Network network = Networks.of(model, Kernels.best());
        float[] knobs = new float[(model.inputs() - 1) * Network.MAX_FRAMES];
        network.prewarm(new float[model.inputs() - 1]);
        Rest rest = new Rest(network);
        float[] input = input();
        float[] in = new float[Network.MAX_FRAMES];
        float[] some = new float[Network.MAX_FRAMES];
        boolean rested = false;
        for (int at = 0; at < FRAMES;) {
            int turn = at < KNOB_TURNS ? KNOB_TURNS : FRAMES;
            int frames = Math.min(turn - at, blocks == null ? Network.MAX_FRAMES : 1 + blocks.nextInt(Network.MAX_FRAMES));
            System.arraycopy(input, at, in, 0, frames);
            if (at == KNOB_TURNS) {
                Arrays.fill(knobs, 0.7f);
            }
            if (!spares || !rest.holds(in, at == KNOB_TURNS && knobs.length > 0, some, frames)) {
                network.process(in, knobs, some, frames);
                rest.played(some, frames);
            }
            rested |= spares && rest.resting() && at > 11_000 && at < 40_000;
            System.arraycopy(some, 0, out, at, frames);
            at += frames;
        }
        return rested;
    }

    @ParameterizedTest
    @CsvSource({"lstm", "lstm-stack", "lstm-layers", "wavenet", "morph", "fir", "sequential", "gain", "waveshaper", "wiener", "hammerstein", "wiener-hammerstein",
        "parallel-wiener-hammerstein", "volterra", "kernel"})
    void aSparedNetworkSoundsBitForBitAsOneThatRunsOn(String family) {
        float[] expected = new float[FRAMES];
        play(model(family), expected, false, null);
        for (Random blocks : new Random[] {null, new Random(1), new Random(2)}) {
            float[] actual = new float[FRAMES];
            boolean rests = play(model(family), actual, true, blocks);
            // A recurrent network may circle through a few roundings for ever, and then must run.
            assertTrue(rests || family.startsWith("lstm") || family.equals("sequential"), family + " does not come to rest");
            assertArrayEquals(expected, actual);
        }
        for (float y : expected) {
            assertTrue(TestSignals.normal(y), "denormal " + y);
        }
    }

    @Test
    void recurrentNetworksThatStandStillAreSpared() {
        int spared = 0;
        for (int seed = 1; seed <= 8; seed++) {
            spared += play(TestCaptures.lstm(12, 1, 2, seed), new float[FRAMES], true, null) ? 1 : 0;
            spared += play(TestLayers.recurrent(SequentialModel.Cell.GRU, 8, 1, 1, true, seed), new float[FRAMES], true, null) ? 1 : 0;
        }
        assertTrue(spared >= 4, "only " + spared + " of 16 came to rest");
    }

    @Test
    void anyChangeEndsTheRest() {
        Network network = Networks.of(TestCaptures.feather(0), Kernels.best());
        network.prewarm(new float[0]);
        Rest rest = new Rest(network);
        float[] in = new float[Network.MAX_FRAMES];
        float[] out = new float[Network.MAX_FRAMES];
        for (int i = 0; i < 200; i++) {
            if (!rest.holds(in, false, out, 64)) {
                network.process(in, in, out, 64);
                rest.played(out, 64);
            }
        }
        assertTrue(rest.resting());
        assertTrue(rest.holds(in, false, out, 10));
        assertFalse(rest.holds(in, true, out, 10));
        assertFalse(rest.resting());
    }

    /** How much that saves is a measurement; that it saves is certain when the network is not called. */
    @ParameterizedTest
    @ValueSource(doubles = {48_000, 44_100})
    void aSilentPedalboardSparesItsNetworks(double rate) {
        Pedalboard board = new Pedalboard(rate, 2);
        board.install(Pedalboard.PEDAL, TestCaptures.capture(TestCaptures.feather(2), 48_000));
        board.reset(false);
        float[][] audio = new float[2][64];
        float[] guitar = TestCaptures.guitar(64, 1);
        audio[0] = guitar.clone();
        board.process(audio, 64, Parameters.defaults());
        assertFalse(board.resting());
        for (int block = 0; block < 400; block++) {
            Arrays.fill(audio[0], 0);
            Arrays.fill(audio[1], 0);
            board.process(audio, 64, Parameters.defaults());
        }
        assertTrue(board.resting());
        // One channel is enough.
        audio[1][63] = 1e-3f;
        board.process(audio, 64, Parameters.defaults());
        Arrays.fill(audio[1], 0);
        board.process(audio, 64, Parameters.defaults());
        board.process(audio, 64, Parameters.defaults());
        assertFalse(board.resting());
    }

    private static Pedalboard dressed(double rate, int channels) {
        Pedalboard board = new Pedalboard(rate, channels);
        board.install(Pedalboard.PEDAL, TestCaptures.capture(TestCaptures.feather(2), 48_000));
        board.install(Pedalboard.CAB, TestCaptures.capture(TestCaptures.fir(1_000, 1), 44_100));
        return board;
    }

    /** In the reference silence is not zero but below what the pedalboard hears: that one never stands still. */
    @ParameterizedTest
    @CsvSource({"48000, 1, false", "44100, 2, false", "192000, 1, true", "48000, 2, true", "88200, 1, true", "44099, 1, false"})
    void aPedalboardThatStandsStillSoundsBitForBitAsOneThatRunsOn(double rate, int channels, boolean filters) {
        Pedalboard runs = dressed(rate, channels);
        Pedalboard stands = dressed(rate, channels);
        float[] parameters = Parameters.defaults();
        parameters[Parameters.MIX] = 0.7f;
        parameters[Parameters.GATE] = -50;
        if (filters) {
            parameters[Parameters.BASS] = 4;
            parameters[Parameters.LOW_CUT] = 80;
            parameters[Parameters.HIGH_CUT] = 6_000;
        }
        runs.reset(false);
        stands.reset(false);
        Random blocks = new Random(3);
        int stood = 0;
        boolean standing = false;
        for (int turn = 0; turn < 12; turn++) {
            int length = turn % 2 == 0 ? 4_000 : (int) (2 * rate);
            float[] in = turn % 2 == 0 ? TestCaptures.guitar(length, turn) : new float[length];
            parameters[Parameters.OUTPUT] = turn == 5 ? 3 : 0;
            if (turn == 7) {
                runs.clear(Pedalboard.CAB);
                stands.clear(Pedalboard.CAB);
            }
            for (int at = 0; at < length;) {
                // A knob that moves in the middle of a silence wakes it.
                parameters[Parameters.TREBLE] = turn == 9 && at > 1.5 * rate ? 5 : 0;
                int frames = Math.min(length - at, 1 + blocks.nextInt(300));
                float[][] expected = new float[channels][];
                float[][] actual = new float[channels][];
                for (int c = 0; c < channels; c++) {
                    actual[c] = Arrays.copyOfRange(in, at, at + frames);
                    expected[c] = actual[c].clone();
                    for (int t = 0; t < frames; t++) {
                        expected[c][t] = expected[c][t] == 0 ? 1e-20f : expected[c][t];
                    }
                }
                runs.process(expected, frames, parameters);
                stands.process(actual, frames, parameters);
                assertArrayEquals(expected, actual, "turn " + turn + ", frame " + at);
                stood += stands.still() && !standing ? 1 : 0;
                standing = stands.still();
                assertFalse(runs.still());
                at += frames;
            }
        }
        assertTrue(stood >= 6, "it stood still " + stood + " times");
    }

    @Test
    void aSlotThatIsSwitchedOffComesToRestWhileTheGuitarPlays() {
        Pedalboard board = new Pedalboard(48_000, 1);
        board.install(Pedalboard.PEDAL, TestCaptures.capture(TestCaptures.feather(2), 48_000));
        board.reset(false);
        float[] parameters = Parameters.defaults();
        parameters[Parameters.PEDAL_ON] = 0;
        float[] guitar = TestCaptures.guitar(25_600, 1);
        for (int block = 0; block < 400; block++) {
            float[][] audio = {Arrays.copyOfRange(guitar, block * 64, block * 64 + 64)};
            board.process(audio, 64, parameters);
            assertArrayEquals(Arrays.copyOfRange(guitar, block * 64, block * 64 + 64), audio[0]);
        }
        assertTrue(board.resting());
    }
}
