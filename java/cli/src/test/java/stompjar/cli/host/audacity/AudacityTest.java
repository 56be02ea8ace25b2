package stompjar.cli.host.audacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stompjar.cli.host.Display;
import stompjar.cli.host.OfflineBounce;
import stompjar.data.AudioFiles;

/**
 * The built LV2 in Audacity, which tries each plugin that it finds in a process of its own: it finds ours sound, and applies it to a file as the offline host does.
 * Debian builds Audacity without VST3, and Audacity shows no LV2 properties as sliders: what can be set there is set in the plugin's own window.
 */
@Tag("desktop")
class AudacityTest {
    private static final Path SCRIPTING = Path.of("/usr/lib/audacity/modules/mod-script-pipe.so");
    /** Seconds; it tries all other plugins of the machine, too. */
    private static final int PATIENCE = 180;
    private static final int COMMAND_PATIENCE = 20;

    @TempDir
    private Path folder;

    @Test
    void appliesThePluginToAFile() throws Exception {
        assertTrue(Files.exists(SCRIPTING), "Audacity is not installed: ./stompjar test installs it");
        OfflineBounce offline = new OfflineBounce(folder, "lv2");
        float[] expected = offline.play();
        Path out = folder.resolve("audacity.wav");
        configure();
        try (Display display = new Display(folder)) {
            tryAllPlugins(display);
            Process audacity = start(display);
            try {
                awaitThePlugin(audacity);
                command("Import2: Filename=" + offline.dry());
                command("SelectAll:");
                command("Stompjar:");
                command("Export2: Filename=" + out + " NumChannels=1");
            } finally {
                audacity.destroy();
                audacity.waitFor();
            }
        }
        float[] applied = AudioFiles.read(out).channels()[0];
        assertEquals(expected.length, applied.length);
        double difference = OfflineBounce.differenceDb(expected, applied);
        assertTrue(difference < -80, difference + " dB");
    }

    /** A home in which it finds the plugin, may be scripted, asks nothing and writes 32-bit float. */
    private void configure() throws IOException {
        Path plugins = Files.createDirectories(folder.resolve(".lv2"));
        Files.createSymbolicLink(plugins.resolve("Stompjar.lv2"), Path.of(System.getProperty("stompjar.root"), "build/bundles/Stompjar.lv2"));
        Path settings = Files.createDirectories(folder.resolve(".config/audacity"));
        FileTime built = Files.getLastModifiedTime(SCRIPTING);
        Files.writeString(settings.resolve("audacity.cfg"), """
                NewPrefsInitialized=1
                PrefsVersion=1.1.1r1
                [Locale]
                Language=en
                [GUI]
                ShowSplashScreen=0
                [Update]
                DefaultUpdatesChecking=0
                UpdateNoticeShown=1
                [Directories]
                TempDir=%s
                [FileFormats/ExportFormat_SF1_Type]
                WAV_10000=6
                [Module]
                mod-script-pipe=1
                [ModulePath]
                mod-script-pipe=%s
                [ModuleDateTime]
                mod-script-pipe=%s
                """.formatted(Files.createDirectories(folder.resolve("temporary")), SCRIPTING, DateTimeFormatter.ISO_LOCAL_DATE_TIME
                        .format(built.toInstant().atZone(ZoneId.systemDefault()).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS))));
    }

    private Process start(Display display) throws IOException {
        for (String end : new String[] {"to", "from"}) {
            Files.deleteIfExists(pipe(end));
        }
        ProcessBuilder builder = new ProcessBuilder("audacity").redirectErrorStream(true).redirectOutput(folder.resolve("audacity.log").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("XDG_") || key.equals("LV2_PATH"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("DISPLAY", display.name());
        return builder.start();
    }

    /** Where Audacity has its ends, whatever its home. */
    private static Path pipe(String end) throws IOException {
        return Path.of("/tmp/audacity_script_pipe." + end + "." + Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** When it does so for the first time, Audacity has a second process, which puts pipes of its own in the place of those that the first one waits at. */
    private void tryAllPlugins(Display display) throws Exception {
        Process audacity = start(display);
        try {
            for (long begin = System.nanoTime(); registered().equals("[]"); Thread.sleep(500)) {
                assertTrue(audacity.isAlive(), () -> "Audacity ended: " + read("audacity.log"));
                assertTrue(System.nanoTime() - begin < PATIENCE * 1_000_000_000L, "Audacity did not try the plugin");
            }
        } finally {
            audacity.destroy();
            audacity.waitFor();
        }
    }

    private void awaitThePlugin(Process audacity) throws Exception {
        for (long begin = System.nanoTime(); true;) {
            assertTrue(audacity.isAlive(), () -> "Audacity ended: " + read("audacity.log"));
            assertTrue(System.nanoTime() - begin < PATIENCE * 1_000_000_000L, "Audacity did not get ready");
            if (Files.exists(pipe("to")) && Files.exists(pipe("from")) && carriedOut("GetInfo: Type=Commands Format=JSON")) {
                break;
            }
            Thread.sleep(500);
        }
        assertTrue(read("answer.log").contains("\"id\":\"Stompjar\""), "Audacity did not find the plugin, or refused it: " + registered());
    }

    private String registered() throws IOException {
        Path registry = folder.resolve(".config/audacity/pluginregistry.cfg");
        return !Files.exists(registry) ? "[]" : Files.readString(registry).lines().dropWhile(line -> !line.contains("stompjar.org")).limit(10).toList()
                .toString();
    }

    private void command(String command) throws Exception {
        assertTrue(carriedOut(command), () -> command + ": " + read("answer.log"));
    }

    private boolean carriedOut(String command) throws Exception {
        Path script = folder.resolve("command.sh");
        try (InputStream in = AudacityTest.class.getResourceAsStream("/audacity/command.sh")) {
            Files.write(script, in.readAllBytes());
        }
        Process process = new ProcessBuilder("bash", script.toString(), pipe("to").toString(), pipe("from").toString(), command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("answer.log").toFile()).start();
        boolean ended = process.waitFor(COMMAND_PATIENCE, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        return ended && process.exitValue() == 0;
    }

    private String read(String log) {
        try {
            return Files.readString(folder.resolve(log));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
