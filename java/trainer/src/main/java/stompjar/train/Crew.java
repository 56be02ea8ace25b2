package stompjar.train;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that share out the items of one job after the other; the calling thread works, too. Which thread takes which item is left to
 * chance, so results must go to places that belong to the item. Handing out a job makes no garbage.
 */
final class Crew implements AutoCloseable {
    /** Work on one item, with the memory of one thread. */
    interface Job {
        void run(int item, int thread);
    }

    private final Thread[] helpers;
    private final AtomicInteger next = new AtomicInteger();
    private Job job;
    private int items;
    private int round;
    private int busy;
    private boolean closed;
    private Throwable failure;
    private boolean interrupted;

    Crew(int threads) {
        helpers = new Thread[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            int thread = i + 1;
            helpers[i] = new Thread(() -> help(thread), "stompjar-train-" + thread);
            helpers[i].setDaemon(true);
            helpers[i].start();
        }
    }

    int threads() {
        return helpers.length + 1;
    }

    /** Returns when every item is done; rethrows what went wrong in any thread. */
    void run(Job todo, int count) {
        synchronized (this) {
            job = todo;
            items = count;
            next.set(0);
            busy = helpers.length;
            round++;
            notifyAll();
        }
        work(todo, count, 0);
        synchronized (this) {
            while (busy > 0) {
                waitQuietly();
            }
            if (failure != null) {
                Throwable thrown = failure;
                failure = null;
                throw new IllegalStateException("a training thread failed: " + thrown, thrown);
            }
        }
    }

    private void help(int thread) {
        int done = 0;
        while (true) {
            Job todo;
            int count;
            synchronized (this) {
                while (!closed && round == done) {
                    waitQuietly();
                }
                if (closed) {
                    return;
                }
                done = round;
                todo = job;
                count = items;
            }
            work(todo, count, thread);
            synchronized (this) {
                busy--;
                notifyAll();
            }
        }
    }

    private void work(Job todo, int count, int thread) {
        try {
            for (int item = next.getAndIncrement(); item < count; item = next.getAndIncrement()) {
                todo.run(item, thread);
            }
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                failure = e;
            }
        }
    }

    private void waitQuietly() {
        try {
            wait();
        } catch (InterruptedException e) {
            // A job is always finished; whoever called run asks for this afterwards.
            interrupted = true;
        }
    }

    /** Whether the calling thread was interrupted since this crew came together. */
    synchronized boolean interrupted() {
        return interrupted || Thread.currentThread().isInterrupted();
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
