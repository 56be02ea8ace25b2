package stompjar.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stompjar.capture.BlockModel;
import stompjar.capture.BlockModel.Branch;
import stompjar.capture.FilterBank;
import stompjar.simd.Kernels;
import stompjar.simd.Product;

/** One nonlinear path of a {@link BlockNetwork}, from the outputs of the input bank to those of its own. */
final class BlockBranch {
    private static final int STRIDE = Network.MAX_FRAMES;

    private final Kernels kernels;
    private final Branch shape;
    private final BankRows input;
    private final BankRows output;
    private final int[] inputColumns;
    /** Null where the input is the shaper's argument. */
    private final Product pre;
    private final Product units;
    /** Null with any other shaper. */
    private final Spline spline;
    private final Product sum;
    private final int z;
    private final int u;
    private final int[] zColumns;
    private final int[] uColumns;
    /** Of a polynomial: the factors of each product, as places in the arena. */
    private final int[] left;
    private final int[] right;

    BlockBranch(BlockModel model, Branch shape, WeightReader weights, BankRows input, ArenaPlan plan, Kernels kernels, int travel) {
        this.kernels = kernels;
        this.shape = shape;
        this.input = input;
        FilterBank inputBank = model.input();
        inputColumns = new int[inputBank.size()];
        boolean filtered = BlockModel.preWeights(inputBank, shape) > 0;
        pre = filtered ? new Product(weights.matrix(shape.axes(), inputBank.size()), null) : null;
        // One row more for |z|², which the distances of the Cauchy kernel need.
        z = plan.rows(shape.axes() + 1, STRIDE);
        zColumns = Rows.starts(z, shape.shaper() == BlockModel.Shaper.CAUCHY ? shape.axes() + 1 : shape.axes(), STRIDE);
        int terms = switch (shape.shaper()) {
            case POLYNOMIAL -> shape.shaperWeights();
            case SPLINE -> 1;
            default -> shape.size();
        };
        u = plan.rows(terms, STRIDE);
        uColumns = Rows.starts(u, terms, STRIDE);
        left = new int[terms];
        right = new int[terms];
        units = switch (shape.shaper()) {
            case TANH -> new Product(weights.matrix(terms, shape.axes()), weights.vector(terms));
            case CAUCHY -> distances(weights.matrix(terms, shape.axes()));
            case POLYNOMIAL, SPLINE -> null;
        };
        spline = shape.shaper() == BlockModel.Shaper.SPLINE ? new Spline(weights.vector(shape.size()), shape.limit()) : null;
        if (shape.shaper() == BlockModel.Shaper.POLYNOMIAL) {
            factors();
        }
        sum = new Product(new float[][] {spline == null ? weights.vector(terms) : new float[] {1}}, null);
        output = new BankRows(shape.output(), plan, travel);
    }

    /** {@code 1 + |z − c|² = (1 + |c|²) − 2c·z + |z|²} as a product with z and |z|². */
    private static Product distances(float[][] centres) {
        float[][] matrix = new float[centres.length][];
        float[] bias = new float[centres.length];
        for (int r = 0; r < centres.length; r++) {
            matrix[r] = Arrays.copyOf(centres[r], centres[r].length + 1);
            double square = 1;
            for (int i = 0; i < centres[r].length; i++) {
                square += (double) centres[r][i] * centres[r][i];
                matrix[r][i] *= -2;
            }
            matrix[r][centres[r].length] = 1;
            bias[r] = (float) square;
        }
        return new Product(matrix, bias);
    }

    private void factors() {
        int term = 0;
        List<int[]> below = new ArrayList<>();
        for (int i = 0; i < shape.axes(); i++) {
            below.add(new int[] {z + i * STRIDE, i});
        }
        for (int degree = 2; degree <= shape.size(); degree++) {
            List<int[]> products = new ArrayList<>();
            for (int[] product : below) {
                for (int i = product[1]; i < shape.axes(); i++, term++) {
                    left[term] = product[0];
                    right[term] = z + i * STRIDE;
                    products.add(new int[] {u + term * STRIDE, i});
                }
            }
            below = products;
        }
    }

    BankRows output() {
        return output;
    }

    /** @param hold whether the program is the one for silence, in which each bank's history is held at its present frame */
    void addSteps(List<Step> program, boolean hold) {
        program.add(new Argue());
        program.add(switch (shape.shaper()) {
            case TANH -> new Squash();
            case POLYNOMIAL -> new Multiply();
            case CAUCHY -> new Near();
            case SPLINE -> new Bend();
        });
        program.add(new Sum());
        program.add(hold ? new Hold() : new Advance());
    }

    /** The shaper's arguments z. */
    private final class Argue extends Step {
        @Override
        void run(float[] a, int position, int frames) {
            if (pre == null) {
                System.arraycopy(a, input.present(position), a, z, frames);
            } else {
                input.columns(inputColumns, 0, inputColumns.length, position);
                kernels.affine(a, inputColumns, 0, pre, -1, 0, z, STRIDE, kernels.padded(frames));
            }
        }
    }

    private final class Squash extends Step {
        @Override
        void run(float[] a, int position, int frames) {
            kernels.affine(a, zColumns, 0, units, -1, 0, u, STRIDE, kernels.padded(frames));
            for (int row = 0; row < uColumns.length; row++) {
                kernels.tanh(a, uColumns[row], kernels.padded(frames));
            }
        }
    }

    private final class Multiply extends Step {
        @Override
        void run(float[] a, int position, int frames) {
            for (int axis = 0; axis < zColumns.length; axis++) {
                kernels.clamp(a, zColumns[axis], kernels.padded(frames), -shape.limit(), shape.limit());
            }
            for (int term = 0; term < left.length; term++) {
                System.arraycopy(a, left[term], a, uColumns[term], frames);
                kernels.multiply(a, uColumns[term], right[term], kernels.padded(frames));
            }
        }
    }

    private final class Near extends Step {
        @Override
        void run(float[] a, int position, int frames) {
            square(a, frames);
            kernels.affine(a, zColumns, 0, units, -1, 0, u, STRIDE, kernels.padded(frames));
            invert(a, frames);
        }

        private void square(float[] a, int frames) {
            int square = z + shape.axes() * STRIDE;
            Arrays.fill(a, square, square + frames, 0);
            for (int axis = 0; axis < shape.axes(); axis++) {
                for (int t = 0; t < frames; t++) {
                    float v = a[z + axis * STRIDE + t];
                    a[square + t] += v * v;
                }
            }
        }

        private void invert(float[] a, int frames) {
            for (int row = 0; row < uColumns.length; row++) {
                for (int i = uColumns[row]; i < uColumns[row] + frames; i++) {
                    // Rounding must not take the distance of a point to itself below zero.
                    a[i] = 1 / Math.max(1, a[i]);
                }
            }
        }
    }

    private final class Bend extends Step {
        @Override
        void run(float[] a, int position, int frames) {
            spline.run(a, z, u, frames);
        }
    }

    private final class Sum extends Step {
        @Override
        void run(float[] a, int position, int frames) {
            kernels.affine(a, uColumns, 0, sum, -1, 0, output.present(position), output.stride(), kernels.padded(frames));
        }
    }

    private final class Advance extends Step {
        @Override
        void run(float[] a, int position, int frames) {
            output.advance(a, position, frames);
        }
    }

    private final class Hold extends Step {
        @Override
        void run(float[] a, int position, int frames) {
            output.hold(a, position);
        }
    }
}
