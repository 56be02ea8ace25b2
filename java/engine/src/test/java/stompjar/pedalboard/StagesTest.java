package stompjar.pedalboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stompjar.TestBlocks;
import stompjar.TestCaptures;
import stompjar.TestSignals;
import stompjar.capture.Capture;
import stompjar.capture.FirModel;
import stompjar.capture.Knob;
import stompjar.capture.LstmModel;
import stompjar.capture.Metadata;
import stompjar.capture.Model;
import stompjar.capture.StereoFirModel;
import stompjar.network.Network;
import stompjar.network.Networks;
import stompjar.simd.Kernels;
import stompjar.dsp.WindowedSinc;

/** What the stages of the pedalboard do, each by itself and all together. */
class StagesTest {
    private static final int FRAMES = 20_000;

    private static Capture capture(Model model) {
        return TestCaptures.capture(model, 48_000);
    }

    /** Everything on: three captures, two rates, gate, tone, cuts, levels, all of it moving. */
    private static BoardPlayer everything(double rate, int channels) {
        Capture pedal = TestCaptures.pedal(TestCaptures.lstm(8, 1, 5, 3), "drive", "tone", "level", "presence", "bias");
        Capture amp = new Capture("stomp", "amp", 44_100, List.of(new Knob("gain", 0, 1, 0.3), new Knob("volume", 0.1, 0.9, 0.5)),
                TestCaptures.feather(2), new Metadata(-12.0, 9.0, 6.0, null, Map.of()));
        BoardPlayer player = new BoardPlayer(rate, channels, pedal, amp, capture(TestCaptures.fir(3_000, 1)));
        int[] on = {Parameters.NORMALISE, Parameters.CALIBRATE};
        for (int toggle : on) {
            player.set(0, toggle, 1);
        }
        return player.set(0, Parameters.GATE, -45).set(0, Parameters.BASS, 5).set(0, Parameters.MIDDLE, -4).set(0, Parameters.TREBLE, 3)
                .set(0, Parameters.LOW_CUT, 90).set(0, Parameters.HIGH_CUT, 7_000).set(0, Parameters.AMP_KNOBS, 0.8)
                .set(3_001, Parameters.AMP_KNOBS + 1, 0.2).set(4_000, Parameters.MORE_KNOBS, 0.9).set(5_003, Parameters.BASS, 0)
                .set(6_000, Parameters.MIDDLE, 0).set(6_001, Parameters.TREBLE, 0).set(8_000, Parameters.AMP_ON, 0)
                .set(9_000, Parameters.LOW_CUT, Parameters.LOW_CUT_OFF).set(9_500, Parameters.HIGH_CUT, 3_000).set(10_000, Parameters.CAB_ON, 0)
                .set(11_000, Parameters.TREBLE, 8).set(12_000, Parameters.AMP_ON, 1).set(12_500, Parameters.CAB_ON, 1)
                .set(13_000, Parameters.NORMALISE, 0).set(14_000, Parameters.INTERFACE_LEVEL, 4).set(15_000, Parameters.LOW_CUT, 200)
                .set(15_500, Parameters.TONE_ON, 0)
                .set(15_700, Parameters.GATE_ON, 0).set(15_900, Parameters.GATE_ON, 1).set(16_000, Parameters.GATE, Parameters.GATE_OFF).set(17_000, Parameters.PEDAL_ON, 0).set(18_000, Parameters.GATE, -30)
                .set(18_500, Parameters.TONE_ON, 1).set(18_800, Parameters.GATE_ON, 0);
    }

    private static float[][] input(int channels) {
        float[][] input = new float[channels][];
        Arrays.setAll(input, c -> TestCaptures.guitar(FRAMES, c));
        // A pause within the parameters' journey, in which networks come to rest.
        for (float[] row : input) {
            Arrays.fill(row, 6_500, 10_500, 0);
        }
        return input;
    }

    @ParameterizedTest
    @CsvSource({"48000, 1", "44100, 2", "96000, 1"})
    void withEverythingOnAndMovingTheBitsDoNotDependOnBlocks(double rate, int channels) {
        BoardPlayer player = everything(rate, channels);
        float[][] whole = player.play(512, input(channels));
        for (int block : new int[] {1, 17, 64, 4_096, 0}) {
            assertArrayEquals(whole, player.play(block, input(channels)), "block " + block);
        }
        assertTrue(TestSignals.gain(input(channels)[0], whole[0], 0) > -30, "nothing is heard");
    }

