package stompjar.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stompjar.capture.BlockModel;
import stompjar.capture.BlockModel.Branch;
import stompjar.capture.BlockModel.Shaper;
import stompjar.capture.Capture;
import stompjar.capture.Captures;
import stompjar.capture.FilterBank;
import stompjar.capture.Metadata;
import stompjar.data.AudioFiles;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;
import stompjar.train.Architecture;

class ComparisonReportTest {
    private static final int RATE = 16_000;

    @TempDir
    private Path folder;

    private static Capture gain(float gain) {
        return capture(new BlockModel("gain", FilterBank.THROUGH, true, List.of(), new float[] {gain, 0}));
    }

    /** {@code tanh(slope · x)}. */
    private static Capture clipper(float slope) {
        return capture(new BlockModel("waveshaper", FilterBank.THROUGH, false,
                List.of(new Branch(1, Shaper.TANH, 1, 0, FilterBank.THROUGH)), new float[] {slope, 0, 1, 0}));
    }

    private static Capture capture(BlockModel model) {
        return new Capture("stomp", model.family(), RATE, List.of(), model, Metadata.NONE);
    }

    private static Contender contender(String spec, Capture capture, double esr, double load) {
        return new Contender(Architecture.parse(spec), capture, 0.5, esr, 2 * esr, load);
    }

    /** What the clipper makes of chirps, in two parts that do not touch. */
    private static Dataset recorded() {
        float[] dry = new float[4 * RATE];
        float[] wet = new float[dry.length];
        for (int n = 0; n < dry.length; n++) {
            dry[n] = (float) (0.4 * Math.sin(1e-6 * n * n % (2 * Math.PI)) * Math.exp(-(n % 8000) / 4000.0));
            wet[n] = (float) Math.tanh(3 * dry[n]);
        }
        List<Segment> segments = new ArrayList<>();
        segments.add(new Segment(dry, null, wet, 0, 2 * RATE, Split.TRAIN, 0));
        segments.add(new Segment(dry, null, wet, 2 * RATE, 2 * RATE + 4000, Split.TEST, 0));
        segments.add(new Segment(dry, null, wet, 3 * RATE, 4 * RATE, Split.TEST, 0));
        return new Dataset("device.csv", RATE, List.of(), List.of(new float[0]), segments, new boolean[1]);
    }

    @Test
    void thePageHasWhatItShowsAndTheNumbersAreThose() throws Exception {
        List<Contender> two = List.of(contender("gain", gain(2), 0.2, 0.001), contender("waveshaper", clipper(3), 1e-9, 0.002));
        ComparisonReport.write(recorded(), two, Map.of("command", "compare <all> & more"), folder);
        String page = Files.readString(folder.resolve("report.html"));
        assertFalse(page.contains("{{"), "every place is filled");
        assertTrue(page.contains("compare &lt;all&gt; &amp; more"));
        assertTrue(page.indexOf("waveshaper") < page.indexOf("<th>gain"), "the nearest comes first");
        for (String picture : List.of("errors", "costs", "harmonics-soft", "harmonics-medium", "harmonics-loud", "intermodulation", "transfer",
                "spectrogram-wet", "residual-gain", "residual-waveshaper")) {
            assertTrue(page.contains("src=\"" + picture + ".png\""), picture);
            assertEquals(1800, ImageIO.read(folder.resolve(picture + ".png").toFile()).getWidth());
        }
        for (String sound : List.of("dry", "wet", "gain", "gain-residual", "waveshaper", "waveshaper-residual")) {
            assertTrue(page.contains("src=\"" + sound + ".wav\""), sound);
            assertEquals(RATE + 4000, AudioFiles.read(folder.resolve(sound + ".wav")).frames());
        }
        assertTrue(loudest("waveshaper-residual") < 1e-3, "the true model leaves nothing");
        assertTrue(loudest("gain-residual") > 0.1, "the wrong one does");
        assertEquals("waveshaper", Captures.read(folder.resolve("waveshaper.stomp")).model().family());
        JsonNode numbers = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertTrue(numbers.get(0).get("spectral_error_db").asDouble() < 0.1);
        assertTrue(numbers.get(1).get("spectral_error_db").asDouble() > 3);
    }

    private double loudest(String sound) throws Exception {
        double peak = 0;
        for (float v : AudioFiles.read(folder.resolve(sound + ".wav")).channels()[0]) {
            peak = Math.max(peak, Math.abs(v));
        }
        return peak;
    }

    @Test
    void tonesComeOutAsTheyMust() {
        double[] clean = new Probe(gain(0.5f), new float[0]).harmonics(0.5);
        assertEquals(20 * Math.log10(0.25), clean[0], 0.01);
        assertTrue(clean[2] < -100);
        double[] clipped = new Probe(clipper(3), new float[0]).harmonics(0.5);
        // Third Fourier coefficient of tanh(1.5 sin): odd harmonics only.
        double third = 0;
        for (int i = 0; i < 1000; i++) {
            double phase = 2 * Math.PI * i / 1000;
            third += Math.tanh(1.5 * Math.sin(phase)) * Math.sin(3 * phase) / 500;
        }
        assertEquals(20 * Math.log10(Math.abs(third)), clipped[2], 0.05);
        assertTrue(clipped[1] < -100);
        double[] products = new Probe(clipper(3), new float[0]).products(0.5);
        assertTrue(products[2] > -60, "2·500 − 700 Hz: " + products[2]);
        assertTrue(products[0] < products[2] && products[7] < -100, "no even products");
        double[][] transfer = new Probe(clipper(3), new float[0]).transfer(0.5);
        for (int n = 0; n < transfer[0].length; n++) {
            assertEquals(Math.tanh(3 * transfer[0][n]), transfer[1][n], 1e-4);
        }
    }

    @Test
    void theVerdictFollowsTheNumbers() {
        Contender block = contender("block", gain(1), 1e-3, 0.004);
        assertTrue(Verdict.headline(List.of(block, contender("lstm", gain(1), 4e-3, 0.01))).contains("nearer than any network"));
        assertTrue(Verdict.headline(List.of(block, contender("lstm", gain(1), 1.1e-3, 0.01))).contains("comes as near"));
        assertTrue(Verdict.headline(List.of(block, contender("lstm", gain(1), 1e-4, 0.01))).startsWith("For most purposes"));
        assertTrue(Verdict.headline(List.of(contender("wiener", gain(1), 0.07, 0.004), contender("lstm", gain(1), 1e-3, 0.01)))
                .contains("No: the best classical model, wiener, leaves 70.0 times the error"));
        List<String> grounds = Verdict.grounds(List.of(block, contender("lstm", gain(1), 4e-3, 0.01), contender("gain", gain(1), 0.5, 0.001)));
        assertTrue(grounds.get(0).contains("30.0 dB below the sound"), grounds.get(0));
        assertTrue(grounds.get(1).startsWith("The best network: lstm:24"), grounds.get(1));
        assertTrue(grounds.get(2).startsWith("Cheapest with an error below 1 %: parallel-wiener-hammerstein"), grounds.get(2));
    }
}
