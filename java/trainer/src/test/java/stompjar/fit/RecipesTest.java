package stompjar.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stompjar.capture.BlockModel;
import stompjar.capture.MorphModel;
import stompjar.data.Dataset;
import stompjar.train.Architecture;
import stompjar.train.TrainingProgress;
import stompjar.train.TrainingResult;
import stompjar.train.TrainingSettings;

class RecipesTest {
    private static final float[] DRY = Devices.dry();

    /** A soft clipper that is not symmetric. */
    private static float[] clip(float[] x, double gain) {
        return Devices.each(x, v -> Math.tanh(gain * v + 0.3) - Math.tanh(0.3));
    }

    private static float[] warm(float[] x) {
        return Devices.filter(x, 60, 900);
    }

    private static float[] bright(float[] x) {
        return Devices.filter(x, 300, 2500);
    }

    /** A device of each family's own class, and how near the fit has to come. */
    static Stream<Arguments> owns() {
        return Stream.of(Arguments.of("gain", Devices.each(DRY, v -> 0.37 * v), 1e-8),
                Arguments.of("waveshaper", clip(DRY, 4), 1e-4),
                Arguments.of("impulse-response", warm(DRY), 1e-4),
                Arguments.of("adaptive-filter", warm(DRY), 1e-3),
                Arguments.of("wiener", clip(bright(DRY), 5), 1e-3),
                Arguments.of("hammerstein", warm(clip(DRY, 4)), 1e-3),
                Arguments.of("wiener-hammerstein", warm(clip(bright(DRY), 6)), 2e-3),
                Arguments.of("parallel-wiener-hammerstein", Devices.sum(warm(clip(bright(DRY), 6)), bright(DRY)), 2e-3),
                Arguments.of("volterra", Devices.sum(bright(DRY), Devices.each(warm(DRY), v -> v * v - 2 * v * v * v)), 2e-3),
                Arguments.of("kernel", Devices.each(warm(DRY), v -> v + v * v / (1 + v * v)), 5e-3));
    }

    private static TrainingResult learn(String spec, Dataset data, int steps) {
        TrainingSettings settings = new TrainingSettings(Architecture.parse(spec), 1, steps, 1, 1, "device", "train --me");
        return Learning.learn(settings, data, TrainingProgress.SILENT);
    }

    @ParameterizedTest
    @MethodSource("owns")
    void aFamilyFindsADeviceOfItsOwnClass(String family, float[] wet, double bound) {
        TrainingResult result = learn(family, Devices.recorded(DRY, wet), 16);
        assertTrue(result.test().mean() < bound, family + ": ESR " + result.test().mean());
        assertEquals(result.test().mean(), result.capture().metadata().esr());
        assertEquals(Set.of("impulse-response", "adaptive-filter").contains(family) ? "fir" : family, result.capture().model().family());
        assertEquals(family, result.capture().metadata().provenance().get("arch"));
    }

    /** Without this the test above would be no test: what is too simple must fail. */
    @Test
    void aFilterIsNoCurveAndACurveNoFilter() {
        Dataset data = Devices.recorded(DRY, clip(bright(DRY), 5));
        assertTrue(learn("waveshaper", data, 4).test().mean() > 0.05);
        assertTrue(learn("impulse-response", data, 4).test().mean() > 0.01);
    }

    /** Of a distortion the soft notes have another gain than the loud ones, of which the error is made. */
    @Test
    void anAdaptiveFilterComesNearThatOfLeastSquares() {
        float[] dry = DRY.clone();
        for (int n = 0; n < dry.length; n++) {
            dry[n] *= n / 4_000 % 2 == 0 ? 1 : 0.02f;
        }
        Dataset data = Devices.recorded(dry, clip(dry, 30));
        double best = learn("impulse-response", data, 4).test().mean();
        double adapted = learn("adaptive-filter", data, 4).test().mean();
        assertTrue(adapted < 1.5 * best, adapted + " where " + best + " is possible");
    }

    /** Bends that no sum of a few tanh comes near: a spline never turns back on its way along them. */
    @Test
    void aStaircaseIsFollowedByASplineThatAscends() {
        float[] wet = Devices.each(DRY, v -> v + 0.03 * Math.sin(30 * v));
        TrainingResult result = learn("waveshaper", Devices.recorded(DRY, wet), 1);
        assertTrue(result.test().mean() < 1e-4, "ESR " + result.test().mean());
        BlockModel model = (BlockModel) result.capture().model();
        assertEquals(BlockModel.Shaper.SPLINE, model.branches().get(0).shaper());
        float[] coefficients = model.weights();
        for (int i = 1; i < coefficients.length - 1; i++) {
            assertTrue(coefficients[i] >= coefficients[i - 1], "coefficient " + i);
        }
    }

    @Test
    void theSameSeedGivesTheSameWeights() {
        Dataset data = Devices.recorded(DRY, clip(bright(DRY), 5));
        float[] one = learn("waveshaper", data, 4).capture().model().weights();
        float[] again = learn("waveshaper", data, 4).capture().model().weights();
        org.junit.jupiter.api.Assertions.assertArrayEquals(one, again, 1e-4f);
    }

    @Test
    void aDeviceWithAKnobBecomesAMorph() throws Exception {
        List<float[]> settings = List.of(new float[] {0}, new float[] {0.5f}, new float[] {1});
        List<float[]> wets = settings.stream().map(s -> clip(DRY, 1 + 4 * s[0])).toList();
        Dataset data = Devices.recorded(DRY, List.of("drive"), settings, wets);
        TrainingResult result = learn("waveshaper", data, 8);
        assertTrue(result.test().mean() < 1e-3, "ESR " + result.test().mean());
        assertTrue(result.capture().model() instanceof MorphModel m && m.snapshots().size() == 3);
        assertEquals("drive", result.capture().knobs().get(0).name());
        TrainingResult held = learn("morph:waveshaper", data.holdOut("drive", 0.5), 8);
        assertTrue(held.test().meanHeldOut() > 1e-3, "a cross-fade is not the device");
        assertTrue(held.test().meanHeldOut() < 0.2, "but not far from it: " + held.test().meanHeldOut());
    }

    @Test
    void whatCannotBeIsRefusedInWords() {
        Dataset plain = Devices.recorded(DRY, DRY);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> learn("morph", plain, 1)).getMessage().contains("no knobs"));
        for (String wrong : List.of("morph:morph:gain", "morph:", "wieners")) {
            assertThrows(IllegalArgumentException.class, () -> Architecture.parse(wrong), wrong);
        }
        assertEquals("parallel-wiener-hammerstein", Architecture.parse("block").family());
        assertEquals("morph:nano", Architecture.parse("Morph:nano").spec());
    }
}
