package stompjar.network;

import stompjar.simd.Kernels;
import stompjar.simd.Product;

/** An affine map of rows: a convolution, or several side by side that add up. */
final class Affine extends Step {
    /** @param taps 1 for no more than the present frame */
    record Input(Rows rows, int taps, int dilation) {
        static Input of(Rows rows) {
            return new Input(rows, 1, 1);
        }
    }

    private final Kernels kernels;
    private final Product product;
    private final int[] columns;
    /** A column begins at {@code starts + (position & moves) + frames · apart}. */
    private final int[] starts;
    private final int[] moves;
    private final int[] apart;
    private final Rows initial;
    private final Rows out;

    /**
     * @param product columns input by input, {@code [tap][channel]} for each
     * @param initial rows to add, or null
     */
    Affine(Kernels kernels, Product product, Rows initial, Rows out, Input... inputs) {
        this.kernels = kernels;
        this.product = product;
        this.initial = initial;
        this.out = out;
        int count = 0;
        for (Input input : inputs) {
            count += input.taps * input.rows.channels();
        }
        columns = new int[count];
        starts = new int[count];
        moves = new int[count];
        apart = new int[count];
        int j = 0;
        for (Input input : inputs) {
            Rows rows = input.rows;
            for (int k = input.taps - 1; k >= 0; k--) {
                for (int c = 0; c < rows.channels(); c++, j++) {
                    starts[j] = rows.present(0) - k * input.dilation + (rows.dense() ? 0 : c * rows.stride(0));
                    moves[j] = rows.moving() ? -1 : 0;
                    apart[j] = rows.dense() ? c : 0;
                }
            }
        }
    }

    Product product() {
        return product;
    }

    Rows initial() {
        return initial;
    }

    Rows out() {
        return out;
    }

    /** Where the columns begin in these frames. */
    int[] columns(int position, int frames) {
        for (int j = 0; j < columns.length; j++) {
            columns[j] = starts[j] + (position & moves[j]) + frames * apart[j];
        }
        return columns;
    }

    @Override
    void run(float[] a, int position, int frames) {
        kernels.affine(a, columns(position, frames), product, initial == null ? -1 : initial.present(position), initial == null ? 0 : initial.stride(frames),
                out.present(position), out.stride(frames), frames);
    }
}
