package stompjar.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stompjar.capture.Capture;
import stompjar.capture.Captures;
import stompjar.capture.Knob;
import stompjar.capture.StompFile;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;
import stompjar.network.Network;
import stompjar.network.Networks;

@Isolated("it looks at the clock")
class TrainerTest {
    @TempDir
    Path directory;

    private static final int RATE = 8000;

    /** A device that exists only here: one-pole low-pass, then tanh with 1 to 5 times gain, then a level that the knob turns down. */
    private static Dataset device(int seconds) {
        Random random = new Random(5);
        float[] dry = new float[seconds * RATE];
        double low = 0;
        for (int n = 0; n < dry.length; n++) {
            low += 0.05 * (random.nextGaussian() - low);
            dry[n] = (float) (2 * low * (0.6 + 0.5 * Math.sin(n * 2e-4)));
        }
        List<float[]> settings = List.of(new float[] {0}, new float[] {0.5f}, new float[] {1});
        List<Segment> segments = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            float[] wet = new float[dry.length];
            double state = 0;
            for (int n = 0; n < dry.length; n++) {
                state += 0.3 * (dry[n] - state);
                wet[n] = (float) (Math.tanh(state * Math.pow(5, settings.get(s)[0])) * (1 - 0.3 * settings.get(s)[0]));
            }
            int end = dry.length;
            segments.add(new Segment(dry, null, wet, 0, end * 8 / 10, Split.TRAIN, s));
            segments.add(new Segment(dry, null, wet, end * 8 / 10, end * 9 / 10, Split.VALIDATION, s));
            segments.add(new Segment(dry, null, wet, end * 9 / 10, end, Split.TEST, s));
        }
        return new Dataset("device", RATE, List.of("drive"), settings, segments, new boolean[3]);
    }

    private static TrainingSettings settings(String arch, int steps, double minutes, int threads) {
        return new TrainingSettings(Architecture.parse(arch), minutes, steps, 42, threads, "device", "train --me");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nano,200,0.1", "nano+film,200,0.1", "lstm:8,250,0.1", "gru:8,250,0.1"})
    void learnsADeviceWithAKnobAndTheEnginePlaysIt(String line) throws Exception {
        String[] part = line.split(",");
        double bound = Double.parseDouble(part[2]);
        List<TrainingProgress.News> heard = new ArrayList<>();
        Dataset data = device(16);
        TrainingResult result = Trainer.train(settings(part[0], Integer.parseInt(part[1]), 1, 1), data, heard::add);
        assertTrue(result.test().mean() < bound, "ESR " + result.test().mean());
        for (double esr : result.test().plain()) {
            assertTrue(esr < 2 * bound, "every setting is learned, also the quiet one: " + esr);
        }
        Knob knob = result.capture().knobs().get(0);
        assertEquals(List.of(new Knob("drive", 0, 1, 0.5, knob.taper())), result.capture().knobs());
        assertEquals(result.test().mean(), result.capture().metadata().esr());
        assertEquals("train --me", result.capture().metadata().provenance().get("command"));
        assertEquals(result.validation().mean(), heard.get(heard.size() - 1).best(), 1e-12, "the best weights were kept");
        assertTrue(heard.get(0).validationEsr() > result.validation().mean());

        Path file = directory.resolve("device.stomp");
        StompFile.write(file, result.capture());
        Capture played = Captures.read(file);
        for (Segment segment : data.of(Split.TEST)) {
            double esr = result.test().plain()[segment.setting()];
            assertEquals(esr, engineEsr(played, segment, data.settings().get(segment.setting())[0]), 0.01 * esr + 1e-6);
        }
    }

    /** ESR of a segment as the plugin would play it, from the recording's beginning. */
    private static double engineEsr(Capture capture, Segment segment, float knob) {
        Network network = Networks.of(capture);
        float seen = (float) capture.knobs().get(0).coordinate(knob);
        network.prewarm(new float[] {seen});
        float[] knobs = new float[Network.MAX_FRAMES];
        java.util.Arrays.fill(knobs, seen);
        float[] in = new float[Network.MAX_FRAMES];
        float[] out = new float[Network.MAX_FRAMES];
        double error = 0;
        double energy = 0;
        for (int at = 0; at + 50 <= segment.end(); at += 50) {
            System.arraycopy(segment.dry(), at, in, 0, 50);
            network.process(in, knobs, out, 50);
            for (int n = 0; n < 50; n++) {
                if (at + n >= segment.start()) {
                    double target = segment.wet()[at + n];
                    error += (out[n] - target) * (out[n] - target);
                    energy += target * target;
                }
            }
        }
        return error / energy;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nano", "lstm:4", "gru:4"})
    void theSeedDecidesAndThreadsDoNot(String arch) {
        Dataset data = device(8);
        float[] one = Trainer.train(settings(arch, 12, 1, 1), data, TrainingProgress.SILENT).capture().model().weights();
        float[] again = Trainer.train(settings(arch, 12, 1, 1), data, TrainingProgress.SILENT).capture().model().weights();
        float[] three = Trainer.train(settings(arch, 12, 1, 3), data, TrainingProgress.SILENT).capture().model().weights();
        float[] other = Trainer.train(new TrainingSettings(Architecture.parse(arch), 1, 12, 43, 1, "device", ""), data,
                TrainingProgress.SILENT).capture().model().weights();
        assertArrayEquals(one, again);
        assertArrayEquals(one, three);
        assertFalse(java.util.Arrays.equals(one, other));
    }

    /** Stands for a crash. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"nano", "lstm:4", "gru:4"})
    void aTrainingThatWasKilledGoesOnAsIfNothingHadHappened(String arch) throws Exception {
        Dataset data = device(8);
        List<TrainingProgress.News> whole = new ArrayList<>();
        TrainingResult expected = Trainer.train(settings(arch, 48, 1, 2), data, whole::add);
        Checkpoint checkpoint = new Checkpoint(directory.resolve("x.stomp.checkpoint"), 0);
        for (int crashAt : new int[] {18, 33}) {
            assertThrows(Crash.class, () -> Trainer.train(settings(arch, 48, 1, 1), data, news -> {
                if (news.step() >= crashAt) {
                    throw new Crash();
                }
            }, checkpoint));
        }
        List<TrainingProgress.News> rest = new ArrayList<>();
        List<String> said = new ArrayList<>();
        TrainingResult result = Trainer.train(settings(arch, 48, 1, 2), data, new TrainingProgress() {
            @Override
            public void heard(News news) {
                rest.add(news);
            }

            @Override
            public void said(String line) {
                said.add(line);
            }
        }, checkpoint);
        assertTrue(said.get(0).startsWith("resumed after") && said.get(0).endsWith(" steps"), said.toString());
        assertTrue(rest.get(0).step() >= 33, "it did not begin anew");
        assertArrayEquals(expected.capture().model().weights(), result.capture().model().weights());
        assertEquals(expected.test().mean(), result.test().mean());
        assertEquals(expected.epochs(), result.epochs());
        for (TrainingProgress.News news : rest) {
            TrainingProgress.News same = whole.stream().filter(n -> n.step() == news.step()).findFirst().orElseThrow();
            assertEquals(same.validationEsr(), news.validationEsr());
            assertEquals(same.loss(), news.loss());
        }
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefusedAndKept() throws Exception {
        Path file = directory.resolve("x.stomp.checkpoint");
        Checkpoint checkpoint = new Checkpoint(file, 0);
        Trainer.train(settings("nano", 8, 1, 1), device(8), TrainingProgress.SILENT, checkpoint);
        byte[] before = Files.readAllBytes(file);
        assertTrue(refusal(settings("nano", 9, 1, 1), device(8), checkpoint).contains("8 steps"));
        assertTrue(refusal(settings("lstm:4", 8, 1, 1), device(8), checkpoint).contains("nano"));
        Dataset other = device(8);
        other.segments().get(0).wet()[100] += 1e-3f;
        assertTrue(refusal(settings("nano", 8, 1, 1), other, checkpoint).contains("other recordings"));
        assertArrayEquals(before, Files.readAllBytes(file));
        before[before.length / 2] ^= 1;
        Files.write(file, before);
        assertTrue(refusal(settings("nano", 8, 1, 1), device(8), checkpoint).contains("damaged"));
        Files.write(file, java.util.Arrays.copyOf(before, before.length / 2));
        assertTrue(refusal(settings("nano", 8, 1, 1), device(8), checkpoint).contains("damaged"));
        checkpoint.discard();
        assertFalse(Files.exists(file));
    }

    private static String refusal(TrainingSettings settings, Dataset data, Checkpoint checkpoint) {
        String message = assertThrows(CheckpointException.class,
                () -> Trainer.train(settings, data, TrainingProgress.SILENT, checkpoint)).getMessage();
        assertTrue(message.contains("x.stomp.checkpoint") && message.contains("--restart"), message);
        return message;
    }

    @Test
    void keepsToItsTime() {
        long from = System.nanoTime();
        TrainingResult result = Trainer.train(settings("nano", 0, 0.05, 1), device(8), TrainingProgress.SILENT);
        double seconds = (System.nanoTime() - from) * 1e-9;
        assertTrue(seconds > 1.5 && seconds < 5, seconds + " s for 3 s");
        assertTrue(result.steps() > 5, result.steps() + " steps");
    }

    @Test
    void settingsThatAreHeldOutAreMeasuredApart() throws Exception {
        TrainingResult result = Trainer.train(settings("nano", 10, 1, 1), device(8).holdOut("drive", 0.5), TrainingProgress.SILENT);
        Errors test = result.test();
        assertEquals((test.plain()[0] + test.plain()[2]) / 2, test.mean(), 1e-12);
        assertEquals(test.plain()[1], test.meanHeldOut());
        assertTrue(Double.isNaN(result.validation().plain()[1]));
    }

    @Test
    void architectures() {
        assertEquals(new Architecture("wavenet:10x5", "wavenet", 10, 5), Architecture.parse("WaveNet:10x5"));
        assertEquals(new Architecture("lstm:24", "lstm", 24, 0), Architecture.parse("lstm"));
        assertEquals(new Architecture("gru:16", "gru", 16, 0), Architecture.parse("GRU:16"));
        assertEquals(new Architecture("wavenet:10x5+film", "wavenet", 10, 5), Architecture.parse("wavenet:10x5+FILM"));
        assertTrue(Architecture.parse("wavenet+film").film() && !Architecture.parse("feather").film());
        assertEquals(Architecture.parse("feather").learner(2, false, Scaling.NONE).parameters() + 2 * (7 * 8 + 13 * 4),
                Architecture.parse("feather+film").learner(2, false, Scaling.NONE).parameters(), "a number for each row and knob");
        assertEquals(3026, Architecture.parse("feather").learner(0, false, Scaling.NONE).parameters() + 1, "NAM's own count");
        assertEquals(13802, Architecture.parse("standard").learner(0, false, Scaling.NONE).parameters() + 1, "NAM's own count");
        for (String wrong : List.of("", "rnn:8", "wavenet:8", "wavenet:0x4", "lstm:0", "lstm:999", "gru:0", "gru:8+film", "feather+film+film", "+film", "gain+film")) {
            assertThrows(IllegalArgumentException.class, () -> Architecture.parse(wrong), wrong);
        }
    }
}
