package stompjar.cli;

import com.sun.jna.Library;
import com.sun.jna.Native;

/** The scheduling that hosts give their audio threads, where the system lets us have it. */
final class RealTime {
    /** Of {@code sched.h}, Linux. */
    private static final int SCHED_FIFO = 1;
    /** What JACK gives its clients, more or less: above all ordinary threads, below the kernel's. */
    private static final int PRIORITY = 60;

    private RealTime() { }

    private interface Scheduler extends Library {
        /** @param parameters a {@code struct sched_param}, which is one int */
        int sched_setscheduler(int thread, int policy, int[] parameters);
    }

    /** Asks for it, for the calling thread. @return whether it was granted: to root, and to users in {@code limits.conf} */
    static boolean granted() {
        try {
            return Native.load("c", Scheduler.class).sched_setscheduler(0, SCHED_FIFO, new int[] {PRIORITY}) == 0;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }
}
