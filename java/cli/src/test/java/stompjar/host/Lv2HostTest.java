package stompjar.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real LV2 plugins, made for the purpose, in a real process. */
@Tag("host")
class Lv2HostTest {
    private static final int RATE = 48_000;
    private static final int GAIN = 2, LEVEL = 3;

    @TempDir
    private static Path folder;

    private static OddPedals pedals;
    private static Lv2Host host;

    @BeforeAll
    static void start() throws Exception {
        pedals = OddPedals.installed(folder);
        host = new Lv2Host();
    }

    @AfterAll
    static void stop() throws Exception {
        host.close();
        pedals.close();
    }

    private static float[] sine(int frames) {
        float[] sine = new float[frames];
        for (int n = 0; n < frames; n++) {
            sine[n] = (float) (0.3 * Math.sin(n * 0.05));
        }
        return sine;
    }

    @Test
    void describesPlugins() throws Exception {
        List<Lv2Plugin> plugins = host.plugins();
        assertEquals(9, plugins.size());
        Lv2Plugin drive = host.plugin(OddPedals.DRIVE);
        assertEquals("Odd drive", drive.name());
        assertNull(drive.obstacle());
        assertEquals(new Lv2Port(GAIN, "gain", "Dirt", Lv2Port.Type.CONTROL, true, false, 1, 100, 10, true, false, false), drive.control("dirt"));
        assertEquals(new Lv2Port(LEVEL, "level", "Level", Lv2Port.Type.CONTROL, true, false, -20, 4, -6, false, false, false), drive.control("level"));
        assertTrue(drive.ports().get(4).latency());
        assertTrue(host.plugin("urn:stompjar:test:worker").control("gain").stepped());
        String said = assertThrows(IllegalArgumentException.class, () -> drive.control("tone")).getMessage();
        assertTrue(said.contains("no control 'tone'; it has gain (Dirt, 1.0 to 100.0), level (Level"), said);
    }

    @ParameterizedTest
    @CsvSource({"3,-6", "50,0"})
    void playsThroughADrive(float gain, float level) throws Exception {
        // Not a whole number of blocks.
        float[] dry = sine(10_001);
        Lv2Host.Played played = host.play(OddPedals.DRIVE, Map.of(GAIN, gain, LEVEL, level), dry, RATE);
        assertEquals(OddPedals.LATENCY, played.latency());
        assertEquals(dry.length, played.wet().length);
        for (int n = 0; n < dry.length; n++) {
            double late = n < OddPedals.LATENCY ? 0 : dry[n - OddPedals.LATENCY];
            // Nothing is left of the thump of switching on, which begins at 1.
            assertEquals(Math.pow(10, level / 20) * Math.tanh(gain * late), played.wet()[n], 1e-5, "frame " + n);
        }
    }

    @Test
    void doesTheWorkThatAPluginSchedules() throws Exception {
        float[] dry = sine(600);
        float[] wet = host.play("urn:stompjar:test:worker", Map.of(GAIN, 3f), dry, RATE).wet();
        for (int n = 0; n < dry.length; n++) {
            assertEquals(6 * dry[n], wet[n]);
        }
    }

    @Test
    void denormalsAreZero() throws Exception {
        assertEquals("amd64", System.getProperty("os.arch"), "elsewhere we do not know how");
        assertEquals(0, host.play("urn:stompjar:test:denormal", Map.of(), new float[1], RATE).wet()[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "urn:stompjar:test:crash,it crashed (a fault in its native code)",
        "urn:stompjar:test:quit,it crashed (its process ended with status 3)",
        "urn:stompjar:test:nan,its output is NaN at frame 0",
        "urn:stompjar:test:refuse,'it cannot be loaded, or refuses to run at 48000 Hz'",
        "urn:stompjar:test:demanding,'it asks its host for urn:stompjar:test:unheard-of, which Stompjar does not have'",
        "urn:stompjar:test:nowhere,there is no such LV2 plugin here",
        "nonsense,there is no such LV2 plugin here",
    })
    void oddPluginsAreRefusedInWordsAndTheNextOneStillPlays(String uri, String words) throws Exception {
        String said = assertThrows(Lv2Exception.class, () -> host.play(uri, Map.of(), sine(500), RATE)).getMessage();
        assertTrue(said.startsWith(uri + ": " + words), said);
        assertEquals(OddPedals.LATENCY, host.play(OddPedals.DRIVE, Map.of(), sine(500), RATE).latency());
    }

    @Test
    void aPluginThatHangsIsEnded() throws Exception {
        try (Lv2Host impatient = new Lv2Host(10)) {
            String said = assertThrows(Lv2Exception.class, () -> impatient.play("urn:stompjar:test:hang", Map.of(), sine(500), RATE)).getMessage();
            assertEquals("urn:stompjar:test:hang: it did not answer within 10 seconds", said);
            assertEquals(OddPedals.LATENCY, impatient.play(OddPedals.DRIVE, Map.of(), sine(500), RATE).latency());
        }
    }

    @Test
    void aRateThatThePluginDoesNotWantIsNamed() {
        String said = assertThrows(Lv2Exception.class, () -> host.play(OddPedals.DRIVE, Map.of(), sine(500), 192_000)).getMessage();
        assertTrue(said.contains("192000 Hz"), said);
    }
}
