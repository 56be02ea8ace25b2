package stompjar.cli;

import java.util.Locale;

/** A bar on a terminal's stderr for work of more than a second; silent elsewhere. One thread. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 32;
    private static final long QUIET_NANOS = 1_000_000_000L, STEP_NANOS = 100_000_000L;
    /** The launcher knows: through its pipe the JVM cannot. */
    private static final boolean TERMINAL = Boolean.getBoolean("stompjar.terminal");

    private final String what;
    private final long start = System.nanoTime();
    private long last = start;
    private boolean shown;

    Progress(String what) {
        this.what = what;
    }

    /** @param part 0..1 */
    void at(double part) {
        long now = System.nanoTime();
        if (!TERMINAL || now - start < QUIET_NANOS || now - last < STEP_NANOS) {
            return;
        }
        last = now;
        shown = true;
        int full = (int) (part * WIDTH);
        System.err.printf(Locale.ROOT, "\r%s [%s%s] %3.0f %%", what, "█".repeat(full), "·".repeat(WIDTH - full), part * 100);
    }

    /** Takes the bar away, so that a line can be printed; the next {@link #at} brings it back. */
    void clear() {
        if (shown) {
            System.err.print("\r\033[K");
            shown = false;
        }
    }

    @Override
    public void close() {
        clear();
    }
}
