package stompjar.pedalboard;

import java.util.List;
import java.util.Random;
import stompjar.capture.Capture;
import stompjar.capture.FirModel;
import stompjar.capture.LstmModel;
import stompjar.capture.Metadata;
import stompjar.capture.Model;
import stompjar.capture.WaveNetModel;
import stompjar.capture.WaveNetModel.Activation;
import stompjar.capture.WaveNetModel.LayerArray;

/** Small captures of families that players combine, with stated levels, for the warm-up to run beside the one that is to be played. */
final class WarmUpCaptures {
    private static final int HIDDEN = 8;
    /** Enough for partitions of the two smaller sizes. */
    private static final int TAPS = 5_000;
    private static final Metadata LEVELS = new Metadata(-20.0, 10.0, 8.0, null, java.util.Map.of());

    private WarmUpCaptures() { }

    static Capture lstm(double rate) {
        float[] weights = noise(LstmModel.layerOffset(1, 1, HIDDEN) + HIDDEN + 1, 0.3f);
        return capture(new LstmModel(1, HIDDEN, 1, 0, weights), rate);
    }

    static Capture waveNet(double rate) {
        LayerArray array = new LayerArray(1, 1, 4, 1, 3, new int[] {1, 2}, Activation.TANH, false, true);
        return capture(new WaveNetModel(List.of(array), noise((int) array.weightCount() + 1, 0.3f)), rate);
    }

    static Capture cabinet(double rate) {
        return capture(new FirModel(noise(TAPS, 0.01f), 0), rate);
    }

    private static Capture capture(Model model, double rate) {
        return new Capture("stomp", model.family(), rate, List.of(), model, LEVELS);
    }

    private static float[] noise(int count, float size) {
        Random random = new Random(1);
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = size * (2 * random.nextFloat() - 1);
        }
        return weights;
    }
}
