package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;
import stompjar.riff.Riff;

class CompareVerbTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RATE = 16_000;
    private static final int SECONDS = 3;

    @TempDir
    private Path folder;

    private Path dry;
    private Path wet;

    /** A Wiener device: a low-pass, then a clipper; without a delay to correct, which in three seconds of riff could be mistaken for its filter. */
    @BeforeEach
    void recordADevice() throws Exception {
        float[] in = Riff.play(RATE, SECONDS);
        float[] out = new float[in.length];
        double low = 0;
        for (int n = 0; n < in.length; n++) {
            low += 0.3 * (in[n] - low);
            out[n] = (float) Math.tanh(8 * low);
        }
        dry = folder.resolve("dry.wav");
        wet = folder.resolve("wet.wav");
        AudioFiles.write(dry, Audio.mono(in, RATE), SampleFormat.FLOAT32);
        AudioFiles.write(wet, Audio.mono(out, RATE), SampleFormat.FLOAT32);
    }

    @Test
    void everyFamilyIsJudged() throws Exception {
        Cli run = Cli.run("compare", "--dry", dry, "--wet", wet, "--no-align", "--minutes", "0.05", "--json");
        assertEquals(0, run.status(), run.err());
        JsonNode json = JSON.readTree(run.out());
        List<String> families = new ArrayList<>();
        for (JsonNode row : json) {
            List<String> keys = new ArrayList<>();
            row.fieldNames().forEachRemaining(keys::add);
            assertEquals(List.of("family", "arch", "parameters", "minutes", "esr", "esr_preemphasis", "load"), keys);
            assertTrue(row.get("parameters").asInt() > 0 && row.get("load").asDouble() > 0 && row.get("esr").asDouble() > 0, row.toString());
            families.add(row.get("family").asText());
        }
        assertEquals(List.of("gain", "waveshaper", "impulse-response", "adaptive-filter", "wiener", "hammerstein", "wiener-hammerstein",
                "parallel-wiener-hammerstein", "volterra", "kernel", "lstm", "gru", "wavenet"), families);
        assertTrue(json.get(4).get("esr").asDouble() < 0.1 * json.get(0).get("esr").asDouble(), "a Wiener device is no gain: " + json);
    }

    @Test
    void familiesAreChosenByNameAndSize() throws Exception {
        Cli run = Cli.run("compare", "--dry", dry, "--wet", wet, "--no-align", "--minutes", "0.05", "--families", "gain,lstm:4", "--json");
        JsonNode json = JSON.readTree(run.out());
        assertEquals("lstm:4", json.get(1).get("arch").asText());
        assertEquals("lstm", json.get(1).get("family").asText());
        Cli words = Cli.run("compare", "--dry", dry, "--wet", wet, "--no-align", "--families", "gain");
        assertTrue(words.out().contains("pre-emphasis") && words.out().lines().count() == 2, words.out());
    }

    @Test
    void wrongUsageIsTwo() {
        assertEquals(2, Cli.run("compare", "--dry", dry, "--wet", wet, "--no-align", "--families", "gain,fuzzy").status());
        assertEquals(2, Cli.run("compare", "--dry", dry, "--wet", wet, "--no-align", "--families", "gain,auto").status());
        assertEquals(2, Cli.run("compare", "--dry", dry, "--wet", wet, "--no-align", "--minutes", "0").status());
        assertEquals(2, Cli.run("compare").status());
        Cli morph = Cli.run("compare", "--dry", dry, "--wet", wet, "--no-align", "--families", "morph");
        assertEquals(1, morph.status());
        assertTrue(morph.err().contains("no knobs"), morph.err());
    }

    @Test
    void aFamilyThatCannotLearnItDoesNotCostTheOthers() throws Exception {
        Cli run = Cli.run("compare", "--dry", dry, "--wet", wet, "--no-align", "--families", "morph,gain", "--json");
        assertEquals(1, run.status());
        assertTrue(run.err().contains("morph:parallel-wiener-hammerstein: ") && run.err().contains("no knobs"), run.err());
        assertEquals(1, JSON.readTree(run.out()).size());
        assertEquals("gain", JSON.readTree(run.out()).get(0).get("family").asText());
    }
}