    @Test
    void atTheDefaultsTheOutputIsTheNetworkBitForBit() {
        for (Model model : List.of(TestCaptures.feather(0), TestCaptures.lstm(16, 1, 0, 3), TestBlocks.kernel(1))) {
            float[] in = TestCaptures.guitar(FRAMES, 1);
            Network network = Networks.of(model, Kernels.best());
            network.prewarm(new float[0]);
            float[] expected = new float[FRAMES];
            float[] some = new float[Network.MAX_FRAMES];
            for (int at = 0; at + 64 <= FRAMES; at += 64) {
                network.process(Arrays.copyOfRange(in, at, at + 64), new float[0], some, 64);
                System.arraycopy(some, 0, expected, at, 64);
            }
            float[] actual = new BoardPlayer(48_000, 1, capture(model)).play(512, in)[0];
            for (int t = 0; t + 64 <= FRAMES; t++) {
                assertEquals(expected[t], actual[t] + 0f, model.family() + " at " + t);
            }
        }
    }

    @Test
    void theCabinetIsAPlainConvolution() {
        FirModel room = TestCaptures.fir(700, 4);
        float[] in = TestCaptures.guitar(4_000, 1);
        float[] out = new BoardPlayer(48_000, 1, null, null, capture(room)).play(64, in)[0];
        for (int t = 0; t < in.length; t++) {
            double sum = room.bias();
            for (int i = 0; i <= Math.min(t, 699); i++) {
                sum += (double) room.taps()[i] * in[t - i];
            }
            assertEquals(sum, out[t], 2e-5, "frame " + t);
        }
    }

    /** At the cabinet's rate and at another; a mono track hears the left. */
    @ParameterizedTest
    @ValueSource(ints = {48_000, 44_100})
    void aStereoCabinetHasAResponseForEachChannel(int rate) {
        FirModel left = new FirModel(TestCaptures.fir(700, 4).taps(), 0);
        FirModel right = new FirModel(TestCaptures.fir(700, 5).taps(), 0);
        float[] guitar = TestCaptures.guitar(8_000, 1);
        BoardPlayer stereo = new BoardPlayer(rate, 2, null, null, capture(new StereoFirModel(left, right)));
        float[][] both = stereo.play(64, guitar, guitar);
        for (int c = 0; c < 2; c++) {
            BoardPlayer mono = new BoardPlayer(rate, 1, null, null, capture(c == 0 ? left : right));
            // Of two responses, the one that rings longer before its first tap makes both late.
            int later = stereo.board().latencyFrames() - mono.board().latencyFrames();
            assertTrue(later >= 0);
            float[] heard = Arrays.copyOfRange(both[c], later, guitar.length);
            double esr = TestCaptures.esr(heard, Arrays.copyOf(mono.play(64, guitar)[0], heard.length), 0);
            assertTrue(esr <= (rate == 48_000 ? 0 : 2e-9), "channel " + c + ": ESR " + esr);
        }
        assertArrayEquals(both[0], new BoardPlayer(rate, 1, null, null, capture(new StereoFirModel(left, right))).play(64, guitar)[0]);
    }

    /** What a player loads into a project of another rate is hardly late, and not at all where the response begins softly. */
    @ParameterizedTest
    @CsvSource({"44100, 48000", "48000, 44100", "96000, 48000", "44100, 192000", "192000, 44100"})
    void aCabinetOfAnotherRateIsLateByWhatRingsBeforeItsFirstTap(int host, int rate) {
        float[] sudden = TestCaptures.fir(3_000, 4).taps();
        float[] soft = new float[3_000 + 400];
        System.arraycopy(sudden, 0, soft, 400, 3_000);
        int longest = (int) Math.ceil(WindowedSinc.reach(Math.max(1, (double) rate / host)) * (double) host / rate);
        int late = new BoardPlayer(host, 1, null, null, TestCaptures.capture(new FirModel(sudden, 0), rate)).board().latencyFrames();
        assertTrue(late > 0 && late <= longest, late + " frames of " + longest);
        assertEquals(0, new BoardPlayer(host, 1, null, null, TestCaptures.capture(new FirModel(soft, 0), rate)).board().latencyFrames());
    }

    @Test
    void theTailIsThatOfAllCapturesAndTheLatency() {
        Pedalboard board = new BoardPlayer(44_100, 1, capture(TestCaptures.fir(4_801, 1)), null, capture(TestCaptures.fir(96_001, 2))).board();
        assertEquals(2.1 + board.latencyFrames() / 44_100.0, board.tailSeconds(), 1e-9);
        board.clear(Pedalboard.CAB);
        assertEquals(0.1 + board.latencyFrames() / 44_100.0, board.tailSeconds(), 1e-9);
    }

