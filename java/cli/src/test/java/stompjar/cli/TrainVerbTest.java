package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import stompjar.capture.Capture;
import stompjar.capture.Captures;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;

/** {@code train}, from recordings as people make them. */
class TrainVerbTest {
    private static final int RATE = 16_000, FRAMES = 20 * RATE, LATE = 777;

    @TempDir
    private Path folder;

    private Path dry;
    private Path wet;
    private Path out;

    /** Noise that swells; the device clips it and the interface returns it late and upside down. */
    @BeforeEach
    void recordings() throws Exception {
        Random random = new Random(3);
        float[] in = new float[FRAMES];
        float[] recorded = new float[FRAMES];
        double low = 0;
        double after = 0;
        for (int n = 0; n < FRAMES; n++) {
            low += 0.3 * (0.2 * (1.2 + Math.sin(n * 1e-3)) * random.nextGaussian() - low);
            in[n] = (float) low;
            after += 0.5 * (Math.tanh(4 * low) - after);
            if (n + LATE < FRAMES) {
                recorded[n + LATE] = (float) (-0.5 * after);
            }
        }
        dry = write("dry.wav", in);
        wet = write("wet.wav", recorded);
        out = folder.resolve("x.stomp");
    }

    private Path write(String name, float[] samples) throws Exception {
        Path file = folder.resolve(name);
        AudioFiles.write(file, Audio.mono(samples, RATE), SampleFormat.INT24);
        return file;
    }

    private Cli train(Object... more) {
        List<Object> args = new ArrayList<>(List.of("train", "--dry", dry, "--wet", wet, "--out", out, "--arch", "nano", "--minutes", "0.05"));
        args.addAll(List.of(more));
        return Cli.run(args.toArray());
    }

    @Test
    void jsonHasTheKeysOfTheContractAndWhatWasCorrected() throws Exception {
        Cli run = train("--json");
        assertEquals(0, run.status(), run.err());
        JsonNode json = new ObjectMapper().readTree(run.out());
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        assertEquals(List.of("arch", "parameters", "minutes", "epochs", "esr", "esr_preemphasis", "load", "out", "data", "esr_held_out", "settings"), keys);
        assertTrue(json.get("esr_held_out").isNull(), "nothing was held out");
        assertEquals(json.get("esr").get("test").asDouble(), json.get("settings").get(0).get("esr").asDouble());
        JsonNode pair = json.get("data").get("recordings").get(0);
        assertEquals("corrected", pair.get("aligned").asText());
        assertEquals(LATE, pair.get("latency_samples").asDouble(), 0.5);
        assertTrue(pair.get("inverted").asBoolean());
        assertTrue(json.get("data").get("warnings").get(0).asText().contains("only 16.0 s to learn from"), json.toString());
        assertTrue(Files.exists(out));
        assertFalse(Files.exists(folder.resolve("x.stomp.checkpoint")), "nothing is left to resume");
    }

    /** The middle one of three settings is left out: its error is reported, and is in no mean. */
    @Test
    void jsonSaysHowFarASettingIsThatWasHeldOut() throws Exception {
        Path manifest = folder.resolve("manifest.csv");
        Files.writeString(manifest, "dry,wet,drive\ndry.wav,wet.wav,0\ndry.wav,wet.wav,0.5\ndry.wav,wet.wav,1\n");
        Cli run = Cli.run("train", "--data", manifest, "--out", out, "--arch", "gru:4", "--minutes", "0.05", "--holdout", "drive=0.5",
                "--report", folder.resolve("report"), "--json");
        assertEquals(0, run.status(), run.err());
        String page = Files.readString(folder.resolve("report/report.html"));
        assertTrue(page.contains("<h1>How near is this capture?</h1>") && page.contains("dB below the sound") && !page.contains("{{"), page);
        assertTrue(page.contains("ESR at drive=0.5</th>") && page.contains(" %, which it did not learn</td>"), page);
        for (String file : List.of("gru-4.wav", "gru-4-residual.wav", "residual-gru-4.png", "harmonics-loud.png", "gru-4.stomp")) {
            assertTrue(page.contains(file) == !file.endsWith(".stomp") && Files.size(folder.resolve("report").resolve(file)) > 0, file);
        }
        JsonNode json = new ObjectMapper().readTree(run.out());
        JsonNode settings = json.get("settings");
        assertEquals(3, settings.size());
        for (JsonNode setting : settings) {
            assertEquals(setting.get("knobs").get("drive").asDouble() == 0.5, setting.get("held_out").asBoolean());
            assertTrue(setting.get("esr").asDouble() > 0 && setting.get("esr_preemphasis").asDouble() > 0, setting.toString());
        }
        assertEquals(settings.get(1).get("esr").asDouble(), json.get("esr_held_out").asDouble());
        assertEquals((settings.get(0).get("esr").asDouble() + settings.get(2).get("esr").asDouble()) / 2, json.get("esr").get("test").asDouble(), 1e-9);
    }

