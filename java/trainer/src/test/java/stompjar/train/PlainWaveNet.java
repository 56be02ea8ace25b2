package stompjar.train;

import java.util.List;
import stompjar.capture.WaveNetModel.LayerArray;

/** WaveNet in double precision, written straight from the file format's description, frame by frame: slow and obvious. */
final class PlainWaveNet {
    private PlainWaveNet() {
    }

    /** Output for each frame of {@code condition [channel][frame]}, of which channel 0 is the audio; silence came before. */
    static double[] play(List<LayerArray> arrays, double[] w, double headScale, double[][] condition) {
        int frames = condition[0].length;
        double[][] v = {condition[0]};
        double[][] head = null;
        int at = 0;
        for (LayerArray array : arrays) {
            int c = array.channels();
            v = multiply(w, at, c, v, frames);
            at += c * array.inputSize();
            head = head == null ? new double[c][frames] : head;
            for (int dilation : array.dilations()) {
                int k = array.kernelSize();
                double[][] a = new double[c][frames];
                int bias = at + c * c * k;
                int mixin = bias + c;
                for (int o = 0; o < c; o++) {
                    for (int t = 0; t < frames; t++) {
                        double z = w[bias + o];
                        for (int i = 0; i < c; i++) {
                            for (int tap = 0; tap < k; tap++) {
                                int from = t - (k - 1 - tap) * dilation;
                                z += from < 0 ? 0 : w[at + (o * c + i) * k + tap] * v[i][from];
                            }
                        }
                        for (int s = 0; s < condition.length; s++) {
                            z += w[mixin + o * condition.length + s] * condition[s][t];
                        }
                        a[o][t] = Math.tanh(z);
                        head[o][t] += a[o][t];
                    }
                }
                at = mixin + c * condition.length;
                double[][] out = multiply(w, at, c, a, frames);
                at += c * c;
                for (int o = 0; o < c; o++) {
                    for (int t = 0; t < frames; t++) {
                        out[o][t] += v[o][t] + w[at + o];
                    }
                }
                at += c;
                v = out;
            }
            head = multiply(w, at, array.headSize(), head, frames);
            at += array.headSize() * c;
            if (array.headBias()) {
                for (double[] row : head) {
                    for (int t = 0; t < frames; t++) {
                        row[t] += w[at];
                    }
                    at++;
                }
            }
        }
        double[] y = head[0];
        for (int t = 0; t < frames; t++) {
            y[t] *= headScale;
        }
        return y;
    }

    private static double[][] multiply(double[] w, int at, int outs, double[][] in, int frames) {
        double[][] out = new double[outs][frames];
        for (int o = 0; o < outs; o++) {
            for (int i = 0; i < in.length; i++) {
                for (int t = 0; t < frames; t++) {
                    out[o][t] += w[at + o * in.length + i] * in[i][t];
                }
            }
        }
        return out;
    }

    /** The training loss, from its definition. */
    static double loss(double[] y, int from, float[] wet, int start, int count, double preWeight, double plainWeight) {
        double loss = 0;
        for (int n = 0; n < count; n++) {
            double e = y[from + n] - wet[start + n];
            loss += 0.1 * plainWeight * e * e;
            if (n > 0) {
                double d = e - 0.85 * (y[from + n - 1] - wet[start + n - 1]);
                loss += preWeight * d * d;
            }
        }
        return loss;
    }
}