    @Test
    void pedalAmpAndCabinetComeOneAfterTheOther() {
        Capture pedal = capture(TestCaptures.feather(0));
        Capture amp = capture(TestCaptures.lstm(8, 1, 0, 5));
        Capture cab = capture(TestCaptures.fir(500, 2));
        float[] in = TestCaptures.guitar(FRAMES, 1);
        float[] all = new BoardPlayer(48_000, 1, pedal, amp, cab).play(64, in)[0];
        float[] first = new BoardPlayer(48_000, 1, pedal).play(64, in)[0];
        float[] second = new BoardPlayer(48_000, 1, amp).play(64, first)[0];
        float[] third = new BoardPlayer(48_000, 1, null, null, cab).play(64, second)[0];
        assertTrue(TestCaptures.esr(third, all, 0) < 1e-10);
    }

    @ParameterizedTest
    @ValueSource(ints = {Parameters.PEDAL_ON, Parameters.AMP_ON, Parameters.CAB_ON})
    void switchesDoNotClickAndOffPassesWhatComesIn(int toggle) {
        Capture[] slots = new Capture[3];
        // Inverts: between on and off the signal crosses zero, and a step would be a large one.
        slots[toggle - Parameters.PEDAL_ON] = capture(new FirModel(new float[] {-1}, 0));
        float[] in = TestSignals.sine(60, 48_000, FRAMES);
        float[] out = new BoardPlayer(48_000, 1, slots).set(5_000, toggle, 0).set(10_000, toggle, 1).play(64, in)[0];
        assertTrue(TestSignals.largestStep(out, 0) < 1.05 * TestSignals.largestStep(in, 0) + 2 * 0.5 / 960);
        assertArrayEquals(Arrays.copyOfRange(in, 6_000, 10_000), Arrays.copyOfRange(out, 6_000, 10_000));
        for (int t = 11_000; t < FRAMES; t++) {
            assertEquals(-in[t], out[t]);
        }
    }

    @Test
    void theToneStackIsSwitchedWithoutAClickAndOffPassesWhatComesIn() {
        float[] in = TestSignals.sine(60, 48_000, FRAMES);
        float[] on = new BoardPlayer(48_000, 1).set(0, Parameters.BASS, -9).set(0, Parameters.TREBLE, 6).play(64, in)[0];
        float[] out = new BoardPlayer(48_000, 1).set(0, Parameters.BASS, -9).set(0, Parameters.TREBLE, 6)
                .set(5_000, Parameters.TONE_ON, 0).set(10_000, Parameters.TONE_ON, 1).play(64, in)[0];
        assertTrue(TestSignals.largestStep(out, 1_000) < 1.05 * TestSignals.largestStep(in, 0) + 0.5 / 960);
        assertArrayEquals(Arrays.copyOf(on, 5_000), Arrays.copyOf(out, 5_000));
        assertArrayEquals(Arrays.copyOfRange(in, 6_000, 10_000), Arrays.copyOfRange(out, 6_000, 10_000));
        assertTrue(TestCaptures.esr(on, out, FRAMES - 2_000) < 1e-6, "it does not come back");
    }

    @Test
    void theGateIsSwitchedWithoutAClickAndOffPassesWhatComesIn() {
        float[] in = TestSignals.sine(60, 48_000, FRAMES);
        // Below the threshold by far.
        for (int t = 0; t < FRAMES; t++) {
            in[t] *= 0.01f;
        }
        float[] out = new BoardPlayer(48_000, 1).set(0, Parameters.GATE, -20).set(5_000, Parameters.GATE_ON, 0).set(10_000, Parameters.GATE_ON, 1).play(64, in)[0];
        assertArrayEquals(new float[5_000], Arrays.copyOf(out, 5_000));
        assertArrayEquals(Arrays.copyOfRange(in, 5_200, 10_000), Arrays.copyOfRange(out, 5_200, 10_000));
        assertArrayEquals(new float[2_000], Arrays.copyOfRange(out, FRAMES - 2_000, FRAMES));
        // It opens within 2 ms.
        assertTrue(TestSignals.largestStep(out, 0) < 1.05 * TestSignals.largestStep(in, 0) + 0.005 / 90);
    }

