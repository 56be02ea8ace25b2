package stompjar.network;

import java.util.ArrayList;
import java.util.List;
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
    private final Rows initial;
    private final Rows out;
    /** Less {@link #from}: those that move with the position stay what they are. */
    private final int[] columns;
    /** Which of them do not move, and where they begin: {@code starts + frames · apart}. */
    private final int[] still;
    private final int[] starts;
    private final int[] apart;
    /** What those were computed for. */
    private int knownFrom;
    private int knownFrames;

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
        apart = new int[count];
        List<Integer> unmoved = new ArrayList<>();
        int j = 0;
        for (Input input : inputs) {
            Rows rows = input.rows;
            for (int k = input.taps - 1; k >= 0; k--) {
                for (int c = 0; c < rows.channels(); c++, j++) {
                    columns[j] = rows.present(0) - k * input.dilation + (rows.dense() ? 0 : c * rows.stride(0));
                    apart[j] = rows.dense() ? c : 0;
                    if (!rows.moving()) {
                        unmoved.add(j);
                    }
                }
            }
        }
        starts = columns.clone();
        still = unmoved.stream().mapToInt(i -> i).toArray();
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

    /** What {@link #columns} are less than where they begin. */
    int from(int position) {
        return still.length == columns.length ? 0 : position;
    }

    /** Where the columns begin in these frames, less {@code from}. */
    int[] columns(int from, int frames) {
        if (from != knownFrom || frames != knownFrames) {
            for (int j : still) {
                columns[j] = starts[j] + frames * apart[j] - from;
            }
            knownFrom = from;
            knownFrames = frames;
        }
        return columns;
    }

    @Override
    void run(float[] a, int position, int frames) {
        int from = from(position);
        kernels.affine(a, columns(from, frames), from, product, initial == null ? -1 : initial.present(position), initial == null ? 0 : initial.stride(frames),
                out.present(position), out.stride(frames), frames);
    }
}
