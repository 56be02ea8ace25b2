package stompjar.fit;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import stompjar.capture.BlockModel.Branch;
import stompjar.capture.FilterBank;
import stompjar.fit.Linearisation.Free;

/** Where a descent begins: filters from the best linear fit, shapers whose units are spread over what they will hear. One thread. */
final class Starts {
    private static final int SAMPLE = 12;
    /** Windows of a linear fit, which is cheap and decides where all else begins. */
    private static final int LINEAR_SAMPLE = 128;

    private final List<Window> windows;
    private final GaussNewton newton;
    private final SplittableRandom random;

    Starts(List<Window> windows, GaussNewton newton, SplittableRandom random) {
        this.windows = windows;
        this.newton = newton;
        this.random = random;
    }

    /**
     * Corners in even steps of pitch from the lowest string's rumble to the treble.
     *
     * @param rate Hz
     */
    static FilterBank bank(int taps, int poles, double rate) {
        float[] decay = new float[poles];
        for (int i = 0; i < poles; i++) {
            double hertz = 8 * Math.pow(0.12 * rate / 8, i / Math.max(1.0, poles - 1.0));
            decay[i] = (float) Math.exp(-2 * Math.PI * hertz / rate);
        }
        return new FilterBank(taps, decay);
    }

    /** The best linear block from the dry signal to the wet one: {@code [bank.size]}, and the bias behind. */
    double[] linear(FilterBank bank) {
        BlockShape shape = BlockShape.linear("gain", bank);
        return newton.linear(shape, new double[shape.parameters()], LINEAR_SAMPLE, 1e-7);
    }

    /**
     * Sets a branch's filters, spreads the units of its tanh shaper and fits their heights with all that is linear.
     *
     * @param p    parameters of the shape, of which those of the branch are replaced
     * @param pre  {@code [axes][input.size]}, of any size, or null where the shape has none
     * @param post {@code [output.size]}, or null
     */
    double[] branch(BlockShape shape, double[] p, int b, double[][] pre, double[] post) {
        Branch branch = shape.branches().get(b);
        double[] q = p.clone();
        double[][] heard = new double[branch.axes()][];
        for (int i = 0; i < branch.axes(); i++) {
            double[] weights = pre == null ? new double[] {1} : pre[i];
            double[] z = hear(shape.input(), weights);
            double rms = Math.sqrt(Arrays.stream(z).map(v -> v * v).sum() / z.length) + 1e-12;
            double gain = pre == null ? 1 : 1 / rms;
            for (int k = 0; pre != null && k < weights.length; k++) {
                q[shape.branch(b) + i * weights.length + k] = gain * weights[k];
            }
            heard[i] = Arrays.stream(z).map(v -> gain * v).toArray();
        }
        spread(branch, q, shape.shaper(b), heard);
        if (post != null) {
            System.arraycopy(post, 0, q, shape.post(b), post.length);
        }
        return newton.linear(shape, q, LINEAR_SAMPLE, 1e-6);
    }

    /** The loudest sample of the dry signal. */
    float loudest() {
        float loudest = 1e-6f;
        for (Window w : windows) {
            for (int n = w.start(); n < w.start() + w.count(); n++) {
                loudest = Math.max(loudest, Math.abs(w.dry()[n]));
            }
        }
        return loudest;
    }

    /** The best spline that never turns back, for a shape of nothing else; with the bias in it. */
    double[] ascending(BlockShape shape) {
        double[] p = new double[shape.parameters()];
        try (NormalEquations equations = newton.equations(shape, Free.LINEAR, p, Window.pick(windows, LINEAR_SAMPLE, random))) {
            int size = shape.heightCount(0);
            double[] coefficients = Ascent.fit(equations.moments(size), Arrays.copyOf(equations.correlations(), size));
            System.arraycopy(coefficients, 0, p, shape.heights(0), size);
        }
        return p;
    }

    /** The linear block's output on some of the windows. */
    private double[] hear(FilterBank bank, double[] weights) {
        BlockShape shape = BlockShape.linear("gain", bank);
        double[] p = Arrays.copyOf(weights, weights.length + 1);
        return Window.pick(windows, SAMPLE, random).stream()
                .flatMapToDouble(w -> Arrays.stream(new Linearisation(shape, Free.NONE).run(p, w).outputs())).toArray();
    }

    /** Each unit bends where the signal often is: at its quantiles, or for several axes at frames taken from it, over the distance to the next. */
    private void spread(Branch branch, double[] q, int at, double[][] heard) {
        int axes = branch.axes();
        int size = branch.size();
        double[] sorted = heard[0].clone();
        Arrays.sort(sorted);
        for (int u = 0; u < size; u++) {
            double[] direction = new double[axes];
            direction[0] = 1;
            double[] samples = sorted;
            if (axes > 1) {
                samples = projected(heard, direction);
            }
            double centre = quantile(samples, (u + 0.5) / size);
            double width = quantile(samples, Math.min(1, (u + 2.0) / size)) - quantile(samples, Math.max(0, (u - 1.0) / size));
            double slope = 2 / Math.max(width, 1e-3 * (samples[samples.length - 1] - samples[0]) + 1e-12);
            for (int i = 0; i < axes; i++) {
                q[at + u * axes + i] = slope * direction[i];
            }
            q[at + size * axes + u] = -slope * centre;
            q[at + size * (axes + 1) + u] = 0;
        }
    }

    /** Turns {@code direction} at random and returns the sorted samples along it. */
    private double[] projected(double[][] heard, double[] direction) {
        double length = 0;
        for (int i = 0; i < direction.length; i++) {
            direction[i] = random.nextDouble(-1, 1);
            length += direction[i] * direction[i];
        }
        double[] samples = new double[heard[0].length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] /= Math.sqrt(length);
            for (int n = 0; n < samples.length; n++) {
                samples[n] += direction[i] * heard[i][n];
            }
        }
        Arrays.sort(samples);
        return samples;
    }

    private static double quantile(double[] sorted, double part) {
        // Between the quantiles of loudness and an even spread: peaks are rare, but heard.
        double often = sorted[(int) Math.round(part * (sorted.length - 1))];
        double even = sorted[0] + part * (sorted[sorted.length - 1] - sorted[0]);
        return 0.6 * often + 0.4 * even;
    }

    /** {@code [1, 0, 0 …]}: lets the signal through. */
    static double[] through(FilterBank bank) {
        double[] weights = new double[bank.size()];
        weights[0] = 1;
        return weights;
    }
}
