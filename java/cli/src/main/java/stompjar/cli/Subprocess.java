package stompjar.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Another program, run to its end. */
final class Subprocess {
    private Subprocess() { }

    /** What it left behind. @param status its exit status */
    record Result(int status, String out, String err) {
        /** What follows {@code prefix} on the lines that begin with it. */
        Stream<String> lines(String prefix) {
            return err.lines().filter(line -> line.startsWith(prefix)).map(line -> line.substring(prefix.length()).strip());
        }

        /** The last line that it complained with, or its exit status where it said nothing. */
        String complaint() {
            String[] lines = err.strip().split("\\R");
            String last = lines[lines.length - 1].strip();
            return last.isEmpty() ? "exit status " + status : last;
        }
    }

    /** @throws Failure if it cannot be started */
    static Result run(List<String> command) throws Failure, InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null"))).start();
            // Both pipes are emptied at once, else a talkative program would block on the other.
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> {
                try {
                    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), out, err.join());
        } catch (IOException | UncheckedIOException e) {
            throw new Failure(command.get(0) + ": it cannot be run (" + e.getMessage() + ")", e);
        }
    }
}
