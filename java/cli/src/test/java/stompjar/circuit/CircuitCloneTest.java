package stompjar.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stompjar.data.Audio;

class CircuitCloneTest {
    private static final int RATE = 8_000;

    @TempDir
    private Path folder;

    private CircuitClone record(String top) throws Exception {
        Path circuit = Files.write(folder.resolve("pot.cir"), List.of("Pot", "*@ input in 1", "*@ output out 1", "*@ knob drive", "*@ level level",
                ".param drive = 0.5", ".param level = 0.5", "R1 in a " + top, "R2 a 0 {10k * drive + 1}", "R3 a out {10meg * (1 - level) + 1}",
                "R4 out 0 {10meg * level + 1}"));
        float[] dry = new float[13 * RATE];
        for (int n = 0; n < dry.length; n++) {
            dry[n] = (float) (0.3 * Math.sin(0.1 * n + 3 * Math.sin(0.0007 * n)));
        }
        return CircuitClone.record(CircuitRecording.Order.usual(circuit, folder.resolve("takes"), Map.of(), 3, Audio.mono(dry, RATE), null, "a test"),
                part -> { });
    }

    @Test
    void whatIsThereIsNotRecordedAgainUntilTheCircuitChanges() throws Exception {
        NgspiceTest.ngspiceIsThere();
        CircuitClone first = record("10k");
        assertEquals(List.of("drive"), first.prepared().data().knobs());
        assertEquals("level", first.level().knob());
        assertTrue(first.words().contains("pot.cir: recorded at 3 settings, ") && first.words().contains("at 2 that are kept for the test; level scales"),
                first.words());
        Path wet = folder.resolve("takes/wet-00.wav");
        byte[] marked = Files.readAllBytes(wet);
        marked[marked.length - 1] ^= 1;
        Files.write(wet, marked);
        record("10k");
        assertArrayEquals(marked, Files.readAllBytes(wet), "it was recorded again");
        Path lost = folder.resolve("takes/wet-03.wav");
        byte[] before = Files.readAllBytes(lost);
        Files.delete(lost);
        record("10k");
        assertArrayEquals(marked, Files.readAllBytes(wet), "all was recorded again for the sake of one");
        assertArrayEquals(before, Files.readAllBytes(lost));
        record("20k");
        assertFalse(java.util.Arrays.equals(marked, Files.readAllBytes(wet)), "recordings of another circuit were taken for this one's");
        CircuitClone.discard(folder.resolve("takes"));
        assertFalse(Files.exists(folder.resolve("takes")));
    }
}
