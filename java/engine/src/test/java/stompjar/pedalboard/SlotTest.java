package stompjar.pedalboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stompjar.TestCaptures;
import stompjar.TestSignals;
import stompjar.capture.Capture;
import stompjar.capture.FirModel;
import stompjar.capture.Model;

/** Captures that come and go while a signal plays. */
class SlotTest {
    private static Capture capture(Model model) {
        return TestCaptures.capture(model, 48_000);
    }

    @Test
    void aSlotThatIsEmptiedOrFilledDoesNotClick() {
        Pedalboard board = new BoardPlayer(48_000, 1, capture(new FirModel(new float[] {-1}, 0)), capture(new FirModel(new float[] {0.5f}, 0))).board();
        float[] in = TestSignals.sine(60, 48_000, 64 * 300);
        float[] out = in.clone();
        for (int block = 0; block < 300; block++) {
            if (block == 50) {
                board.clear(Pedalboard.PEDAL);
                board.clear(Pedalboard.AMP);
            } else if (block == 150) {
                board.load(Pedalboard.PEDAL, capture(new FirModel(new float[] {-1}, 0)));
            }
            float[][] audio = {Arrays.copyOfRange(in, block * 64, block * 64 + 64)};
            board.process(audio, 64, Parameters.defaults());
            System.arraycopy(audio[0], 0, out, block * 64, 64);
        }
        assertTrue(TestSignals.largestStep(out, 0) < 1.05 * TestSignals.largestStep(in, 0) + 2 * 0.5 / 960);
        assertEquals(in[100 * 64], out[100 * 64]);
        assertEquals(-in[250 * 64], out[250 * 64]);
    }

    /** What arrives was not there before: it must not answer to the edge of what it hears, not even later. */
    @Test
    void anEchoThatArrivesDoesNotRepeatTheMomentOfItsArrival() {
        float[] echo = new float[2_401];
        echo[2_400] = 1;
        Pedalboard board = new BoardPlayer(48_000, 1, capture(new FirModel(echo, 0))).board();
        float[] in = TestSignals.sine(60, 48_000, 64 * 300);
        float[] out = in.clone();
        for (int block = 0; block < 300; block++) {
            if (block % 61 == 60) {
                board.install(Pedalboard.PEDAL, capture(new FirModel(echo, 0)));
            }
            float[][] audio = {Arrays.copyOfRange(in, block * 64, block * 64 + 64)};
            board.process(audio, 64, Parameters.defaults());
            System.arraycopy(audio[0], 0, out, block * 64, 64);
        }
        assertTrue(TestSignals.largestStep(out, 3_000) < 1.05 * TestSignals.largestStep(in, 0) + 2 * 0.5 / 960,
                TestSignals.largestStep(out, 3_000) + " against " + TestSignals.largestStep(in, 0));
    }

    /** A capture that arrives says nothing at another rate until its converters have filled. */
    @ParameterizedTest
    @CsvSource({"48000, 44100", "44100, 48000", "96000, 48000", "48000, 48000"})
    void aCaptureThatIsReplacedByItsLikeIsHardlyHeard(double rate, double modelRate) {
        Capture wire = TestCaptures.capture(Wire.model(), modelRate);
        Pedalboard board = new BoardPlayer(rate, 1, wire).board();
        float[] in = TestSignals.sine(60, rate, 64 * 300);
        float[] out = in.clone();
        for (int block = 0; block < 300; block++) {
            if (block % 7 == 3) {
                board.install(Pedalboard.PEDAL, wire);
            }
            float[][] audio = {Arrays.copyOfRange(in, block * 64, block * 64 + 64)};
            board.process(audio, 64, Parameters.defaults());
            System.arraycopy(audio[0], 0, out, block * 64, 64);
        }
        assertTrue(TestSignals.largestStep(out, 1_000) < 1.05 * TestSignals.largestStep(in, 0) + 2 * 0.5 / 960,
                TestSignals.largestStep(out, 1_000) + " against " + TestSignals.largestStep(in, 0));
    }
}
