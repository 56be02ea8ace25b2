package stompjar.fit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import stompjar.capture.BlockModel.Branch;
import stompjar.capture.BlockModel.Shaper;
import stompjar.capture.FilterBank;
import stompjar.data.Dataset;
import stompjar.fit.Linearisation.Free;

/**
 * Volterra series and kernel machines. Both see the past of the dry signal through a few axes: the principal ones of a bank of delays and low-passes; and both have
 * a linear path beside them, so that they need only explain what is not linear. One thread.
 */
final class StateFits {
    private static final int TAPS = 24;
    private static final int POLES = 14;
    private static final int ORDER = 3;
    private static final int CENTRES = 800;
    /** Frames that a centre needs. */
    private static final int FRAMES_PER_CENTRE = 400;
    private static final int SAMPLE = 40;
    private static final double[] RIDGES = {1e-9, 1e-7, 1e-5, 1e-4};
    /** Frames of the recording among which centres are chosen. */
    private static final int CANDIDATES = 20_000;

    private final Dataset data;
    private final List<Window> windows;
    private final GaussNewton newton;
    private final Descent descent;
    private final SplittableRandom random;
    private final BooleanSupplier timeIsUp;
    private final FilterBank bank;
    /** {@code [axis][bank.size]}, loudest first, under the criterion's filter. */
    private final double[][] axes;

    StateFits(Dataset data, List<Window> windows, GaussNewton newton, Descent descent, SplittableRandom random, BooleanSupplier timeIsUp) {
        this.data = data;
        this.windows = windows;
        this.newton = newton;
        this.descent = descent;
        this.random = random;
        this.timeIsUp = timeIsUp;
        bank = Starts.bank(TAPS, POLES, data.rate());
        axes = principal();
    }

    private double[][] principal() {
        BlockShape shape = BlockShape.linear("gain", bank);
        int n = bank.size();
        try (NormalEquations equations = newton.equations(shape, Free.LINEAR, new double[n + 1], Window.pick(windows, SAMPLE, random));
                INDArray vectors = Nd4j.create(equations.moments(n));
                INDArray values = Nd4j.create(DataType.DOUBLE, n)) {
            Nd4j.getBlasWrapper().lapack().syev('V', 'L', vectors, values);
            double[][] result = new double[n][];
            for (int i = 0; i < n; i++) {
                // LAPACK sorts upwards.
                result[i] = vectors.getColumn(n - 1 - i).toDoubleVector();
            }
            return result;
        }
    }

    /** Closed-form in many axes; then fewer, but turned by Gauss–Newton steps to where they matter. */
    Fitted volterra(IntSupplier stepsLeft) {
        Fitted best = closedForm(polynomial(8), white(8));
        for (int count : new int[] {4, 6}) {
            if (stepsLeft.getAsInt() > 0 && !timeIsUp.getAsBoolean()) {
                Fitted turned = descent.from(closedForm(polynomial(count), white(count)), stepsLeft.getAsInt());
                best = turned.betterThan(best) ? turned : best;
            }
        }
        return best;
    }

    private BlockShape polynomial(int count) {
        // Axes have an RMS of one: what is beyond five times that is rarer than any fit could know.
        return new BlockShape("volterra", bank, true, List.of(new Branch(count, Shaper.POLYNOMIAL, ORDER, 6, FilterBank.THROUGH)));
    }

    /** The first axes, each brought to an RMS of one. */
    private double[][] white(int count) {
        return IntStream.range(0, count).mapToObj(i -> scaled(axes[i], 1 / rms(axes[i]))).toArray(double[][]::new);
    }

