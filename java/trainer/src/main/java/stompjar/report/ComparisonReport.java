package stompjar.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import stompjar.capture.StompFile;
import stompjar.data.Audio;
import stompjar.data.AudioException;
import stompjar.data.AudioFiles;
import stompjar.data.Dataset;
import stompjar.data.SampleFormat;
import stompjar.data.Segment;
import stompjar.data.Split;

/**
 * Writes what a sceptic wants to see of a comparison into one folder: numbers, pictures, sounds, the captures themselves, and a page around them. One thread;
 * it takes seconds for each family.
 */
public final class ComparisonReport {
    private static final int WINDOW = 2048, HOP = 240;
    /** Peak of the loudest signal in the sounds. */
    private static final double PEAK = 0.9;
    private static final double[] LEVELS = {1 / 16.0, 1 / 4.0, 1};
    private static final String[] LEVEL_NAMES = {"soft", "medium", "loud"};

    private final Dataset data;
    private final List<Contender> all;
    private final Excerpt excerpt;
    private final float[] knobs;
    private final Path folder;
    private final ComparisonPictures pictures;
    private final ObjectMapper json = new ObjectMapper();
    private final StringBuilder listening = new StringBuilder();

    private ComparisonReport(Dataset data, List<Contender> contenders, Path folder) {
        this.data = data;
        this.folder = folder;
        all = contenders.stream().sorted(Comparator.comparingDouble(Contender::esr)).toList();
        excerpt = Excerpt.of(data);
        knobs = knobs(data, excerpt.setting());
        pictures = new ComparisonPictures(all);
    }

    /** Where tones find the knobs: a modulation, which comes first, in the middle of its way. */
    private static float[] knobs(Dataset data, int setting) {
        float[] positions = data.settings().get(setting);
        if (!data.modulated()) {
            return positions;
        }
        float[] all = new float[positions.length + 1];
        all[0] = 0.5f;
        System.arraycopy(positions, 0, all, 1, positions.length);
        return all;
    }

    /**
     * @param contenders at least one; the page about a single one claims no comparison
     * @param facts      lines of the page's last table, in order
     * @param folder     exists; receives {@code report.html} and what it shows
     */
    public static void write(Dataset data, List<Contender> contenders, Map<String, String> facts, Path folder) throws IOException, AudioException {
        new ComparisonReport(data, contenders, folder).write(facts);
    }

    private void write(Map<String, String> facts) throws IOException, AudioException {
        float[] dry = excerpt.dry();
        float[] wet = excerpt.wet();
        float gain = (float) (PEAK / Math.max(peak(wet), 1e-6));
        sound("dry", dry, (float) Math.min(PEAK / Math.max(peak(dry), 1e-6), 4));
        sound("wet", wet, gain);
        double seconds = (double) wet.length / data.rate();
        Heatmap.paint("Wet: what the device made of it", Stft.of(scaled(wet, gain), data.rate(), WINDOW, HOP), seconds, null,
                folder.resolve("spectrogram-wet.png"));
        ArrayNode numbers = json.createArrayNode();
        StringBuilder rows = new StringBuilder();
        for (Contender c : all) {
            float[] played = excerpt.played(c.capture());
            double spectral = Excerpt.spectralError(wet, played, data.rate());
            listen(c, played, wet, gain, seconds);
            rows.append(row(c, spectral));
            numbers.add(number(c, spectral));
            StompFile.write(folder.resolve(c.slug() + ".stomp"), c.capture());
        }
        draw();
        json.writerWithDefaultPrettyPrinter().writeValue(folder.resolve("report.json").toFile(), numbers);
        Files.writeString(folder.resolve("report.html"), page(rows.toString(), facts));
    }

    private void listen(Contender c, float[] played, float[] wet, float gain, double seconds) throws IOException, AudioException {
        float[] residual = Excerpt.difference(played, wet);
        sound(c.slug(), played, gain);
        sound(c.slug() + "-residual", residual, gain);
        Heatmap.paint(c.name() + ": what it got wrong, in the same colours", Stft.of(scaled(residual, gain), data.rate(), WINDOW, HOP), seconds, null,
                folder.resolve("residual-" + c.slug() + ".png"));
        listening.append(String.format(Locale.ROOT, """
                <section>
                <h3>%1$s <small>%2$s, %3$.1f dB below the sound</small></h3>
                <div class="players">
                  <figure><figcaption>%1$s</figcaption><audio controls preload="metadata" src="%4$s.wav"></audio></figure>
                  <figure><figcaption>its error, at its true level</figcaption><audio controls preload="metadata" src="%4$s-residual.wav"></audio></figure>
                </div>
                <img src="residual-%4$s.png" alt="Spectrogram of the error of %1$s">
                </section>
                """, escape(c.name()), Verdict.percent(c.esr()), c.depth(), c.slug()));
    }

