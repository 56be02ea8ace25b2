package stompjar.cli.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Neural Amp Modeler's own code, compiled to WebAssembly, under Node: npm's {@code @opendaw/nam-wasm}, MIT. It is put into {@code build/}; where
 * there is no node or npm, or the registry cannot be reached, tests are skipped and say so. Its tanh is a fast approximation.
 */
final class NamsOwnCode {
    private static final String PACKAGE = "@opendaw/nam-wasm", VERSION = "1.2.0";

    private final Path folder;
    private final Path work;

    /** What it played. @param loudness dBFS, as it read it from the file */
    record Played(float[] audio, double loudness) { }

    private NamsOwnCode(Path folder, Path work) {
        this.folder = folder;
        this.work = work;
    }

    /** @param work a folder for temporary files */
    static NamsOwnCode installed(Path work) throws Exception {
        Path prefix = Path.of(System.getProperty("stompjar.root"), "build/nam-wasm").normalize();
        Path folder = prefix.resolve("node_modules").resolve(PACKAGE);
        if (run(work, List.of("node", "--version")) == null) {
            skip("node is not here");
        }
        if (!Files.exists(folder.resolve("dist/nam.wasm"))) {
            Files.createDirectories(prefix);
            String said = run(work, List.of("npm", "install", "--prefix", prefix.toString(), "--no-save", "--no-audit", "--no-fund",
                    "--ignore-scripts", PACKAGE + "@" + VERSION));
            if (said == null || !Files.exists(folder.resolve("dist/nam.wasm"))) {
                skip("npm could not install " + PACKAGE + " " + VERSION);
            }
        }
        return new NamsOwnCode(folder, work);
    }

    private static void skip(String why) {
        System.out.println("SKIPPED: exported .nam files are NOT checked with Neural Amp Modeler's own code: " + why);
        abort(why);
    }

    Played play(Path model, float[] dry, int rate) throws Exception {
        Path in = work.resolve("in.f32");
        Path out = work.resolve("out.f32");
        Path script = work.resolve("play-nam.mjs");
        ByteBuffer bytes = ByteBuffer.allocate(4 * dry.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(dry);
        Files.write(in, bytes.array());
        try (var stream = NamsOwnCode.class.getResourceAsStream("play-nam.mjs")) {
            Files.write(script, stream.readAllBytes());
        }
        String said = run(work, List.of("node", script.toString(), folder.toString(), model.toString(), Integer.toString(rate), in.toString(),
                out.toString()));
        assertTrue(said != null, "it does not play " + model);
        float[] wet = new float[dry.length];
        FloatBuffer read = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        assertEquals(dry.length, read.remaining());
        read.get(wet);
        String[] lines = said.strip().split("\\R");
        return new Played(wet, Double.parseDouble(lines[lines.length - 1]));
    }

    /** What a program says on stdout, or null where it cannot be run or fails. */
    private static String run(Path work, List<String> command) throws InterruptedException, IOException {
        Path said = Files.createTempFile(work, "said", ".txt");
        Process process;
        try {
            process = new ProcessBuilder(command).redirectOutput(said.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            return null;
        }
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return null;
        }
        return process.exitValue() == 0 ? Files.readString(said) : null;
    }
}
