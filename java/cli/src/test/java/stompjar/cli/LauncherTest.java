package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a project of nothing but itself, with stand-ins for every program that it would start. */
class LauncherTest {
    @TempDir
    private Path folder;

    private Path root;
    private Path bin;
    private Path elsewhere;

    @BeforeEach
    void project() throws IOException {
        root = Files.createDirectories(folder.resolve("a project"));
        bin = Files.createDirectories(folder.resolve("bin"));
        elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.copy(Project.here().root().resolve("stompjar"), root.resolve("stompjar"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(root.resolve("java/cli/src/main"));
        Files.createDirectories(root.resolve("java/cli/target/lib"));
        Files.writeString(root.resolve("pom.xml"), "");
        Files.writeString(root.resolve("java/cli/pom.xml"), "");
        Files.writeString(Files.createDirectories(folder.resolve("jdk")).resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        script(java, "echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2; echo 'a line of its own' >&2\n"
                + "printf 'no line end' >&2; pwd; printf '<%s>' \"$@\"; echo; exit 3");
        // As the real one it collects the libraries, without which the launcher takes the project for one that is not built.
        script(bin.resolve("mvn"), "echo mvn \"$@\" >>'" + folder + "/log'; mkdir -p java/cli/target/lib");
        script(bin.resolve("dpkg-query"), "shift 2; for p; do echo \"$p installed\"; done");
        script(bin.resolve("apt-get"), "echo apt-get \"$@\" >>'" + folder + "/log'");
        script(bin.resolve("sudo"), "exit 1");
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        file.toFile().setExecutable(true);
    }

    private Subprocess.Result launch(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "-C", elsewhere.toString(), "PATH=" + bin + ":" + System.getenv("PATH"),
                "JAVA_HOME=" + folder.resolve("jdk"), root.resolve("stompjar").toString()));
        command.addAll(List.of(args));
        return Subprocess.run(command);
    }

    private String log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Test
    void theVerbReachesJavaWithItsWordsFolderAndStatus() throws Exception {
        Subprocess.Result run = launch("render", "--in", "a b.wav", "*");
        assertEquals(3, run.status(), run.err());
        assertTrue(run.out().startsWith(elsewhere.toRealPath() + "\n"), run.out());
        assertTrue(run.out().endsWith("<stompjar.cli.Main><render><--in><a b.wav><*>\n"), run.out());
        assertTrue(run.out().contains("<-Dstompjar.root=" + root.toRealPath() + ">"), run.out());
        assertEquals("stompjar: building the Java side\na line of its own\nno line end", run.err());
    }

    @Test
    void whatIsBuiltIsNotBuiltAgain() throws Exception {
        launch("info");
        assertEquals(1, log().lines().count());
        launch("info");
        assertEquals(1, log().lines().count(), log());
        Path source = Files.writeString(root.resolve("java/cli/src/main/New.java"), "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        launch("info");
        assertEquals(2, log().lines().count(), log());
    }

    @Test
    void aFailedBuildEndsItAndIsTriedAgain() throws Exception {
        script(bin.resolve("mvn"), "echo mvn >>'" + folder + "/log'; exit 1");
        for (int attempt = 1; attempt <= 2; attempt++) {
            Subprocess.Result run = launch("info");
            assertEquals(1, run.status());
            assertEquals("stompjar: the Java build failed", run.complaint());
            assertEquals(attempt, log().lines().count());
        }
    }

    @Test
    void missingPackagesAreInstalledOrNamed() throws Exception {
        script(bin.resolve("dpkg-query"), "echo maven installed");
        Subprocess.Result run = launch("info");
        String wanted = "fontconfig fonts-dejavu-core liblilv-0-0";
        if (System.getProperty("user.name").equals("root")) {
            assertTrue(log().contains("apt-get -q install -y --no-install-recommends " + wanted + "\n"), log());
        } else {
            assertEquals(1, run.status());
            assertTrue(run.complaint().endsWith("sudo apt-get install --no-install-recommends " + wanted), run.err());
        }
        // JAVA_HOME brings the JDK.
        assertFalse(log().contains("openjdk"), log());
    }

    @Test
    void aSimulatorIsWantedByWhatSimulatesOnly() throws Exception {
        script(bin.resolve("dpkg-query"), "shift 2; for p; do [ $p = ngspice ] || echo \"$p installed\"; done");
        assertFalse(launch("info").err().contains("ngspice"));
        assertFalse(launch("train", "--data", "x.csv").err().contains("ngspice"));
        assertFalse(launch("circuit", "--circuit", "x.cir", "--help").err().contains("ngspice"));
        for (String verb : List.of("circuit", "train", "compare")) {
            assertTrue(launch(verb, "--circuit=x.cir").err().contains("ngspice"), verb);
        }
    }

    @Test
    void anOldJdkIsRefused() throws Exception {
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");
        Subprocess.Result run = launch("info");
        assertEquals(1, run.status());
        assertTrue(run.complaint().contains("17 or later"), run.err());
    }
}
