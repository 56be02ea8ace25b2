package stompjar.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;

/** Devices that exist only here, each of the class of one family, and recordings of them. */
final class Devices {
    static final int RATE = 8000;
    private static final int SECONDS = 8;

    private Devices() { }

    /** Plucked chords and some noise: loud and soft, low and high. */
    static float[] guitar(int frames) {
        Random random = new Random(3);
        float[] x = new float[frames];
        double[] pitch = new double[3];
        double loud = 0;
        for (int n = 0; n < frames; n++) {
            int inPluck = n % 3000;
            if (inPluck == 0) {
                loud = 0.1 + 0.5 * random.nextDouble();
                for (int k = 0; k < pitch.length; k++) {
                    pitch[k] = 80 * Math.pow(2, 3.3 * random.nextDouble());
                }
            }
            double sum = 0.05 * random.nextGaussian();
            for (double hertz : pitch) {
                sum += Math.sin(2 * Math.PI * hertz * n / RATE) + 0.3 * Math.sin(4.01 * Math.PI * hertz * n / RATE);
            }
            x[n] = (float) (loud * Math.exp(-inPluck / 1500.0) * sum / 3);
        }
        return x;
    }

    static float[] each(float[] x, DoubleUnaryOperator curve) {
        float[] y = new float[x.length];
        for (int n = 0; n < x.length; n++) {
            y[n] = (float) curve.applyAsDouble(x[n]);
        }
        return y;
    }

    /** A band-pass of two capacitors: nothing that a few delays could be. */
    static float[] filter(float[] x, double lowHertz, double highHertz) {
        double a = 1 - Math.exp(-2 * Math.PI * highHertz / RATE);
        double b = 1 - Math.exp(-2 * Math.PI * lowHertz / RATE);
        double fast = 0;
        double slow = 0;
        float[] y = new float[x.length];
        for (int n = 0; n < x.length; n++) {
            fast += a * (x[n] - fast);
            slow += b * (fast - slow);
            y[n] = (float) (fast - slow);
        }
        return y;
    }

    static float[] sum(float[] a, float[] b) {
        float[] y = new float[a.length];
        for (int n = 0; n < y.length; n++) {
            y[n] = a[n] + b[n];
        }
        return y;
    }

    static float[] dry() {
        return guitar(SECONDS * RATE);
    }

    static Dataset recorded(float[] dry, float[] wet) {
        return recorded(dry, List.of(), List.of(new float[0]), List.of(wet));
    }

    static Dataset recorded(float[] dry, List<String> knobs, List<float[]> settings, List<float[]> wets) {
        List<Segment> segments = new ArrayList<>();
        int end = dry.length;
        for (int s = 0; s < wets.size(); s++) {
            segments.add(new Segment(dry, null, wets.get(s), 0, end * 7 / 10, Split.TRAIN, s));
            segments.add(new Segment(dry, null, wets.get(s), end * 7 / 10, end * 8 / 10, Split.VALIDATION, s));
            segments.add(new Segment(dry, null, wets.get(s), end * 8 / 10, end, Split.TEST, s));
        }
        return new Dataset("device", RATE, knobs, settings, segments, new boolean[wets.size()]);
    }
}