    @Test
    void theLossIsWeighedAsAsked() throws Exception {
        Cli run = train("--no-align", "--loss", "dc=1,spectral=0.1");
        assertEquals(0, run.status(), run.err());
        Capture learned = Captures.read(out);
        // What players need to even out captures.
        assertEquals(Loudness.of(learned), learned.metadata().loudness(), 1e-9);
        String command = learned.metadata().provenance().get("command");
        assertTrue(command.endsWith(" --no-align --loss dc=1.0 --loss spectral=0.1"), command);
        Cli wrong = train("--loss", "esr=1");
        assertEquals(2, wrong.status());
        assertTrue(wrong.err().contains("--loss: the loss has no term 'esr'; it has plain, dc and spectral"), wrong.err());
    }

    @Test
    void aWetThatIsNotOfThisDryIsRefusedByName() throws Exception {
        float[] other = new float[FRAMES];
        Random random = new Random(4);
        for (int n = 0; n < FRAMES; n++) {
            other[n] = (float) (0.1 * random.nextGaussian());
        }
        wet = write("other.wav", other);
        Cli run = train();
        assertEquals(1, run.status());
        assertTrue(run.err().contains("other.wav: it has nothing in common with " + dry), run.err());
        assertEquals(0, train("--no-align").status());
    }

    @Test
    void aCheckpointThatIsNoneStaysUntilItIsToldToGo() throws Exception {
        Path checkpoint = folder.resolve("x.stomp.checkpoint");
        Files.writeString(checkpoint, "my notes");
        Cli run = train();
        assertEquals(1, run.status());
        assertTrue(run.err().contains("x.stomp.checkpoint is damaged") && run.err().contains("--restart"), run.err());
        assertEquals("my notes", Files.readString(checkpoint));
        assertEquals(0, train("--restart").status());
        assertFalse(Files.exists(checkpoint));
    }

    /** Killed as by a power cut, as soon as there is something to go on from. */
    @Test
    void aTrainingThatWasKilledGoesOn() throws Exception {
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "--add-modules", "jdk.incubator.vector", "-cp",
                System.getProperty("java.class.path"), "stompjar.cli.Main", "train", "--dry", dry.toString(), "--wet", wet.toString(), "--out", out.toString(),
                "--arch", "gru:4", "--minutes", "0.5");
        Path checkpoint = folder.resolve("x.stomp.checkpoint");
        Process first = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log.txt").toFile()).start();
        while (first.isAlive() && !Files.exists(checkpoint)) {
            Thread.sleep(100);
        }
        first.destroyForcibly().waitFor();
        assertTrue(Files.exists(checkpoint), Files.readString(folder.resolve("log.txt")));
        assertFalse(Files.exists(out), "it was not done");
        Subprocess.Result second = Subprocess.run(command);
        assertEquals(0, second.status(), second.err());
        // Of half a minute the checkpoint, which is written every 20 s, has kept two thirds.
        assertTrue(second.err().lines().anyMatch(line -> line.matches("resumed after 0\\.[345] minutes, \\d+ steps")), second.err());
        assertTrue(Files.exists(out));
        assertFalse(Files.exists(checkpoint), "nothing is left to resume");
    }
}
