package stompjar.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Evaluates RTNeural's JSON as it stands, in doubles, from the definition of Keras' layers: what the reader and the network are held against. */
public final class KerasOracle {
    private KerasOracle() { }

    /** @param inputs {@code [channel][frame]} */
    public static double[] play(JsonNode root, double[][] inputs) {
        List<double[]> frames = new ArrayList<>();
        for (int t = 0; t < inputs[0].length; t++) {
            int at = t;
            frames.add(Arrays.stream(inputs).mapToDouble(channel -> channel[at]).toArray());
        }
        for (JsonNode layer : root.get("layers")) {
            frames = layer(layer, frames);
        }
        return frames.stream().mapToDouble(f -> f[0]).toArray();
    }

    private static List<double[]> layer(JsonNode layer, List<double[]> x) {
        JsonNode w = layer.get("weights");
        int n = layer.get("shape").get(2).intValue();
        String type = layer.get("type").textValue();
        List<double[]> y = new ArrayList<>();
        double[] h = new double[n];
        double[] c = new double[n];
        for (int t = 0; t < x.size(); t++) {
            double[] in = x.get(t);
            double[] out = new double[n];
            switch (type) {
                case "lstm" -> out = lstm(w, in, h, c);
                case "gru" -> out = gru(w, in, h);
                case "conv1d" -> convolution(layer, w, x, t, out);
                default -> {
                    for (int o = 0; o < n; o++) {
                        out[o] = pointwise(type, layer, w, in, o);
                    }
                }
            }
            y.add(type.equals("lstm") || type.equals("gru") ? out : activation(layer.get("activation").textValue(), out));
        }
        return y;
    }

    private static double pointwise(String type, JsonNode layer, JsonNode w, double[] in, int o) {
        return switch (type) {
            case "batchnorm" -> {
                int m = w.size() == 4 ? 2 : 0;
                double norm = (in[o] - w.get(m).get(o).asDouble()) / Math.sqrt(w.get(m + 1).get(o).asDouble() + layer.get("epsilon").asDouble());
                yield m == 0 ? norm : w.get(0).get(o).asDouble() * norm + w.get(1).get(o).asDouble();
            }
            case "prelu" -> in[o] > 0 ? in[o] : in[o] * w.get(0).get(0).get(w.get(0).get(0).size() == 1 ? 0 : o).asDouble();
            case "activation" -> in[o];
            default -> dot(w.get(0), in, o) + (w.size() > 1 ? w.get(1).get(o).asDouble() : 0);
        };
    }

    /** Column {@code o} of a matrix times a row. */
    private static double dot(JsonNode matrix, double[] x, int o) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i] * matrix.get(i).get(o).asDouble()).sum();
    }

    private static void convolution(JsonNode layer, JsonNode w, List<double[]> x, int t, double[] out) {
        int taps = layer.get("kernel_size").get(0).intValue();
        int dilation = layer.get("dilation").get(0).intValue();
        int each = x.get(0).length / layer.get("groups").intValue();
        for (int o = 0; o < out.length; o++) {
            int first = o * layer.get("groups").intValue() / out.length * each;
            out[o] = w.get(1).get(o).asDouble();
            for (int k = 0; k < taps; k++) {
                int from = t - (taps - 1 - k) * dilation;
                for (int i = 0; from >= 0 && i < each; i++) {
                    out[o] += w.get(0).get(k).get(i).get(o).asDouble() * x.get(from)[first + i];
                }
            }
        }
    }

    private static double[] lstm(JsonNode w, double[] x, double[] h, double[] c) {
        int n = h.length;
        double[] z = new double[4 * n];
        Arrays.setAll(z, r -> dot(w.get(0), x, r) + dot(w.get(1), h, r) + w.get(2).get(r).asDouble());
        for (int i = 0; i < n; i++) {
            c[i] = sigmoid(z[n + i]) * c[i] + sigmoid(z[i]) * Math.tanh(z[2 * n + i]);
            h[i] = sigmoid(z[3 * n + i]) * Math.tanh(c[i]);
        }
        return h.clone();
    }

    /** Keras with {@code reset_after}: update, reset, candidate. */
    private static double[] gru(JsonNode w, double[] x, double[] h) {
        int n = h.length;
        double[] in = new double[3 * n];
        double[] back = new double[3 * n];
        Arrays.setAll(in, r -> dot(w.get(0), x, r) + w.get(2).get(0).get(r).asDouble());
        Arrays.setAll(back, r -> dot(w.get(1), h, r) + w.get(2).get(1).get(r).asDouble());
        for (int i = 0; i < n; i++) {
            double update = sigmoid(in[i] + back[i]);
            double candidate = Math.tanh(in[2 * n + i] + sigmoid(in[n + i] + back[n + i]) * back[2 * n + i]);
            h[i] = update * h[i] + (1 - update) * candidate;
        }
        return h.clone();
    }

    private static double[] activation(String name, double[] x) {
        double sum = DoubleStream.of(x).map(Math::exp).sum();
        return DoubleStream.of(x).map(v -> switch (name) {
            case "tanh" -> Math.tanh(v);
            case "relu" -> Math.max(0, v);
            case "sigmoid" -> sigmoid(v);
            case "elu" -> v > 0 ? v : Math.exp(v) - 1;
            case "softmax" -> Math.exp(v) / sum;
            default -> v;
        }).toArray();
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
