package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
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
import java.util.concurrent.CompletableFuture;

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
    void twoThatStartTogetherBuildOnce() throws Exception {
        script(bin.resolve("mvn"), "sleep 1; echo mvn >>'" + folder + "/log'; mkdir -p java/cli/target/lib");
        List<CompletableFuture<Void>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(CompletableFuture.runAsync(() -> assertDoesNotThrow(() -> launch("info"))));
        }
        both.forEach(CompletableFuture::join);
        assertEquals(1, log().lines().count(), log());
    }

    @Test
    void helpAndNoVerbNeedNoPlugin() throws Exception {
        for (String verb : List.of("build", "test", "screenshot")) {
            Subprocess.Result run = launch(verb, "--help");
            assertEquals(0, run.status(), run.err());
            assertTrue(run.out().contains("builds the plugin and prints where it is"), run.out());
        }
        assertEquals("", log());
        assertTrue(launch().out().endsWith("<stompjar.cli.Main>\n"), "Java says which verbs there are");
        assertTrue(launch("bounce", "-h").out().endsWith("<stompjar.cli.Main><bounce><-h>\n"));
        assertEquals("mvn -q -B -Dstyle.color=never -DskipTests package\n", log());
    }

    /** A folder that was moved, or whose JDK is gone, must not need to be cleaned by hand. */
    @Test
    void whatWasConfiguredElsewhereIsConfiguredAnew() throws Exception {
        script(bin.resolve("cmake"), "echo cmake $1 >>'" + folder + "/log'; mkdir -p '" + root + "/build/bundles/Stompjar.vst3'");
        Path tree = Files.createDirectories(root.resolve("build/native"));
        Files.writeString(tree.resolve("build.ninja"), "");
        String here = "CMAKE_HOME_DIRECTORY:INTERNAL=" + root.toRealPath() + "\nSTOMPJAR_CONFIGURED_JDK:INTERNAL=" + folder.resolve("jdk") + "\n";
        Files.writeString(tree.resolve("CMakeCache.txt"), here);
        launch("screenshot");
        assertEquals("cmake --build\n", log());
        for (String stale : List.of(here.replace("a project", "another"), here.replace("/jdk", "/gone"))) {
            Files.createDirectories(tree);
            Files.writeString(tree.resolve("build.ninja"), "");
            Files.writeString(tree.resolve("CMakeCache.txt"), stale);
            Files.delete(folder.resolve("log"));
            launch("screenshot");
            assertEquals("cmake -S\ncmake --build\n", log());
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
