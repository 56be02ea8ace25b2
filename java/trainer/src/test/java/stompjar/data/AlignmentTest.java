package stompjar.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to recordings that a user made in a hurry. */
class AlignmentTest {
    private static final int RATE = 44_100;
    private static final int FRAMES = 28 * RATE;
    /** Of the pedal's analogue side, so that its filters do not know of the sample rate. */
    private static final int OVERSAMPLING = 4;

    private static float[] dry;
    private static float[] wet;

    @TempDir
    Path directory;

    @BeforeAll
    static void record() {
        dry = plucks(FRAMES, 1);
        wet = pedal(dry, 20);
    }

    /** Bursts of bright noise that die away like strings, each darker than its attack. */
    private static float[] plucks(int frames, long seed) {
        Random random = new Random(seed);
        float[] out = new float[frames];
        double level = 0;
        double low = 0;
        double lower = 0;
        for (int n = 0; n < frames; n++) {
            if (n % 9000 == 0) {
                level = 0.3 + 0.7 * random.nextDouble();
            }
            level *= 0.9998;
            low += (0.1 + 0.5 * level) * (random.nextGaussian() - low);
            lower += 0.01 * (low - lower);
            out[n] = (float) (0.2 * level * (low - lower));
        }
        return out;
    }

    /** High-pass at 500 Hz, {@code gain}, tanh, low-pass at 4 kHz, high-pass at 30 Hz. */
    private static float[] pedal(float[] in, double gain) {
        float[] fast = Resampled.convert(in, 1, OVERSAMPLING);
        double step = 2 * Math.PI / (RATE * OVERSAMPLING);
        double a = 0;
        double b = 0;
        double c = 0;
        for (int n = 0; n < fast.length; n++) {
            a += (1 - Math.exp(-500 * step)) * (fast[n] - a);
            double clipped = Math.tanh(gain * (fast[n] - a));
            b += (1 - Math.exp(-4000 * step)) * (clipped - b);
            c += (1 - Math.exp(-30 * step)) * (b - c);
            fast[n] = (float) (0.5 * (b - c));
        }
        return Resampled.convert(fast, OVERSAMPLING, 1);
    }

    private Path write(String name, float[] samples, int rate) throws Exception {
        Path file = directory.resolve(name);
        AudioFiles.write(file, Audio.mono(samples, rate), SampleFormat.FLOAT32);
        return file;
    }

    private Prepared prepare(float[] recorded, int rate) throws Exception {
        return Prepared.ofPair(write("dry.wav", dry, RATE), write("wet.wav", recorded, rate), true);
    }

