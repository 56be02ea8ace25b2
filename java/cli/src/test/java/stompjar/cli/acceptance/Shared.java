package stompjar.cli.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import stompjar.cli.Cli;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;

/** The data beside the project that acceptance is measured on; tests that need it are skipped where it is not there. */
final class Shared {
    private Shared() { }

    static Path file(String name) {
        Path file = Path.of(System.getProperty("stompjar.root"), "../shared", name).normalize();
        assumeTrue(Files.exists(file), file + " is not here");
        return file;
    }

    /** Runs {@code render}, which must succeed. @return the wet audio */
    static Audio render(Path capture, Path dry, Path wet, Object... more) throws Exception {
        List<Object> args = new ArrayList<>(List.of("render", "--capture", capture, "--in", dry, "--out", wet));
        args.addAll(Arrays.asList(more));
        Cli run = Cli.run(args.toArray());
        assertEquals(0, run.status(), run.err());
        return AudioFiles.read(wet);
    }

    /** Sums of squares: of the error, and of the target. */
    record Energy(double error, double target) {
        static Energy of(float[] made, int madeFrom, float[] target, int from, int frames) {
            double error = 0;
            double energy = 0;
            for (int i = 0; i < frames; i++) {
                double difference = (double) made[madeFrom + i] - target[from + i];
                error += difference * difference;
                energy += (double) target[from + i] * target[from + i];
            }
            return new Energy(error, energy);
        }

        Energy plus(Energy other) {
            return new Energy(error + other.error, target + other.target);
        }

        /** Plain error-to-signal ratio. */
        double esr() {
            return error / target;
        }
    }
}
