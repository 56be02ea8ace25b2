package stompjar.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import stompjar.capture.Activation;
import stompjar.capture.ConvNetModel;
import stompjar.capture.FullWaveNetModel;
import stompjar.capture.FullWaveNetModel.Array;
import stompjar.capture.FullWaveNetModel.Film;
import stompjar.capture.FullWaveNetModel.Gating;
import stompjar.capture.FullWaveNetModel.Layer;
import stompjar.capture.FullWaveNetModel.Place;
import stompjar.capture.FullWaveNetModel.PostHead;
import stompjar.capture.Model;

/** WaveNets with all options, and ConvNets, in doubles: whole signals {@code [channel][frame]}, one equation of the format after the other. */
final class FullWaveNetOracle {
    private final float[] weights;
    private int at;

    private FullWaveNetOracle(float[] weights) {
        this.weights = weights;
    }

    /** A convolution whose weights are read now and used later. */
    private record Conv(double[][][] kernel, double[] bias, int dilation, int groups) {
        double[][] of(double[][] x) {
            int frames = x[0].length;
            double[][] y = new double[kernel.length][frames];
            int each = x.length / groups;
            for (int o = 0; o < y.length; o++) {
                int first = o * groups / y.length * each;
                int taps = kernel[o][0].length;
                for (int t = 0; t < frames; t++) {
                    y[o][t] = bias == null ? 0 : bias[o];
                    for (int i = 0; i < each; i++) {
                        for (int k = 0; k < taps; k++) {
                            int from = t - (taps - 1 - k) * dilation;
                            y[o][t] += from < 0 ? 0 : kernel[o][i][k] * x[first + i][from];
                        }
                    }
                }
            }
            return y;
        }
    }

    private Conv conv(int outputs, int inputs, int taps, int dilation, int groups, boolean biased) {
        double[][][] kernel = new double[outputs][inputs / groups][taps];
        for (double[][] row : kernel) {
            for (double[] column : row) {
                for (int k = 0; k < taps; k++) {
                    column[k] = weights[at++];
                }
            }
        }
        double[] bias = biased ? new double[outputs] : null;
        for (int o = 0; biased && o < outputs; o++) {
            bias[o] = weights[at++];
        }
        return new Conv(kernel, bias, dilation, groups);
    }

    static double[][] play(Model model, double[][] inputs) {
        return model instanceof ConvNetModel c ? convNet(c, inputs[0]) : waveNet((FullWaveNetModel) model, inputs);
    }

    private static double[][] waveNet(FullWaveNetModel m, double[][] inputs) {
        FullWaveNetOracle o = new FullWaveNetOracle(m.weights());
        double[][] condition = m.condition() == null ? inputs : play(m.condition(), inputs);
        double[][] x = {inputs[0]};
        double[][] head = null;
        for (Array array : m.arrays()) {
            double[][][] made = o.array(array, x, condition, head);
            x = made[0];
            head = made[1];
        }
        List<Conv> stages = new ArrayList<>();
        PostHead post = m.postHead();
        int channels = head.length;
        for (int s = 0; post != null && s < post.kernelSizes().length; s++) {
            int outputs = s + 1 < post.kernelSizes().length ? post.channels() : post.outputs();
            stages.add(o.conv(outputs, channels, post.kernelSizes()[s], 1, 1, true));
            channels = outputs;
        }
        double scale = o.weights[o.at++];
        for (double[] row : head) {
            for (int t = 0; t < row.length; t++) {
                row[t] *= scale;
            }
        }
        for (Conv stage : stages) {
            head = stage.of(activate(post.activation(), head));
        }
        return head;
    }

    /** @return residual output and head output */
    private double[][][] array(Array a, double[][] x, double[][] condition, double[][] headIn) {
        double[][] v = conv(a.channels(), a.inputSize(), 1, 1, 1, false).of(x);
        double[][] sum = headIn == null ? new double[a.headInputs()][x[0].length] : headIn;
        for (Layer layer : a.layers()) {
            v = layer(a, layer, v, condition, sum);
        }
        double[][] head = conv(a.head().size(), a.headInputs(), a.head().kernelSize(), a.head().dilation(), 1, a.head().bias()).of(sum);
        return new double[][][] {v, head};
    }

