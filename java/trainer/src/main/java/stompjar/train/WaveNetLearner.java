package stompjar.train;

import static stompjar.train.RowKernels.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import stompjar.capture.Model;
import stompjar.capture.WaveNetModel;
import stompjar.capture.WaveNetModel.LayerArray;

/**
 * Learns an A1-shaped WaveNet (van den Oord 2016; Wright, Damskägg, Välimäki 2019; Atkinson's NAM): ungated tanh layers; condition =
 * audio, the modulation signal if there is one, and the knobs.
 *
 * <p>Parameters are flat in the order of {@link WaveNetModel}, without the head scale, which is fixed; with films those of a layer follow its
 * last bias ({@link Films}). While learning, audio is scaled and knobs are centred ({@link Scaling}); {@link #export} folds both into the weights.
 */
final class WaveNetLearner implements Learner {
    /** Windows of 0.28 s at 44.1 kHz; shorter ones waste more on the warm-up, longer ones make fewer steps. */
    private static final int FRAMES = steps(12_348);
    /** After the same CPU time, 4 gave 0.035 % ESR where 8 gave 0.08 % and 16 0.23 %; 2 was no better and keeps only two threads busy. */
    private static final int BATCH = 4;

    /** A layer's place: in its array, in the flat parameters and in time. */
    record Layer(int array, int index, int dilation, int conv, int bias, int mixin, int out, int outBias, int film, int start, int end) {
    }

    final List<LayerArray> arrays;
    final List<Layer> layers;
    /** Offsets of each array's rechannel and head. */
    final int[] rechannel;
    final int[] head;
    final int signals;
    final int knobs;
    final Scaling scaling;
    final int frames;
    /** First frame of a row that counts; the frames before it are warm-up. */
    final int outStart;
    /** Whether knobs scale what a layer sees; else they only shift it. */
    final boolean film;
    private final int parameters;

    /**
     * @param modulated whether the condition has a modulation signal, too
     * @param film      whether knobs, where there are any, are to scale what a layer sees
     * @param frames    frames of a passage that count, a multiple of {@link RowKernels#STEP}
     */
    WaveNetLearner(List<LayerArray> arrays, boolean modulated, boolean film, Scaling scaling, int frames) {
        this.arrays = arrays;
        this.signals = modulated ? 2 : 1;
        this.knobs = arrays.get(0).conditionSize() - signals;
        this.film = film && knobs > 0;
        this.scaling = scaling;
        this.frames = frames;
        this.layers = new ArrayList<>();
        this.rechannel = new int[arrays.size()];
        this.head = new int[arrays.size()];
        int at = 0;
        int start = 0;
        for (int a = 0; a < arrays.size(); a++) {
            LayerArray array = arrays.get(a);
            int c = array.channels();
            rechannel[a] = at;
            at += c * array.inputSize();
            for (int l = 0; l < array.dilations().length; l++) {
                int conv = at;
                int bias = conv + c * c * array.kernelSize();
                int mixin = bias + c;
                int out = mixin + c * array.conditionSize();
                int outBias = out + c * c;
                int films = outBias + c;
                at = films + (this.film ? c * knobs : 0);
                int end = start + steps((array.kernelSize() - 1) * array.dilations()[l]);
                layers.add(new Layer(a, l, array.dilations()[l], conv, bias, mixin, out, outBias, films, start, end));
                start = end;
            }
            head[a] = at;
            at += array.headSize() * c + (array.headBias() ? array.headSize() : 0);
        }
        this.outStart = start;
        this.parameters = at;
    }

    /**
     * Of the wet audio's RMS; as NAM's head scale of 0.02. The head sums many layers, so small weights reach far: 0.05 learned a Tube
     * Screamer slightly better than 0.2 in 500 steps (1.7 against 2.0 % ESR).
     */
    private static final float HEAD_SCALE = 0.1f;

    static WaveNetLearner of(int channels1, int channels2, boolean film, int knobs, boolean modulated, Scaling scaling) {
        return new WaveNetLearner(a1(channels1, channels2, 1 + knobs + (modulated ? 1 : 0)), modulated, film,
                new Scaling(scaling.input(), scaling.output() * HEAD_SCALE), FRAMES);
    }

