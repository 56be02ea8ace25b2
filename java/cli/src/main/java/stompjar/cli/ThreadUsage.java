package stompjar.cli;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;

/**
 * What the kernel knows of the calling thread between two moments: it tells a thread that was slow from one whose processor a hypervisor gave to somebody
 * else, of which the thread's time on the processor knows nothing (Linux takes steal time off it). Allocates nothing after its construction: it keeps to
 * arrays, because a class of a library may allocate when the JIT is first asked for a method of it (the strings that it names).
 */
final class ThreadUsage {
    /** Of {@code sys/resource.h}, Linux. */
    private static final int RUSAGE_THREAD = 1;
    /** Of {@code time.h}, Linux. */
    private static final int CLOCK_THREAD_CPUTIME_ID = 3;
    /** Longs of {@code struct rusage}. */
    private static final int RUSAGE = 18;
    /** Of these, two that count page faults, without and with input, and two that count context switches, voluntary and involuntary. */
    private static final int FAULTS = 8, SWITCHES = 16;

    private final boolean known = Libc.THERE;
    private final long[] before = new long[RUSAGE];
    private final long[] now = new long[RUSAGE];
    /** {@code struct timespec}: seconds, nanoseconds. */
    private final long[] time = new long[2];
    private long processorTime;
    private long used;

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

        static native int getrusage(int who, long[] usage);

        static native int clock_gettime(int clock, long[] time);
    }

    /** The first moment. */
    void begin() {
        if (known) {
            Libc.getrusage(RUSAGE_THREAD, before);
        }
        processorTime = processorTime();
    }

    /** The second moment. */
    void end() {
        used = processorTime() - processorTime;
        if (known) {
            Libc.getrusage(RUSAGE_THREAD, now);
        }
    }

    /** Nanoseconds of the processor that the thread used between them; 0 where that is not known. */
    long used() {
        return used;
    }

    /**
     * Whether a stretch of work between them that was too slow would have been in time, had the machine been there: the thread waited for nothing and
     * nobody, no other thread took its place, and it used less of the processor than it had.
     *
     * @param deadline nanoseconds
     * @return false where that is not known
     */
    boolean wasStolen(long deadline) {
        return known && used < deadline && growth(SWITCHES) == 0;
    }

    /** Of the thread between them; 0 where that is not known. */
    long pageFaults() {
        return growth(FAULTS);
    }

    /** Of two counters. */
    private long growth(int counters) {
        return now[counters] - before[counters] + now[counters + 1] - before[counters + 1];
    }

    private long processorTime() {
        return known && Libc.clock_gettime(CLOCK_THREAD_CPUTIME_ID, time) == 0 ? time[0] * 1_000_000_000 + time[1] : 0;
    }
}
