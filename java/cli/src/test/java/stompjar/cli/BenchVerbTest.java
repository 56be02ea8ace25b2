package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import stompjar.bench.Shape;

/** What {@code bench} says that does not depend on the machine's mood: keys, counts, order; and that nothing was allocated. */
class BenchVerbTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> KEYS = List.of("capture", "family", "block", "load", "silent_load", "block_us", "cold_start_us", "allocated_bytes",
            "kernels");

    @TempDir
    private Path folder;

    private static JsonNode bench(Object... more) throws Exception {
        return run("--seconds", "0.3", more);
    }

    private static JsonNode run(String first, String second, Object... more) throws Exception {
        List<Object> args = new ArrayList<>(List.of("bench", "--json", first, second));
        args.addAll(List.of(more));
        Cli run = Cli.run(args.toArray());
        assertEquals(0, run.status(), run.err());
        return JSON.readTree(run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mono", "dual-mono", "stereo"})
    void nothingIsAllocatedOnAnyTrack(String track) throws Exception {
        JsonNode row = bench("--track", track, "--capture", SmallCapture.write(folder.resolve("small.stomp"), 1)).get(0);
        assertEquals(0, row.get("allocated_bytes").asLong());
        assertTrue(row.get("load").asDouble() > 0);
    }

    private static List<String> keys(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A program in the place of the yardstick: one that is quick, and always says the same. */
    private Path yardstick(String load) throws Exception {
        assumeTrue(Machine.find("cc").isPresent(), "there is no C compiler");
        return Files.writeString(folder.resolve("yardstick.c"), """
                #include <stdio.h>
                int main(int argc, char **argv) { if (argc != 3) return 2; puts("%s"); return 0; }
                """.formatted(load));
    }

    @Test
    void aRowForEachCaptureInOrder() throws Exception {
        Path first = SmallCapture.write(folder.resolve("b.stomp"), 1);
        Path second = SmallCapture.write(folder.resolve("a.stomp"), 2);
        JsonNode rows = bench("--capture", first, "--capture", second, "--block", "32", "--yardstick", yardstick("0.04000"));
        assertEquals(2, rows.size());
        assertEquals(first.toString(), rows.get(0).get("capture").asText());
        assertEquals(second.toString(), rows.get(1).get("capture").asText());
        for (JsonNode row : rows) {
            List<String> expected = new ArrayList<>(KEYS);
            expected.addAll(List.of("yardstick", "ratio"));
            assertEquals(expected, keys(row));
            assertEquals(List.of("median", "p99", "p999", "max"), keys(row.get("block_us")));
            JsonNode micros = row.get("block_us");
            assertTrue(0 < micros.get("median").asDouble() && micros.get("median").asDouble() <= micros.get("p99").asDouble()
                    && micros.get("p99").asDouble() <= micros.get("p999").asDouble()
                    && micros.get("p999").asDouble() <= micros.get("max").asDouble(), row.toString());
            assertEquals(32, row.get("block").asInt());
            assertTrue(row.get("cold_start_us").asDouble() > 0);
            assertEquals(0.04, row.get("yardstick").asDouble());
            // Against a constant the median of the ratios is the ratio of the medians.
            assertEquals(row.get("load").asDouble() / 0.04, row.get("ratio").asDouble(), 1e-9);
        }
    }

    @Test
    void theShapesNeedNoFileAndKnowTheirTargets() throws Exception {
        JsonNode rows = bench("--shapes", "--yardstick", yardstick("3.2e-2"));
        assertEquals(Shape.values().length, rows.size());
        // A recurrent one may circle through a few roundings, and then runs on.
        JsonNode wavenet = rows.get(Shape.A1_STANDARD.ordinal());
        assertTrue(wavenet.get("silent_load").asDouble() < 0.25 * wavenet.get("load").asDouble(), wavenet.toString());
        for (Shape shape : Shape.values()) {
            JsonNode row = rows.get(shape.ordinal());
            assertEquals(shape.title(), row.get("capture").asText());
            assertEquals(shape.target(), row.get("target").asDouble());
            assertEquals(shape.bestPeer(), row.get("best_peer").asDouble());
            assertTrue(row.get("ratio").asDouble() > 0);
            assertEquals(0, row.get("allocated_bytes").asLong(), row.toString());
        }
    }

    @Test
    void targetsHoldForTheBlocksThatTheyWereMeasuredAt() throws Exception {
        JsonNode row = bench("--shapes", "--block", "16", "--yardstick", yardstick("0.04")).get(0);
        assertTrue(row.has("ratio") && !row.has("target") && !row.has("best_peer"), row.toString());
    }

    @Test
    void theTableIsMarkdown() throws Exception {
        Path capture = SmallCapture.write(folder.resolve("small.stomp"), 1);
        Cli run = Cli.run("bench", "--capture", capture, "--seconds", "0.1", "--table", "--yardstick", yardstick("0.04"));
        assertEquals(0, run.status(), run.err());
        List<String> lines = run.out().lines().filter(line -> line.startsWith("|")).toList();
        assertEquals(3, lines.size());
        assertEquals(1, lines.stream().map(line -> line.chars().filter(c -> c == '|').count()).distinct().count(), run.out());
        assertFalse(lines.get(2).contains("null"));
    }

    /** A yardstick that leaves a line in a file whenever it is called. */
    @Test
    void asManyRunsAsAreAskedForEachWithATurnOfTheYardstick() throws Exception {
        Path turns = folder.resolve("turns");
        Path program = yardstick("0.04");
        Files.writeString(program, Files.readString(program).replace("return 2;", "return 2; fputs(\"turn\\n\", fopen(\"" + turns + "\", \"a\"));"));
        Path capture = SmallCapture.write(folder.resolve("small.stomp"), 1);
        assertEquals(1, run("--seconds", "0.1", "--capture", capture, "--yardstick", program, "--runs", 8).size());
        assertEquals(8, Files.readAllLines(turns).size());
        for (String[] bad : new String[][] {{"4", "1"}, {"50", "3000"}}) {
            Cli run = Cli.run("bench", "--runs", bad[0], "--seconds", bad[1]);
            assertEquals(2, run.status());
            assertTrue(run.err().contains("--runs: 5 or more"), run.err());
        }
    }

    @Test
    void aYardstickThatDoesNotMeasureIsNamed() throws Exception {
        Path capture = SmallCapture.write(folder.resolve("small.stomp"), 1);
        for (String load : new String[] {"fast", "0.0"}) {
            Cli run = Cli.run("bench", "--capture", capture, "--seconds", "0.1", "--yardstick", yardstick(load));
            assertEquals(1, run.status());
            assertTrue(run.err().contains("yardstick.c: it printed no load"), run.err());
        }
        Files.writeString(folder.resolve("yardstick.c"), "int main(");
        Cli run = Cli.run("bench", "--capture", capture, "--seconds", "0.1", "--yardstick", folder.resolve("yardstick.c"));
        assertEquals(1, run.status());
        assertTrue(run.err().contains("it does not compile"), run.err());
    }

    @Test
    void switchingNeitherClicksNorAllocatesNorFillsTheHeap() throws Exception {
        Path nano = Files.write(folder.resolve("nano.stomp"), Shape.A1_NANO.file(1));
        Path lite = Files.write(folder.resolve("lite.stomp"), Shape.A2_LITE.file(1));
        Path lstm = SmallCapture.write(folder.resolve("lstm.stomp"), 1);
        JsonNode report = run("--switch", "30", "--capture", nano, "--capture", lite, "--capture", lstm);
        assertEquals(30, report.get("switches").asInt());
        assertEquals(0, report.get("clicks").asInt(), report.toString());
        assertTrue(report.get("largest_step").asDouble() <= report.get("allowed_step").asDouble(), report.toString());
        assertEquals(0, report.get("allocated_bytes").asLong(), report.toString());
        assertTrue(report.get("heap_end_bytes").asLong() - report.get("heap_start_bytes").asLong() < 1 << 20, report.toString());
        // Each switch is waited for, a tenth of a second; then as long without a switch, and without a load.
        for (String part : List.of("changes", "control", "alone")) {
            JsonNode counts = report.get(part);
            assertTrue(counts.get("blocks").asLong() > 30 / 2 * 75, part + report);
            assertTrue(counts.get("late").asLong() <= counts.get("blocks").asLong(), part + report);
            assertTrue(counts.get("stolen").asLong() <= counts.get("late").asLong(), part + report);
            assertTrue(counts.get("seconds").asDouble() > 0, part + report);
        }
        assertEquals(64e6 / 48_000, report.get("deadline_us").asDouble());
        assertEquals(Math.min(256, report.get("changes").get("late").asInt()), report.get("dropouts").size(), report.toString());
        assertTrue(report.get("busiest_block_us").asDouble() > 0, report.toString());
        assertTrue(report.get("changes").get("seconds").asDouble() > report.get("busiest_block_us").asDouble() * 1e-6, report.toString());
    }

    @Test
    void whatSwitchingDoesNotUseIsRefused() {
        for (String option : List.of("--shapes", "--table", "--seconds=1", "--runs=5", "--track=stereo", "--yardstick=x.c")) {
            Cli run = Cli.run("bench", "--switch", "10", option);
            assertEquals(2, run.status());
            assertTrue(run.err().contains("has no part in it"), run.err());
        }
    }

    @Test
    void oneCaptureCannotBeSwitched() throws Exception {
        assertEquals(2, Cli.run("bench", "--switch", "--capture", SmallCapture.write(folder.resolve("small.stomp"), 1)).status());
    }

    @Test
    void whatSwitchingBreaksIsNamed() {
        SwitchReport report = new SwitchReport(10, List.of("a", "b"), 48_000, 64, true, new PacedThread.Counts(1_000, 3, 2, 0.25),
                List.of(new LateBlocks.LateBlock(2_000, 300, 7, false, List.of("b", "c")),
                        new LateBlocks.LateBlock(9_000, 100, 0, true, List.of("a"))),
                new PacedThread.Counts(900, 1, 1, 0.5), new PacedThread.Counts(800, 0, 0, 0.75), 1_333, 2_000, 1.5,
                700, 24, 2, 0.4, 0.1, List.of("a", "b"), 0, 64 << 20, 20);
        assertEquals(List.of("2 clicks", "24 bytes allocated on the audio thread", "the heap grew by 64 MB"), report.broken());
        assertTrue(report.words().contains("3 of 1000 blocks late in 0.3 s of work, 2 of them while"), report.words());
        assertTrue(report.words().contains("2000 µs, 300 µs of the processor, 7 page faults (b → c)"), report.words());
        assertFalse(report.words().contains("9000 µs"), report.words());
        assertTrue(report.words().contains("control    1 of 900 blocks late in 0.5 s of work, 1 of them while"), report.words());
        assertTrue(report.words().contains("alone      0 of 800 blocks late in 0.8 s of work, 0 of them while"), report.words());
        assertTrue(report.words().contains("0.40 where 0.10 is allowed (a → b)"), report.words());
    }
}
