package stompjar.cli.host.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stompjar.cli.host.Display;
import stompjar.cli.host.OfflineBounce;

/** The plugin as a program of its own, which speaks JACK: its ports are there, it plays what the offline host bounces, and it ends when its window is closed. */
@Tag("desktop")
class StandaloneTest {
    /** JUCE would choose the first kind of device that there is, and would keep the input muted until somebody says that there is no feedback. */
    private static final String SETTINGS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <PROPERTIES>
              <VALUE name="shouldMuteInput" val="0"/>
              <VALUE name="audioSetup"><DEVICESETUP deviceType="JACK" audioOutputDeviceName="system" audioInputDeviceName="system"/></VALUE>
            </PROPERTIES>
            """;

    @TempDir
    private Path folder;

    @Test
    void playsInJackAndEndsWithItsWindow() throws Exception {
        assertTrue(JackServer.isInstalled(), "JACK is not installed: ./stompjar test installs it");
        OfflineBounce offline = new OfflineBounce(folder, "vst3");
        float[] expected = offline.play();
        try (JackServer jack = new JackServer(folder); Display display = new Display(folder)) {
            Path settings = Files.createDirectories(jack.home().resolve(".config")).resolve("Stompjar.settings");
            Files.writeString(settings, SETTINGS);
            Process program = jack.start("standalone", Map.of("DISPLAY", display.name()),
                    Path.of(System.getProperty("stompjar.root"), "build/bundles/Stompjar").toString());
            String window = display.window("^Stompjar$");
            // Once it was silent (0.0 dB) when it was listened to right after its window had come; perhaps it was not ready, which is not proven.
            JackServer.await("the pedal's sound",
                    () -> OfflineBounce.differenceDb(expected, jack.play(offline.guitar(), "Stompjar:in_1", "Stompjar:out_1")) < -80);
            JackServer.await("the same on the other ear",
                    () -> OfflineBounce.differenceDb(expected, jack.play(offline.guitar(), "Stompjar:in_1", "Stompjar:out_2")) < -80);

            display.xdotool("windowfocus", "--sync", window, "key", "alt+F4");
            assertEquals(0, program.waitFor(), jack.log("standalone"));
            assertTrue(Files.readString(settings).contains("filterState"), "the sound was not kept for the next time");
        }
    }
}
