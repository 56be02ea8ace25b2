package stompjar.fit;

import java.util.Arrays;
import stompjar.capture.BlockModel.Branch;
import stompjar.capture.FilterBank;

/**
 * Plays a {@link BlockShape} over a window in doubles and takes its derivatives by the parameters, frame by frame. One thread.
 */
final class Linearisation {
    /** Frames before a window in which the low-passes of the dry signal settle, at most. */
    private static final int INPUT_WARM_UP = 16_384;
    /** The same for what follows the shapers, at most. */
    private static final int WARM_UP = 4_096;

    /** Which parameters are free to move. */
    enum Free {
        /** None: only the output is wanted. */
        NONE,
        /** Those in which the output is linear while the filters behind the shapers stand still: direct path, heights, bias. */
        LINEAR,
        /** All. */
        ALL
    }

    /**
     * @param outputs model output at each frame of the window
     * @param rows    {@code [frame][free parameter]}: its derivatives; null for {@link Free#NONE}
     */
    record Result(double[] outputs, double[][] rows) {
    }

    private final BlockShape shape;
    private final Free free;
    /** By column of the rows: which parameter it belongs to. */
    private final int[] columns;
    private final int bias;
    private final int directSize;

    Linearisation(BlockShape shape, Free free) {
        this.shape = shape;
        this.free = free;
        columns = columns();
        bias = shape.bias();
        directSize = shape.directSize();
    }

    /** The parameters that {@code free} names, in their own order. */
    private int[] columns() {
        if (free == Free.ALL) {
            return java.util.stream.IntStream.range(0, shape.parameters()).toArray();
        }
        java.util.stream.IntStream linear = java.util.stream.IntStream.range(0, shape.directSize());
        for (int b = 0; b < shape.branches().size(); b++) {
            linear = java.util.stream.IntStream.concat(linear,
                    java.util.stream.IntStream.range(shape.heights(b), shape.heights(b) + shape.heightCount(b)));
        }
        return java.util.stream.IntStream.concat(linear, java.util.stream.IntStream.of(shape.bias())).toArray();
    }

    int[] freeParameters() {
        return columns;
    }

    Result run(double[] p, Window window) {
        int settle = 0;
        for (Branch branch : shape.branches()) {
            settle = Math.max(settle, branch.output().isThrough() ? 0 : Math.min(WARM_UP, branch.output().reach()));
        }
        int from = window.start() - settle;
        double[] y = new double[window.count()];
        double[][] rows = free == Free.NONE ? null : new double[window.count()][columns.length];
        BankMemory input = new BankMemory(shape.input(), 1);
        double[] x = new double[1];
        int before = shape.input().isThrough() ? 0 : Math.min(INPUT_WARM_UP, shape.input().reach());
        for (int n = from - before; n < from; n++) {
            x[0] = sample(window.dry(), n);
            input.push(x);
        }
        Path[] paths = new Path[shape.branches().size()];
        Arrays.setAll(paths, Path::new);
        double[] s = new double[shape.input().size()];
        for (int n = from; n < window.start() + window.count(); n++) {
            x[0] = sample(window.dry(), n);
            input.push(x);
            input.outputs(0, s);
            int t = n - window.start();
            double[] row = t < 0 || rows == null ? null : rows[t];
            double sum = straight(p, s, row);
            for (Path path : paths) {
                sum += path.step(p, s, row);
            }
            if (t >= 0) {
                y[t] = sum;
            }
        }
        return new Result(y, rows);
    }

    /** Silence where there is no recording. */
    private static float sample(float[] signal, int n) {
        return n >= 0 && n < signal.length ? signal[n] : 0;
    }

    /** Direct path and bias. */
    private double straight(double[] p, double[] s, double[] row) {
        double sum = p[bias];
        for (int k = 0; k < directSize; k++) {
            sum += p[k] * s[k];
        }
        if (row != null) {
            System.arraycopy(s, 0, row, 0, directSize);
            row[row.length - 1] = 1;
        }
        return sum;
    }

    /** One branch on its way through the window. */
    private final class Path {
        private final Branch branch;
        /** Where this branch's parameters begin: before the shaper, the shaper's, behind it. */
        private final int preAt;
        private final int shaperAt;
        private final int postAt;
        private final int preSize;
        private final int postSize;
        private final ShaperMath shaper;
        private final double[] z;
        private final double[] byZ;
        /** The shaped signal, and behind it the derivatives of it that the linear block behind has to filter. */
        private final double[] inner;
        private final double[] filtered;
        private final BankMemory output;
        private final int column;

        Path(int b) {
            branch = shape.branches().get(b);
            preAt = shape.branch(b);
            shaperAt = shape.shaper(b);
            postAt = shape.post(b);
            preSize = shape.preSize(b);
            postSize = shape.postSize(b);
            shaper = new ShaperMath(branch);
            z = new double[branch.axes()];
            byZ = new double[branch.axes()];
            int count = switch (free) {
                case NONE -> 0;
                case LINEAR -> shape.heightCount(b);
                case ALL -> preSize + branch.shaperWeights();
            };
            inner = new double[1 + count];
            filtered = new double[1 + count];
            FilterBank bank = branch.output();
            output = bank.isThrough() ? null : new BankMemory(bank, inner.length);
            int before = shape.directSize();
            for (int i = 0; i < b; i++) {
                before += free == Free.ALL ? shape.branch(i + 1) - shape.branch(i) : shape.heightCount(i);
            }
            column = before;
        }

        double step(double[] p, double[] s, double[] row) {
            argue(p, s);
            inner[0] = shaper.value(p, shaperAt, z);
            if (free == Free.LINEAR) {
                System.arraycopy(shaper.heights(), 0, inner, 1, inner.length - 1);
            } else if (free == Free.ALL) {
                shaper.slopes(p, shaperAt, z, inner, 1 + preSize, byZ);
                for (int i = 0; i * s.length < preSize; i++) {
                    for (int k = 0; k < s.length; k++) {
                        inner[1 + i * s.length + k] = byZ[i] * s[k];
                    }
                }
            }
            if (output == null) {
                System.arraycopy(inner, 0, filtered, 0, inner.length);
            } else {
                output.push(inner);
                output.weigh(p, postAt, filtered);
            }
            if (row != null) {
                System.arraycopy(filtered, 1, row, column, filtered.length - 1);
                for (int k = 0; free == Free.ALL && k < postSize; k++) {
                    row[column + filtered.length - 1 + k] = output.output(k, 0);
                }
            }
            return filtered[0];
        }

        private void argue(double[] p, double[] s) {
            if (preSize == 0) {
                z[0] = s[0];
                return;
            }
            for (int i = 0; i < z.length; i++) {
                int at = preAt + i * s.length;
                double sum = 0;
                for (int k = 0; k < s.length; k++) {
                    sum += p[at + k] * s[k];
                }
                z[i] = sum;
            }
        }
    }
}
