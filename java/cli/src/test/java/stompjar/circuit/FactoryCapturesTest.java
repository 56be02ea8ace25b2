package stompjar.circuit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stompjar.capture.Capture;
import stompjar.capture.Captures;
import stompjar.capture.Knob;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;
import stompjar.fit.Playback;
import stompjar.riff.Etude;
import stompjar.train.Errors;

/** Captures that the bundle ships, against their circuits with the knobs where nobody put them before. */
class FactoryCapturesTest {
    private static final int SETTINGS = 6;
    private static final double SECONDS = 2, LEAD_SECONDS = 0.5;

    @BeforeAll
    static void ngspiceIsThere() {
        NgspiceTest.ngspiceIsThere();
    }

    @ParameterizedTest
    @CsvSource({"tube-screamer, 0.002, 0.008", "fuzz-face, 0.005, 0.01", "rat, 0.016, 0.03"})
    void soundsAsItsCircuitBetweenTheSettingsThatItLearned(String name, double mean, double worst) throws Exception {
        Path bundle = Path.of(System.getProperty("stompjar.root"), "plugin-bundle");
        Capture capture = Captures.read(bundle.resolve("captures/" + name + ".stomp"));
        Circuit circuit = Circuit.read(bundle.resolve("circuits/" + name + ".cir"));
        Dataset truth = record(new Ngspice(circuit, (int) capture.rate()), capture);
        Errors errors = new Playback(capture, truth).errors(Split.TEST);
        for (int s = 0; s < SETTINGS; s++) {
            System.out.printf("%s %s: ESR %.3f %%%n", name, truth.describe(s), 100 * errors.plain()[s]);
        }
        assertTrue(errors.mean() <= mean, "mean ESR " + errors.mean());
        double most = Arrays.stream(errors.plain()).max().orElseThrow();
        assertTrue(most <= worst, "worst ESR " + most);
    }

    private static Dataset record(Ngspice spice, Capture capture) throws Exception {
        Random random = new Random(7);
        float[] dry = Etude.play(spice.rate(), LEAD_SECONDS + SECONDS, 5);
        List<String> knobs = capture.knobs().stream().map(Knob::name).toList();
        List<float[]> settings = new ArrayList<>();
        List<Callable<float[]>> plays = new ArrayList<>();
        for (int s = 0; s < SETTINGS; s++) {
            Map<String, Double> positions = new LinkedHashMap<>();
            float[] setting = new float[knobs.size()];
            for (int k = 0; k < setting.length; k++) {
                setting[k] = Math.round(1000 * random.nextFloat()) / 1000f;
                positions.put(knobs.get(k), (double) setting[k]);
            }
            settings.add(setting);
            plays.add(() -> spice.play(positions, dry));
        }
        List<Segment> segments = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (Future<float[]> wet : threads.invokeAll(plays)) {
                segments.add(new Segment(dry, null, wet.get(), (int) (LEAD_SECONDS * spice.rate()), dry.length, Split.TEST, segments.size()));
            }
        } finally {
            threads.shutdownNow();
        }
        return new Dataset(spice.circuit().name(), spice.rate(), knobs, settings, segments, new boolean[SETTINGS]);
    }
}
