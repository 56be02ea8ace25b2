package stompjar.host;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * Numbers too small for full precision (denormals) count as zero from here on in this thread, as plugins are used to from their hosts: a decaying
 * filter would otherwise become a hundred times slower. Only for threads that run plugins, because Java's arithmetic would differ there, too.
 */
final class FloatingPoint {
    /** C99's {@code fenv.h}. */
    interface Environment extends Library {
        int fegetenv(Memory environment);

        int fesetenv(Memory environment);
    }

    /** glibc's {@code fenv_t} on x86-64: the state of the x87, then MXCSR, whose bits 6 and 15 are meant. */
    private static final int BYTES = 32, MXCSR = 28, DENORMALS_ARE_ZERO = 1 << 6, FLUSH_TO_ZERO = 1 << 15;

    private FloatingPoint() { }

    /** Does nothing elsewhere than on Linux on x86-64, where we do not know how. */
    static void flushDenormals() {
        if (!Platform.isLinux() || !Platform.isIntel() || !Platform.is64Bit()) {
            return;
        }
        Environment libm = Native.load("libm.so.6", Environment.class);
        Memory environment = new Memory(BYTES);
        libm.fegetenv(environment);
        environment.setInt(MXCSR, environment.getInt(MXCSR) | DENORMALS_ARE_ZERO | FLUSH_TO_ZERO);
        libm.fesetenv(environment);
    }
}
