package stompjar.circuit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import stompjar.dsp.RateConverter;
import stompjar.simd.Kernels;

/**
 * A circuit at work: trapezoidal transient analysis by ngspice, a process for each run. Its steps are {@link #OVERSAMPLING} to a frame or shorter, where
 * it finds that the truncation error asks for it; twice as many change the output by an ESR of 1e-6 at most, of the circuits in the bundle. Any thread.
 *
 * @param rate Hz of dry and wet
 */
record Ngspice(Circuit circuit, int rate) {
    static final int OVERSAMPLING = 4;
    private static final int BLOCK = 4096;

    /**
     * @param positions 0..1 by knob; all others stand where the netlist has them
     * @param dry       preceded by silence, in which the circuit has come to rest
     * @return as long as {@code dry}, and aligned with it
     * @throws IllegalArgumentException if ngspice is not there or gives up
     */
    float[] play(Map<String, Double> positions, float[] dry) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("stompjar-circuit");
        try {
            int fine = rate * OVERSAMPLING;
            writeTable(folder.resolve("dry.txt"), convert(dry, rate, fine, dry.length * OVERSAMPLING));
            Files.write(folder.resolve("deck.cir"), deck(positions, (double) dry.length / rate));
            run(folder);
            float[] out = RawFile.read(folder.resolve("wet.raw")).at(fine, dry.length * OVERSAMPLING);
            for (int n = 0; n < out.length; n++) {
                out[n] /= (float) circuit.output().volts();
            }
            return convert(out, fine, rate, dry.length);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> file.toFile().delete());
            }
            Files.deleteIfExists(folder);
        }
    }

    private List<String> deck(Map<String, Double> positions, double seconds) {
        double step = 1.0 / (rate * OVERSAMPLING);
        List<String> deck = new ArrayList<>(circuit.at(positions));
        deck.add("Adry %v([" + circuit.input().node() + "]) dry");
        // Lines between its points; a PWL source would search all of them at every step.
        deck.add(".model dry filesource (file=\"dry.txt\" amploffset=[0] amplscale=[" + circuit.input().volts() + "] timeoffset=0 timescale="
                + step + " timerelative=false amplstep=false)");
        deck.add(".options method=trap");
        deck.add(".save v(" + circuit.output().node() + ")");
        deck.add(".tran " + step + " " + seconds + " 0 " + step);
        deck.add(".end");
        return deck;
    }

    /** By line the number of the step and the value there. */
    private static void writeTable(Path file, float[] values) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int n = 0; n < values.length; n++) {
                out.append(Integer.toString(n)).append(' ').append(Float.toString(values[n])).append('\n');
            }
        }
    }

    private void run(Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        // -n: a user's own settings must not change what comes out.
        ProcessBuilder builder = new ProcessBuilder("ngspice", "-n", "-b", "-r", "wet.raw", "deck.cir").directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null"))).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalArgumentException("ngspice cannot be run; on Debian: apt-get install ngspice", e);
        }
        try {
            int status = process.waitFor();
            if (status != 0 || !Files.exists(folder.resolve("wet.raw"))) {
                throw new IllegalArgumentException("ngspice could not simulate " + circuit.name() + ": " + complaint(log, status));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** The first line that speaks of an error. */
    private static String complaint(Path log, int status) throws IOException {
        return Files.readAllLines(log).stream().filter(line -> line.toLowerCase(Locale.ROOT).contains("error")).findFirst().map(String::strip)
                .orElse("exit status " + status);
    }

    private static float[] convert(float[] x, int from, int to, int frames) {
        RateConverter converter = new RateConverter(from, to, BLOCK, Kernels.best());
        float[] y = new float[frames];
        float[] block = new float[BLOCK];
        int done = 0;
        for (int start = 0; done < frames; start += BLOCK) {
            int real = Math.max(0, Math.min(BLOCK, x.length - start));
            System.arraycopy(x, Math.min(start, x.length), block, 0, real);
            java.util.Arrays.fill(block, real, BLOCK, 0);
            converter.write(block, BLOCK);
            done += converter.read(y, done, frames - done);
        }
        return y;
    }
}
