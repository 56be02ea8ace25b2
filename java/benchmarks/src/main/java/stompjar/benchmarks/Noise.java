package stompjar.benchmarks;

import java.util.Random;

/** Input that keeps every branch and denormal out of the measurement: white, ±0.25, the same in every run. */
final class Noise {
    private Noise() { }

    static float[] of(int length) {
        Random random = new Random(1);
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = 0.5f * random.nextFloat() - 0.25f;
        }
        return x;
    }
}
