package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

import stompjar.capture.Captures;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.Dataset;
import stompjar.data.Manifest;
import stompjar.data.SampleFormat;
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
        assertEquals(SECONDS, json.get("seconds").asDouble(), 0.01);
        Path manifest = folder.resolve("takes/MANIFEST.csv");
        Dataset data = Manifest.prepare(manifest, false).data();
        assertEquals(List.of("volume"), data.knobs());
        assertEquals(List.of(0f, 1f, 0.5f), data.settings().stream().map(s -> s[0]).toList());
        assertEquals(0.75 * SECONDS - 3 * 0.25, data.seconds(Split.TRAIN), 0.01);
        Map<Integer, Double> gains = Map.of(1, 1.0, 2, 0.5);
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
    void itSaysWhatIsWrong() throws Exception {
        assertFails(1, "13 settings need 52 s of dry audio", "--knob", "volume", "--knob", "load");
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
