package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;

/** What {@code train} refuses, it refuses before it learns, in one line, and leaves every file as it was. */
class TrainRefusalsTest {
    private static final int RATE = 8_000, FRAMES = 10 * RATE;

    @TempDir
    private Path folder;

    private float[] noise;
    private Path dry;
    private Path wet;
    private Path out;

    @BeforeEach
    void recordings() throws Exception {
        Random random = new Random(3);
        noise = new float[FRAMES];
        for (int n = 0; n < FRAMES; n++) {
            noise[n] = (float) (0.1 * random.nextGaussian());
        }
        dry = write("dry.wav", noise);
        wet = write("wet.wav", noise);
        out = folder.resolve("x.stomp");
    }

    private Path write(String name, float[]... channels) throws Exception {
        Path file = folder.resolve(name);
        AudioFiles.write(file, new Audio(channels, RATE), SampleFormat.INT24);
        return file;
    }

    private static void refused(int status, String reason, Object... args) {
        List<Object> words = new ArrayList<>(List.of("train", "--minutes", "0.02"));
        words.addAll(List.of(args));
        Cli run = Cli.run(words.toArray());
        assertEquals(status, run.status(), run.err());
        assertTrue(run.err().contains(reason), run.err());
    }

    @Test
    void aRecordingThatEndsInSilence() throws Exception {
        float[] fading = noise.clone();
        Arrays.fill(fading, FRAMES * 89 / 100, FRAMES, 0);
        refused(1, "the wet audio for test is silent", "--dry", dry, "--wet", write("fading.wav", fading), "--out", out);
        Arrays.fill(fading, FRAMES * 79 / 100, FRAMES * 91 / 100, 0);
        System.arraycopy(noise, FRAMES * 92 / 100, fading, FRAMES * 92 / 100, FRAMES * 8 / 100);
        refused(1, "the wet audio for validation is silent", "--dry", dry, "--wet", write("fading.wav", fading), "--out", out);
        assertFalse(Files.exists(out));
    }

    @Test
    void silenceToLearnFrom() throws Exception {
        refused(1, "silent.wav: it is silent where", "--dry", write("silent.wav", new float[FRAMES]), "--wet", wet, "--out", out);
        refused(1, "right.wav: it is silent where", "--dry", write("right.wav", new float[FRAMES], noise), "--wet", wet, "--out", out);
    }

    @Test
    void aPlaceWhereNoCaptureCanGo() throws Exception {
        refused(1, "it is a folder", "--dry", dry, "--wet", wet, "--out", folder);
        byte[] before = Files.readAllBytes(wet);
        refused(1, "it is to be learned from", "--dry", dry, "--wet", wet, "--out", folder.resolve("../" + folder.getFileName() + "/wet.wav"));
        assertArrayEquals(before, Files.readAllBytes(wet));
    }

    @Test
    void knobsThatCannotBeLearned() throws Exception {
        Path table = folder.resolve("MANIFEST.csv");
        Files.writeString(table, "dry,wet,gain\ndry.wav,wet.wav,0\ndry.wav,wet.wav,0.5\ndry.wav,wet.wav,1\n");
        refused(1, "its knob gain stands at one position", "--data", table, "--out", out, "--holdout", "gain=0.5", "--holdout", "gain=1");
        Files.writeString(table, "dry,wet,a,b,c,d,e,f,g,h,i\ndry.wav,wet.wav,0,0,0,0,0,0,0,0,0\ndry.wav,wet.wav,1,1,1,1,1,1,1,1,1\n");
        refused(1, "has 8 knobs at most", "--data", table, "--out", out);
    }

    /** Hours may be in it. */
    @Test
    void toBeginBesideAnotherTrainingsCheckpoint() throws Exception {
        Path checkpoint = Files.writeString(folder.resolve("x.stomp.checkpoint"), "of a training that was interrupted");
        for (String family : List.of("gain", "nano", "auto", "morph:gain")) {
            Path table = Files.writeString(folder.resolve("MANIFEST.csv"), "dry,wet,gain\ndry.wav,wet.wav,0\ndry.wav,wet.wav,1\n");
            refused(1, "x.stomp.checkpoint is damaged", "--data", table, "--out", out, "--arch", family);
            assertTrue(Files.exists(checkpoint), family);
        }
    }

    @Test
    void optionsThatWouldDoNothing() {
        refused(2, "--no-align is for", "--circuit", "x.cir", "--no-align");
        refused(2, "--loss is for networks", "--dry", dry, "--wet", wet, "--out", out, "--arch", "wiener", "--loss", "dc=1");
        refused(2, "not of the form NAME=V", "--dry", dry, "--wet", wet, "--out", out, "--holdout", "drive");
    }
}
