package stompjar.network;

import stompjar.simd.Kernels;
import stompjar.simd.Product;

/** Small steps on {@link Rows}. */
final class RowSteps {
    private RowSteps() { }

    /** The first {@code to.channels()} channels of {@code from}. */
    static Step copy(Rows from, Rows to) {
        return new Step() {
            @Override
            void run(float[] a, int position, int frames) {
                int at = from.present(position);
                int target = to.present(position);
                for (int c = 0; c < to.channels(); c++) {
                    System.arraycopy(a, at, a, target, frames);
                    at += from.stride(frames);
                    target += to.stride(frames);
                }
            }
        };
    }

    /** {@code to += from}, for the channels of {@code to}. */
    static Step add(Kernels kernels, Rows from, Rows to) {
        return new Step() {
            @Override
            void run(float[] a, int position, int frames) {
                int at = from.present(position);
                int target = to.present(position);
                int step = from.stride(frames);
                int targetStep = to.stride(frames);
                int together = step == frames && targetStep == frames ? to.channels() : 1;
                for (int c = 0; c < to.channels(); c += together) {
                    kernels.add(a, target + c * targetStep, at + c * step, together * frames);
                }
            }
        };
    }

    /** A function of each channel of dense rows. */
    static Step apply(Nonlinearity function, Rows rows) {
        return new Step() {
            @Override
            void run(float[] a, int position, int frames) {
                function.run(a, rows.present(position), rows.channels(), frames);
            }
        };
    }

    /** {@link #apply}, and {@code sum += rows}, both dense. */
    static Step applyAndAdd(Nonlinearity function, Rows rows, Rows sum) {
        return new Step() {
            @Override
            void run(float[] a, int position, int frames) {
                function.runAndAdd(a, rows.present(position), sum.present(position), rows.channels(), frames);
            }
        };
    }

    /**
     * The second half of dense rows acts on the first, both after {@code gate} and {@code function}.
     *
     * @param half  rows of a half, padding included; channels beyond the real ones mean nothing
     * @param blend scratch for a half, dense, where the first half is blended with what it was before; null where it is multiplied
     */
    static Step gate(Kernels kernels, Nonlinearity function, Nonlinearity gate, Rows rows, int half, Rows blend) {
        return new Step() {
            @Override
            void run(float[] a, int position, int frames) {
                int count = half * frames;
                int first = rows.present(position);
                int second = first + count;
                gate.run(a, second, half, frames);
                if (blend == null) {
                    function.run(a, first, half, frames);
                    kernels.multiply(a, first, second, count);
                } else {
                    int old = blend.present(position);
                    System.arraycopy(a, first, a, old, count);
                    function.run(a, first, half, frames);
                    kernels.subtract(a, first, old, count);
                    kernels.multiply(a, first, second, count);
                    kernels.add(a, first, old, count);
                }
            }
        };
    }

    /** {@code rows = rows · scale (+ shift)}: {@code factors} holds the scales of all rows and then the shifts. Whole tiles; the rows are dense. */
    static Step film(Kernels kernels, Rows rows, Rows factors, boolean shift) {
        return new Step() {
            @Override
            void run(float[] a, int position, int frames) {
                int at = rows.present(position);
                int by = factors.present(position);
                int step = factors.stride(frames);
                int count = Product.paddedRows(rows.channels());
                int together = step == frames ? count : 1;
                for (int c = 0; c < count; c += together) {
                    kernels.multiply(a, at + c * frames, by + c * step, together * frames);
                    if (shift) {
                        kernels.add(a, at + c * frames, by + (count + c) * step, together * frames);
                    }
                }
            }
        };
    }
}
