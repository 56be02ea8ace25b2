package stompjar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import stompjar.capture.Capture;
import stompjar.capture.FirModel;
import stompjar.capture.FullWaveNetModel;
import stompjar.capture.Knob;
import stompjar.capture.LstmModel;
import stompjar.capture.Metadata;
import stompjar.capture.Model;
import stompjar.capture.WaveNetModel;
import stompjar.capture.WaveNetModel.Activation;
import stompjar.capture.WaveNetModel.LayerArray;

/** Random captures with the sizes of real ones, the same for a seed. */
public final class TestCaptures {
    private TestCaptures() { }

    public static Capture capture(Model model, double rate) {
        List<Knob> knobs = new ArrayList<>();
        String[] names = {"drive", "tone", "level"};
        for (int k = 0; k < model.inputs() - 1; k++) {
            knobs.add(new Knob(names[k], 0, 1, 0.5));
        }
        return new Capture("stomp", "random " + model.family(), rate, knobs, model, Metadata.NONE);
    }

    /** At 48 kHz, with these knobs, at 0.4. */
    public static Capture pedal(Model model, String... knobs) {
        return new Capture("stomp", "pedal", 48_000, Arrays.stream(knobs).map(name -> new Knob(name, 0, 1, 0.4)).toList(), model, Metadata.NONE);
    }

    /** The shape of a "feather" WaveNet, and smaller or odder ones. */
    public static WaveNetModel waveNet(int channels1, int channels2, int knobs, boolean gated, Activation activation, long seed) {
        List<LayerArray> arrays = List.of(
                new LayerArray(1, 1 + knobs, channels1, channels2, 3, new int[] {1, 2, 4, 8, 16, 32, 64}, activation, gated, false),
                new LayerArray(channels1, 1 + knobs, channels2, 1, 3, new int[] {128, 1, 2, 40}, activation, gated, true));
        int count = (int) arrays.stream().mapToLong(LayerArray::weightCount).sum() + 1;
        float[] weights = weights(count, 0.6f, seed);
        weights[count - 1] = 0.3f;
        return new WaveNetModel(arrays, weights);
    }

    /** The same with films, as the trainer learns them: knobs scale what goes into each activation. */
    public static FullWaveNetModel filmed(WaveNetModel plain, long seed) {
        Map<FullWaveNetModel.Place, FullWaveNetModel.Film> films = Map.of(FullWaveNetModel.Place.ACTIVATION_PRE, new FullWaveNetModel.Film(false, 1));
        float[] from = plain.weights();
        float[] to = new float[from.length + plain.arrays().stream().mapToInt(a -> a.dilations().length * a.convRows() * (1 + a.conditionSize())).sum()];
        int read = 0;
        int written = 0;
        for (LayerArray a : plain.arrays()) {
            int rows = a.convRows();
            int before = a.channels() * a.inputSize();
            for (int layer = 0; layer < a.dilations().length; layer++) {
                int count = before + rows * (a.channels() * a.kernelSize() + 1 + a.conditionSize()) + a.channels() * (a.channels() + 1);
                System.arraycopy(from, read, to, written, count);
                read += count;
                written += count;
                before = 0;
                float[] film = weights(rows * (1 + a.conditionSize()), 0.5f, seed + written);
                for (int row = 0; row < rows; row++) {
                    film[row * a.conditionSize()] = 0;
                    film[rows * a.conditionSize() + row] += 1;
                }
                System.arraycopy(film, 0, to, written, film.length);
                written += film.length;
            }
            int head = a.headSize() * (a.channels() + (a.headBias() ? 1 : 0));
            System.arraycopy(from, read, to, written, head);
            read += head;
            written += head;
        }
        to[written] = from[read];
        return new FullWaveNetModel(plain.arrays().stream().map(a -> FullWaveNetModel.of(a, films)).toList(), null, null, to);
    }

    public static WaveNetModel feather(int knobs) {
        return waveNet(8, 4, knobs, false, Activation.TANH, 1);
    }

    public static LstmModel lstm(int hidden, int layers, int knobs, long seed) {
        int count = LstmModel.layerOffset(layers, 1 + knobs, hidden) + hidden + 1;
        return new LstmModel(1 + knobs, hidden, layers, 2048, weights(count, (float) (1.6 / Math.sqrt(hidden)), seed));
    }

    public static FirModel fir(int taps, long seed) {
        return new FirModel(weights(taps, (float) (1 / Math.sqrt(taps)), seed), 0.01f);
    }

    private static float[] weights(int count, float size, long seed) {
        Random random = new Random(seed);
        float[] w = new float[count];
        for (int i = 0; i < count; i++) {
            w[i] = size * (2 * random.nextFloat() - 1);
        }
        return w;
    }

    /** Something like a guitar: decaying plucks with a little noise. */
    public static float[] guitar(int frames, long seed) {
        Random random = new Random(seed);
        float[] x = new float[frames];
        double phase = 0;
        for (int t = 0; t < frames; t++) {
            double inPluck = (t % 9_600) / 9_600.0;
            double pitch = 82.4 * (1 + (t / 9_600) % 5);
            phase += 2 * Math.PI * pitch / 48_000;
            x[t] = (float) (0.5 * Math.exp(-4 * inPluck) * (Math.sin(phase) + 0.4 * Math.sin(2.003 * phase)) + 0.001 * random.nextGaussian());
        }
        return x;
    }

    /** Error-to-signal ratio, no pre-emphasis. */
    public static double esr(float[] target, float[] output, int from) {
        double error = 0;
        double signal = 0;
        for (int t = from; t < target.length; t++) {
            double d = target[t] - output[t];
            error += d * d;
            signal += (double) target[t] * target[t];
        }
        return error / signal;
    }
}
