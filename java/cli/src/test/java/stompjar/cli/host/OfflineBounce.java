package stompjar.cli.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;
import stompjar.riff.Riff;

/** The demo guitar through the built plugin in the offline host: what every other host should make of it. */
public final class OfflineBounce {
    private static final int RATE = 48_000;
    private static final double SECONDS = 2;
    private static final int LEAD = RATE / 2;

    private final Path folder;
    private final String format;
    private final float[] guitar = Riff.play(RATE, SECONDS);
    private final Path dry;
    private final Path led;

    public OfflineBounce(Path folder, String format) throws Exception {
        this.folder = folder;
        this.format = format;
        dry = folder.resolve("dry.wav");
        AudioFiles.write(dry, Audio.mono(guitar, RATE), SampleFormat.FLOAT32);
        led = folder.resolve("led.wav");
        float[] afterSilence = new float[LEAD + guitar.length];
        System.arraycopy(guitar, 0, afterSilence, LEAD, guitar.length);
        AudioFiles.write(led, Audio.mono(afterSilence, RATE), SampleFormat.FLOAT32);
    }

    /** What goes in, mono, at 48 kHz. */
    public float[] guitar() {
        return guitar;
    }

    /** The same as a file. */
    public Path dry() {
        return dry;
    }

    /**
     * What comes out after some silence, as in a host that plays already: there the gate is closed, and filters have heard what a pedal gives at rest.
     *
     * @param options of {@code stompjar-host bounce}
     */
    public float[] play(String... options) throws Exception {
        Path build = Path.of(System.getProperty("stompjar.root"), "build");
        Path wet = folder.resolve("offline.wav");
        List<String> command = new ArrayList<>(List.of(build.resolve("bin/stompjar-host").toString(), "bounce", "--plugin",
                build.resolve("bundles/Stompjar." + format).toString(), "--in", led.toString(), "--out", wet.toString()));
        command.addAll(List.of(options));
        Path log = folder.resolve("offline.log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertEquals(0, process.waitFor(), Files.readString(log));
        float[] all = AudioFiles.read(wet).channels()[0];
        return Arrays.copyOfRange(all, LEAD, all.length);
    }

    /**
     * Largest difference against the largest sample, dB, from where each becomes loud. The heard one begins some time after the player does; 0 dB if so late
     * that it cannot be the same.
     */
    public static double differenceDb(float[] expected, float[] heard) {
        double peak = 0;
        for (float y : expected) {
            peak = Math.max(peak, Math.abs(y));
        }
        int lag = onset(heard, 0.02 * peak) - onset(expected, 0.02 * peak);
        if (lag < 0 || lag + expected.length > heard.length) {
            return 0;
        }
        double difference = 0;
        for (int t = 0; t < expected.length; t++) {
            difference = Math.max(difference, Math.abs(expected[t] - heard[lag + t]));
        }
        return 20 * Math.log10(difference / peak);
    }

    private static int onset(float[] x, double level) {
        int t = 0;
        while (t < x.length && Math.abs(x[t]) < level) {
            t++;
        }
        return t;
    }
}
