package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import stompjar.bench.Shape;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;
import stompjar.riff.Riff;

/** {@code render} on other JVMs than this one, and on CPUs with less in them. */
@Tag("host")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JvmsTest {
    /** Where distributions put JDKs. */
    private static final Path JDKS = Path.of("/usr/lib/jvm");

    private Path folder;
    private Path dry;
    private List<Path> captures;
    /** What this JDK makes of each capture. */
    private Path here;

    @BeforeAll
    void renderHere(@TempDir Path shared) throws Exception {
        folder = shared;
        dry = folder.resolve("dry.wav");
        AudioFiles.write(dry, new Audio(new float[][] {Riff.play(48_000, 1)}, 48_000), SampleFormat.FLOAT32);
        captures = new ArrayList<>(List.of(Project.here().root().resolve("plugin-bundle/captures/tube-screamer.stomp")));
        for (Shape shape : Shape.values()) {
            captures.add(Files.write(folder.resolve(shape.name() + ".stomp"), shape.file(3)));
        }
        here = renderEach(Path.of(System.getProperty("java.home")));
    }

    @Test
    void everyJdkMakesTheSameBits() throws Exception {
        List<Path> others = otherJdks();
        assumeFalse(others.isEmpty(), "no other JDK in " + JDKS);
        for (Path jdk : others) {
            Path there = renderEach(jdk);
            for (Path capture : captures) {
                assertArrayEquals(Files.readAllBytes(RenderEach.wet(here, capture)), Files.readAllBytes(RenderEach.wet(there, capture)),
                        capture.getFileName() + " on " + jdk);
            }
            assertArrayEquals(Files.readAllBytes(RenderEach.wet(here, captures.get(0))), Files.readAllBytes(launch(captures.get(0), jdk)),
                    "the launcher on " + jdk);
        }
    }

    /** Without the Vector API, and with half of an AVX-512 machine's vectors if this is one: the same sound to −90 dB. */
    @Test
    void lesserCpusSoundTheSame() throws Exception {
        String vectorBytes = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).getVMOption("MaxVectorSize").getValue();
        List<String> lesser = new ArrayList<>(List.of("-Dstompjar.kernels=scalar"));
        if (vectorBytes.equals("64")) {
            lesser.add("-XX:UseAVX=2");
        }
        for (String option : lesser) {
            Path there = renderEach(Path.of(System.getProperty("java.home")), option);
            for (Path capture : captures) {
                double esr = esr(AudioFiles.read(RenderEach.wet(here, capture)).channels()[0], AudioFiles.read(RenderEach.wet(there, capture)).channels()[0]);
                assertTrue(esr < 1e-9, capture.getFileName() + " with " + option + ": ESR " + esr);
            }
        }
    }

    private static List<Path> otherJdks() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.isDirectory(JDKS) ? Files.list(JDKS) : Stream.empty()) {
            for (Path jdk : all.sorted().toList()) {
                if (!Files.isSymbolicLink(jdk) && !jdk.toRealPath().equals(own) && isNewEnough(jdk)) {
                    found.add(jdk);
                }
            }
        }
        return found;
    }

    private static boolean isNewEnough(Path jdk) throws IOException {
        Path release = jdk.resolve("release");
        return Files.isExecutable(jdk.resolve("bin/javac")) && Files.exists(release) && Files.readAllLines(release).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .anyMatch(line -> Runtime.Version.parse(line.substring(14, line.length() - 1)).feature() >= 17);
    }

    /** @return a folder with what that JVM makes of each capture */
    private Path renderEach(Path jdk, String... options) throws Exception {
        Path wet = Files.createTempDirectory(folder, "wet");
        Path java = Project.here().root().resolve("java");
        List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString(), "--add-modules", "jdk.incubator.vector", "-Djava.awt.headless=true",
                "-Dstompjar.root=" + Project.here().root(), "-XX:ObjectAlignmentInBytes=64", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        String classes = "%1$s/cli/target/classes:%1$s/cli/target/test-classes:%1$s/trainer/target/classes:%1$s/engine/target/classes:%1$s/cli/target/lib/*";
        command.addAll(List.of("-cp", classes.formatted(java), RenderEach.class.getName(), dry.toString(), wet.toString()));
        captures.forEach(capture -> command.add(capture.toString()));
        Subprocess.Result run = Subprocess.run(command);
        assertEquals(0, run.status(), jdk + " " + List.of(options) + ": " + run.err());
        return wet;
    }

    private Path launch(Path capture, Path jdk) throws Exception {
        Path wet = Files.createTempFile(folder, "wet", ".wav");
        Subprocess.Result run = Subprocess.run(List.of("env", "JAVA_HOME=" + jdk, Project.here().root().resolve("stompjar").toString(),
                "render", "--capture", capture.toString(), "--in", dry.toString(), "--out", wet.toString()));
        assertEquals(0, run.status(), jdk + ": " + run.err());
        return wet;
    }

    private static double esr(float[] expected, float[] actual) {
        double error = 0;
        double signal = 0;
        for (int n = 0; n < expected.length; n++) {
            error += Math.pow(expected[n] - actual[n], 2);
            signal += Math.pow(expected[n], 2);
        }
        return error / signal;
    }
}
