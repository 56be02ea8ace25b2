package stompjar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A C program that measures how fast this machine is right now: it prints its load, given a block size and seconds. Compiled once, run beside
 * each measurement.
 */
final class Yardstick implements AutoCloseable {
    private static final Pattern LOAD = Pattern.compile("\\d+\\.\\d+(e[-+]?\\d+)?");
    /** The largest block that the program takes, frames. */
    private static final int MAX_BLOCK = 512;
    /** Seconds of audio in each of its own runs, of which it prints the median: a quarter of a second of work in all. */
    private static final int SECONDS = 1;

    private final Path source;
    private final Path program;

    private Yardstick(Path source, Path program) {
        this.source = source;
        this.program = program;
    }

    /** The project's yardstick, where it lies beside the project and a C compiler is there. */
    static Optional<Path> nearby() {
        Path source = Project.here().root().resolve("../shared/tools/native_yardstick.c").normalize();
        return Files.isReadable(source) && Machine.find("cc").isPresent() ? Optional.of(source) : Optional.empty();
    }

    /** Compiles {@code source} for this machine. */
    static Yardstick compile(Path source) throws Failure, IOException, InterruptedException {
        if (!Files.isReadable(source)) {
            throw new Failure(source + ": no such file");
        }
        Path program = Files.createTempFile("stompjar-yardstick", "");
        Yardstick yardstick = new Yardstick(source, program);
        try {
            Subprocess.Result compiled = Subprocess.run(List.of("cc", "-O3", "-march=native", "-ffast-math", "-o", program.toString(),
                    source.toString(), "-lm"));
            if (compiled.status() != 0) {
                throw new Failure(source + ": it does not compile: " + compiled.complaint());
            }
            return yardstick;
        } catch (Failure e) {
            yardstick.close();
            throw e;
        }
    }

    /** @return CPU seconds per second of audio, above 0 */
    double load(int block) throws Failure, InterruptedException {
        Subprocess.Result run = Subprocess.run(List.of(program.toString(), Integer.toString(Math.min(block, MAX_BLOCK)),
                Integer.toString(SECONDS)));
        if (run.status() != 0) {
            throw new Failure(source + ": " + run.complaint());
        }
        Matcher number = LOAD.matcher(run.out());
        if (!number.find() || !(Double.parseDouble(number.group()) > 0)) {
            throw new Failure(source + ": it printed no load: " + run.out().strip());
        }
        return Double.parseDouble(number.group());
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(program);
    }
}
