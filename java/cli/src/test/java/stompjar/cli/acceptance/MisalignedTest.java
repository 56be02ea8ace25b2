package stompjar.cli.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import stompjar.capture.StompFile;
import stompjar.cli.acceptance.Shared.Energy;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.Manifest;
import stompjar.data.Prepared;
import stompjar.data.SampleFormat;
import stompjar.data.Segment;
import stompjar.data.Split;
import stompjar.dsp.RateConverter;
import stompjar.simd.Kernels;
import stompjar.train.Architecture;
import stompjar.train.Trainer;
import stompjar.train.TrainingProgress;
import stompjar.train.TrainingResult;
import stompjar.train.TrainingSettings;

/** A wet recording that is late, upside down and at another rate trains as well as the clean one. */
@Tag("acceptance")
class MisalignedTest {
    private static final double LATE = 1234.4, MARGIN = 1.1;
    /** Frames on either side of the sinc that delays. */
    private static final int REACH = 160;
    private static final int STEPS = 400;
    private static final double WARM_UP_SECONDS = 1;

    @TempDir
    private Path folder;

    @Test
    void trainsToTheSameErrorAsTheCleanOne() throws Exception {
        Path clean = Shared.file("data/ts808/single.csv");
        Prepared whole = Manifest.prepare(clean, true);
        assertEquals("kept", whole.findings().recordings().get(0).aligned());
        Segment test = whole.data().of(Split.TEST).get(0);
        int rate = whole.data().rate();

        float[] late = delayed(test.wet());
        Path same = manifest(clean, "late.wav", late, rate);
        Path other = manifest(clean, "late48.wav", converted(late, rate, 48_000), 48_000);
        double expected = esr("clean", whole, test);
        for (Path file : List.of(same, other)) {
            Prepared prepared = Manifest.prepare(file, true);
            assertEquals(LATE, prepared.findings().recordings().get(0).latencySamples(), 0.1);
            assertTrue(prepared.findings().recordings().get(0).inverted());
            double esr = esr(file.getFileName().toString(), prepared, test);
            assertTrue(esr <= MARGIN * expected, file + ": ESR " + esr + ", the clean recording has " + expected);
        }
    }

    /** Of the capture that is learned from the data, played over the clean recording's test part. */
    private double esr(String name, Prepared prepared, Segment test) throws Exception {
        TrainingResult result = Trainer.train(new TrainingSettings(Architecture.parse("feather"), 1, STEPS, 1,
                Runtime.getRuntime().availableProcessors(), name, ""), prepared.data(), TrainingProgress.SILENT);
        Path capture = folder.resolve(name + ".stomp");
        StompFile.write(capture, result.capture());
        int from = test.start() - (int) (WARM_UP_SECONDS * prepared.data().rate());
        Path dry = folder.resolve("dry.wav");
        AudioFiles.write(dry, Audio.mono(java.util.Arrays.copyOfRange(test.dry(), from, test.end()), prepared.data().rate()),
                SampleFormat.FLOAT32);
        float[] wet = Shared.render(capture, dry, folder.resolve("wet.wav")).channels()[0];
        double esr = Energy.of(wet, test.start() - from, test.wet(), test.start(), test.frames()).esr();
        System.out.printf("%s: ESR %.4f %% of its own wet, %.4f %% of the clean one%n", name, 100 * result.test().mean(), 100 * esr);
        return esr;
    }

    /** Inverted and late, by a windowed sinc of the test's own. */
    private static float[] delayed(float[] clean) {
        int whole = (int) Math.floor(LATE);
        double[] taps = new double[2 * REACH];
        for (int k = 0; k < taps.length; k++) {
            double t = k - REACH - (LATE - whole) + 1;
            double window = 0.5 + 0.5 * Math.cos(Math.PI * t / (REACH + 1));
            taps[k] = Math.sin(Math.PI * t) / (Math.PI * t) * window;
        }
        float[] late = new float[clean.length + 2000];
        for (int n = 0; n < late.length; n++) {
            double sum = 0;
            int centre = n - whole;
            for (int k = 0; k < taps.length; k++) {
                int at = centre - (k - REACH + 1);
                if (at >= 0 && at < clean.length) {
                    sum -= taps[k] * clean[at];
                }
            }
            late[n] = (float) sum;
        }
        return late;
    }

    private static float[] converted(float[] in, int from, int to) {
        RateConverter converter = new RateConverter(from, to, in.length + from, Kernels.best());
        converter.write(java.util.Arrays.copyOf(in, in.length + from), in.length + from);
        float[] out = new float[(int) ((long) in.length * to / from)];
        assertEquals(out.length, converter.read(out, 0, out.length));
        return out;
    }

    /** The same table with another wet file. */
    private Path manifest(Path clean, String name, float[] wet, int rate) throws Exception {
        AudioFiles.write(folder.resolve(name), Audio.mono(wet, rate), SampleFormat.FLOAT32);
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(clean)) {
            String[] fields = line.split(",", 3);
            lines.add(fields[0].equals("dry") ? line
                    : clean.resolveSibling(fields[0]).normalize() + "," + name + "," + fields[2]);
        }
        Path file = folder.resolve(name + ".csv");
        Files.write(file, lines);
        return file;
    }
}
