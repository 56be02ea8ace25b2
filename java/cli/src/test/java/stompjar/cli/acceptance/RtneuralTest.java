package stompjar.cli.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import stompjar.cli.Cli;
import stompjar.cli.acceptance.Shared.Energy;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;

/** RTNeural's test networks give what Keras made of the same input, from zero state. */
@Tag("acceptance")
class RtneuralTest {
    private static final double ESR = 1e-8;
    /** What is assumed for files that do not say. */
    private static final int RATE = 48_000;

    @TempDir
    private Path folder;

    private static float[] samples(String name) throws Exception {
        List<String> lines = Files.readAllLines(Shared.file("models/rtneural/" + name)).stream().filter(l -> !l.isBlank()).toList();
        float[] samples = new float[lines.size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Float.parseFloat(lines.get(i));
        }
        return samples;
    }

    @ParameterizedTest
    @CsvSource({"dense,dense", "conv,convnet", "gru,gru", "gru_1d,gru", "lstm,lstm", "lstm_1d,lstm"})
    void givesWhatKerasGave(String name, String family) throws Exception {
        Path dry = folder.resolve("dry.wav");
        // What goes in reaches 500; what comes out is far below the pedal's ceiling.
        AudioFiles.write(dry, new Audio(new float[][] {samples(name + "_x_python.csv")}, RATE), SampleFormat.FLOAT32);
        Path capture = Shared.file("models/rtneural/" + name + ".json");
        Audio made = Shared.render(capture, dry, folder.resolve("wet.wav"), "--cold");
        float[] target = samples(name + "_y_python.csv");
        assertEquals(target.length, made.frames());
        double esr = Energy.of(made.channels()[0], 0, target, 0, target.length).esr();
        System.out.printf("%s: ESR %.2e%n", name, esr);
        assertTrue(esr <= ESR, name + ": ESR " + esr);
        JsonNode info = info(capture);
        assertEquals("rtneural", info.get("format").textValue());
        assertEquals(family, info.get("family").textValue());
    }

    @Test
    void aModelOfAllKindsOfLayersIsPlayed() throws Exception {
        JsonNode info = info(Shared.file("models/rtneural/full_model.json"));
        assertEquals("gru", info.get("family").textValue());
        assertTrue(info.get("parameters").intValue() > 300 && info.get("load").doubleValue() > 0, info.toString());
    }

    private static JsonNode info(Path capture) throws Exception {
        Cli run = Cli.run("info", capture, "--json");
        assertEquals(0, run.status(), run.err());
        return new ObjectMapper().readTree(run.out());
    }
}
