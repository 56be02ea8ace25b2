package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import stompjar.capture.Capture;
import stompjar.capture.Captures;
import stompjar.capture.Knob;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.Dataset;
import stompjar.data.Manifest;
import stompjar.data.SampleFormat;
import stompjar.data.Segment;
import stompjar.data.Split;

/** {@code circuit}, with a volume pot for a pedal. */
class CircuitVerbTest {
    private static final int RATE = 16_000, SECONDS = 13;

    @TempDir
    private Path folder;

    private Path circuit;
    private Path dry;

    @BeforeEach
    void pot() throws Exception {
        circuit = Files.write(folder.resolve("pot.cir"), List.of("Volume pot", "*@ input in 1", "*@ output out 1", "*@ knob volume", ".param volume = 0.5",
                ".param load = 1", "R1 in out {10k * (1 - volume) + 1}", "R2 out 0 {10k * volume + 1}", "R3 out 0 {1meg * load + 1}"));
        float[] noise = new float[SECONDS * RATE];
        Random random = new Random(1);
        for (int n = 1; n < noise.length; n++) {
            noise[n] = (float) (0.9 * noise[n - 1] + 0.04 * random.nextGaussian());
        }
        dry = folder.resolve("dry.wav");
        AudioFiles.write(dry, Audio.mono(noise, RATE), SampleFormat.FLOAT32);
    }

    private Cli record(Object... more) {
        Object[] args = new Object[more.length + 7];
        System.arraycopy(new Object[] {"circuit", "--circuit", circuit, "--out", folder.resolve("takes"), "--dry", dry}, 0, args, 0, 7);
        System.arraycopy(more, 0, args, 7, more.length);
        return Cli.run(args);
    }

    @Test
    void whatItRecordsCanBeLearned() throws Exception {
        assumeTrue(Machine.find("ngspice").isPresent(), "ngspice is not installed: apt-get install ngspice");
        Cli run = record("--settings", 3, "--set", "load=0.9", "--json");
        assertEquals(0, run.status(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertEquals("pot", json.get("circuit").asText());
        assertEquals(3, json.get("settings").asInt());
        assertEquals(2, json.get("unseen").asInt());
        Path manifest = folder.resolve("takes/MANIFEST.csv");
        Dataset data = Manifest.prepare(manifest, false).data();
        assertEquals(List.of("volume"), data.knobs());
        assertEquals(List.of(0f, 0.5f, 1f), data.settings().subList(0, 3).stream().map(s -> s[0]).toList());
        assertArrayEquals(new boolean[] {false, false, false, true, true}, data.heldOut());
        // Thirds of what each setting has: the one that all have, and half of the rest.
        double each = SECONDS / (1.0 / 3 + 5 * 2.0 / 3);
        assertEquals(3 * (2 * each / 3 - 2 * 0.25), data.seconds(Split.TRAIN), 0.01);
        List<Segment> common = data.of(Split.TRAIN).stream().filter(s -> s.dry() == data.segments().get(0).dry()).toList();
        assertEquals(List.of(0, 1, 2), common.stream().map(Segment::setting).toList(), "all learned settings play the same third");
        Map<Integer, Double> gains = Map.of(1, 0.5, 2, 1.0, 3, 0.25, 4, 0.75);
        for (var segment : data.of(Split.TEST)) {
            double gain = gains.getOrDefault(segment.setting(), 1e-4);
            for (int n = segment.start(); n < segment.end() - 100; n++) {
                // What noise has close to 8 kHz does not pass from 16 kHz to 64 and back.
                assertEquals(gain * segment.dry()[n], segment.wet()[n], 0.04 * gain, data.describe(segment.setting()));
            }
        }
        Path out = folder.resolve("pot.stomp");
        Cli train = Cli.run("train", "--data", manifest, "--no-align", "--arch", "nano", "--minutes", "0.05", "--out", out, "--json");
        assertEquals(0, train.status(), train.err());
        String origin = Captures.read(out).metadata().provenance().get("recordings");
        assertTrue(origin.startsWith("stompjar circuit --circuit " + circuit) && origin.contains("--set load=0.9 --settings 3"), origin);
    }

    @Test
    void trainMakesACaptureOfItByOneCommand() throws Exception {
        assumeTrue(Machine.find("ngspice").isPresent(), "ngspice is not installed: apt-get install ngspice");
        circuit = Files.write(folder.resolve("two.cir"), List.of("Brightness and volume", "*@ input in 1", "*@ output out 2", "*@ knob bright",
                "*@ level level", ".param bright = 0.5", ".param level = 0.5", "R1 in a 1k", "C1 a b 100n", "R2 b 0 {1k * bright + 1}",
                "R3 a c 1k", "R4 c out {10meg * (1 - level) + 1}", "R5 out 0 {10meg * level + 1}"));
        Path out = folder.resolve("two.stomp");
        Object[] command = {"train", "--circuit", circuit, "--settings", 3, "--dry", dry, "--arch", "morph:impulse-response", "--minutes", "1", "--out", out, "--json"};
        Cli run = Cli.run(command);
        assertEquals(0, run.status(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertTrue(json.get("esr").get("test").asDouble() < 0.05, run.out());
        assertTrue(json.get("esr_held_out").asDouble() < 0.05, run.out());
        assertFalse(Files.exists(folder.resolve("two.stomp.recordings")), "recordings are left");
        Capture capture = Captures.read(out);
        assertEquals(List.of("bright", "level"), capture.knobs().stream().map(Knob::name).toList());
        assertEquals(RATE, capture.rate());
        String said = capture.metadata().provenance().get("command");
        assertTrue(said.startsWith("stompjar train --circuit " + circuit + " --settings 3 --dry "), said);
        assertEquals(3 + 2, json.get("settings").size());
        float[] noon = render(out, "level=0.5");
        float[] top = render(out, "level=1");
        for (int n = 0; n < noon.length; n++) {
            // The divider is nearly without load: twice as much at twice the position.
            assertEquals(2 * noon[n], top[n], 0.02 * Math.abs(top[n]) + 1e-6);
        }
        assertEquals(0, render(out, "level=0")[RATE / 2], 1e-9f);
    }

    private float[] render(Path capture, String knob) throws Exception {
        Path wet = folder.resolve("wet.wav");
        Cli run = Cli.run("render", "--capture", capture, "--in", dry, "--out", wet, "--knob", knob);
        assertEquals(0, run.status(), run.err());
        return AudioFiles.read(wet).channels()[0];
    }

    @Test
    void tooLittleDryAudioIsSaid() {
        assumeTrue(Machine.find("ngspice").isPresent(), "ngspice is not installed: apt-get install ngspice");
        assertFails(1, "s of dry audio or more; there are 13 s", "--knob", "volume", "--knob", "load");
    }

    @Test
    void itSaysWhatIsWrong() throws Exception {
        assertFails(1, "it has no line .param tone = V", "--knob", "tone", "--settings", 2);
        assertFails(2, "--seconds: 4 to 600", "--seconds", 1);
        Files.writeString(circuit, "Nothing\n");
        assertFails(1, "it lacks the line *@ input NODE VOLTS");
    }

    private void assertFails(int status, String words, Object... more) {
        Cli run = record(more);
        assertEquals(status, run.status(), run.err());
        assertTrue(run.err().contains(words), run.err());
        assertEquals(1, run.err().strip().lines().count(), run.err());
    }
}
