package stompjar.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import stompjar.capture.FirModel;
import stompjar.capture.WaveNetModel;
import stompjar.data.Dataset;
import stompjar.train.Architecture;
import stompjar.train.TrainingProgress;
import stompjar.train.TrainingResult;
import stompjar.train.TrainingSettings;

@Isolated("its budgets are minutes")
class AuditionTest {
    private static final float[] DRY = Devices.dry();

    private static TrainingResult learn(Dataset data, double minutes, List<String> said) {
        TrainingSettings settings = new TrainingSettings(Architecture.parse("auto"), minutes, 8, 1, 1, "device", "train --me");
        return Learning.learn(settings, data, new TrainingProgress() {
            @Override
            public void heard(News news) { }

            @Override
            public void said(String line) {
                said.add(line);
            }
        });
    }

    @Test
    void aFilterBecomesAnImpulseResponse() {
        List<String> said = new ArrayList<>();
        TrainingResult result = learn(Devices.recorded(DRY, Devices.filter(DRY, 60, 900)), 0.1, said);
        assertEquals("impulse-response", result.architecture());
        assertTrue(result.capture().model() instanceof FirModel);
        assertEquals(3, said.size(), said.toString());
        assertTrue(said.get(0).startsWith("auto: impulse-response, validation ESR 0.0000"), said.get(0));
    }

    @Test
    void whatIsNoFilterBecomesWhatIsNearer() {
        TrainingResult result = learn(Devices.recorded(DRY, Devices.each(Devices.filter(DRY, 300, 2500), v -> Math.tanh(5 * v))), 0.1, new ArrayList<>());
        assertEquals("parallel-wiener-hammerstein", result.architecture());
    }

    @Test
    void knobsNeedANetworkAndTimeDecidesItsSize() {
        List<float[]> settings = List.of(new float[] {0}, new float[] {1});
        Dataset data = Devices.recorded(DRY, List.of("drive"), settings, settings.stream().map(s -> Devices.each(DRY, v -> Math.tanh((1 + s[0]) * v))).toList());
        for (double minutes : new double[] {0.1, 2}) {
            List<String> said = new ArrayList<>();
            TrainingResult result = learn(data, minutes, said);
            assertEquals(1, said.size());
            assertEquals(minutes < 1 ? "nano" : "feather", result.architecture());
            assertTrue(result.capture().model() instanceof WaveNetModel);
        }
    }

    @Test
    void itIsNoFamily() {
        assertThrows(IllegalArgumentException.class, () -> Architecture.parse("morph:auto"));
    }
}
