package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;

/** Exit statuses, error lines and JSON keys of the verbs that need no plugin. */
class VerbsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path capture;
    private Path dry;
    private Path wet;

    @BeforeEach
    void files() throws Exception {
        capture = SmallCapture.write(folder.resolve("small.stomp"), 1);
        dry = folder.resolve("dry.wav");
        wet = folder.resolve("wet.wav");
        float[] sine = new float[5000];
        for (int n = 0; n < sine.length; n++) {
            sine[n] = (float) (0.3 * Math.sin(n * 0.03));
        }
        AudioFiles.write(dry, new Audio(new float[][] {sine, sine}, 48_000), SampleFormat.FLOAT32);
    }

    @Test
    void renderHasTheKeysOfTheContract() throws Exception {
        Cli run = Cli.run("render", "--capture", capture, "--in", dry, "--out", wet, "--knob", "drive=0:0,0.1:1", "--json");
        assertEquals(0, run.status(), run.err());
        JsonNode json = JSON.readTree(run.out());
        assertEquals(List.of("rate", "frames", "block", "cpu_seconds", "load", "latency_frames", "peak_dbfs"), keys(json));
        assertEquals(64, json.get("block").asInt());
        assertEquals(5000, json.get("frames").asInt());
        Audio audio = AudioFiles.read(wet);
        assertEquals(5000, audio.frames());
        assertEquals(2, audio.channels().length);
    }

    @Test
    void blocksDoNotChangeABit() throws Exception {
        byte[] reference = null;
        for (String block : new String[] {"1", "17", "64", "4096", "random:7"}) {
            Cli run = Cli.run("render", "--capture", capture, "--in", dry, "--out", wet, "--knob", "drive=0.3", "--block", block);
            assertEquals(0, run.status(), run.err());
            reference = reference == null ? Files.readAllBytes(wet) : reference;
            assertTrue(java.util.Arrays.equals(reference, Files.readAllBytes(wet)), "block " + block);
        }
    }

    /** A cabinet that delays by two frames and inverts. */
    @Test
    void aCabinetFollowsTheCapture() throws Exception {
        Path cab = folder.resolve("cab.wav");
        AudioFiles.write(cab, new Audio(new float[][] {{0, 0, -1, 0}}, 48_000), SampleFormat.FLOAT32);
        Path straight = folder.resolve("straight.wav");
        assertEquals(0, Cli.run("render", "--capture", capture, "--in", dry, "--out", straight).status());
        assertEquals(0, Cli.run("render", "--capture", capture, "--cab", cab, "--in", dry, "--out", wet).status());
        float[] before = AudioFiles.read(straight).channels()[0];
        float[] after = AudioFiles.read(wet).channels()[0];
        for (int t = 2; t < before.length; t++) {
            assertEquals(-before[t - 2], after[t], 1e-6);
        }
        assertFails(1, "nope.wav", "render", "--capture", capture, "--cab", folder.resolve("nope.wav"), "--in", dry, "--out", wet);
    }

    @Test
    void exportHoldsTheKnobs() throws Exception {
        Path nam = folder.resolve("small.nam");
        Cli run = Cli.run("export", "--capture", capture, "--format", "nam", "--out", nam, "--knob", "drive=0.3", "--json");
        assertEquals(0, run.status(), run.err());
        JsonNode json = JSON.readTree(run.out());
        assertEquals(List.of("format", "family", "rate", "knobs", "parameters", "loudness_dbfs", "out"), keys(json));
        assertEquals(0.3, json.get("knobs").get("drive").asDouble());
        Path held = folder.resolve("held.wav");
        assertEquals(0, Cli.run("render", "--capture", capture, "--in", dry, "--out", held, "--knob", "drive=0.3").status());
        assertEquals(0, Cli.run("render", "--capture", nam, "--in", dry, "--out", wet).status());
        float[] expected = AudioFiles.read(held).channels()[0];
        float[] made = AudioFiles.read(wet).channels()[0];
        double error = 0;
        double energy = 0;
        for (int n = 0; n < expected.length; n++) {
            error += Math.pow(made[n] - expected[n], 2);
            energy += Math.pow(expected[n], 2);
        }
        assertTrue(error <= 1e-10 * energy, "ESR " + error / energy);
        JsonNode metadata = JSON.readTree(nam.toFile()).get("metadata");
        assertEquals("small (drive 0.30)", metadata.get("name").asText());
        assertEquals(json.get("loudness_dbfs").asDouble(), metadata.get("loudness").asDouble());
        assertFails(1, "knob 'gain'", "export", "--capture", capture, "--format", "nam", "--out", nam, "--knob", "gain=1");
        assertFails(2, "vst2", "export", "--capture", capture, "--format", "vst2", "--out", nam);
        assertFails(1, "dry.wav: it is a file", "export", "--capture", capture, "--format", "nam", "--out", dry.resolve("x.nam"));
        // A folder that is not there is made, as for audio.
        assertEquals(0, Cli.run("export", "--capture", capture, "--format", "nam", "--out", folder.resolve("new/folder/x.nam")).status());
        assertTrue(Files.exists(folder.resolve("new/folder/x.nam")));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("new/folder"));
        assertEquals(0, Cli.run("export", "--capture", capture, "--format", "nam", "--out", link.resolve("y.nam")).status());
        assertTrue(Files.exists(folder.resolve("new/folder/y.nam")));
    }

    @Test
    void infoHasTheKeysOfTheContract() throws Exception {
        Cli run = Cli.run("info", capture, "--json");
        assertEquals(0, run.status(), run.err());
        JsonNode json = JSON.readTree(run.out());
        assertTrue(keys(json).containsAll(List.of("format", "family", "rate", "knobs", "parameters", "receptive_field", "esr",
                "loudness_dbfs", "load")));
        assertEquals(0.5, json.get("knobs").get(0).get("default").asDouble());
        assertTrue(json.get("esr").isNull());
    }

    @Test
    void anUnknownKnobNamesThoseThatThereAre() {
        assertFails(1, "knob 'gain'; its knobs are drive", "render", "--capture", capture, "--in", dry, "--out", wet, "--knob", "gain=1");
    }

    @Test
    void aMissingFileIsNamed() {
        assertFails(1, "nope.wav", "render", "--capture", capture, "--in", folder.resolve("nope.wav"), "--out", wet);
        assertFails(1, "nope.stomp", "info", folder.resolve("nope.stomp"));
        assertFails(1, "nope.stomp", "bench", "--capture", folder.resolve("nope.stomp"));
        assertFails(1, "not a", "render", "--capture", capture, "--in", capture, "--out", wet);
    }

    @Test
    void wrongUsageIsTwo() {
        assertFails(2, "which verb?");
        assertFails(2, "frobnicate", "frobnicate");
        assertFails(2, "--capture", "render");
        assertFails(2, "'0' is neither a block size", "render", "--capture", capture, "--in", dry, "--out", wet, "--block", "0");
        assertFails(2, "--bits", "render", "--capture", capture, "--in", dry, "--out", wet, "--bits", "8");
        assertFails(2, "neither a number", "render", "--capture", capture, "--in", dry, "--out", wet, "--knob", "drive=loud");
        assertFails(2, "vst2", "bounce", "--format", "vst2", "--in", dry, "--out", wet);
        assertFails(2, "--rate", "riff", "--out", wet, "--rate", "1");
    }

    @Test
    void helpIsNoError() {
        assertEquals(0, Cli.run("--help").status());
        assertEquals(0, Cli.run("render", "--help").status());
    }

    @Test
    void doctorSaysWhatItFound() throws IOException {
        Cli run = Cli.run("doctor", "--json");
        JsonNode json = JSON.readTree(run.out());
        assertEquals(json.get("ok").asBoolean() ? 0 : 1, run.status());
        assertTrue(json.get("checks").size() > 8);
    }

    private static void assertFails(int status, String words, Object... args) {
        Cli run = Cli.run(args);
        assertEquals(status, run.status(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().contains(words), run.err());
        assertEquals(1, run.err().strip().lines().count(), run.err());
    }

    /** The files of the bundle are what it makes, to the byte. */
    @Test
    void cabMakesTheFactoryCabinets() throws Exception {
        Path cabs = folder.resolve("cabs");
        Cli run = Cli.run("cab", "--out", cabs, "--json");
        assertEquals(0, run.status(), run.err());
        for (JsonNode made : JSON.readTree(run.out())) {
            assertEquals(List.of("out", "about", "rate", "frames"), keys(made));
            Path file = Path.of(made.get("out").asText());
            Path shipped = Path.of(System.getProperty("stompjar.root"), "plugin-bundle/cabs").resolve(file.getFileName());
            assertEquals(-1, Files.mismatch(shipped, file), file.toString());
        }
        assertEquals(2, Cli.run("cab", "--out", cabs, "--name", "8x10").status());
        assertEquals(2, Cli.run("cab", "--out", cabs, "--rate", "100").status());
    }

    private static List<String> keys(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
