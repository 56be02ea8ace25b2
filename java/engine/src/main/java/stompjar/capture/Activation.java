package stompjar.capture;

import java.util.List;

/**
 * A function in a network, applied to each channel by itself (only {@code SOFTMAX} looks at all of them).
 *
 * @param function   which
 * @param parameters what it needs: {@code LEAKY_RELU} the slope below zero; {@code PRELU} such a slope for each channel; {@code LEAKY_HARDTANH}
 *                   the limits and then the slopes beyond them, low and high each; else none
 */
public record Activation(Function function, List<Float> parameters) {
    /** What it computes. {@code TANH} is the exact one, also where a file says Fasttanh, which approximates it. */
    public enum Function { IDENTITY, TANH, SIGMOID, RELU, LEAKY_RELU, PRELU, HARDTANH, LEAKY_HARDTANH, SILU, HARDSWISH, SOFTSIGN, ELU, SOFTMAX }

    public static final Activation IDENTITY = of(Function.IDENTITY);
    public static final Activation TANH = of(Function.TANH);
    public static final Activation SIGMOID = of(Function.SIGMOID);
    public static final Activation RELU = of(Function.RELU);
    public static final Activation HARDTANH = of(Function.HARDTANH);

    public Activation {
        parameters = List.copyOf(parameters);
        boolean fits = switch (function) {
            case LEAKY_RELU -> parameters.size() == 1;
            case PRELU -> !parameters.isEmpty();
            case LEAKY_HARDTANH -> parameters.size() == 4 && parameters.get(0) <= parameters.get(1);
            default -> parameters.isEmpty();
        };
        if (!fits || parameters.stream().anyMatch(p -> !Float.isFinite(p))) {
            throw new IllegalArgumentException("the activation " + function + " has parameters that it cannot have");
        }
    }

    /** One without parameters. */
    public static Activation of(Function function) {
        return new Activation(function, List.of());
    }

    /** Parameter {@code i}. */
    public float parameter(int i) {
        return parameters.get(i);
    }

    /** @throws IllegalArgumentException if it has a slope for each channel, but not for {@code channels} of them */
    public void checkChannels(int channels) {
        if (function == Function.PRELU && channels % parameters.size() != 0) {
            throw new IllegalArgumentException("a PReLU has " + parameters.size() + " slopes for " + channels + " channels");
        }
    }
}
