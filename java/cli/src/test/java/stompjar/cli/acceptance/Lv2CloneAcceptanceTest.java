package stompjar.cli.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import stompjar.cli.Cli;
import stompjar.cli.acceptance.Shared.Energy;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.host.Lv2Exception;
import stompjar.host.Lv2Host;

/** Guitarix's Tube Screamer, cloned with its drive knob by one command and without a recording, against itself on a real guitar. */
@Tag("acceptance")
class Lv2CloneAcceptanceTest {
    private static final String URI = "http://guitarix.sourceforge.net/plugins/gxts9#ts9sim";
    private static final double ESR = 0.01;
    private static final float[] DRIVES = {0.05f, 0.22f, 0.37f, 0.55f, 0.68f, 0.85f, 0.95f};

    @TempDir
    private Path folder;

    @Test
    void clonesTheTubeScreamerOfGuitarix() throws Exception {
        Path guitar = Shared.file("data/dry_guitar.flac");
        Audio dry = AudioFiles.read(guitar);
        try (Lv2Host host = new Lv2Host()) {
            int drive;
            try {
                drive = host.plugin(URI).control("Drive").index();
            } catch (Lv2Exception e) {
                System.out.println("SKIPPED: nothing is cloned: " + e.getMessage() + " (apt-get install guitarix-lv2)");
                abort(e.getMessage());
                return;
            }
            Path capture = folder.resolve("ts9.stomp");
            long start = System.nanoTime();
            Cli train = Cli.run("train", "--lv2", URI, "--knob", "drive=Drive", "--rate", dry.rate(), "--minutes", "1.2", "--out", capture, "--json");
            double minutes = (System.nanoTime() - start) / 60e9;
            assertEquals(0, train.status(), train.err());
            System.out.printf("cloned in %.1f minutes%n", minutes);
            double worst = 0;
            for (float position : DRIVES) {
                float[] target = host.play(URI, Map.of(drive, position), dry.channels()[0], dry.rate()).wet();
                float[] wet = Shared.render(capture, guitar, folder.resolve("wet.wav"), "--knob", "drive=" + position).channels()[0];
                double esr = Energy.of(wet, 0, target, 0, wet.length).esr();
                System.out.printf("drive %.2f: ESR %.4f %%%n", position, 100 * esr);
                worst = Math.max(worst, esr);
            }
            assertTrue(worst <= ESR, "ESR " + worst);
            assertTrue(minutes <= 15, minutes + " minutes");
        }
    }
}
