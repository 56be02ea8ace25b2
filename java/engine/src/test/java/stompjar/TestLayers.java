package stompjar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import stompjar.capture.Activation;
import stompjar.capture.Activation.Function;
import stompjar.capture.SequentialModel;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.SequentialModel.Convolution;
import stompjar.capture.SequentialModel.Dense;
import stompjar.capture.SequentialModel.Layer;
import stompjar.capture.SequentialModel.Nonlinear;
import stompjar.capture.SequentialModel.Recurrent;
import stompjar.capture.SequentialModel.Scaling;

/** Random sequential models, the same for a seed. */
public final class TestLayers {
    private static final Function[] PLAIN = {Function.TANH, Function.SIGMOID, Function.RELU, Function.ELU, Function.SOFTMAX, Function.SILU,
        Function.HARDSWISH, Function.SOFTSIGN, Function.HARDTANH};

    private final Random random;
    private final List<Layer> layers = new ArrayList<>();
    private int width;

    private TestLayers(int inputs, long seed) {
        random = new Random(seed);
        width = inputs;
    }

    /** {@code count} recurrent layers and a dense one. */
    public static SequentialModel recurrent(Cell cell, int hidden, int count, int knobs, boolean skip, long seed) {
        TestLayers t = new TestLayers(1 + knobs, seed);
        for (int l = 0; l < count; l++) {
            t.recurrent(cell, hidden);
        }
        t.dense(1);
        return new SequentialModel(1 + knobs, t.layers, skip, 1, 1, 0);
    }

    /** {@code count} layers of any kind in any order, and a dense one. */
    public static SequentialModel any(int count, int knobs, long seed) {
        TestLayers t = new TestLayers(1 + knobs, seed);
        for (int l = 0; l < count; l++) {
            int next = 1 + t.random.nextInt(19);
            switch (t.random.nextInt(6)) {
                case 0 -> t.dense(next);
                case 1 -> t.layers.add(t.convolution(next, 1 + t.random.nextInt(5), 1 + t.random.nextInt(9)));
                case 2 -> t.recurrent(Cell.values()[t.random.nextInt(3)], next);
                case 3 -> t.layers.add(new Scaling(t.weights(t.width, 1.5f), t.weights(t.width, 0.2f)));
                case 4 -> t.layers.add(new Nonlinear(t.width, Activation.of(PLAIN[t.random.nextInt(PLAIN.length)])));
                default -> t.layers.add(new Nonlinear(t.width, new Activation(Function.PRELU, t.slopes())));
            }
        }
        t.dense(1);
        return new SequentialModel(1 + knobs, t.layers, t.random.nextBoolean(), 0.5f + t.random.nextFloat(), 0.5f + t.random.nextFloat(), 500);
    }

    private List<Float> slopes() {
        List<Float> slopes = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            slopes.add(random.nextFloat());
        }
        return slopes;
    }

    private void dense(int outputs) {
        layers.add(new Dense(width, outputs, weights(width * outputs, 1.5f / (float) Math.sqrt(width)), weights(outputs, 0.3f)));
        width = outputs;
    }

    private Convolution convolution(int outputs, int taps, int dilation) {
        Convolution c = new Convolution(width, outputs, taps, dilation, weights(width * outputs * taps, 1.5f / (float) Math.sqrt(width * taps)),
                weights(outputs, 0.3f));
        width = outputs;
        return c;
    }

    private void recurrent(Cell cell, int hidden) {
        int rows = cell.gates() * hidden;
        float size = (float) (1.2 / Math.sqrt(hidden));
        layers.add(new Recurrent(cell, width, hidden, weights(rows * width, size), weights(rows * hidden, size), weights(rows, size), weights(rows, size)));
        width = hidden;
    }

    private float[] weights(int count, float size) {
        float[] w = new float[count];
        for (int i = 0; i < count; i++) {
            w[i] = size * (2 * random.nextFloat() - 1);
        }
        return w;
    }

    /** All the layers of {@code model} in words, for a failing test. */
    public static String words(SequentialModel model) {
        return Arrays.toString(model.layers().stream().map(l -> l.getClass().getSimpleName() + ' ' + l.inputs() + '→' + l.outputs()).toArray());
    }
}
