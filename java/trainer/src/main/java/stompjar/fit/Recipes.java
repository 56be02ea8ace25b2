package stompjar.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import stompjar.capture.BlockModel.Branch;
import stompjar.capture.BlockModel.Shaper;
import stompjar.capture.FilterBank;
import stompjar.capture.FirModel;
import stompjar.capture.Model;
import stompjar.data.Dataset;
import stompjar.data.Split;
import stompjar.train.Errors;

/**
 * How each classical family is fitted to a device at one setting. All free choices (filter lengths, regularisation, where to start, how many branches) are made
 * on the validation part. One thread, with helpers of its own.
 */
final class Recipes {
    /** Delays of a linear block, and low-passes for what lasts longer. */
    private static final int TAPS = 48;
    private static final int POLES = 14;
    private static final int UNITS = 16;
    private static final int MORE_UNITS = 8;
    /** Coefficients. */
    private static final int[] SPLINES = {8, 16, 32, 64, 128};
    private static final int MAX_BRANCHES = 4;
    private static final int LONGEST_RESPONSE = 1024;
    private static final int LONGEST_ADAPTIVE = 512;
    private static final double[] ADAPTIVE_STEPS = {0.3, 0.03, 1.5, 0.003};
    private static final double[] RIDGES = {1e-9, 1e-7, 1e-6, 1e-5, 1e-4};
    /** Steps by which starting points are told apart. */
    private static final int TRIAL = 8;

    private final Dataset data;
    private final List<Window> windows;
    private final Criterion criterion;
    private final DoubleConsumer heard;
    private final GaussNewton newton;
    private final Starts starts;
    private final Descent descent;
    private final FilterBank bank;
    private final SplittableRandom random;
    private final BooleanSupplier timeIsUp;
    private final int steps;

    /**
     * @param data     without knobs
     * @param steps    Gauss–Newton steps at most
     * @param timeIsUp asked between steps; what is there then is the result
     * @param heard    hears every validation ESR
     */
    Recipes(Dataset data, long seed, int steps, BooleanSupplier timeIsUp, DoubleConsumer heard) {
        this.data = data;
        this.steps = steps;
        this.timeIsUp = timeIsUp;
        random = new SplittableRandom(seed);
        windows = Window.of(data, Split.TRAIN, Window.FRAMES);
        criterion = Criterion.of(windows);
        this.heard = heard;
        newton = new GaussNewton(windows, criterion, random.split(), timeIsUp);
        starts = new Starts(windows, newton, random.split());
        descent = new Descent(data, newton, timeIsUp, heard);
        bank = Starts.bank(TAPS, POLES, data.rate());
    }

    /** How often the recording was looked at so far, on average. */
    double epochs() {
        return newton.framesSeen() / (data.seconds(Split.TRAIN) * data.rate());
    }

    /** @param family one of {@link stompjar.train.Architecture#CLASSICAL} */
    Model fit(String family) {
        if (family.equals("impulse-response")) {
            return impulseResponse();
        }
        if (family.equals("adaptive-filter")) {
            return adaptiveFilter();
        }
        Fitted fitted = switch (family) {
            case "gain" -> descent.judged(BlockShape.linear(family, FilterBank.THROUGH), starts.linear(FilterBank.THROUGH));
            case "waveshaper" -> curve(family);
            case "wiener" -> one(family, bank, FilterBank.THROUGH);
            case "hammerstein" -> one(family, FilterBank.THROUGH, bank);
            case "wiener-hammerstein" -> one(family, bank, bank);
            case "parallel-wiener-hammerstein" -> parallel(family);
            case "volterra" -> new StateFits(data, windows, newton, descent, random, timeIsUp).volterra(this::left);
            case "kernel" -> new StateFits(data, windows, newton, descent, random, timeIsUp).kernel();
            default -> throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is no classical family", family));
        };
        return fitted.shape().model(fitted.parameters());
    }

    /** Every length is a part of the longest one's normal equations. */
    private Model impulseResponse() {
        ShiftEquations equations = ShiftEquations.of(LONGEST_RESPONSE, criterion, windows);
        Judged best = Judged.NONE;
        for (int length = 32; length <= LONGEST_RESPONSE; length *= 2) {
            for (double ridge : RIDGES) {
                if (best.model != null && timeIsUp.getAsBoolean()) {
                    return best.model;
                }
                double[] p = equations.solve(length, ridge);
                if (!java.util.Arrays.stream(p).allMatch(Double::isFinite)) {
                    continue;
                }
                float[] response = new float[length];
                for (int k = 0; k < length; k++) {
                    response[k] = (float) p[k];
                }
                best = better(best, new FirModel(response, (float) p[length]));
            }
        }
        if (best.model == null) {
            throw new IllegalArgumentException(data.name() + ": no impulse response fits it");
        }
        return best.model;
    }

    private Model adaptiveFilter() {
        Judged best = Judged.NONE;
        for (int length = 32; length <= LONGEST_ADAPTIVE; length *= 2) {
            for (double step : ADAPTIVE_STEPS) {
                if (best.model != null && timeIsUp.getAsBoolean()) {
                    return best.model;
                }
                best = better(best, AdaptiveFilter.learn(windows, criterion, length, step));
            }
        }
        return best.model;
    }

