package stompjar.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stompjar.capture.Knob;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;

/** What is learned about knobs from recordings at a few of their positions. */
class KnobsTest {
    private static final int RATE = 8000;
    private static final int FRAMES = 4 * RATE;
    private static final float[] DRY = dry();

    private static float[] dry() {
        float[] dry = new float[FRAMES];
        Random random = new Random(8);
        double low = 0;
        for (int n = 0; n < FRAMES; n++) {
            low += 0.1 * (random.nextGaussian() - low);
            dry[n] = (float) (2 * low);
        }
        return dry;
    }

    /** Soft clipping whose gain rises with the bent knob, and a mix with the dry signal by the other one. */
    private static float[] wet(double gain, double mix, double taper) {
        float[] wet = new float[FRAMES];
        for (int n = 0; n < FRAMES; n++) {
            wet[n] = (float) ((1 - mix) * Math.tanh(DRY[n] * (1 + Knob.coordinate(taper, gain))) + mix * DRY[n]);
        }
        return wet;
    }

    private static Dataset data(List<float[]> settings, double taper, float[] dryOfTheLast) {
        return data(settings, at -> wet(at[0], at.length > 1 ? at[1] : 0, taper), dryOfTheLast);
    }

    private static Dataset data(List<float[]> settings, Function<float[], float[]> device, float[] dryOfTheLast) {
        List<Segment> segments = new ArrayList<>();
        for (int s = 0; s < settings.size(); s++) {
            float[] wet = device.apply(settings.get(s));
            float[] dry = s == settings.size() - 1 ? dryOfTheLast : DRY;
            // Recordings that begin and end a little differently, as after an alignment.
            segments.add(new Segment(dry, null, wet, 100 * s, FRAMES * 8 / 10 - 50 * s, Split.TRAIN, s));
            segments.add(new Segment(dry, null, wet, FRAMES * 8 / 10, FRAMES * 9 / 10, Split.VALIDATION, s));
            segments.add(new Segment(dry, null, wet, FRAMES * 9 / 10, FRAMES, Split.TEST, s));
        }
        return new Dataset("device", RATE, settings.get(0).length > 1 ? List.of("gain", "mix") : List.of("gain"), settings, segments,
                new boolean[settings.size()]);
    }

    private static double esr(float[] truth, float[] made, int from) {
        double error = 0;
        double energy = 0;
        for (int n = from; n < truth.length; n++) {
            error += Math.pow(made[n] - truth[n], 2);
            energy += truth[n] * truth[n];
        }
        return error / energy;
    }

