package stompjar.cli;

import java.util.concurrent.locks.LockSupport;

/**
 * Plays a host's audio thread: a block each time that one is due. What it counts may be read by any thread while it runs; the steps of a group once a later
 * group has begun.
 */
final class PacedThread extends Thread {
    /**
     * @param blocks  that were played
     * @param late    of these, that took longer than they last
     * @param stolen  of the late ones, those during which the hypervisor had taken the processor away; see {@link ThreadUsage}
     * @param seconds of the processor that all took together: the longer they work, the more often something comes between; 0 where that is not known
     */
    record Counts(long blocks, long late, long stolen, double seconds) {
        Counts since(Counts before) {
            return new Counts(blocks - before.blocks, late - before.late, stolen - before.stolen, seconds - before.seconds);
        }
    }

    private final ChordPlayer player;
    private final long period;
    private final float[] steps;
    private final LateBlocks lateBlocks = new LateBlocks();
    private volatile int group;
    private volatile boolean ending;
    private volatile boolean realTime;
    private volatile long blocks;
    private volatile long late;
    private volatile long stolen;
    private volatile long worst;
    private volatile long busiest;
    private volatile long usedInAll;

    /**
     * @param period nanoseconds that a block lasts
     * @param groups of blocks whose steps are kept apart
     */
    PacedThread(ChordPlayer player, long period, int groups) {
        super("audio");
        this.player = player;
        this.period = period;
        steps = new float[groups];
        setDaemon(true);
    }

    @Override
    public void run() {
        realTime = RealTime.granted();
        ThreadUsage usage = new ThreadUsage();
        long due = System.nanoTime();
        while (!ending) {
            long took = player.block(usage);
            long used = usage.used();
            boolean isLate = took > period;
            boolean isStolen = isLate && usage.wasStolen(period);
            // Asked only now: what arrived during the block belongs to the group that was begun before it was sent.
            int now = group;
            steps[now] = Math.max(steps[now], player.takeLargestStep());
            if (isLate) {
                lateBlocks.note(took, usage, isStolen, now);
            }
            late += isLate ? 1 : 0;
            stolen += isStolen ? 1 : 0;
            worst = isStolen ? worst : Math.max(worst, took);
            busiest = Math.max(busiest, used);
            usedInAll += used;
            blocks++;
            due += period;
            if (System.nanoTime() - due > period) {
                // A host whose thread was kept from running drops blocks; it does not hurry after them.
                due = System.nanoTime();
            }
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /** Whether it has the scheduling of a host's audio thread; once it has played. */
    boolean isRealTime() {
        return realTime;
    }

    /** Begins the next group: steps from now on count there. */
    void nextGroup() {
        group++;
    }

    /** Waits until so many more blocks have begun and ended. */
    void await(long more) throws InterruptedException {
        long until = blocks + more + 1;
        while (blocks < until && isAlive()) {
            Thread.sleep(1);
        }
    }

    void end() throws InterruptedException {
        ending = true;
        join();
    }

    /** The largest step from sample to sample in a group. */
    float step(int ofGroup) {
        return steps[ofGroup];
    }

    /** Once it has ended. */
    LateBlocks lateBlocks() {
        return lateBlocks;
    }

    /** So far. */
    Counts counts() {
        return new Counts(blocks, late, stolen, usedInAll * 1e-9);
    }

    /** Nanoseconds of the processor that the busiest block used, whatever else the machine did meanwhile; 0 where that is not known. */
    long busiest() {
        return busiest;
    }

    /** Nanoseconds of the slowest block that was not stolen. */
    long worst() {
        return worst;
    }
}
