package stompjar.network;

import stompjar.capture.BlockModel;
import stompjar.capture.FirModel;
import stompjar.capture.FullWaveNetModel;
import stompjar.capture.LevelledModel;
import stompjar.capture.LstmModel;
import stompjar.capture.Model;
import stompjar.capture.MorphModel;
import stompjar.capture.SequentialModel;
import stompjar.capture.WaveNetModel;
import stompjar.capture.WaveNetModel.LayerArray;

/** The networks once more, in doubles, one frame at a time, straight from the definition of the format: what the fast ones are held against. */
final class DoubleOracle {
    private DoubleOracle() { }

    /** @param inputs {@code [channel][frame]}: audio, knobs; all histories start at zero */
    static float[] of(Model model, float[][] inputs) {
        if (model instanceof WaveNetModel m) {
            return waveNet(m, inputs);
        }
        if (model instanceof FullWaveNetModel m) {
            double[][] condition = new double[inputs.length][];
            for (int i = 0; i < inputs.length; i++) {
                condition[i] = toDoubles(inputs[i]);
            }
            double[] made = FullWaveNetOracle.play(m, condition)[0];
            float[] y = new float[made.length];
            for (int t = 0; t < y.length; t++) {
                y[t] = (float) made[t];
            }
            return y;
        }
        if (model instanceof SequentialModel m) {
            return SequentialOracle.play(m, inputs);
        }
        if (model instanceof FirModel m) {
            return fir(m, inputs[0]);
        }
        if (model instanceof BlockModel m) {
            return BlockOracle.play(m, inputs[0]);
        }
        if (model instanceof MorphModel m) {
            return BlockOracle.morph(m, inputs);
        }
        if (model instanceof LevelledModel m) {
            float[] y = of(m.model(), java.util.Arrays.copyOf(inputs, inputs.length - 1));
            for (int t = 0; t < y.length; t++) {
                y[t] = (float) ((double) m.gain() * inputs[inputs.length - 1][t] * y[t]);
            }
            return y;
        }
        return lstm((LstmModel) model, inputs);
    }

    private static float[] fir(FirModel m, float[] x) {
        float[] y = new float[x.length];
        for (int t = 0; t < x.length; t++) {
            double sum = m.bias();
            for (int i = 0; i <= t && i < m.taps().length; i++) {
                sum += (double) m.taps()[i] * x[t - i];
            }
            y[t] = (float) sum;
        }
        return y;
    }

    private static float[] waveNet(WaveNetModel model, float[][] inputs) {
        int frames = inputs[0].length;
        float[] w = model.weights();
        int at = 0;
        double[][] x = {toDoubles(inputs[0])};
        double[][] head = null;
        for (LayerArray a : model.arrays()) {
            double[][] v = new double[a.channels()][frames];
            for (int c = 0; c < a.channels(); c++) {
                for (int i = 0; i < a.inputSize(); i++, at++) {
                    for (int t = 0; t < frames; t++) {
                        v[c][t] += w[at] * x[i][t];
                    }
                }
            }
            double[][] sum = head == null ? new double[a.channels()][frames] : head;
            for (int d : a.dilations()) {
                at = layer(a, d, w, at, inputs, v, sum);
            }
            head = new double[a.headSize()][frames];
            for (int o = 0; o < a.headSize(); o++) {
                for (int c = 0; c < a.channels(); c++, at++) {
                    for (int t = 0; t < frames; t++) {
                        head[o][t] += w[at] * sum[c][t];
                    }
                }
            }
            for (int o = 0; a.headBias() && o < a.headSize(); o++, at++) {
                for (int t = 0; t < frames; t++) {
                    head[o][t] += w[at];
                }
            }
            x = v;
        }
        float[] y = new float[frames];
        for (int t = 0; t < frames; t++) {
            y[t] = (float) (head[0][t] * w[at]);
        }
        return y;
    }