    /** NAM's A1 shapes: 16 × 8 is its standard one; the smaller ones share other dilations. */
    static List<LayerArray> a1(int channels1, int channels2, int condition) {
        int[] octaves = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
        boolean standard = channels1 >= 16;
        int[] first = standard ? octaves : new int[] {1, 2, 4, 8, 16, 32, 64};
        int[] second = standard ? octaves : new int[] {128, 256, 512, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
        return List.of(
                new LayerArray(1, condition, channels1, channels2, 3, first, WaveNetModel.Activation.TANH, false, false),
                new LayerArray(channels1, condition, channels2, 1, 3, second, WaveNetModel.Activation.TANH, false, true));
    }

    /** PyTorch's default for convolutions, uniform within ±1/√(inputs of a row), with which NAM starts; films begin without any effect. */
    @Override
    public void initialise(float[] p, RandomGenerator random) {
        for (int a = 0; a < arrays.size(); a++) {
            LayerArray array = arrays.get(a);
            int c = array.channels();
            fill(p, rechannel[a], c * array.inputSize(), array.inputSize(), random);
            fill(p, head[a], array.headSize() * c + (array.headBias() ? array.headSize() : 0), c, random);
        }
        for (Layer layer : layers) {
            LayerArray array = arrays.get(layer.array);
            int c = array.channels();
            fill(p, layer.conv, layer.mixin - layer.conv, c * array.kernelSize(), random);
            fill(p, layer.mixin, layer.out - layer.mixin, array.conditionSize(), random);
            fill(p, layer.out, c * c + c, c, random);
        }
    }

    private static void fill(float[] p, int from, int count, int inputs, RandomGenerator random) {
        float bound = (float) (1 / Math.sqrt(inputs));
        for (int i = from; i < from + count; i++) {
            p[i] = (2 * random.nextFloat() - 1) * bound;
        }
    }

    @Override
    public List<WeightMatrix> matrices() {
        List<WeightMatrix> matrices = new ArrayList<>();
        for (int a = 0; a < arrays.size(); a++) {
            LayerArray array = arrays.get(a);
            int c = array.channels();
            int outs = array.headSize();
            matrices.add(WeightMatrix.of(c, rechannel[a], array.inputSize()));
            matrices.add(array.headBias() ? WeightMatrix.of(outs, head[a], c, head[a] + outs * c, 1) : WeightMatrix.of(outs, head[a], c));
        }
        for (Layer layer : layers) {
            LayerArray array = arrays.get(layer.array);
            int c = array.channels();
            matrices.add(WeightMatrix.of(c, layer.conv, c * array.kernelSize(), layer.mixin, array.conditionSize(), layer.bias, 1));
            matrices.add(WeightMatrix.of(c, layer.out, c, layer.outBias, 1));
            if (film) {
                matrices.add(WeightMatrix.of(c, layer.film, knobs));
            }
        }
        return matrices;
    }

    @Override
    public Model export(float[] p) {
        float[] weights = java.util.Arrays.copyOf(p, parameters + 1);
        weights[parameters] = scaling.output();
        for (int i = 0; i < arrays.get(0).channels(); i++) {
            weights[rechannel[0] + i] *= scaling.input();
        }
        for (Layer layer : layers) {
            int condition = signals + knobs;
            for (int o = 0; o < arrays.get(layer.array).channels(); o++) {
                int mixin = layer.mixin + o * condition;
                weights[mixin] *= scaling.input();
                for (int k = 1; k < condition; k++) {
                    // m·(2·knob − 1) = 2m·knob − m, for the modulation signal, too
                    weights[layer.bias + o] -= p[mixin + k];
                    weights[mixin + k] = 2 * p[mixin + k];
                }
            }
        }
        return film ? Films.model(this, weights) : new WaveNetModel(arrays, weights);
    }

    @Override
    public Worker worker(LossWeights loss) {
        return new WaveNetWorker(this, loss);
    }

    @Override
    public int parameters() {
        return parameters;
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public int units() {
        return BATCH;
    }

    @Override
    public int frames() {
        return frames;
    }

    @Override
    public int passagesInARow() {
        return 1;
    }

    @Override
    public int playFrames() {
        return frames;
    }
}
