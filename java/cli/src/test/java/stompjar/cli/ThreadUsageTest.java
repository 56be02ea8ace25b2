package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A block is the machine's fault only where the thread neither worked too long nor waited. */
@EnabledOnOs(OS.LINUX)
class ThreadUsageTest {
    private static final long DEADLINE = 2_000_000;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final ThreadUsage usage = new ThreadUsage();

    @TempDir
    private Path folder;

    @Test
    void aThreadThatWorksTooLongIsItselfToBlame() {
        usage.begin();
        work(2 * DEADLINE);
        usage.end();
        assertFalse(usage.wasStolen(DEADLINE));
        assertTrue(usage.used() >= 2 * DEADLINE);
    }

    @Test
    void soIsOneThatWaits() throws InterruptedException {
        usage.begin();
        Thread.sleep(5);
        usage.end();
        assertFalse(usage.wasStolen(DEADLINE));
        assertTrue(usage.used() < 5_000_000);
    }

    /** Of a hundred short stretches most are not interrupted, on any machine: whatever wall time those took, the thread did not need it. */
    @Test
    void oneThatDidNeitherIsNot() {
        int stolen = 0;
        for (int i = 0; i < 100; i++) {
            usage.begin();
            work(DEADLINE / 100);
            usage.end();
            stolen += usage.wasStolen(DEADLINE) ? 1 : 0;
        }
        assertTrue(stolen > 50, "of 100: " + stolen);
    }

    /** A mapping's pages come one by one, as they are touched. */
    @Test
    void pageFaultsAreCounted() throws IOException {
        int pages = 100;
        int size = 4_096;
        try (FileChannel file = FileChannel.open(Files.createTempFile(folder, "pages", null), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer mapped = file.map(FileChannel.MapMode.READ_WRITE, 0, pages * size);
            usage.begin();
            for (int i = 0; i < pages; i++) {
                mapped.put(i * size, (byte) 1);
            }
            usage.end();
            assertTrue(usage.pageFaults() >= pages, "" + usage.pageFaults());
        }
    }

    @Test
    void itTakesNothingFromTheHeap() {
        var bytes = (com.sun.management.ThreadMXBean) threads;
        long thread = Thread.currentThread().getId();
        usage.begin();
        bytes.getThreadAllocatedBytes(thread);
        long before = bytes.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 100_000; i++) {
            usage.begin();
            usage.end();
            usage.wasStolen(DEADLINE);
            usage.pageFaults();
        }
        assertEquals(0, bytes.getThreadAllocatedBytes(thread) - before);
    }

    private void work(long processorTime) {
        long end = threads.getCurrentThreadCpuTime() + processorTime;
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
    }
}
