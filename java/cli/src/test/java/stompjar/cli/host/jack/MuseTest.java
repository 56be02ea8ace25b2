package stompjar.cli.host.jack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stompjar.cli.host.Display;
import stompjar.cli.host.OfflineBounce;

/** The built LV2 in a project of MusE, a sequencer, which opens it and plays through it what the offline host bounces. */
@Tag("desktop")
class MuseTest {
    /** An input with the plugin in its rack, and the output. */
    private static final String PROJECT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <muse version="3.3">
              <song>
                <sampleRate>48000</sampleRate>
                <AudioOutput>
                  <name>Out 1</name>
                  <channels>2</channels>
                  <controller id="0" cur="1"></controller>
                  <controller id="1" cur="0"></controller>
                </AudioOutput>
                <AudioInput>
                  <name>Input 1</name>
                  <channels>2</channels>
                  <plugin uri="https://stompjar.org/plugins/stompjar" label="stompjar" channel="2"></plugin>
                  <controller id="0" cur="1"></controller>
                  <controller id="1" cur="0"></controller>
                </AudioInput>
                <Route>
                  <source name="Input 1"/>
                  <dest name="Out 1"/>
                </Route>
              </song>
            </muse>
            """;

    @TempDir
    private Path folder;

    @Test
    void playsThroughThePluginOfAProject() throws Exception {
        assertTrue(JackServer.isInstalled() && Files.exists(Path.of("/usr/bin/muse")), "JACK and MusE are not installed: ./stompjar test installs them");
        OfflineBounce offline = new OfflineBounce(folder, "lv2");
        float[] expected = offline.play();
        Path project = Files.writeString(folder.resolve("project.med"), PROJECT);
        try (JackServer jack = new JackServer(folder); Display display = new Display(folder)) {
            // JACK, and no plugins of other kinds.
            jack.start("muse", Map.of("DISPLAY", display.name()), "muse", "-j", "-J", "-p", "-S", "-N", "-I", project.toString());
            // Its ports are there before its plugins are; and it hears nothing yet of what is played meanwhile.
            JackServer.await("MusE's start", () -> jack.said("muse", "Start application loop"));
            double difference = OfflineBounce.differenceDb(expected, jack.play(offline.guitar(), "MusE:Input 1-0", "MusE:Out 1-0"));
            assertTrue(difference < -80, difference + " dB");
        }
    }
}
