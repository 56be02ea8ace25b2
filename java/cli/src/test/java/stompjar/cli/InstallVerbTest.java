package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the built bundles. */
@Tag("host")
class InstallVerbTest {
    @Test
    void hostsAndDesktopsFindWhatIsInstalledAlsoTheSecondTime(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("a home");
        for (int time = 0; time < 2; time++) {
            Cli run = Cli.run("install", "--prefix", home);
            assertEquals(0, run.status(), run.err());
        }
        assertTrue(Files.isRegularFile(home.resolve(".lv2/Stompjar.lv2/manifest.ttl")));
        assertTrue(Files.isRegularFile(home.resolve(".vst3/Stompjar.vst3/Contents/x86_64-linux/Stompjar.so")));
        Path program = home.resolve(".local/lib/stompjar/Stompjar");
        assertTrue(Files.isExecutable(program));
        assertTrue(Files.isDirectory(program.resolveSibling("Stompjar.resources/java")));
        String entry = Files.readString(home.resolve(".local/share/applications/stompjar.desktop"));
        assertTrue(entry.contains("Exec=\"" + program + "\"\n"), entry);
        try (Stream<Path> all = Files.walk(home)) {
            assertFalse(all.anyMatch(p -> p.getFileName().toString().startsWith(".stompjar-")), "something half done is left");
        }
        // What is installed plays: the offline host finds its Java, its jars and its captures there.
        Path wav = folder.resolve("in.wav");
        assertEquals(0, Cli.run("riff", "--out", wav).status());
        Cli bounce = Cli.run("bounce", "--format", "vst3", "--bundle", home.resolve(".vst3"), "--in", wav, "--out", folder.resolve("out.wav"));
        assertEquals(0, bounce.status(), bounce.err());
    }
}
