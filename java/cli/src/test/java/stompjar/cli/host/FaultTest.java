package stompjar.cli.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import stompjar.cli.SmallCapture;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;
import stompjar.network.Networks;

/**
 * A fault inside Java: a copy of the bundle gets a network that throws in the middle of a note. The host must not notice more than that the
 * pedal goes dry.
 */
@Tag("host")
class FaultTest {
    private static final int RATE = 48_000;
    /** The sine's frame that carries the marker, after which the network throws. */
    private static final int FAULT = 30_011;
    /** From the fault to the end of the shell's fade, frames: generous, the next assertion is about what comes after. */
    private static final int FADE = 4800;
    private static final int MARKED = 4;
    private static final int MASK = 0xfff, MARK = 0xabc;

    /** Stands in for the engine's own class. Half the input; throws for good once it has seen four marked samples in a row. */
    private static final String FAULTY = """
            package stompjar.network;

            public final class Networks {
                public static Network of(stompjar.capture.Capture capture) { return new Faulty(); }

                public static Network of(stompjar.capture.Model model, stompjar.simd.Kernels kernels) { return new Faulty(); }

                private static final class Faulty implements Network {
                    private int marked;

                    public void reset() { }

                    public void prewarm(float[] knobs) { }

                    public void takeState(Network twin) { }

                    public void process(float[] in, float[] knobs, float[] out, int frames) {
                        for (int t = 0; t < frames; t++) {
                            marked = (Float.floatToRawIntBits(in[t]) & 0xfff) == 0xabc ? marked + 1 : marked < 4 ? 0 : marked;
                            if (marked >= 4) {
                                throw new IllegalStateException("injected by a test");
                            }
                            out[t] = in[t] / 2;
                        }
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"lv2", "vst3"})
    void aFaultGoesDryWithoutAClick(String format) throws Exception {
        Path bundle = faultyBundle(format);
        float[] dry = markedSine();
        Path in = folder.resolve("dry.wav");
        Path out = folder.resolve("wet.wav");
        AudioFiles.write(in, Audio.mono(dry, RATE), SampleFormat.FLOAT32);
        Bounces.bounce(format, in, out, "--bundle", bundle, "--capture", SmallCapture.write(folder.resolve("small.stomp"), 3));
        float[] wet = AudioFiles.read(out).channels()[0];

        assertEquals(dry.length, wet.length);
        for (int n = 0; n < FAULT - 128; n++) {
            assertEquals(dry[n] / 2, wet[n], 1e-6, "before the fault the network is heard, frame " + n);
        }
        for (int n = FAULT + FADE; n < dry.length; n++) {
            assertEquals(dry[n], wet[n], 1e-6, "after the fault it is dry, frame " + n);
        }
        // The sine's own steepest step, and a little for the fade between half and whole.
        double steepest = 0.4 * 2 * Math.PI * 220 / RATE;
        for (int n = 1; n < wet.length; n++) {
            assertTrue(Math.abs(wet[n] - wet[n - 1]) < 1.25 * steepest, "a click at frame " + n + ", the fault was at " + FAULT);
        }
    }

    /** A sine of which four samples near {@link #FAULT} say so in their lowest bits, where nobody hears it. */
    private static float[] markedSine() {
        float[] sine = new float[2 * RATE];
        for (int n = 0; n < sine.length; n++) {
            sine[n] = (float) (0.4 * Math.sin(2 * Math.PI * 220 * n / RATE + 0.3));
        }
        for (int n = FAULT; n < FAULT + MARKED; n++) {
            sine[n] = Float.intBitsToFloat(Float.floatToRawIntBits(sine[n]) & ~MASK | MARK);
        }
        return sine;
    }

    private Path faultyBundle(String format) throws Exception {
        Path built = Path.of(System.getProperty("stompjar.root"), "build/bundles", "Stompjar." + format);
        Path bundle = folder.resolve(built.getFileName());
        try (Stream<Path> files = Files.walk(built)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, bundle.resolve(built.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Path jar;
        try (Stream<Path> files = Files.walk(bundle)) {
            jar = files.filter(f -> f.getFileName().toString().matches("stompjar-engine-.*\\.jar")).findFirst().orElseThrow();
        }
        Path classes = compile();
        try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of());
                Stream<Path> made = Files.list(classes.resolve("stompjar/network"))) {
            for (Path file : made.toList()) {
                Files.copy(file, inside.getPath("stompjar/network", file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return bundle;
    }

    private Path compile() throws Exception {
        Path source = Files.writeString(folder.resolve("Networks.java"), FAULTY);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path engine = Path.of(Networks.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean done = compiler.getTask(null, compiler.getStandardFileManager(null, null, null), null,
                List.of("-d", classes.toString(), "-classpath", engine.toString(), "--release", "17"), null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source)).call();
        assertTrue(done, "the stand-in compiles");
        return classes;
    }
}
