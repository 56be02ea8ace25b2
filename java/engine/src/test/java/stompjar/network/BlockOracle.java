package stompjar.network;

import java.util.ArrayList;
import java.util.List;
import stompjar.capture.BlockModel;
import stompjar.capture.BlockModel.Branch;
import stompjar.capture.FilterBank;
import stompjar.capture.Model;
import stompjar.capture.MorphModel;

/** Block models and morphs once more, in doubles, straight from their definition. */
final class BlockOracle {
    private final BlockModel model;
    private int at;

    private BlockOracle(BlockModel model) {
        this.model = model;
    }

    static float[] play(BlockModel model, float[] x) {
        return new BlockOracle(model).play(x);
    }

    private float[] play(float[] x) {
        double[] dry = new double[x.length];
        double[] y = new double[x.length];
        for (int n = 0; n < x.length; n++) {
            dry[n] = x[n];
        }
        double[][] states = bank(model.input(), dry);
        if (model.direct()) {
            weigh(states, y);
        }
        for (Branch branch : model.branches()) {
            double[][] z = new double[branch.axes()][x.length];
            if (BlockModel.preWeights(model.input(), branch) == 0) {
                z[0] = dry;
            } else {
                for (double[] axis : z) {
                    weigh(states, axis);
                }
            }
            double[][] shaped = bank(branch.output(), shape(branch, z));
            if (BlockModel.postWeights(branch) == 0) {
                for (int n = 0; n < y.length; n++) {
                    y[n] += shaped[0][n];
                }
            } else {
                weigh(shaped, y);
            }
        }
        float[] result = new float[x.length];
        for (int n = 0; n < x.length; n++) {
            result[n] = (float) (y[n] + model.weights()[at]);
        }
        return result;
    }

    private static double[][] bank(FilterBank bank, double[] x) {
        double[][] outputs = new double[bank.size()][x.length];
        for (int n = 0; n < x.length; n++) {
            for (int k = 0; k < bank.taps() && k <= n; k++) {
                outputs[k][n] = x[n - k];
            }
            for (int p = 0; p < bank.poles().length; p++) {
                double a = bank.poles()[p];
                double[] s = outputs[bank.taps() + p];
                s[n] = a * (n == 0 ? 0 : s[n - 1]) + (1 - a) * x[n];
            }
        }
        return outputs;
    }

    private void weigh(double[][] rows, double[] sum) {
        for (double[] row : rows) {
            double w = model.weights()[at++];
            for (int n = 0; n < sum.length; n++) {
                sum[n] += w * row[n];
            }
        }
    }

    private double[] shape(Branch branch, double[][] z) {
        double[] sum = new double[z[0].length];
        int axes = branch.axes();
        int size = branch.size();
        float[] w = model.weights();
        for (int n = 0; n < sum.length; n++) {
            for (int u = 0; u < size && branch.limit() == 0; u++) {
                double inner = branch.shaper() == BlockModel.Shaper.TANH ? w[at + size * axes + u] : 1;
                for (int i = 0; i < axes; i++) {
                    double v = w[at + u * axes + i];
                    inner += branch.shaper() == BlockModel.Shaper.TANH ? v * z[i][n] : (z[i][n] - v) * (z[i][n] - v);
                }
                sum[n] += branch.shaper() == BlockModel.Shaper.TANH ? w[at + size * (axes + 1) + u] * Math.tanh(inner)
                        : w[at + size * axes + u] / inner;
            }
            if (branch.shaper() == BlockModel.Shaper.POLYNOMIAL) {
                sum[n] = polynomial(branch, z, n);
            }
            for (int j = 0; j < size && branch.shaper() == BlockModel.Shaper.SPLINE; j++) {
                sum[n] += w[at + j] * basis(j, 3, (limited(branch, z[0][n]) / branch.limit() + 1) / 2 * (size - 3) + 3);
            }
        }
        at += branch.shaperWeights();
        return sum;
    }