    private static List<float[]> gains(double... positions) {
        return Arrays.stream(positions).mapToObj(x -> new float[] {(float) x}).toList();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.6, 0, 5, 20})
    void theTaperOfADeviceIsFound(double taper) {
        Dataset data = data(gains(0, 0.5, 0.75, 1), taper, DRY);
        Tapers found = Tapers.of(1, KnobLine.of(data));
        // The sound itself saturates a little along the way, so that it is not the device's own number.
        for (double x : new double[] {0.25, 0.5, 0.75}) {
            assertEquals(Knob.coordinate(taper, x), found.coordinate(0, x), 0.08, "at " + x);
        }
        assertEquals(0, found.coordinates(new float[] {0})[0]);
        assertEquals(1, found.coordinates(new float[] {1})[0]);
    }

    @Test
    void linesAreSettingsThatDifferInOneKnobAndShareTheirDryAudio() throws Exception {
        List<float[]> settings = List.of(new float[] {0, 0}, new float[] {1, 0}, new float[] {0.5f, 0}, new float[] {0.5f, 1},
                new float[] {0.3f, 0.4f}, new float[] {0.75f, 0});
        List<KnobLine> lines = KnobLine.of(data(settings, 0, DRY));
        assertEquals(1, lines.size(), "two positions of the mix are too few");
        assertEquals(0, lines.get(0).knob());
        assertArrayEquals(new int[] {0, 2, 5, 1}, lines.get(0).settings());
        assertArrayEquals(new double[] {0, 0.5, 0.75, 1}, lines.get(0).curve().positions());
        Segment[] parts = lines.get(0).together().get(0);
        for (int i = 0; i < 4; i++) {
            assertEquals(500, parts[i].start());
            assertEquals(FRAMES * 8 / 10 - 250, parts[i].end());
            assertEquals(lines.get(0).settings()[i], parts[i].setting());
        }
        assertEquals(List.of(), KnobLine.of(data(settings, 0, DRY.clone())), "other dry audio");
        Dataset without = data(settings, 0, DRY).holdOut("gain", 0.5);
        assertArrayEquals(new int[] {0, 5, 1}, KnobLine.of(without).get(0).settings(), "what is held out is not looked at");
        assertEquals(0, Tapers.of(2, lines).values()[1], "a knob without a line stays as it is");
    }

    /** Against the second derivatives of a spline worked out by hand: through 0, 1, 0 at 0, 1, 2 it is x·(3 − x²)/2 up to 1. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 0.6875", "1, 1", "1.5, 0.6875"})
    void theSplineIsTheNaturalOne(double x, double expected) {
        double[] weights = NaturalSpline.weights(new double[] {0, 1, 2}, x);
        assertEquals(expected, weights[1], 1e-12);
        assertEquals(1, Arrays.stream(weights).sum(), 1e-12);
        assertEquals(x, weights[1] + 2 * weights[2], 1e-12, "straight lines stay straight");
    }

    @Test
    void madeUpRecordingsAreNearTheTruth() {
        double taper = 3;
        Dataset data = data(gains(0, 0.5, 0.75, 1), taper, DRY);
        List<KnobLine> lines = KnobLine.of(data);
        Tapers tapers = Tapers.of(1, lines);
        Between between = new Between(lines.get(0), tapers, data.settings());
        Dice dice = new Dice(4);
        Passage passage = new Passage();
        double worst = 0;
        for (int i = 0; i < 50; i++) {
            Between.Blend blend = between.blend(dice);
            passage.start = blend.parts()[0].start() + 17;
            blend.mix(passage, 1000);
            // Where the knob of the device stands when the network sees this coordinate.
            float[] truth = wet(Knob.position(tapers.values()[0], blend.knobs()[0]), 0, taper);
            float[] made = Arrays.copyOfRange(passage.wet, passage.start - passage.wetFirst, passage.start - passage.wetFirst + 1000);
            worst = Math.max(worst, esr(Arrays.copyOfRange(truth, passage.start, passage.start + 1000), made, 0));
        }
        assertTrue(worst < 1e-4, "ESR " + worst);
    }

    /** Louder as far as the knob is turned, but clipped more near the end of its travel only. */
    private static float[] loud(double gain) {
        float[] wet = new float[FRAMES];
        double clipping = 1 + 8 * Knob.coordinate(6, gain);
        double energy = 0;
        for (int n = 0; n < FRAMES; n++) {
            wet[n] = (float) Math.tanh(clipping * DRY[n]);
            energy += wet[n] * wet[n];
        }
        for (int n = 0; n < FRAMES; n++) {
            wet[n] *= (float) ((0.5 + gain) / Math.sqrt(energy / FRAMES));
        }
        return wet;
    }

    @Test
    void loudnessMayFollowAnotherLawThanTheSound() {
        Dataset data = data(gains(0, 0.5, 0.75, 1), at -> loud(at[0]), DRY);
        KnobLine line = KnobLine.of(data).get(0);
        double taper = Tapers.of(1, List.of(line)).values()[0];
        double[] bent = Arrays.stream(line.curve().positions()).map(p -> Knob.coordinate(taper, p)).toArray();
        for (double gain : new double[] {0.25, 0.4, 0.6, 0.9}) {
            float[] truth = loud(gain);
            double error = esr(truth, mixed(line, line.curve().weights(taper, gain)), 0);
            double[] affine = NaturalSpline.weights(bent, Knob.coordinate(taper, gain));
            double splineAlone = esr(truth, mixed(line, affine), 0);
            assertTrue(error < (gain < 0.5 ? 0.5 : 1) * splineAlone, "at " + gain + " ESR " + error + ", of the spline alone " + splineAlone);
        }
    }

    @Test
    void aVolumeKnobIsAStraightLineDownToSilence() {
        Dataset data = data(gains(0, 0.5, 0.75, 1), at -> scaled(at[0]), DRY);
        KnobLine line = KnobLine.of(data).get(0);
        double[] weights = line.curve().weights(Tapers.of(1, List.of(line)).values()[0], 0.3);
        assertTrue(esr(scaled(0.3), mixed(line, weights), 0) < 1e-9, Arrays.toString(weights));
    }

    private static float[] scaled(double volume) {
        float[] wet = DRY.clone();
        for (int n = 0; n < FRAMES; n++) {
            wet[n] *= (float) volume;
        }
        return wet;
    }

    private static float[] mixed(KnobLine line, double[] weights) {
        float[] made = new float[FRAMES];
        for (int s = 0; s < weights.length; s++) {
            float[] wet = line.together().get(0)[s].wet();
            for (int n = 0; n < FRAMES; n++) {
                made[n] += (float) weights[s] * wet[n];
            }
        }
        return made;
    }

    /** A gain, and behind it a tone that runs along a curve: from one sound over a second to a third, and most of its way at its end. */
    private static float[] toned(double gain, double tone) {
        float[] wet = new float[FRAMES];
        double dark = 0;
        double darker = 0;
        double third = Math.pow(tone, 6);
        double second = (1 - third) * Math.sqrt(tone);
        for (int n = 0; n < FRAMES; n++) {
            double clipped = Math.tanh(DRY[n] * (1 + 2 * gain));
            dark += 0.3 * (clipped - dark);
            darker += 0.05 * (clipped - darker);
            wet[n] = (float) (third * clipped + second * dark + (1 - third - second) * darker);
        }
        return wet;
    }

    @Test
    void aSettingBesideALineTellsHowItsCurveRuns() {
        List<float[]> settings = new ArrayList<>();
        for (float gain : new float[] {0, 0.5f, 1}) {
            for (float tone : new float[] {0, 0.5f, 1}) {
                settings.add(new float[] {gain, tone});
            }
        }
        settings.add(new float[] {0.8f, 0.9f});
        List<Segment> segments = new ArrayList<>();
        for (float[] at : settings) {
            segments.add(new Segment(DRY, null, toned(at[0], at[1]), 0, FRAMES, Split.TRAIN, segments.size()));
        }
        Dataset data = new Dataset("device", RATE, List.of("gain", "tone"), settings, segments, new boolean[settings.size()]);
        List<KnobLine> lines = KnobLine.of(data);
        double without = error(lines, data, 0.9);
        List<KnobLine> joined = Strays.joined(data, lines);
        assertEquals(6, joined.size());
        assertArrayEquals(new double[] {0, 0.5, 0.9f, 1}, joined.get(3).curve().positions());
        assertArrayEquals(new double[] {0, 0.5, 0.8f, 1}, joined.get(0).curve().positions(), "on its tone's lines it knows of the gain, too");
        double with = error(joined, data, 0.9);
        assertTrue(with < 1e-3 && with < 0.05 * without, "ESR " + with + ", without the stray " + without);
    }

    /** ESR of the mixes at gain 0.5, seen along the tone. */
    private static double error(List<KnobLine> lines, Dataset data, double tone) {
        KnobLine line = lines.stream().filter(l -> l.knob() == 1 && data.settings().get(l.settings()[0])[0] == 0.5f).findFirst().orElseThrow();
        Tapers tapers = Tapers.of(2, lines);
        return esr(toned(0.5, tone), mixed(line, line.curve().weights(tapers.values()[1], tone)), 0);
    }

    /** The whole way: held out, the middle is played better than by the mean of its neighbours. */
    @Test
    void aPositionThatWasNeverRecordedSoundsRight() throws Exception {
        double taper = 8;
        Dataset data = data(gains(0, 0.25, 0.5, 0.75, 1), taper, DRY).holdOut("gain", 0.75);
        TrainingResult result = Trainer.train(new TrainingSettings(Architecture.parse("nano"), 1, 500, 3, 2, "device", ""), data,
                TrainingProgress.SILENT);
        float[] truth = wet(0.75, 0, taper);
        float[] low = wet(0.5, 0, taper);
        float[] high = wet(1, 0, taper);
        float[] mean = new float[FRAMES];
        for (int n = 0; n < FRAMES; n++) {
            mean[n] = (low[n] + high[n]) / 2;
        }
        double control = esr(truth, mean, FRAMES * 9 / 10);
        assertTrue(result.test().meanHeldOut() < 0.5 * control, "ESR " + result.test().meanHeldOut() + ", mean of neighbours " + control);
        assertTrue(result.capture().knobs().get(0).taper() > 2, "taper " + result.capture().knobs().get(0).taper());
    }
}
