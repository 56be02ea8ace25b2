package stompjar.network;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.DoubleStream;
import stompjar.capture.Activation;
import stompjar.capture.SequentialModel;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.SequentialModel.Convolution;
import stompjar.capture.SequentialModel.Dense;
import stompjar.capture.SequentialModel.Layer;
import stompjar.capture.SequentialModel.Nonlinear;
import stompjar.capture.SequentialModel.Recurrent;
import stompjar.capture.SequentialModel.Scaling;

/** Sequential models in doubles, straight from their definition. */
final class SequentialOracle {
    /** State of one layer: h and c, or past inputs, the newest first. */
    private static final class State {
        private final double[] h;
        private final double[] c;
        private final Deque<double[]> past = new ArrayDeque<>();

        State(int size) {
            h = new double[size];
            c = new double[size];
        }
    }

    private SequentialOracle() { }

    static float[] play(SequentialModel model, float[][] inputs) {
        State[] states = model.layers().stream().map(l -> new State(l.outputs())).toArray(State[]::new);
        float[] y = new float[inputs[0].length];
        for (int t = 0; t < y.length; t++) {
            double[] x = new double[model.inputs()];
            for (int i = 0; i < x.length; i++) {
                x[i] = inputs[i][t];
            }
            x[0] *= model.inputGain();
            double dry = x[0];
            for (int l = 0; l < states.length; l++) {
                x = step(model.layers().get(l), x, states[l]);
            }
            y[t] = (float) (model.outputGain() * (x[0] + (model.skip() ? dry : 0)));
        }
        return y;
    }

    private static double[] step(Layer layer, double[] x, State state) {
        if (layer instanceof Dense d) {
            return sum(product(d.matrix(), x, d.outputs()), d.bias());
        }
        if (layer instanceof Scaling s) {
            double[] y = new double[x.length];
            Arrays.setAll(y, i -> x[i] * s.factor()[i] + s.offset()[i]);
            return y;
        }
        if (layer instanceof Convolution c) {
            return convolution(c, x, state);
        }
        if (layer instanceof Nonlinear n) {
            double[] y = new double[x.length];
            Arrays.setAll(y, i -> n.activation().function() == Activation.Function.SOFTMAX
                    ? Math.exp(x[i]) / DoubleStream.of(x).map(Math::exp).sum() : DoubleOracle.activation(n.activation(), i, x[i]));
            return y;
        }
        return recurrent((Recurrent) layer, x, state);
    }

    private static double[] convolution(Convolution c, double[] x, State state) {
        state.past.addFirst(x);
        double[][] past = state.past.toArray(double[][]::new);
        if (past.length > c.reach()) {
            state.past.removeLast();
        }
        double[] y = new double[c.outputs()];
        for (int o = 0; o < y.length; o++) {
            y[o] = c.bias()[o];
            for (int k = 0; k < c.taps(); k++) {
                int back = (c.taps() - 1 - k) * c.dilation();
                for (int i = 0; back < past.length && i < x.length; i++) {
                    y[o] += c.kernel()[(o * x.length + i) * c.taps() + k] * past[back][i];
                }
            }
        }
        return y;
    }

    private static double[] recurrent(Recurrent r, double[] x, State s) {
        int h = r.outputs();
        double[] w = sum(product(r.kernel(), x, r.cell().gates() * h), r.kernelBias());
        double[] u = sum(product(r.recurrent(), s.h, r.cell().gates() * h), r.recurrentBias());
        for (int i = 0; i < h; i++) {
            if (r.cell() == Cell.LSTM) {
                s.c[i] = sigmoid(w[h + i] + u[h + i]) * s.c[i] + sigmoid(w[i] + u[i]) * Math.tanh(w[2 * h + i] + u[2 * h + i]);
                s.h[i] = sigmoid(w[3 * h + i] + u[3 * h + i]) * Math.tanh(s.c[i]);
            } else if (r.cell() == Cell.GRU) {
                double n = Math.tanh(w[2 * h + i] + sigmoid(w[i] + u[i]) * u[2 * h + i]);
                double z = sigmoid(w[h + i] + u[h + i]);
                s.h[i] = (1 - z) * n + z * s.h[i];
            } else {
                s.h[i] = Math.tanh(w[i] + u[i]);
            }
        }
        return s.h.clone();
    }

    private static double[] product(float[] matrix, double[] x, int rows) {
        double[] y = new double[rows];
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < x.length; i++) {
                y[r] += matrix[r * x.length + i] * x[i];
            }
        }
        return y;
    }

    private static double[] sum(double[] a, float[] b) {
        Arrays.setAll(a, i -> a[i] + b[i]);
        return a;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