    private double[][] layer(Array a, Layer layer, double[][] v, double[][] condition, double[][] sum) {
        int b = a.bottleneck();
        boolean gated = layer.gating() != Gating.NONE;
        int rows = gated ? 2 * b : b;
        Conv convolution = conv(rows, a.channels(), layer.kernelSize(), layer.dilation(), a.convGroups(), true);
        Conv mixin = conv(rows, a.conditionSize(), 1, 1, a.mixinGroups(), false);
        Conv residual = a.residual() == null ? null : conv(a.channels(), b, 1, 1, a.residual().groups(), true);
        Conv headMix = a.headMix() == null ? null : conv(a.headMix().outputs(), b, 1, 1, a.headMix().groups(), true);
        Map<Place, double[][]> films = new java.util.EnumMap<>(Place.class);
        int[] sizes = {a.channels(), rows, a.conditionSize(), rows, rows, b, a.channels(), a.headMix() == null ? 0 : a.headMix().outputs()};
        for (Place place : Place.values()) {
            Film film = a.films().get(place);
            if (film != null) {
                films.put(place, conv((film.shift() ? 2 : 1) * sizes[place.ordinal()], a.conditionSize(), 1, 1, film.groups(), true).of(condition));
            }
        }
        double[][] z = film(films.get(Place.CONV_POST), convolution.of(film(films.get(Place.CONV_PRE), v)));
        double[][] m = film(films.get(Place.MIXIN_POST), mixin.of(film(films.get(Place.MIXIN_PRE), condition)));
        z = film(films.get(Place.ACTIVATION_PRE), plus(z, m));
        double[][] first = java.util.Arrays.copyOf(z, b);
        double[][] active = activate(layer.activation(), first);
        if (gated) {
            double[][] gate = activate(layer.gate(), java.util.Arrays.copyOfRange(z, b, 2 * b));
            for (int c = 0; c < b; c++) {
                for (int t = 0; t < z[0].length; t++) {
                    active[c][t] = gate[c][t] * active[c][t] + (layer.gating() == Gating.BLENDED ? (1 - gate[c][t]) * first[c][t] : 0);
                }
            }
        }
        active = film(films.get(Place.ACTIVATION_POST), active);
        double[][] mixed = headMix == null ? active : film(films.get(Place.HEAD_MIX_POST), headMix.of(active));
        for (int c = 0; c < sum.length; c++) {
            for (int t = 0; t < sum[0].length; t++) {
                sum[c][t] += mixed[c][t];
            }
        }
        if (residual == null) {
            return v;
        }
        double[][] change = residual.of(active);
        return plus(v, layer.gating() == Gating.BLENDED ? film(films.get(Place.RESIDUAL_POST), change) : change);
    }

    private static double[][] film(double[][] factors, double[][] x) {
        if (factors == null) {
            return x;
        }
        double[][] y = new double[x.length][x[0].length];
        for (int c = 0; c < y.length; c++) {
            for (int t = 0; t < y[0].length; t++) {
                y[c][t] = x[c][t] * factors[c][t] + (factors.length > x.length ? factors[x.length + c][t] : 0);
            }
        }
        return y;
    }

    private static double[][] plus(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][a[0].length];
        for (int c = 0; c < a.length; c++) {
            for (int t = 0; t < a[0].length; t++) {
                sum[c][t] = a[c][t] + b[c][t];
            }
        }
        return sum;
    }

    private static double[][] activate(Activation activation, double[][] x) {
        double[][] y = new double[x.length][x[0].length];
        for (int c = 0; c < x.length; c++) {
            for (int t = 0; t < x[0].length; t++) {
                y[c][t] = DoubleOracle.activation(activation, c, x[c][t]);
            }
        }
        return y;
    }

    private static double[][] convNet(ConvNetModel m, double[] x) {
        FullWaveNetOracle o = new FullWaveNetOracle(m.weights());
        double[][] y = {x};
        for (int dilation : m.dilations()) {
            y = o.conv(m.channels(), y.length, 2, dilation, m.groups(), !m.normalised()).of(y);
            if (m.normalised()) {
                double[][] p = new double[4][m.channels()];
                for (double[] row : p) {
                    for (int c = 0; c < row.length; c++) {
                        row[c] = o.weights[o.at++];
                    }
                }
                double epsilon = o.weights[o.at++];
                for (int c = 0; c < y.length; c++) {
                    for (int t = 0; t < x.length; t++) {
                        y[c][t] = p[2][c] * (y[c][t] - p[0][c]) / Math.sqrt(p[1][c] + epsilon) + p[3][c];
                    }
                }
            }
            y = activate(m.activation(), y);
        }
        return o.conv(m.outputs(), m.channels(), 1, 1, 1, true).of(y);
    }
}
