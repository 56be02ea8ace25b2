package stompjar.simd;

/**
 * Chooses the kernels when the class is loaded. {@code VectorKernels} is named only by text: where the incubator module is missing (a JVM that
 * somebody else started, or a runtime without it) the class must not be linked.
 */
final class KernelChoice {
    static final Kernels BEST;
    static final String REASON;

    static {
        Kernels kernels = new ScalarKernels();
        String reason;
        if ("scalar".equals(System.getProperty("stompjar.kernels"))) {
            reason = "asked for by -Dstompjar.kernels=scalar";
        } else if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            reason = "this JVM runs without the module jdk.incubator.vector";
        } else {
            try {
                Kernels vector = (Kernels) Class.forName("stompjar.simd.VectorKernels").getDeclaredConstructor().newInstance();
                boolean fused = vector.lanes() >= 8 || System.getProperty("os.arch").equals("aarch64");
                if (fused) {
                    kernels = vector;
                    reason = "Vector API, " + vector.lanes() + " floats at a time";
                } else {
                    reason = "the CPU's vectors are too narrow or lack a fused multiply-add";
                }
            } catch (ReflectiveOperationException | LinkageError e) {
                reason = "the Vector API does not work here: " + e;
            }
        }
        BEST = kernels;
        REASON = reason;
    }

    private KernelChoice() { }
}
