package stompjar.cli.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import stompjar.cli.Cli;
import stompjar.cli.SmallCapture;

/** The built plugin, in both formats, is the same pedal as {@code render}, however the host cuts its blocks, and keeps its state. */
@Tag("host")
class FormatsTest {
    private static final double SECONDS = 2;
    /** Through the verb; ctest host-same-bits has the other sizes, in both formats. */
    private static final String[] BLOCKS = {"1", "random:7"};

    @TempDir
    private Path folder;

    private Path capture;
    private Path dry;

    @BeforeEach
    void files() throws Exception {
        capture = SmallCapture.write(folder.resolve("small.stomp"), 2);
        dry = Bounces.guitar(folder.resolve("dry.wav"), SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void lv2AndVst3AndRenderAgree(String drive) throws Exception {
        Path rendered = folder.resolve("render.wav");
        Cli render = Cli.run("render", "--capture", capture, "--in", dry, "--out", rendered, "--knob", "drive=" + drive);
        assertEquals(0, render.status(), render.err());
        assertTrue(Bounces.differenceDbfs(dry, rendered) > -40, "the capture does something");
        for (String format : Bounces.FORMATS) {
            Path wet = folder.resolve(format + ".wav");
            JsonNode json = Bounces.bounce(format, dry, wet, "--capture", capture, "--param", "drive=" + drive);
            assertEquals(0, json.get("latency_frames").asInt());
            assertEquals((int) (SECONDS * 48_000), json.get("frames").asInt());
            assertTrue(Bounces.differenceDbfs(rendered, wet) <= -100, format + ": " + Bounces.differenceDbfs(rendered, wet) + " dBFS");
        }
    }

    @Test
    void blocksDoNotChangeABit() throws Exception {
        byte[] reference = null;
        Path wet = folder.resolve("wet.wav");
        for (String block : BLOCKS) {
            Bounces.bounce("lv2", dry, wet, "--capture", capture, "--param", "drive=0.3", "--block", block);
            reference = reference == null ? Files.readAllBytes(wet) : reference;
            assertArrayEquals(reference, Files.readAllBytes(wet), "block " + block);
        }
    }

    /** Through the verb; ctest host-session does it in both formats. */
    @Test
    void theStateHoldsTheCaptureAndTheKnobs() throws Exception {
        Path before = folder.resolve("before.wav");
        Path after = folder.resolve("after.wav");
        Path state = folder.resolve("state");
        Bounces.bounce("vst3", dry, before, "--capture", capture, "--param", "drive=0.8", "--param", "output=-6", "--save-state", state);
        Files.delete(capture);
        Bounces.bounce("vst3", dry, after, "--state", state);
        assertArrayEquals(Files.readAllBytes(before), Files.readAllBytes(after));
    }

    @Test
    void automationIsHeardInBothFormats() throws Exception {
        for (String format : List.of("lv2", "vst3")) {
            Path low = folder.resolve("low.wav");
            Path rising = folder.resolve("rising.wav");
            Bounces.bounce(format, dry, low, "--capture", capture, "--param", "drive=0");
            Bounces.bounce(format, dry, rising, "--capture", capture, "--param", "drive=0:0,1:0,1.5:1");
            assertTrue(Bounces.differenceDbfs(low, rising) > -40, format);
        }
    }
}