    /** Kernel ridge regression on centres that are spread over what was played. */
    Fitted kernel() {
        int frames = windows.stream().mapToInt(Window::count).sum();
        int centres = Math.max(1, Math.min(CENTRES, frames / FRAMES_PER_CENTRE));
        Fitted best = null;
        for (int count : new int[] {5, 7, 4}) {
            for (double width : new double[] {0.3, 1, 3}) {
                if (best == null || !timeIsUp.getAsBoolean()) {
                    Branch branch = new Branch(count, Shaper.CAUCHY, centres, 0, FilterBank.THROUGH);
                    double all = 1 / (width * rms(axes[0]));
                    double[][] pre = IntStream.range(0, count).mapToObj(i -> scaled(axes[i], all)).toArray(double[][]::new);
                    Fitted fitted = closedForm(new BlockShape("kernel", bank, true, List.of(branch)), pre);
                    best = fitted.betterThan(best) ? fitted : best;
                }
            }
        }
        return best;
    }

    /** Heights, direct path and bias by least squares, with the ridge that validates best. */
    private Fitted closedForm(BlockShape shape, double[][] pre) {
        double[] p = new double[shape.parameters()];
        for (int i = 0; i < pre.length; i++) {
            System.arraycopy(pre[i], 0, p, shape.branch(0) + i * bank.size(), bank.size());
        }
        Branch branch = shape.branches().get(0);
        if (branch.shaper() == Shaper.CAUCHY) {
            double[][] centres = centres(pre, branch.size());
            for (int u = 0; u < branch.size(); u++) {
                System.arraycopy(centres[u], 0, p, shape.shaper(0) + u * pre.length, pre.length);
            }
        }
        int[] free = new Linearisation(shape, Free.LINEAR).freeParameters();
        Fitted best = null;
        try (NormalEquations equations = newton.equations(shape, Free.LINEAR, p, Window.pick(windows, SAMPLE, random))) {
            double[] scale = equations.scale();
            for (double ridge : RIDGES) {
                double[] step = equations.solve(new double[free.length], scale, 0, ridge);
                double[] q = p.clone();
                for (int i = 0; i < free.length; i++) {
                    q[free[i]] += step[i];
                }
                Fitted fitted = descent.judged(shape, q);
                best = fitted.betterThan(best) ? fitted : best;
            }
        }
        return best;
    }

    /** Frames far from each other: each the farthest of a handful from those taken before, so that peaks are covered and repeats are not. */
    private double[][] centres(double[][] pre, int count) {
        double[][] heard = new double[pre.length][];
        for (int i = 0; i < pre.length; i++) {
            heard[i] = hear(pre[i]);
        }
        int frames = heard[0].length;
        double[][] candidates = random.ints(Math.min(CANDIDATES, frames), 0, frames)
                .mapToObj(n -> IntStream.range(0, pre.length).mapToDouble(i -> heard[i][n]).toArray()).toArray(double[][]::new);
        double[] nearest = new double[candidates.length];
        Arrays.fill(nearest, Double.MAX_VALUE);
        double[][] chosen = new double[count][];
        for (int u = 0; u < count; u++) {
            int pick = random.ints(8, 0, candidates.length).boxed().max(Comparator.comparingDouble(n -> nearest[n])).orElseThrow();
            chosen[u] = candidates[pick];
            for (int n = 0; n < candidates.length; n++) {
                nearest[n] = Math.min(nearest[n], square(candidates[n], chosen[u]));
            }
        }
        return chosen;
    }

    private static double square(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private double rms(double[] axis) {
        double[] z = hear(axis);
        return Math.sqrt(Arrays.stream(z).map(v -> v * v).sum() / z.length) + 1e-12;
    }

    private double[] hear(double[] axis) {
        BlockShape shape = BlockShape.linear("gain", bank);
        double[] p = Arrays.copyOf(axis, axis.length + 1);
        // The same windows for every axis: their outputs belong together.
        return Window.pick(windows, 12, new SplittableRandom(data.rate())).stream()
                .flatMapToDouble(w -> Arrays.stream(new Linearisation(shape, Free.NONE).run(p, w).outputs())).toArray();
    }

    private static double[] scaled(double[] axis, double gain) {
        return Arrays.stream(axis).map(v -> v * gain).toArray();
    }
}
