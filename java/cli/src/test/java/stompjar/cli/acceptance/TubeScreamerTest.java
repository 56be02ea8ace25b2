package stompjar.cli.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import stompjar.cli.Cli;
import stompjar.cli.acceptance.Shared.Energy;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.Dataset;
import stompjar.data.Manifest;
import stompjar.data.SampleFormat;
import stompjar.data.Segment;
import stompjar.data.Split;

/** The Tube Screamer that the plugin ships, against the circuit's own recordings. */
@Tag("acceptance")
class TubeScreamerTest {
    private static final double MEAN_ESR = 0.002, WORST_ESR = 0.008;
    /** 1.5 % of a core on which the yardstick takes 3.5 %: on another, and on one that is shared, both take more. */
    private static final double LOAD_OVER_YARDSTICK = 0.015 / 0.035;
    /** Dry audio before each part, for the network to forget its start. */
    private static final double WARM_UP_SECONDS = 1;

    @TempDir
    private Path folder;

    private static Path capture() {
        Path capture = Path.of(System.getProperty("stompjar.root"), "plugin-bundle/captures/tube-screamer.stomp");
        assumeTrue(Files.exists(capture), capture + " is not there yet");
        return capture;
    }

    @Test
    void itsErrorIsSmallAtAllSettings() throws Exception {
        Path capture = capture();
        Dataset data = Manifest.read(Shared.file("data/ts808/manifest.csv"));
        Energy[] bySetting = new Energy[data.settings().size()];
        Arrays.fill(bySetting, new Energy(0, 0));
        for (Segment segment : data.of(Split.TEST)) {
            bySetting[segment.setting()] = bySetting[segment.setting()].plus(measure(capture, data, segment));
        }
        for (int s = 0; s < bySetting.length; s++) {
            System.out.printf("%-24s ESR %.4f %%%n", data.describe(s), 100 * bySetting[s].esr());
        }
        double mean = Arrays.stream(bySetting).mapToDouble(Energy::esr).average().orElseThrow();
        System.out.printf("mean ESR %.4f %%%n", 100 * mean);
        assertTrue(mean <= MEAN_ESR, "mean ESR " + mean);
        double worst = Arrays.stream(bySetting).mapToDouble(Energy::esr).max().orElseThrow();
        assertTrue(worst <= WORST_ESR, "worst ESR " + worst);
    }

    private Energy measure(Path capture, Dataset data, Segment segment) throws Exception {
        int from = Math.max(0, segment.start() - (int) (WARM_UP_SECONDS * data.rate()));
        Path dry = folder.resolve("dry.wav");
        AudioFiles.write(dry, Audio.mono(Arrays.copyOfRange(segment.dry(), from, segment.end()), data.rate()), SampleFormat.FLOAT32);
        float[] knobs = data.settings().get(segment.setting());
        Object[] positions = new Object[2 * knobs.length];
        for (int k = 0; k < knobs.length; k++) {
            positions[2 * k] = "--knob";
            positions[2 * k + 1] = data.knobs().get(k) + "=" + knobs[k];
        }
        float[] wet = Shared.render(capture, dry, folder.resolve("wet.wav"), positions).channels()[0];
        return Energy.of(wet, segment.start() - from, segment.wet(), segment.start(), segment.frames());
    }

    @Test
    void itsLoadIsSmall() throws Exception {
        Cli run = Cli.run("bench", "--capture", capture(), "--seconds", "2", "--yardstick", Shared.file("tools/native_yardstick.c"), "--json");
        assertEquals(0, run.status(), run.err());
        JsonNode row = new ObjectMapper().readTree(run.out()).get(0);
        double ratio = row.get("ratio").asDouble();
        System.out.printf("load %.3f %%, %.2f of the yardstick's%n", 100 * row.get("load").asDouble(), ratio);
        assertTrue(ratio > 0 && ratio <= LOAD_OVER_YARDSTICK, row.toString());
    }
}
