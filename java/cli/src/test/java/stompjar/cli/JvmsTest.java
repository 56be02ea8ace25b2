package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import stompjar.bench.Shape;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;
import stompjar.riff.Riff;

/** The launcher's {@code render} on other JVMs than this one, and on CPUs with less in them. */
@Tag("host")
class JvmsTest {
    /** Where distributions put JDKs. */
    private static final Path JDKS = Path.of("/usr/lib/jvm");

    @TempDir
    private Path folder;

    private Path dry;
    private List<Path> captures;

    @BeforeEach
    void files() throws Exception {
        dry = folder.resolve("dry.wav");
        AudioFiles.write(dry, new Audio(new float[][] {Riff.play(48_000, 1)}, 48_000), SampleFormat.FLOAT32);
        captures = new ArrayList<>(List.of(Project.here().root().resolve("plugin-bundle/captures/tube-screamer.stomp")));
        for (Shape shape : Shape.values()) {
            captures.add(Files.write(folder.resolve(shape.name() + ".stomp"), shape.file(3)));
        }
    }

    @Test
    void everyJdkMakesTheSameBits() throws Exception {
        List<Path> others = otherJdks();
        assumeFalse(others.isEmpty(), "no other JDK in " + JDKS);
        for (Path capture : captures) {
            byte[] here = Files.readAllBytes(render(capture, "JAVA_HOME=" + System.getProperty("java.home")));
            for (Path jdk : others) {
                assertArrayEquals(here, Files.readAllBytes(render(capture, "JAVA_HOME=" + jdk)), capture.getFileName() + " on " + jdk);
            }
        }
    }

    /** Without the Vector API, and with half of an AVX-512 machine's vectors: the same sound to −90 dB. */
    @Test
    void lesserCpusSoundTheSame() throws Exception {
        for (Path capture : captures) {
            Audio here = AudioFiles.read(render(capture, "STOMPJAR=1"));
            for (String option : List.of("-Dstompjar.kernels=scalar", "-XX:UseAVX=2")) {
                Audio there = AudioFiles.read(render(capture, "JAVA_TOOL_OPTIONS=" + option));
                double esr = esr(here.channels()[0], there.channels()[0]);
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

    private Path render(Path capture, String setting) throws Exception {
        Path wet = Files.createTempFile(folder, "wet", ".wav");
        Subprocess.Result run = Subprocess.run(List.of("env", setting, Project.here().root().resolve("stompjar").toString(),
                "render", "--capture", capture.toString(), "--in", dry.toString(), "--out", wet.toString()));
        assertEquals(0, run.status(), setting + ": " + run.err());
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
