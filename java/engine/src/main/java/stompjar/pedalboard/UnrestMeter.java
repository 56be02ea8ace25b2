package stompjar.pedalboard;

import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/**
 * Tells whether the JVM is still at work on the code that a thread runs: its reading goes up while the thread allocates or any method is compiled. Where
 * the JVM has no such counters (their module is optional) it reads 0.
 */
abstract class UnrestMeter {
    abstract long reading();

    /** Bytes that the thread has allocated; where that is not known it goes up all the time. */
    abstract long allocated();

    static UnrestMeter ofThisThread() {
        if (ModuleLayer.boot().findModule("jdk.management").isPresent()
                && ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads && threads.isThreadAllocatedMemorySupported()) {
            return new Counters(threads, Thread.currentThread().getId(), ManagementFactory.getCompilationMXBean());
        }
        return new None();
    }

    private static final class Counters extends UnrestMeter {
        private final ThreadMXBean threads;
        private final long thread;
        private final CompilationMXBean compiler;

        Counters(ThreadMXBean threads, long thread, CompilationMXBean compiler) {
            this.threads = threads;
            this.thread = thread;
            this.compiler = compiler != null && compiler.isCompilationTimeMonitoringSupported() ? compiler : null;
        }

        /** Bytes plus milliseconds: both only grow, so their sum rests when both do. */
        @Override
        long reading() {
            return allocated() + (compiler == null ? 0 : compiler.getTotalCompilationTime());
        }

        @Override
        long allocated() {
            return threads.getThreadAllocatedBytes(thread);
        }
    }

    private static final class None extends UnrestMeter {
        @Override
        long reading() {
            return 0;
        }

        @Override
        long allocated() {
            return System.nanoTime();
        }
    }
}
