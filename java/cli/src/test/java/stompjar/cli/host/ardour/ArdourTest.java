package stompjar.cli.host.ardour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jtransforms.fft.FloatFFT_1D;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stompjar.cli.Cli;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;
import stompjar.riff.Riff;

/** The built plugin with captures of the bundle in a real DAW: Ardour makes a session, automates, saves, opens again, bounces and exports. */
@Tag("host")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArdourTest {
    private static final int RATE = 48_000;
    private static final int SECONDS = 6;
    /** Ardour's block when it bounces: automation is a staircase of this width. */
    private static final int BLOCK = 8_192;

    private Path folder;
    private Ardour ardour;
    private Path riff;
    private Path tone;
    private final Map<String, float[]> ramps = new HashMap<>();

    @BeforeAll
    void sessions(@TempDir Path shared) throws Exception {
        folder = shared;
        assertTrue(Ardour.isInstalled(), "Ardour is not installed: ./stompjar test installs it");
        ardour = new Ardour(folder);
        riff = write("riff.wav", Riff.play(RATE, SECONDS));
        tone = write("tone.wav", tone());
    }

    private Path write(String name, float[] audio) throws Exception {
        Path file = folder.resolve(name);
        AudioFiles.write(file, Audio.mono(audio, RATE), SampleFormat.FLOAT32);
        return file;
    }

    /** A steady note, so that what changes along the file is the pedal's doing. */
    private static float[] tone() {
        float[] x = new float[RATE * SECONDS];
        for (int t = 0; t < x.length; t++) {
            x[t] = (float) (0.2 * Math.sin(2 * Math.PI * 375 * t / RATE));
        }
        return x;
    }

    private float[] ramp(String format) throws Exception {
        if (!ramps.containsKey(format)) {
            ramps.put(format, ardour.make("ramp-" + format, format, tone, "ramp").bounce());
        }
        return ramps.get(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lv2", "vst3"})
    void driveUpMeansMoreHarmonics(String format) throws Exception {
        float[] wet = ramp(format);
        double before = -200;
        for (int second = 0; second < SECONDS; second++) {
            double harmonics = harmonicsDb(wet, second * RATE + RATE / 3);
            assertTrue(harmonics > before + 0.2, "second " + second + ": harmonics at " + harmonics + " dB after " + before + " dB");
            before = harmonics;
        }
    }

    /** Power of the harmonics of 375 Hz against the fundamental's, dB, over 16 384 frames, in which it makes whole periods. */
    private static double harmonicsDb(float[] wet, int from) {
        int size = 16_384;
        float[] spectrum = java.util.Arrays.copyOfRange(wet, from, from + size);
        new FloatFFT_1D(size).realForward(spectrum);
        int fundamental = 375 * size / RATE;
        double harmonics = 0;
        for (int h = 2; h <= 40; h++) {
            harmonics += power(spectrum, h * fundamental);
        }
        return 10 * Math.log10(harmonics / power(spectrum, fundamental));
    }

    private static double power(float[] spectrum, int bin) {
        return (double) spectrum[2 * bin] * spectrum[2 * bin] + (double) spectrum[2 * bin + 1] * spectrum[2 * bin + 1];
    }

    /** VST3 gets a block's last value, LV2 its first: the one is the other a block earlier, but for the ramp at the seam. */
    @Test
    void theFormatsAgreeToABlock() throws Exception {
        float[] lv2 = ramp("lv2");
        float[] vst3 = ramp("vst3");
        assertEquals(lv2.length, vst3.length);
        for (int at = RATE / 2; at + 2 * BLOCK < lv2.length; at += BLOCK) {
            double early = level(vst3, at - BLOCK, BLOCK);
            double late = level(vst3, at + BLOCK, BLOCK);
            double level = level(lv2, at, BLOCK);
            double slack = 0.2;
            assertTrue(level > Math.min(early, late) - slack && level < Math.max(early, late) + slack,
                    "at frame " + at + " LV2 plays at " + level + " dB, VST3 from " + early + " to " + late + " dB around it");
        }
    }

    private static double level(float[] x, int from, int frames) {
        double sum = 0;
        for (int t = from; t < from + frames; t++) {
            sum += (double) x[t] * x[t];
        }
        return 10 * Math.log10(sum / frames);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lv2", "vst3"})
    void ardourBouncesWhatTheOfflineHostBouncesAndTheSavedSessionTheSameBits(String format) throws Exception {
        // Another capture than the bundle's, which is gone when the session is opened again.
        Path rat = Path.of(System.getProperty("stompjar.root"), "plugin-bundle/captures/rat.stomp");
        Path borrowed = Files.copy(rat, folder.resolve("borrowed-" + format + ".stomp"));
        Ardour.Session session = ardour.make("still-" + format, format, riff, "0.8", borrowed);
        Files.delete(borrowed);
        float[] first = session.bounce();
        float[] again = session.bounce();
        assertArrayEquals(first, again, "the session that was saved and opened again");

        Path out = folder.resolve("offline-" + format + ".wav");
        Cli run = Cli.run("bounce", "--format", format, "--in", riff, "--out", out, "--capture", rat, "--param", "drive=0.8", "--json");
        assertEquals(0, run.status(), run.err());
        float[] offline = AudioFiles.read(out).channels()[0];
        assertTrue(differenceDb(offline, first, 1) < -80, format + ": " + differenceDb(offline, first, 1) + " dB");

        // Ardour pans a mono track at -3 dB to either side of the master bus, and leaves a stereo one as it is; a VST3 makes the track stereo.
        float[] exported = session.export();
        double gain = format.equals("lv2") ? Math.pow(10, -3 / 20.0) : 1;
        assertTrue(differenceDb(offline, exported, gain) < -80, "export: " + differenceDb(offline, exported, gain) + " dB");
    }

    /** Largest difference against the largest sample, dB, over what both have. */
    private static double differenceDb(float[] expected, float[] actual, double gain) {
        int frames = Math.min(expected.length, actual.length);
        assertTrue(frames > 0.95 * expected.length, "only " + frames + " frames");
        double difference = 0;
        double peak = 0;
        for (int t = 0; t < frames; t++) {
            difference = Math.max(difference, Math.abs(gain * expected[t] - actual[t]));
            peak = Math.max(peak, Math.abs(gain * expected[t]));
        }
        return 20 * Math.log10(difference / peak);
    }
}