    @Test
    void whatSwitchesAndDialsDoToASilenceWithAnOffsetIsARamp() {
        // An LSTM's output at rest is a constant: everything that moves it without a ramp is a step.
        Capture pedal = new Capture("nam", "p", 48_000, List.of(), TestCaptures.lstm(8, 1, 0, 4), new Metadata(-6.0, 4.0, 20.0, null, Map.of()));
        int[] moved = {Parameters.NORMALISE, Parameters.CALIBRATE, Parameters.BASS, Parameters.MIDDLE, Parameters.TREBLE, Parameters.DRIVE, Parameters.TONE,
            Parameters.LOW_CUT, Parameters.HIGH_CUT, Parameters.INTERFACE_LEVEL, Parameters.PEDAL_ON};
        double[] to = {1, 1, 12, 12, 12, 1, 0, 300, 2_000, 30, 0};
        for (int i = 0; i < moved.length; i++) {
            float[] out = new BoardPlayer(48_000, 1, pedal).set(0, Parameters.CALIBRATE, moved[i] == Parameters.INTERFACE_LEVEL ? 1 : 0)
                    .set(3_000, moved[i], to[i]).play(64, new float[8_000])[0];
            float offset = Math.abs(out[2_999]);
            assertTrue(offset > 0.01f, "the capture has no offset: the test says nothing");
            float travel = Math.abs(out[out.length - 1] - out[2_999]);
            assertTrue(TestSignals.largestStep(out, 2_000) <= 0.01 * Math.max(offset, travel), "parameter " + moved[i] + " steps");
            // These leave a constant alone, or may.
            boolean quiet = List.of(Parameters.MIDDLE, Parameters.TREBLE, Parameters.HIGH_CUT, Parameters.DRIVE).contains(moved[i]);
            assertTrue(quiet || travel > 0.1 * offset, "parameter " + moved[i] + " travels " + travel);
        }
    }

    @ParameterizedTest
    @CsvSource({"48000, 44100, 96000, 48000", "44100, 48000, 48000, 44100", "48000, 48000, 48000, 48000", "96000, 48000, 44100, 192000"})
    void theLatencyIsTheSumToTheFrame(double rate, double pedal, double amp, double cab) {
        Capture[] wires = {TestCaptures.capture(Wire.model(), pedal), TestCaptures.capture(Wire.model(), amp), TestCaptures.capture(Wire.model(), cab)};
        float[] in = TestSignals.sine(441, rate, FRAMES);
        BoardPlayer player = new BoardPlayer(rate, 1, wires);
        int latency = player.board().latencyFrames();
        int sum = 0;
        for (Capture wire : wires) {
            sum += new BoardPlayer(rate, 1, wire).board().latencyFrames();
        }
        assertEquals(sum, latency);
        float[] dry = new BoardPlayer(rate, 1, wires).set(0, Parameters.MIX, 0).play(64, in)[0];
        assertArrayEquals(Arrays.copyOf(in, FRAMES - latency), Arrays.copyOfRange(dry, latency, FRAMES));
        assertTrue(TestCaptures.esr(dry, player.play(64, in)[0], 6_000) < 1e-8, "wet is not in time");
        // A slot that is off is as late as when it is on.
        BoardPlayer off = new BoardPlayer(rate, 1, wires).set(0, Parameters.AMP_ON, 0).set(0, Parameters.PEDAL_ON, 0).set(0, Parameters.CAB_ON, 0);
        assertArrayEquals(dry, off.play(64, in)[0]);
    }

    @Test
    void noDenormalsWhileEverythingDecays() {
        float[] in = Arrays.copyOf(TestCaptures.guitar(5_000, 1), 3 * 48_000);
        Capture cab = capture(TestCaptures.fir(3_000, 1));
        LstmModel quiet = TestCaptures.lstm(8, 1, 0, 3);
        BoardPlayer player = new BoardPlayer(48_000, 1, capture(Wire.model()), capture(quiet), new Capture("wav", "cab", 48_000, List.of(),
                new FirModel(((FirModel) cab.model()).taps(), 0), Metadata.NONE));
        player.set(0, Parameters.BASS, -7).set(0, Parameters.TREBLE, 7).set(0, Parameters.LOW_CUT, 100).set(0, Parameters.HIGH_CUT, 5_000)
                .set(0, Parameters.DRIVE, 0.3).set(0, Parameters.TONE, 0.8).set(0, Parameters.GATE, -60).set(0, Parameters.AMP_ON, 0);
        float[] out = player.play(64, in)[0];
        for (float y : out) {
            assertTrue(TestSignals.normal(y), "denormal " + y);
        }
        assertEquals(0, out[out.length - 1]);
    }

    @ParameterizedTest
    @CsvSource({"48000", "44100", "192000"})
    void allocatesNothingInSilence(double rate) {
        Pedalboard board = new BoardPlayer(rate, 2, capture(TestCaptures.feather(2)), null, capture(TestCaptures.fir(3_000, 1))).board();
        assertEquals(0, new AudioThread().bytesAllocatedInSilence(board, 20_000));
    }

    @ParameterizedTest
    @CsvSource({"48000", "44100"})
    void allocatesNothingWithEverythingOnAndKnobsMoving(double rate) {
        Pedalboard board = everything(rate, 2).board();
        assertEquals(0, new AudioThread().bytesAllocatedByAll(board, 100_000));
    }
}