    private double polynomial(Branch branch, double[][] z, int n) {
        double sum = 0;
        int term = at;
        List<double[]> below = new ArrayList<>();
        for (int i = 0; i < z.length; i++) {
            below.add(new double[] {limited(branch, z[i][n]), i});
        }
        List<double[]> axes = below;
        for (int degree = 2; degree <= branch.size(); degree++) {
            List<double[]> products = new ArrayList<>();
            for (double[] product : below) {
                for (int i = (int) product[1]; i < z.length; i++) {
                    products.add(new double[] {product[0] * axes.get(i)[0], i});
                    sum += model.weights()[term++] * product[0] * axes.get(i)[0];
                }
            }
            below = products;
        }
        return sum;
    }

    /** De Boor's recursion on the knots 0, 1, 2 …. */
    private static double basis(int j, int degree, double x) {
        if (degree == 0) {
            return x >= j && x < j + 1 ? 1 : 0;
        }
        return (x - j) / degree * basis(j, degree - 1, x) + (j + degree + 1 - x) / degree * basis(j + 1, degree - 1, x);
    }

    private static double limited(Branch branch, double z) {
        return Math.max(-branch.limit(), Math.min(branch.limit(), z));
    }

    /** One knob: between its two neighbours. Two: plane by plane, for the mesh of {@code TestBlocks.morph2}. */
    static float[] morph(MorphModel model, float[][] inputs) {
        List<float[]> outputs = new ArrayList<>();
        for (Model snapshot : model.snapshots()) {
            outputs.add(DoubleOracle.of(snapshot, new float[][] {inputs[0]}));
        }
        float[] y = new float[inputs[0].length];
        for (int n = 0; n < y.length; n++) {
            double[] shares = inputs.length == 2 ? line(model, inputs[1][n]) : fan(inputs[1][n], inputs[2][n]);
            for (int s = 0; s < shares.length; s++) {
                y[n] += (float) (shares[s] * outputs.get(s)[n]);
            }
        }
        return y;
    }

    private static double[] line(MorphModel model, double knob) {
        double[] shares = new double[model.positions().size()];
        int below = -1;
        int above = -1;
        for (int s = 0; s < shares.length; s++) {
            double p = model.positions().get(s)[0];
            if (p <= knob && (below < 0 || p > model.positions().get(below)[0])) {
                below = s;
            }
            if (p > knob && (above < 0 || p < model.positions().get(above)[0])) {
                above = s;
            }
        }
        if (below < 0 || above < 0) {
            shares[Math.max(below, above)] = 1;
            return shares;
        }
        double p = model.positions().get(below)[0];
        shares[above] = (knob - p) / (model.positions().get(above)[0] - p);
        shares[below] = 1 - shares[above];
        return shares;
    }

    /** The unit square's corners and the point (0.6, 0.7), in four triangles around that point. */
    private static double[] fan(double u, double v) {
        double[][] corners = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
        int[] index = {0, 1, 3, 2};
        for (int e = 0; e < 4; e++) {
            double[] p = corners[e];
            double[] q = corners[(e + 1) % 4];
            // Solves (u, v) = p·a + q·b + (0.6, 0.7)·(1 − a − b).
            double px = p[0] - 0.6f;
            double py = p[1] - 0.7f;
            double qx = q[0] - 0.6f;
            double qy = q[1] - 0.7f;
            double d = px * qy - qx * py;
            double a = ((u - 0.6f) * qy - qx * (v - 0.7f)) / d;
            double b = (px * (v - 0.7f) - (u - 0.6f) * py) / d;
            if (a >= -1e-9 && b >= -1e-9 && a + b <= 1 + 1e-9) {
                double[] shares = new double[5];
                shares[index[e]] = a;
                shares[index[(e + 1) % 4]] = b;
                shares[4] = 1 - a - b;
                return shares;
            }
        }
        throw new AssertionError(u + ", " + v + " is in no triangle");
    }
}
