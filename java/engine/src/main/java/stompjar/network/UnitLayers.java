package stompjar.network;

import java.util.List;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.SequentialModel.Convolution;
import stompjar.capture.SequentialModel.Dense;
import stompjar.capture.SequentialModel.Layer;
import stompjar.capture.SequentialModel.Nonlinear;
import stompjar.capture.SequentialModel.Recurrent;
import stompjar.capture.SequentialModel.Scaling;
import stompjar.simd.Alignment;
import stompjar.simd.GateWeights;
import stompjar.simd.Kernels;

/** The layers of a {@link Sequential} network, but for the recurrent ones. */
final class UnitLayers {
    private UnitLayers() { }

    /** @param before the layer before, whose output a dense layer reads where it is, and an LSTM as it is; or null */
    static UnitLayer of(Layer layer, UnitLayer before, Kernels kernels, ArenaPlan plan) {
        boolean doubled = before != null && before.doubled();
        if (layer instanceof Dense d) {
            int input = before == null ? run(plan, d.inputs()) : before.output();
            float[] matrix = d.matrix().clone();
            for (int i = 0; doubled && i < matrix.length; i++) {
                matrix[i] *= 0.5f;
            }
            return d.outputs() == 1 ? new Sum(input, matrix, d.bias()[0], kernels, plan)
                    : new Matrix(input, d.inputs(), d.outputs(), matrix, d.bias(), kernels, plan);
        }
        if (layer instanceof Convolution c) {
            return new Dilated(c, kernels, plan);
        }
        if (layer instanceof Recurrent r) {
            return r.cell() == Cell.LSTM ? new LstmLayer(r, doubled, kernels, plan) : new GatedLayer(r, kernels, plan);
        }
        if (layer instanceof Scaling s) {
            return new Scale(s, plan);
        }
        return new Function((Nonlinear) layer, kernels, plan);
    }

    private static int run(ArenaPlan plan, int channels) {
        return plan.floats(Alignment.up(channels) + Alignment.LINE);
    }

    /** A dense layer, column by column. */
    private static final class Matrix extends Step implements UnitLayer {
        private final Kernels kernels;
        private final int input;
        private final int output;
        private final float[] bias;
        private final GateWeights weights;

        /** @param matrix {@code [outputs][inputs]} */
        Matrix(int input, int inputs, int outputs, float[] matrix, float[] bias, Kernels kernels, ArenaPlan plan) {
            this.kernels = kernels;
            this.input = input;
            int rows = (outputs + 4 * Kernels.UNITS - 1) / (4 * Kernels.UNITS) * 4 * Kernels.UNITS;
            this.bias = new float[Alignment.FIRST + rows];
            System.arraycopy(bias, 0, this.bias, Alignment.FIRST, outputs);
            weights = new GateWeights(rows, inputs | 1, kernels);
            for (int o = 0; o < outputs; o++) {
                for (int i = 0; i < inputs; i++) {
                    weights.set(o, i, matrix[o * inputs + i]);
                }
            }
            output = UnitLayers.run(plan, rows);
        }

        @Override
        public int input() {
            return input;
        }

        @Override
        public int output() {
            return output;
        }

        @Override
        public void addSteps(List<Step> program) {
            program.add(this);
        }

        @Override
        void run(float[] a, int position, int frames) {
            kernels.gates(a, bias, Alignment.FIRST, weights, input, output);
        }
    }

    /** A dense layer with one output. */
    private static final class Sum extends Step implements UnitLayer {
        private final Kernels kernels;
        private final int input;
        private final int output;
        private final float[] weights;
        private final float bias;

        Sum(int input, float[] matrix, float bias, Kernels kernels, ArenaPlan plan) {
            this.kernels = kernels;
            this.input = input;
            this.bias = bias;
            weights = java.util.Arrays.copyOf(matrix, (matrix.length + 3) & -4);
            output = UnitLayers.run(plan, 1);
        }

        @Override
        public int input() {
            return input;
        }

