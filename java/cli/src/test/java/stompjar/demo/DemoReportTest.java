package stompjar.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import stompjar.report.Stft;

class DemoReportTest {
    private static final int RATE = 48_000;

    @TempDir
    private Path folder;

    @Test
    void aSinesPowerIsFoundInItsBand() {
        Stft stft = Stft.of(sine(1000, 0.5, 1), RATE, 4096, 480);
        assertEquals(0.125, stft.band(0, 1, 900, 1100), 1e-3);
        assertEquals(0, stft.band(0, 1, 2000, 20_000), 1e-9);
    }

    @Test
    void harmonicsAreThoseOfTheCurve() {
        // x + a·x³ on a sine of peak p: the third harmonic is a·p³/4 against p + 3·a·p³/4.
        float[] wet = HarmonicSweep.sine(RATE);
        for (int n = 0; n < wet.length; n++) {
            wet[n] += 20 * wet[n] * wet[n] * wet[n];
        }
        HarmonicSweep sweep = HarmonicSweep.of(wet, RATE, t -> t / HarmonicSweep.SECONDS);
        double third = 20 * Math.log10(20 * 0.001 / 4 / (0.1 + 3 * 20 * 0.001 / 4));
        assertEquals(third, sweep.harmonicsDb()[2][20], 0.05);
        assertEquals(100 * Math.pow(10, third / 20), sweep.thdPercent()[20], 0.05);
        assertEquals(0.5, sweep.drive()[20], 1e-9);
    }

    @Test
    void thePageShowsDriveRising() throws Exception {
        float[] dry = sine(300, 0.3, 3);
        float[] wet = dry.clone();
        for (int n = 0; n < wet.length; n++) {
            double gain = 1 + 30.0 * n / wet.length;
            wet[n] = (float) Math.tanh(gain * wet[n]);
        }
        HarmonicSweep sweep = HarmonicSweep.of(HarmonicSweep.sine(RATE), RATE, t -> t / HarmonicSweep.SECONDS);
        DemoReport.Numbers numbers = new DemoReport(dry, wet, dry, RATE, t -> t / 3, sweep).write(folder, Map.of("plugin", "a <b> & c"));
        assertTrue(numbers.thirds().get(0).addedHighsDb() < numbers.thirds().get(1).addedHighsDb());
        assertTrue(numbers.thirds().get(1).addedHighsDb() < numbers.thirds().get(2).addedHighsDb());
        assertTrue(numbers.thirds().get(0).distortionPercent() < numbers.thirds().get(2).distortionPercent());
        String page = Files.readString(folder.resolve("report.html"));
        assertTrue(page.contains("a &lt;b&gt; &amp; c"));
        assertTrue(!page.contains("{{"), "every place is filled");
        for (String picture : new String[] {"waveforms", "spectrogram-dry", "spectrogram-wet", "distortion", "overtones", "harmonics"}) {
            assertTrue(page.contains(picture + ".png"));
            assertEquals(1800, ImageIO.read(folder.resolve(picture + ".png").toFile()).getWidth());
        }
    }

    private static float[] sine(double hertz, double peak, int seconds) {
        float[] sine = new float[RATE * seconds];
        for (int n = 0; n < sine.length; n++) {
            sine[n] = (float) (peak * Math.sin(2 * Math.PI * hertz * n / RATE));
        }
        return sine;
    }
}
