package stompjar.benchmarks;

import stompjar.simd.Kernels;
import stompjar.simd.ScalarKernels;

/** The two forms of the arithmetic. */
public enum KernelSet {
    SCALAR {
        @Override
        Kernels kernels() {
            return new ScalarKernels();
        }
    },
    VECTOR {
        @Override
        Kernels kernels() {
            Kernels best = Kernels.best();
            if (best.lanes() == 1) {
                throw new IllegalStateException("no vector kernels here: " + Kernels.reason());
            }
            return best;
        }
    };

    abstract Kernels kernels();
}