    private static int layer(LayerArray a, int dilation, float[] w, int start, float[][] condition, double[][] v, double[][] sum) {
        int frames = v[0].length;
        int rows = a.convRows();
        int convAt = start;
        int biasAt = convAt + rows * a.channels() * a.kernelSize();
        int mixAt = biasAt + rows;
        int outAt = mixAt + rows * a.conditionSize();
        int outBiasAt = outAt + a.channels() * a.channels();
        double[][] act = new double[a.channels()][frames];
        for (int t = 0; t < frames; t++) {
            double[] z = new double[rows];
            for (int r = 0; r < rows; r++) {
                z[r] = w[biasAt + r];
                for (int c = 0; c < a.channels(); c++) {
                    for (int k = 0; k < a.kernelSize(); k++) {
                        int from = t - (a.kernelSize() - 1 - k) * dilation;
                        z[r] += from < 0 ? 0 : w[convAt + (r * a.channels() + c) * a.kernelSize() + k] * v[c][from];
                    }
                }
                for (int i = 0; i < a.conditionSize(); i++) {
                    z[r] += w[mixAt + r * a.conditionSize() + i] * condition[i][t];
                }
            }
            for (int c = 0; c < a.channels(); c++) {
                act[c][t] = switch (a.activation()) {
                    case TANH -> Math.tanh(z[c]);
                    case SIGMOID -> sigmoid(z[c]);
                    case RELU -> Math.max(0, z[c]);
                    case HARDTANH -> Math.max(-1, Math.min(1, z[c]));
                } * (a.gated() ? sigmoid(z[a.channels() + c]) : 1);
                sum[c][t] += act[c][t];
            }
        }
        for (int t = 0; t < frames; t++) {
            for (int c = 0; c < a.channels(); c++) {
                v[c][t] += w[outBiasAt + c];
                for (int i = 0; i < a.channels(); i++) {
                    v[c][t] += w[outAt + c * a.channels() + i] * act[i][t];
                }
            }
        }
        return outBiasAt + a.channels();
    }

    /** From the state in the model. */
    private static float[] lstm(LstmModel m, float[][] inputs) {
        int h = m.hiddenSize();
        float[] w = m.weights();
        double[][] hidden = new double[m.layers()][h];
        double[][] cell = new double[m.layers()][h];
        for (int l = 0; l < m.layers(); l++) {
            int in = l == 0 ? m.inputs() : h;
            int at = LstmModel.layerOffset(l, m.inputs(), h) + 4 * h * (in + h) + 4 * h;
            for (int i = 0; i < h; i++) {
                hidden[l][i] = w[at + i];
                cell[l][i] = w[at + h + i];
            }
        }
        int headAt = LstmModel.layerOffset(m.layers(), m.inputs(), h);
        float[] y = new float[inputs[0].length];
        for (int t = 0; t < y.length; t++) {
            double[] x = new double[m.inputs()];
            for (int i = 0; i < x.length; i++) {
                x[i] = inputs[i][t];
            }
            for (int l = 0; l < m.layers(); l++) {
                x = lstmStep(w, LstmModel.layerOffset(l, m.inputs(), h), x, hidden[l], cell[l]);
            }
            double sum = w[headAt + h];
            for (int i = 0; i < h; i++) {
                sum += w[headAt + i] * x[i];
            }
            y[t] = (float) sum;
        }
        return y;
    }

    private static double[] lstmStep(float[] w, int at, double[] x, double[] hidden, double[] cell) {
        int h = hidden.length;
        int columns = x.length + h;
        double[] z = new double[4 * h];
        for (int r = 0; r < 4 * h; r++) {
            z[r] = w[at + 4 * h * columns + r];
            for (int j = 0; j < columns; j++) {
                z[r] += w[at + r * columns + j] * (j < x.length ? x[j] : hidden[j - x.length]);
            }
        }
        for (int i = 0; i < h; i++) {
            cell[i] = sigmoid(z[h + i]) * cell[i] + sigmoid(z[i]) * Math.tanh(z[2 * h + i]);
            hidden[i] = sigmoid(z[3 * h + i]) * Math.tanh(cell[i]);
        }
        return hidden;
    }

    /** Any but softmax, on channel {@code c}. */
    static double activation(stompjar.capture.Activation a, int c, double x) {
        return switch (a.function()) {
            case IDENTITY -> x;
            case TANH -> Math.tanh(x);
            case SIGMOID -> sigmoid(x);
            case RELU -> Math.max(0, x);
            case LEAKY_RELU -> x < 0 ? a.parameter(0) * x : x;
            case PRELU -> x < 0 ? a.parameter(c % a.parameters().size()) * x : x;
            case HARDTANH -> Math.max(-1, Math.min(1, x));
            case LEAKY_HARDTANH -> x < a.parameter(0) ? a.parameter(0) + a.parameter(2) * (x - a.parameter(0))
                    : x > a.parameter(1) ? a.parameter(1) + a.parameter(3) * (x - a.parameter(1)) : x;
            case SILU -> x * sigmoid(x);
            case HARDSWISH -> x * Math.max(0, Math.min(6, x + 3)) / 6;
            case SOFTSIGN -> x / (1 + Math.abs(x));
            case ELU -> x < 0 ? Math.expm1(x) : x;
            case SOFTMAX -> throw new IllegalArgumentException("softmax is of no single channel");
        };
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] toDoubles(float[] x) {
        double[] d = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            d[i] = x[i];
        }
        return d;
    }
}
