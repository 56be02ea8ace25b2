package stompjar.clone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import stompjar.capture.Capture;
import stompjar.capture.Captures;
import stompjar.capture.Knob;
import stompjar.cli.Cli;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.host.OddPedals;

/** From a real LV2 plugin to a dataset and a capture. */
@Tag("host")
class Lv2CloneTest {
    @TempDir
    private static Path folder;

    private static OddPedals pedals;

    @BeforeAll
    static void start() throws Exception {
        pedals = OddPedals.installed(folder);
    }

    @AfterAll
    static void stop() {
        pedals.close();
    }

    private static Lv2Clone record(Map<String, String> knobs, Map<String, Float> held) throws Exception {
        return Lv2Clone.record(new Lv2Clone.Order(OddPedals.DRIVE, knobs, held, null, 24_000), part -> { });
    }

    @Test
    void recordsAlignedAndInTheUnitsOfTheControls() throws Exception {
        Lv2Clone clone = record(Map.of("drive", "Dirt:0,0.3,1"), Map.of("level", 0f));
        assertEquals(OddPedals.LATENCY, clone.delay());
        assertEquals(Map.of("drive", 0.5), clone.knobs().entrySet().stream().collect(java.util.stream.Collectors.toMap(Map.Entry::getKey,
                e -> Math.round(10 * (e.getValue() + 0.2)) / 10.0)), "10 is in the middle of 1..100; 0.3 is nearest");
        Dataset data = clone.prepared().data();
        assertEquals(24_000, data.rate());
        assertEquals(List.of("drive"), data.knobs());
        assertArrayEquals(new boolean[] {false, false, false, true, true}, data.heldOut());
        for (Segment segment : data.segments()) {
            double gain = Math.pow(100, data.settings().get(segment.setting())[0]);
            for (int n = segment.start(); n < segment.end(); n++) {
                assertEquals(Math.tanh(gain * segment.dry()[n]), segment.wet()[n], 2e-5);
            }
        }
    }

    @Test
    void wrongControlsAreNamed() {
        assertThrows(IllegalArgumentException.class, () -> record(Map.of("drive", "Treble"), Map.of()));
        String said = assertThrows(IllegalArgumentException.class, () -> record(Map.of(), Map.of("level", 5f))).getMessage();
        assertEquals("control 'level' goes from -20.0 to 4.0, not to 5.0", said);
    }

    @Test
    void trainMakesACapture() throws Exception {
        Path out = folder.resolve("drive.stomp");
        Cli run = Cli.run("train", "--lv2", OddPedals.DRIVE, "--knob", "drive=gain", "--arch", "nano", "--minutes", "0.1", "--rate", "24000", "--out", out,
                "--json");
        assertEquals(0, run.status(), run.err());
        Capture capture = Captures.read(out);
        assertEquals(List.of(new Knob("drive", 0, 1, 0.5, capture.knobs().get(0).taper())), capture.knobs());
        assertEquals(24_000, capture.rate());
        assertTrue(capture.metadata().provenance().get("command").contains("--lv2 '" + OddPedals.DRIVE + "' --knob 'drive=gain'"));
        assertTrue(capture.metadata().provenance().containsKey("esr_held_out"), "says how well it does at settings that it did not learn");
    }

    @Test
    void trainSaysWhatIsWrong() {
        assertFails(1, "urn:nowhere: there is no such LV2 plugin", "--lv2", "urn:nowhere");
        assertFails(1, "no control 'tone'; it has gain (Dirt", "--lv2", OddPedals.DRIVE, "--knob", "tone=tone");
        assertFails(1, "urn:stompjar:test:crash: it crashed", "--lv2", "urn:stompjar:test:crash");
        assertFails(2, "--knob is for --lv2", "--data", "x.csv", "--knob", "drive=gain");
        assertFails(2, "--set is for --lv2 and --circuit", "--data", "x.csv", "--set", "level=1");
        assertFails(2, "one of --dry with --wet", "--lv2", OddPedals.DRIVE, "--circuit", "x.cir");
        assertFails(2, "no name for a knob", "--lv2", OddPedals.DRIVE, "--knob", "Drive=gain");
        assertFails(2, "one of --dry with --wet", "--lv2", OddPedals.DRIVE, "--data", "x.csv");
        assertFails(2, "one of --dry with --wet", "--dry", "x.wav");
    }

    private static void assertFails(int status, String words, String... args) {
        Object[] all = new Object[args.length + 3];
        all[0] = "train";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--out";
        all[args.length + 2] = folder.resolve("never.stomp");
        Cli run = Cli.run(all);
        assertEquals(status, run.status(), run.err());
        assertTrue(run.err().contains(words), run.err());
        assertEquals(1, run.err().strip().lines().count(), run.err());
    }
}