    private void draw() throws IOException {
        double loud = loudest();
        pictures.errors(folder.resolve("errors.png"));
        pictures.costs(folder.resolve("costs.png"));
        for (int l = 0; l < LEVELS.length; l++) {
            double peak = loud * LEVELS[l];
            pictures.curves(String.format(Locale.ROOT, "Harmonics of a %s sine, %.0f Hz at %.0f dBFS", LEVEL_NAMES[l], Probe.HERTZ, 20 * Math.log10(peak)),
                    "harmonic", "dBFS", c -> new double[][] {ComparisonPictures.count(Probe.HARMONICS, 1), probe(c).harmonics(peak)},
                    new double[] {-110, 10}, folder.resolve("harmonics-" + LEVEL_NAMES[l] + ".png"));
        }
        pictures.curves(String.format(Locale.ROOT, "Intermodulation of %.0f and %.0f Hz together, at %.0f dBFS", Probe.LOW_TONE, Probe.HIGH_TONE,
                20 * Math.log10(loud / 2)), "Hz", "dBFS",
                c -> new double[][] {ComparisonPictures.count(Probe.PRODUCTS, 100), probe(c).products(loud / 2)}, new double[] {-110, 10},
                folder.resolve("intermodulation.png"));
        pictures.curves(String.format(Locale.ROOT, "Output against input over one period of a 100 Hz sine at %.0f dBFS", 20 * Math.log10(loud)), "input",
                "output", c -> probe(c).transfer(loud), null, folder.resolve("transfer.png"));
    }

    private Probe probe(Contender c) {
        return new Probe(c.capture(), knobs);
    }

    /** Peak of the dry audio that was learned from, but for one frame in a thousand. */
    private double loudest() {
        float[] sample = new float[20_000];
        List<Segment> segments = data.of(Split.TRAIN);
        for (int i = 0; i < sample.length; i++) {
            Segment s = segments.get((int) ((long) i * segments.size() / sample.length));
            sample[i] = Math.abs(s.dry()[s.start() + (int) (i * 7919L % s.frames())]);
        }
        java.util.Arrays.sort(sample);
        return Math.max(1e-3, sample[(int) (0.999 * sample.length)]);
    }

    private void sound(String name, float[] signal, float gain) throws AudioException {
        AudioFiles.write(folder.resolve(name + ".wav"), Audio.mono(scaled(signal, gain), data.rate()), SampleFormat.INT16);
    }

    private static float[] scaled(float[] signal, float gain) {
        float[] louder = new float[signal.length];
        for (int n = 0; n < signal.length; n++) {
            // A family may overshoot where the device did not.
            louder[n] = Math.max(-1, Math.min(1, gain * signal[n]));
        }
        return louder;
    }

    private static double peak(float[] signal) {
        double peak = 0;
        for (float v : signal) {
            peak = Math.max(peak, Math.abs(v));
        }
        return peak;
    }

    private static String row(Contender c, double spectral) {
        return String.format(Locale.ROOT, "<tr><th>%s</th><td>%s</td><td>%s</td><td>%.1f dB</td><td>%,d</td><td>%.3f %%</td><td>%.1f</td></tr>%n",
                escape(c.name()), Verdict.percent(c.esr()), Verdict.percent(c.esrPreemphasis()), spectral, c.parameters(), 100 * c.load(), c.minutes());
    }

    private ObjectNode number(Contender c, double spectral) {
        return json.createObjectNode().put("family", c.architecture().family()).put("arch", c.architecture().spec())
                .put("parameters", c.parameters()).put("minutes", c.minutes()).put("esr", c.esr()).put("esr_preemphasis", c.esrPreemphasis())
                .put("load", c.load()).put("spectral_error_db", spectral);
    }

    private String page(String rows, Map<String, String> facts) throws IOException {
        StringBuilder grounds = new StringBuilder();
        Verdict.grounds(all).forEach(line -> grounds.append("<li>").append(escape(line)).append("</li>\n"));
        StringBuilder table = new StringBuilder();
        facts.forEach((name, value) -> table.append("<tr><th>").append(escape(name)).append("</th><td>").append(escape(value)).append("</td></tr>\n"));
        try (InputStream template = ComparisonReport.class.getResourceAsStream("comparison.html")) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{{title}}", all.size() > 1 ? "Is a deep net overkill?" : "How near is this capture?")
                    .replace("{{rules}}", all.size() > 1 ? "Every family learned the same recordings, chose on the same validation part, and was judged once, on the "
                            + "same test part, as the plugin plays it." : "It learned one part of the recordings, chose on another, and was judged on a third.")
                    .replace("{{device}}", escape(Path.of(data.name()).getFileName() + (data.knobs().isEmpty() ? "" : ", heard at "
                            + data.describe(excerpt.setting()))))
                    .replace("{{headline}}", escape(Verdict.headline(all)))
                    .replace("{{grounds}}", grounds.toString().stripTrailing())
                    .replace("{{rows}}", rows.stripTrailing())
                    .replace("{{listening}}", listening.toString().stripTrailing())
                    .replace("{{facts}}", table.toString().stripTrailing());
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
