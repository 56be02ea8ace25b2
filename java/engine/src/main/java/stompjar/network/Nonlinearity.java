package stompjar.network;

import stompjar.capture.Activation;
import stompjar.simd.Kernels;

/** An {@link Activation} on rows of an arena. Audio thread, but for the constructor. */
final class Nonlinearity {
    private final Activation.Function function;
    private final Kernels kernels;
    private final float[] parameters;

    Nonlinearity(Activation activation, Kernels kernels) {
        this.kernels = kernels;
        function = activation.function();
        parameters = new float[activation.parameters().size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = activation.parameter(i);
        }
    }

    /**
     * Replaces {@code rows} rows of {@code frames} floats that lie one behind the other. Up to a vector behind the last may be changed too.
     *
     * @param rows channels
     */
    void run(float[] a, int at, int rows, int frames) {
        int count = rows * frames;
        switch (function) {
            case IDENTITY -> { }
            case TANH -> kernels.tanh(a, at, count);
            case SIGMOID -> kernels.sigmoid(a, at, count);
            case RELU, LEAKY_RELU -> kernels.leaky(a, at, count, slope());
            case PRELU -> prelu(a, at, rows, frames);
            case HARDTANH -> kernels.clamp(a, at, count, -1, 1);
            case LEAKY_HARDTANH -> kernels.bend(a, at, count, parameters[0], parameters[1], parameters[2], parameters[3]);
            case SILU -> kernels.silu(a, at, count);
            case HARDSWISH -> kernels.hardswish(a, at, count);
            case SOFTSIGN -> kernels.softsign(a, at, count);
            case ELU -> elu(a, at, count);
            case SOFTMAX -> softmax(a, at, rows, frames);
        }
    }

    /** Whether it is a leaky rectifier, or a plain one. */
    boolean leaky() {
        return function == Activation.Function.RELU || function == Activation.Function.LEAKY_RELU;
    }

    /** Of a leaky rectifier, below zero. */
    float slope() {
        return function == Activation.Function.RELU ? 0 : parameters[0];
    }

    /** Whether {@link #runAndAdd} is there for this function. */
    boolean canAdd() {
        return function == Activation.Function.TANH || leaky();
    }

    /** {@link #run}, and adds what came out to rows that lie in the same way. */
    void runAndAdd(float[] a, int at, int to, int rows, int frames) {
        if (function == Activation.Function.TANH) {
            kernels.tanhAndAdd(a, at, to, rows * frames);
        } else {
            kernels.leakyAndAdd(a, at, to, rows * frames, slope());
        }
    }

    /** Plain, because a row may be a single frame. */
    private void prelu(float[] a, int at, int rows, int frames) {
        for (int r = 0; r < rows; r++) {
            float slope = parameters[r % parameters.length];
            int row = at + r * frames;
            for (int i = row; i < row + frames; i++) {
                a[i] = Math.max(a[i], 0) + slope * Math.min(a[i], 0);
            }
        }
    }

    private static void elu(float[] a, int at, int count) {
        for (int i = at; i < at + count; i++) {
            a[i] = a[i] > 0 ? a[i] : (float) Math.expm1(a[i]);
        }
    }

    private static void softmax(float[] a, int at, int rows, int frames) {
        for (int t = at; t < at + frames; t++) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int r = 0; r < rows; r++) {
                largest = Math.max(largest, a[t + r * frames]);
            }
            float sum = 0;
            for (int r = 0; r < rows; r++) {
                // Differences from the largest: no exponential overflows.
                a[t + r * frames] = (float) Math.exp(a[t + r * frames] - largest);
                sum += a[t + r * frames];
            }
            for (int r = 0; r < rows; r++) {
                a[t + r * frames] /= sum;
            }
        }
    }
}
