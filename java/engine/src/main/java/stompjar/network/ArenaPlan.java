package stompjar.network;

import stompjar.simd.Alignment;
import stompjar.simd.Kernels;
import stompjar.simd.Product;

/** Hands out the regions of an arena before it exists; each begins where a cache line may. */
final class ArenaPlan {
    /** Behind the row of zeros. */
    private int size = Kernels.ZEROS + Network.MAX_FRAMES;

    /** Room for {@code count} floats; returns where it begins. */
    int floats(int count) {
        return claim(count);
    }

    /** Room for {@code rows}, rounded up to whole tiles, of {@code length} floats each; returns the base. */
    int rows(int rows, int length) {
        return claim((long) Product.paddedRows(rows) * length);
    }

    private int claim(long floats) {
        if (size + floats > 1 << 26) {
            throw new IllegalArgumentException("its histories would need more than 256 MB");
        }
        int base = size;
        size += Alignment.up((int) floats);
        return base;
    }

    int size() {
        return size;
    }
}