    /** @param sum of the plain and the pre-emphasised ESR on the validation part */
    private record Judged(FirModel model, double sum) {
        static final Judged NONE = new Judged(null, Double.POSITIVE_INFINITY);
    }

    private Judged better(Judged best, FirModel model) {
        Errors errors = new Playback(model, data).errors(Split.VALIDATION);
        heard.accept(errors.mean());
        double sum = errors.mean() + errors.meanPreEmphasised();
        return sum < best.sum ? new Judged(model, sum) : best;
    }

    /** A spline that never turns back, as fine as validates best, or a sum of tanh, which may turn back, where that is nearer. */
    private Fitted curve(String family) {
        Fitted best = null;
        for (int size : SPLINES) {
            Branch spline = new Branch(1, Shaper.SPLINE, size, starts.loudest(), FilterBank.THROUGH);
            BlockShape shape = new BlockShape(family, FilterBank.THROUGH, false, List.of(spline));
            Fitted tried = descent.judged(shape, starts.ascending(shape));
            best = tried.betterThan(best) ? tried : best;
            if (timeIsUp.getAsBoolean()) {
                return best;
            }
        }
        Fitted turning = one(family, FilterBank.THROUGH, FilterBank.THROUGH);
        return turning.betterThan(best) ? turning : best;
    }

    /** One branch and nothing beside it: filter, curve, filter. */
    private Fitted one(String family, FilterBank before, FilterBank after) {
        BlockShape shape = new BlockShape(family, before, false, List.of(new Branch(1, Shaper.TANH, UNITS, 0, after)));
        return descent.from(bestStart(shape, new double[shape.parameters()]), left());
    }

    private int left() {
        return Math.max(0, steps - newton.steps());
    }

    /** The same beside a linear path, and more branches for as long as they help. */
    private Fitted parallel(String family) {
        BlockShape shape = new BlockShape(family, bank, true, List.of(new Branch(1, Shaper.TANH, UNITS, 0, bank)));
        Fitted best = descent.from(bestStart(shape, new double[shape.parameters()]), left());
        while (best.shape().branches().size() < MAX_BRANCHES && left() > 0 && !timeIsUp.getAsBoolean()) {
            Fitted more = descent.from(grown(best), left());
            if (!more.betterThan(best)) {
                break;
            }
            best = more;
        }
        return best;
    }

    /** All that is linear before the curve, or all behind it: whichever goes further down in a few steps. */
    private Fitted bestStart(BlockShape shape, double[] p) {
        FilterBank before = shape.input();
        FilterBank after = shape.branches().get(0).output();
        boolean filtersBefore = shape.preSize(0) > 0;
        boolean filtersAfter = shape.postSize(0) > 0;
        List<double[]> found = new ArrayList<>();
        double[] straight = filtersAfter ? Starts.through(after) : null;
        if (filtersBefore) {
            found.add(starts.branch(shape, p, 0, new double[][] {linear(before)}, straight));
        }
        if (filtersAfter) {
            found.add(starts.branch(shape, p, 0, filtersBefore ? new double[][] {Starts.through(before)} : null, linear(after)));
        }
        if (!filtersBefore && !filtersAfter) {
            found.add(starts.branch(shape, p, 0, null, null));
        }
        Fitted best = null;
        for (double[] start : found) {
            Fitted tried = descent.judged(shape, start);
            if (found.size() > 1) {
                tried = descent.from(tried, Math.min(TRIAL, left()));
            }
            if (tried.betterThan(best)) {
                best = tried;
            }
        }
        return best;
    }

    private double[] linear(FilterBank filter) {
        double[] fit = starts.linear(filter);
        return java.util.Arrays.copyOf(fit, filter.size());
    }

    /** One branch more, on a direction of the bank that nobody listens to yet; of a few, the one that helps most. */
    private Fitted grown(Fitted fitted) {
        Branch added = new Branch(1, Shaper.TANH, MORE_UNITS, 0, bank);
        BlockShape shape = fitted.shape().with(added);
        int b = shape.branches().size() - 1;
        double[] p = java.util.Arrays.copyOf(fitted.parameters(), shape.parameters());
        // The bias moves to the new end.
        p[shape.bias()] = p[fitted.shape().bias()];
        p[fitted.shape().bias()] = 0;
        Fitted best = null;
        double[] first = java.util.Arrays.copyOfRange(p, shape.branch(0), shape.branch(0) + bank.size());
        for (int attempt = 0; attempt < 3; attempt++) {
            double[] pre = new double[bank.size()];
            for (int k = 0; k < pre.length; k++) {
                // The first branch's ear, bent.
                pre[k] = first[k] * random.nextDouble(-1, 2);
            }
            Fitted tried = descent.judged(shape, starts.branch(shape, p, b, new double[][] {pre}, Starts.through(bank)));
            if (tried.betterThan(best)) {
                best = tried;
            }
        }
        return best;
    }
}
