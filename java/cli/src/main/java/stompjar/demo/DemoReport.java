package stompjar.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import stompjar.report.Heatmap;
import stompjar.report.Stft;

/**
 * Writes pictures and the page around them into one folder.
 *
 * @param dry    mono
 * @param wet    as long as the dry, with drive as it moves
 * @param still  the same with drive held at 0: what it is compared with, because the pedal also filters
 * @param rate   Hz
 * @param drive  position at each second
 * @param sweep  what a sine became
 */
public record DemoReport(float[] dry, float[] wet, float[] still, int rate, DoubleUnaryOperator drive, HarmonicSweep sweep) {
    private static final int WINDOW = 4096, HOP = 480;

    /** The numbers behind the pictures; the keys of {@code report.json}. */
    public record Numbers(double seconds, List<Third> thirds, HarmonicSweep harmonics, double[] distortionPercent,
                          Map<String, Curves> curves) { }

    /**
     * A third of the file: the mean of what drive did there, against the same music with drive held at 0.
     *
     * @param drive             mean position
     * @param distortionPercent part of the sound that is not the sound at drive 0
     * @param addedHighsDb      share of energy above 2 kHz, against that at drive 0
     * @param addedLevelDb      RMS against that at drive 0
     */
    public record Third(double drive, double distortionPercent, double addedHighsDb, double addedLevelDb) { }

    /**
     * @param folder exists; {@code dry.wav} and {@code wet.wav} are put there by the caller
     * @param facts  lines of the page's table, in order
     */
    public Numbers write(Path folder, Map<String, String> facts) throws IOException {
        Stft dryStft = Stft.of(dry, rate, WINDOW, HOP);
        Stft wetStft = Stft.of(wet, rate, WINDOW, HOP);
        Curves stillCurves = Curves.of(Stft.of(still, rate, WINDOW, HOP));
        Curves wetCurves = Curves.of(wetStft);
        double[] distortion = distortion(wetCurves);
        double seconds = (double) dry.length / rate;
        Pictures.waveforms(dry, wet, rate, drive, folder.resolve("waveforms.png"));
        Heatmap.paint("Dry", dryStft, seconds, null, folder.resolve("spectrogram-dry.png"));
        Heatmap.paint("Wet", wetStft, seconds, drive, folder.resolve("spectrogram-wet.png"));
        Pictures.distortion(wetCurves.seconds(), distortion, drive, folder.resolve("distortion.png"));
        Pictures.overtones(stillCurves, wetCurves, drive, folder.resolve("overtones.png"));
        Pictures.harmonics(sweep, folder.resolve("harmonics.png"));
        List<Third> thirds = IntStream.range(0, 3).mapToObj(i -> third(i, distortion, stillCurves, wetCurves)).toList();
        Numbers numbers = new Numbers(seconds, thirds, sweep, distortion,
                Map.of("dry", Curves.of(dryStft), "still", stillCurves, "wet", wetCurves));
        Files.writeString(folder.resolve("report.html"), page(numbers, facts));
        return numbers;
    }

    private Third third(int third, double[] distortion, Curves before, Curves after) {
        double from = third / 3.0;
        double to = (third + 1) / 3.0;
        double[] positions = Arrays.stream(before.seconds()).map(drive).toArray();
        return new Third(mean(positions, from, to), mean(distortion, from, to),
                mean(after.highsDb(), from, to) - mean(before.highsDb(), from, to),
                mean(after.levelDbfs(), from, to) - mean(before.levelDbfs(), from, to));
    }

    /** In each step of {@code steps}: what is left of the wet sound when the best-fitting gain of the still sound is taken away, percent. */
    private double[] distortion(Curves steps) {
        double[] percent = new double[steps.seconds().length];
        for (int s = 0; s < percent.length; s++) {
            int from = (int) Math.round((steps.seconds()[s] - Curves.STEP / 2) * rate);
            double wetWet = 0;
            double wetStill = 0;
            double stillStill = 1e-12;
            for (int n = from; n < Math.min(wet.length, from + Curves.STEP * rate); n++) {
                wetWet += (double) wet[n] * wet[n];
                wetStill += (double) wet[n] * still[n];
                stillStill += (double) still[n] * still[n];
            }
            double left = Math.max(0, wetWet - wetStill * wetStill / stillStill);
            percent[s] = Double.isNaN(steps.highsDb()[s]) ? Double.NaN : 100 * Math.sqrt(left / wetWet);
        }
        return percent;
    }

    /** Mean of the steps from one part of the file to another, without those in silence. */
    private static double mean(double[] values, double from, double to) {
        return Arrays.stream(values, (int) (from * values.length), (int) (to * values.length)).filter(v -> !Double.isNaN(v))
                .average().orElse(Double.NaN);
    }

    private static String page(Numbers numbers, Map<String, String> facts) throws IOException {
        StringBuilder rows = new StringBuilder();
        facts.forEach((name, value) -> rows.append("<tr><th>").append(escape(name)).append("</th><td>").append(escape(value))
                .append("</td></tr>\n"));
        StringBuilder thirds = new StringBuilder();
        for (Third third : numbers.thirds) {
            thirds.append(String.format(Locale.ROOT, "<tr><td>%.2f</td><td>%.0f %%</td><td>%+.1f dB</td><td>%+.1f dB</td></tr>%n",
                    third.drive, third.distortionPercent, third.addedHighsDb, third.addedLevelDb));
        }
        double[] thd = numbers.harmonics.thdPercent();
        try (InputStream template = DemoReport.class.getResourceAsStream("report.html")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{{facts}}", rows.toString().stripTrailing())
                    .replace("{{thirds}}", thirds.toString().stripTrailing())
                    .replace("{{thd-low}}", String.format(Locale.ROOT, "%.1f", thd[0]))
                    .replace("{{thd-high}}", String.format(Locale.ROOT, "%.1f", thd[thd.length - 1]));
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