    /** How far a prepared wet is from the clean one, over all that is left of it. */
    private static double esr(Prepared prepared) {
        double error = 0;
        double energy = 0;
        for (Segment segment : prepared.data().segments()) {
            for (int n = Math.max(100, segment.start()); n < Math.min(segment.end(), FRAMES - 100); n++) {
                error += Math.pow(segment.wet()[n] - wet[n], 2);
                energy += Math.pow(wet[n], 2);
            }
        }
        return error / energy;
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 20, 200})
    void alignedRecordingsAreNotTouched(double gain) throws Exception {
        float[] clean = pedal(dry, gain);
        Prepared prepared = prepare(clean, RATE);
        Findings.Pair found = prepared.findings().recordings().get(0);
        assertEquals("kept", found.aligned());
        assertEquals(0, found.latencySamples(), 0.4, "the device's own phase is not latency");
        assertArrayEquals(clean, prepared.data().segments().get(0).wet());
        assertEquals(List.of(), prepared.findings().warnings());
    }

    @ParameterizedTest
    @CsvSource({"1234.4,false", "1234.4,true", "-30870.25,false", "150000.5,true", "-3.3,false", "44100,false"})
    void latencyAndPolarityAreCorrected(double late, boolean inverted) throws Exception {
        float[] recorded = Warp.apply(wet, new TimeMap(-late, 0), inverted, FRAMES + (int) Math.max(0, late));
        Prepared prepared = prepare(recorded, RATE);
        Findings.Pair found = prepared.findings().recordings().get(0);
        assertEquals("corrected", found.aligned());
        assertEquals(late, found.latencySamples(), 0.25);
        assertEquals(inverted, found.inverted());
        assertEquals(0, found.driftPpm());
        assertTrue(esr(prepared) < 0.01, "ESR " + esr(prepared));
        assertEquals(late < 0 ? (int) Math.ceil(-late) : 0, prepared.data().segments().get(0).start(), 1);
        String words = prepared.findings().words(RATE).get(0);
        assertTrue(words.contains(late < 0 ? "early" : "late") && words.contains("inverted") == inverted, words);
    }

    /** A near microphone, and a louder one 40 frames (30 cm) behind it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void theFirstOfTwoArrivalsCounts(int late) throws Exception {
        float[] both = new float[FRAMES];
        for (int n = late; n < FRAMES; n++) {
            both[n] = 0.6f * wet[n - late] + (n < late + 40 ? 0 : wet[n - late - 40]);
        }
        Findings.Pair found = prepare(both, RATE).findings().recordings().get(0);
        assertEquals(late == 0 ? "kept" : "corrected", found.aligned());
        assertEquals(late, found.latencySamples(), 1);
    }

    @Test
    void anInvertedRecordingIsOnlyTurned() throws Exception {
        Prepared prepared = prepare(Warp.apply(wet, TimeMap.SAME, true, FRAMES), RATE);
        assertArrayEquals(wet, prepared.data().segments().get(0).wet());
        assertTrue(prepared.findings().recordings().get(0).inverted());
    }

    @ParameterizedTest
    @ValueSource(doubles = {50e-6, -120e-6, 3e-6})
    void aClockThatRunsFastOrSlowIsCorrected(double drift) throws Exception {
        TimeMap recorder = new TimeMap(-700.3 / (1 + drift), 1 / (1 + drift) - 1);
        Prepared prepared = prepare(Warp.apply(wet, recorder, false, FRAMES + 2000), RATE);
        Findings.Pair found = prepared.findings().recordings().get(0);
        assertEquals(drift * 1e6, found.driftPpm(), 0.4);
        assertEquals(700.3, found.latencySamples(), 0.4);
        assertTrue(esr(prepared) < 0.01, "ESR " + esr(prepared));
    }

    @Test
    void anotherRateIsConverted() throws Exception {
        Prepared prepared = prepare(Resampled.convert(wet, RATE, 48_000), 48_000);
        assertEquals(RATE, prepared.data().rate());
        assertEquals("kept", prepared.findings().recordings().get(0).aligned());
        assertTrue(esr(prepared) < 1e-4, "ESR " + esr(prepared));
        assertTrue(prepared.findings().warnings().get(0).contains("from 48000 to 44100 Hz"), prepared.findings().warnings().get(0));
    }

    @Test
    void aHeaderThatLiesIsFoundOut() throws Exception {
        Prepared prepared = prepare(Resampled.convert(wet, RATE, 48_000), RATE);
        assertTrue(esr(prepared) < 1e-4, "ESR " + esr(prepared));
        assertTrue(prepared.findings().warnings().stream().anyMatch(w -> w.contains("wet.wav") && w.contains("wrong sample rate")));
    }

    @Test
    void anUnrelatedWetIsRefused() throws Exception {
        Path other = write("other.wav", pedal(plucks(FRAMES, 2), 20), RATE);
        Path file = write("dry.wav", dry, RATE);
        String message = assertThrows(AudioException.class, () -> Prepared.ofPair(file, other, true)).getMessage();
        assertTrue(message.contains("other.wav") && message.contains("nothing in common with") && message.contains("dry.wav"), message);
        Prepared anyway = Prepared.ofPair(file, other, false);
        assertEquals("unknown", anyway.findings().recordings().get(0).aligned());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 12})
    void lostAudioIsReported(int lost) throws Exception {
        float[] cut = new float[FRAMES - lost];
        System.arraycopy(wet, 0, cut, 0, 18 * RATE);
        System.arraycopy(wet, 18 * RATE + lost, cut, 18 * RATE, cut.length - 18 * RATE);
        List<String> warnings = prepare(cut, RATE).findings().warnings();
        assertTrue(warnings.stream().anyMatch(w -> w.contains("audio was lost")), warnings.toString());
    }

    @Test
    void levelsThatSpoilACaptureAreReported() throws Exception {
        float[] hot = new float[FRAMES];
        for (int n = 0; n < FRAMES; n++) {
            hot[n] = Math.max(-1, Math.min(1, 4 * wet[n] + 0.2f));
        }
        List<String> warnings = prepare(hot, RATE).findings().warnings();
        assertTrue(warnings.stream().anyMatch(w -> w.contains("wet.wav: clipped")), warnings.toString());
        assertTrue(warnings.stream().anyMatch(w -> w.contains("wet.wav: a constant offset (DC) of 0.1")), warnings.toString());
        assertFalse(warnings.stream().anyMatch(w -> w.contains("dry.wav: ")), warnings.toString());
    }

    @Test
    void whatIsTooMuchIsReported() throws Exception {
        float[] longer = new float[FRAMES + 1000 + 3 * RATE];
        System.arraycopy(wet, 0, longer, 1000, FRAMES);
        Prepared prepared = prepare(longer, RATE);
        assertEquals(1, prepared.findings().warnings().size());
        assertTrue(prepared.findings().warnings().get(0).contains("wet.wav: it goes on for 3.00 s after the end of"), prepared.findings().warnings().get(0));
        assertTrue(esr(prepared) < 1e-6, "all of the rest is used");
        assertEquals(List.of(), prepare(java.util.Arrays.copyOf(longer, FRAMES + 1000), RATE).findings().warnings());
    }

    @Test
    void aSilentWetIsRefused() {
        String said = assertThrows(AudioException.class, () -> prepare(new float[FRAMES], RATE)).getMessage();
        assertTrue(said.contains("wet.wav") && said.contains("silent"), said);
    }

    @Test
    void whatIsMissingIsReported() throws Exception {
        List<String> warnings = prepare(java.util.Arrays.copyOf(wet, 10 * RATE), RATE).findings().warnings();
        assertTrue(warnings.stream().anyMatch(w -> w.contains("it covers 10.00 of the 28.00 s")), warnings.toString());
        assertTrue(warnings.stream().anyMatch(w -> w.contains("only 8.0 s to learn from")), warnings.toString());
    }

    @Test
    void filesOfOneSessionShareTheirLatency() throws Exception {
        write("dry.wav", dry, RATE);
        write("a.wav", Warp.apply(wet, new TimeMap(-1234.4, 0), false, FRAMES + 2000), RATE);
        write("b.wav", Warp.apply(pedal(dry, 2), new TimeMap(-1234.4, 0), false, FRAMES + 2000), RATE);
        write("c.wav", Warp.apply(pedal(dry, 100), new TimeMap(-1234.4, 0), true, FRAMES + 2000), RATE);
        write("d.wav", Warp.apply(wet, new TimeMap(-5000.5, 0), false, FRAMES + 6000), RATE);
        Path manifest = directory.resolve("m.csv");
        Files.write(manifest, List.of("dry,wet,drive", "dry.wav,a.wav,0.5", "dry.wav,b.wav,0", "dry.wav,c.wav,1", "dry.wav,d.wav,0.6"));
        List<Findings.Pair> found = Manifest.prepare(manifest, true).findings().recordings();
        assertEquals(1234.4, found.get(0).latencySamples(), 0.25);
        assertEquals(found.get(0).latencySamples(), found.get(1).latencySamples());
        assertEquals(found.get(0).latencySamples(), found.get(2).latencySamples());
        assertEquals(5000.5, found.get(3).latencySamples(), 0.25);
        assertEquals(List.of(false, false, true, false), found.stream().map(Findings.Pair::inverted).toList());
    }

    @Test
    void twoRecordingsOfOneSettingDoNotLeak() throws Exception {
        write("dry.wav", dry, RATE);
        write("a.wav", wet, RATE);
        write("b.wav", wet, RATE);
        Path manifest = directory.resolve("m.csv");
        Files.write(manifest, List.of("dry,wet,split", "dry.wav,a.wav,train", "dry.wav,b.wav,test"));
        String message = assertThrows(AudioException.class, () -> Manifest.read(manifest)).getMessage();
        assertTrue(message.contains("overlap"), message);
    }
}
