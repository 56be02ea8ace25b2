package stompjar.cli.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import stompjar.cli.Cli;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;
import stompjar.riff.Riff;

/** What the tests through the offline host share. */
final class Bounces {
    static final List<String> FORMATS = List.of("lv2", "vst3");

    private Bounces() { }

    /** The first seconds of the demo guitar, stereo with the right channel upside down, so that swapped channels would be heard. */
    static Path guitar(Path file, double seconds) throws Exception {
        float[] left = Riff.play(48_000, seconds);
        float[] right = new float[left.length];
        for (int n = 0; n < left.length; n++) {
            right[n] = -0.5f * left[n];
        }
        AudioFiles.write(file, new Audio(new float[][] {left, right}, 48_000), SampleFormat.FLOAT32);
        return file;
    }

    /** Runs {@code bounce}, which must succeed. @return its JSON */
    static JsonNode bounce(String format, Path in, Path out, Object... more) throws Exception {
        List<Object> args = new ArrayList<>(List.of("bounce", "--format", format, "--in", in, "--out", out, "--json"));
        args.addAll(Arrays.asList(more));
        Cli run = Cli.run(args.toArray());
        assertEquals(0, run.status(), run.err());
        return new ObjectMapper().readTree(run.out());
    }

    /** Largest difference of two files in dBFS; −∞ where there is none. */
    static double differenceDbfs(Path a, Path b) throws Exception {
        Audio first = AudioFiles.read(a);
        Audio second = AudioFiles.read(b);
        assertEquals(first.frames(), second.frames());
        assertEquals(first.channels().length, second.channels().length);
        double difference = 0;
        for (int c = 0; c < first.channels().length; c++) {
            for (int n = 0; n < first.frames(); n++) {
                difference = Math.max(difference, Math.abs(first.channels()[c][n] - second.channels()[c][n]));
            }
        }
        return 20 * Math.log10(difference);
    }
}