        @Override
        public int output() {
            return output;
        }

        @Override
        public void addSteps(List<Step> program) {
            program.add(this);
        }

        @Override
        void run(float[] a, int position, int frames) {
            a[output] = bias + kernels.dot(a, input, weights, 0, weights.length);
        }
    }

    /** A causal convolution: a ring of past frames, of which those that meet a tap are laid side by side for a product. */
    private static final class Dilated extends Step implements UnitLayer {
        private final Matrix product;
        private final int inputs;
        private final int taps;
        private final int dilation;
        private final int input;
        private final int ring;
        private final int length;
        /** In the arena, as a float, because it is state: the frame of the ring that is written next. */
        private final int clock;

        Dilated(Convolution layer, Kernels kernels, ArenaPlan plan) {
            inputs = layer.inputs();
            taps = layer.taps();
            dilation = layer.dilation();
            length = layer.reach() + 1;
            float[] matrix = new float[layer.kernel().length];
            for (int o = 0; o < layer.outputs(); o++) {
                for (int i = 0; i < inputs; i++) {
                    for (int k = 0; k < taps; k++) {
                        matrix[o * inputs * taps + k * inputs + i] = layer.kernel()[(o * inputs + i) * taps + k];
                    }
                }
            }
            product = new Matrix(UnitLayers.run(plan, inputs * taps), inputs * taps, layer.outputs(), matrix, layer.bias(), kernels, plan);
            input = UnitLayers.run(plan, inputs);
            ring = plan.floats(length * inputs);
            clock = plan.floats(1);
        }

        @Override
        public int input() {
            return input;
        }

        @Override
        public int output() {
            return product.output();
        }

        @Override
        public void addSteps(List<Step> program) {
            program.add(this);
            program.add(product);
        }

        @Override
        void run(float[] a, int position, int frames) {
            int now = (int) a[clock];
            System.arraycopy(a, input, a, ring + now * inputs, inputs);
            for (int k = 0; k < taps; k++) {
                int frame = now - (taps - 1 - k) * dilation;
                System.arraycopy(a, ring + (frame < 0 ? frame + length : frame) * inputs, a, product.input + k * inputs, inputs);
            }
            a[clock] = now + 1 == length ? 0 : now + 1;
        }

        @Override
        public boolean steady(float[] a) {
            for (int i = inputs; i < length * inputs; i++) {
                if (Float.floatToRawIntBits(a[ring + i]) != Float.floatToRawIntBits(a[ring + i - inputs])) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void stepBack(float[] a) {
            a[clock] = a[clock] == 0 ? length - 1 : a[clock] - 1;
        }
    }

    private static final class Scale extends Step implements UnitLayer {
        private final float[] factor;
        private final float[] offset;
        private final int at;

        Scale(Scaling layer, ArenaPlan plan) {
            factor = layer.factor();
            offset = layer.offset();
            at = UnitLayers.run(plan, factor.length);
        }

        @Override
        public int input() {
            return at;
        }

        @Override
        public int output() {
            return at;
        }

        @Override
        public void addSteps(List<Step> program) {
            program.add(this);
        }

        @Override
        void run(float[] a, int position, int frames) {
            for (int i = 0; i < factor.length; i++) {
                a[at + i] = a[at + i] * factor[i] + offset[i];
            }
        }
    }

    private static final class Function extends Step implements UnitLayer {
        private final Nonlinearity nonlinearity;
        private final int channels;
        private final int at;

        Function(Nonlinear layer, Kernels kernels, ArenaPlan plan) {
            nonlinearity = new Nonlinearity(layer.activation(), kernels);
            channels = layer.inputs();
            at = UnitLayers.run(plan, channels);
        }

        @Override
        public int input() {
            return at;
        }

        @Override
        public int output() {
            return at;
        }

        @Override
        public void addSteps(List<Step> program) {
            program.add(this);
        }

        @Override
        void run(float[] a, int position, int frames) {
            nonlinearity.run(a, at, channels, 1);
        }
    }
}
