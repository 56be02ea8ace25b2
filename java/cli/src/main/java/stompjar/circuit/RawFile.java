package stompjar.circuit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One voltage over time, as ngspice's binary raw file has it: text up to {@code Binary:}, then pairs of 64-bit numbers.
 *
 * @param times  seconds, ascending
 * @param values volts
 */
record RawFile(double[] times, double[] values) {
    private static final String DATA = "Binary:\n";

    /** @throws IllegalArgumentException if it holds anything else */
    static RawFile read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String header = new String(bytes, 0, Math.min(bytes.length, 4096), StandardCharsets.ISO_8859_1);
        int data = header.indexOf(DATA);
        if (data < 0 || !header.contains("No. Variables: 2\n")) {
            throw new IllegalArgumentException(file.getFileName() + ": it is not a transient analysis of one voltage");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(data + DATA.length());
        double[] times = new double[in.remaining() / 16];
        double[] values = new double[times.length];
        int count = 0;
        while (in.remaining() >= 16) {
            double time = in.getDouble();
            // A breakpoint comes twice.
            count = count > 0 && !(time > times[count - 1]) ? count - 1 : count;
            times[count] = time;
            values[count++] = in.getDouble();
        }
        if (count < 4) {
            throw new IllegalArgumentException(file.getFileName() + ": it has only " + count + " points");
        }
        return new RawFile(java.util.Arrays.copyOf(times, count), java.util.Arrays.copyOf(values, count));
    }

    /**
     * At even times from 0 on, along the cubic through the four points around each.
     *
     * @param rate Hz
     * @throws IllegalArgumentException if the analysis ended before
     */
    float[] at(int rate, int frames) {
        double end = times[times.length - 1];
        if (end < (frames - 1.5) / rate) {
            throw new IllegalArgumentException(String.format(java.util.Locale.ROOT, "ngspice gave up after %.4f of %.4f s", end, (double) frames / rate));
        }
        float[] out = new float[frames];
        int first = 0;
        for (int n = 0; n < frames; n++) {
            double t = Math.min((double) n / rate, end);
            while (first + 4 < times.length && times[first + 2] < t) {
                first++;
            }
            out[n] = (float) cubic(first, t);
        }
        return out;
    }

    /** Lagrange's polynomial through four points from {@code first} on. */
    private double cubic(int first, double t) {
        double sum = 0;
        for (int i = first; i < first + 4; i++) {
            double term = values[i];
            for (int j = first; j < first + 4; j++) {
                term *= i == j ? 1 : (t - times[j]) / (times[i] - times[j]);
            }
            sum += term;
        }
        return sum;
    }
}
