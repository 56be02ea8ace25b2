package stompjar.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * What the kernel knows of the calling thread between two moments: it tells a thread that was slow from one whose processor a hypervisor gave to somebody
 * else, of which the thread's time on the processor knows nothing (Linux takes steal time off it). Allocates nothing after its construction; used by the
 * thread that constructed it.
 */
final class ThreadUsage {
    /** Of {@code sys/resource.h}, Linux. */
    private static final int RUSAGE_THREAD = 1;
    /** Bytes of {@code struct rusage}: two {@code timeval}s and fourteen longs, of which the last two count context switches. */
    private static final int RUSAGE = 144;
    private static final int VOLUNTARY = 128;
    private static final int INVOLUNTARY = 136;
    /** Calls after which the JIT has been asked for all of it: to ask allocates on the thread that does. */
    private static final int PRACTICE = 20_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean known = Libc.THERE && threads.isCurrentThreadCpuTimeSupported();
    private final Pointer usage = new Memory(RUSAGE);
    private long switches;
    private long processorTime;

    ThreadUsage() {
        for (int i = 0; i < PRACTICE; i++) {
            begin();
            wasStolen(Long.MAX_VALUE);
        }
    }

    /** The system's library where its structures are the ones above. */
    private static final class Libc {
        static final boolean THERE = isThere();

        private static boolean isThere() {
            if (!System.getProperty("os.name").equals("Linux") || NativeLong.SIZE != Long.BYTES) {
                return false;
            }
            Native.register(Libc.class, "c");
            return true;
        }

        static native int getrusage(int who, Pointer usage);
    }

    /** The first moment. */
    void begin() {
        switches = switches();
        processorTime = threads.getCurrentThreadCpuTime();
    }

    /**
     * Whether a stretch of work that was too slow since {@link #begin} would have been in time, had the machine been there: the thread waited for nothing and
     * nobody, no other thread took its place, and it used less of the processor than it had.
     *
     * @param deadline nanoseconds
     * @return false where that is not known
     */
    boolean wasStolen(long deadline) {
        return known && threads.getCurrentThreadCpuTime() - processorTime < deadline && switches() == switches;
    }

    private long switches() {
        return known && Libc.getrusage(RUSAGE_THREAD, usage) == 0 ? usage.getLong(VOLUNTARY) + usage.getLong(INVOLUNTARY) : 0;
    }
}
