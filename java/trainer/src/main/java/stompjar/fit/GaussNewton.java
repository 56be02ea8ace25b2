package stompjar.fit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import stompjar.fit.Linearisation.Free;
import stompjar.fit.Linearisation.Result;

/**
 * Levenberg's and Marquardt's way down: the output is linearised in the parameters on a sample of windows, the normal equations are solved with a
 * damping that grows until the loss on that sample falls. Each step sees another sample. For parameters in which the output is linear one step is
 * the whole fit. The caller's thread, and the JVM's common pool.
 */
final class GaussNewton {
    /** Keeps weights from growing against each other, which floats could not play: a column may be some 40 dB above the output. */
    static final double RIDGE = 1e-9;
    private static final double FIRST_DAMPING = 1e-3;
    private static final double LEAST_DAMPING = 1e-9;
    private static final int ATTEMPTS = 8;

    private final List<Window> windows;
    private final Criterion criterion;
    private final SplittableRandom random;
    private final BooleanSupplier timeIsUp;
    private double damping = FIRST_DAMPING;
    private double framesSeen;
    private int steps;

    GaussNewton(List<Window> windows, Criterion criterion, SplittableRandom random, BooleanSupplier timeIsUp) {
        this.windows = windows;
        this.criterion = criterion;
        this.random = random;
        this.timeIsUp = timeIsUp;
    }

    double framesSeen() {
        return framesSeen;
    }

    /** Steps made so far, {@link #linear} ones not counted. */
    int steps() {
        return steps;
    }

    /** Forgets how careful it had to be. */
    void restart() {
        damping = FIRST_DAMPING;
    }

    /**
     * The exact least-squares fit of the parameters in which the output is linear.
     *
     * @param sample how many windows to use
     */
    double[] linear(BlockShape shape, double[] p, int sample, double ridge) {
        try (NormalEquations equations = equations(shape, Free.LINEAR, p, Window.pick(windows, sample, random))) {
            int[] free = new Linearisation(shape, Free.LINEAR).freeParameters();
            double[] step = equations.solve(part(p, free), equations.scale(), 0, ridge);
            return moved(p, free, step);
        }
    }

    /** The normal equations at {@code p} on a sample of windows. */
    NormalEquations equations(BlockShape shape, Free free, double[] p, List<Window> sample) {
        int unknowns = new Linearisation(shape, free).freeParameters().length;
        NormalEquations equations = new NormalEquations(unknowns, criterion);
        framesSeen += sample.stream().mapToDouble(Window::count).sum();
        int threads = Runtime.getRuntime().availableProcessors();
        for (int from = 0; from < sample.size(); from += threads) {
            if (from > 0 && timeIsUp.getAsBoolean()) {
                break;
            }
            List<Window> few = sample.subList(from, Math.min(sample.size(), from + threads));
            // Derivatives in parallel, a few windows at a time because of their size; then the large products, which ND4J spreads itself.
            List<Result> results = few.parallelStream().map(w -> new Linearisation(shape, free).run(p, w)).toList();
            for (int i = 0; i < few.size(); i++) {
                equations.add(results.get(i).rows(), error(few.get(i), results.get(i).outputs()));
            }
        }
        return equations;
    }

    /**
     * One step for all parameters.
     *
     * @param sample how many windows to use
     * @return the parameters after it; {@code p} itself if no step made the loss smaller or time ran out
     */
    double[] step(BlockShape shape, double[] p, int sample) {
        steps++;
        List<Window> some = Window.pick(windows, sample, random);
        int[] free = IntStream.range(0, p.length).toArray();
        try (NormalEquations equations = equations(shape, Free.ALL, p, some)) {
            double[] scale = equations.scale();
            double before = equations.loss() + penalty(p, scale);
            for (int attempt = 0; attempt < ATTEMPTS && !timeIsUp.getAsBoolean(); attempt++) {
                double[] next = moved(p, free, equations.solve(p, scale, damping, RIDGE));
                double after = loss(shape, next, some) + penalty(next, scale);
                if (after < before) {
                    damping = Math.max(LEAST_DAMPING, damping / 4);
                    return next;
                }
                damping *= 6;
            }
            return p;
        }
    }

    private static double penalty(double[] p, double[] scale) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += scale[i] * p[i] * p[i];
        }
        return RIDGE * sum;
    }

    /** Mean filtered squared error; not a number where the output is none. */
    double loss(BlockShape shape, double[] p, List<Window> some) {
        double[] sums = some.parallelStream().map(w -> {
            double[] e = error(w, new Linearisation(shape, Free.NONE).run(p, w).outputs());
            double sum = 0;
            for (int t = 1; t < e.length; t++) {
                double filtered = criterion.gain() * (e[t] - criterion.zero() * e[t - 1]);
                sum += filtered * filtered;
            }
            return new double[] {sum, e.length - 1};
        }).reduce(new double[2], (a, b) -> new double[] {a[0] + b[0], a[1] + b[1]});
        return sums[0] / sums[1];
    }

    private static double[] error(Window window, double[] y) {
        double[] e = new double[y.length];
        for (int t = 0; t < e.length; t++) {
            e[t] = window.wet()[window.start() + t] - y[t];
        }
        return e;
    }

    private static double[] part(double[] p, int[] which) {
        return IntStream.of(which).mapToDouble(i -> p[i]).toArray();
    }

    private static double[] moved(double[] p, int[] which, double[] step) {
        double[] next = p.clone();
        for (int i = 0; i < which.length; i++) {
            next[which[i]] += step[i];
        }
        return next;
    }
}
