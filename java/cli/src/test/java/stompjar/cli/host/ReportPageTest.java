package stompjar.cli.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import stompjar.cli.Cli;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;
import stompjar.riff.Riff;

/** Opens the report of {@code compare} in a browser: what a page names must be there and be what the browser can show. */
@Tag("host")
class ReportPageTest {
    private static final int RATE = 16_000;
    private static final Pattern ANSWER = Pattern.compile("<pre id=\"probe\">(.*?)</pre>", Pattern.DOTALL);
    /** Runs in the page: waits until every picture and sound has loaded or failed, and writes down what came of it. */
    private static final String PROBE = """
            <script>
            const problems = [];
            addEventListener('error', e => problems.push(String(e.target.src || e.message)), true);
            console.error = (...words) => problems.push(words.join(' '));
            addEventListener('load', () => {
                const images = [...document.images], sounds = [...document.querySelectorAll('audio')];
                sounds.forEach(s => s.load());
                const finish = tries => {
                    if (tries > 0 && sounds.some(s => s.readyState < 1 && !s.error)) { setTimeout(finish, 100, tries - 1); return; }
                    const answer = document.createElement('pre');
                    answer.id = 'probe';
                    answer.textContent = JSON.stringify({problems: problems, images: images.filter(i => i.complete && i.naturalWidth > 0).length,
                        allImages: images.length, sounds: sounds.filter(s => s.readyState > 0 && s.duration > 0.1).length, allSounds: sounds.length,
                        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth});
                    document.body.append(answer);
                };
                finish(100);
            });
            </script>
            """;

    @TempDir
    private Path folder;

    @Test
    void everyPictureAndSoundLoads() throws Exception {
        float[] in = Riff.play(RATE, 2);
        float[] out = new float[in.length];
        for (int n = 0; n < in.length; n++) {
            out[n] = (float) Math.tanh(6 * in[n]);
        }
        Path dry = folder.resolve("dry.wav");
        Path wet = folder.resolve("wet.wav");
        AudioFiles.write(dry, Audio.mono(in, RATE), SampleFormat.FLOAT32);
        AudioFiles.write(wet, Audio.mono(out, RATE), SampleFormat.FLOAT32);
        Path report = folder.resolve("report");
        Cli run = Cli.run("compare", "--dry", dry, "--wet", wet, "--no-align", "--families", "gain,waveshaper,lstm:4", "--minutes", "0.05",
                "--report", report);
        assertEquals(0, run.status(), run.err());
        JsonNode answer = open(report);
        assertEquals(0, answer.get("problems").size(), answer.toString());
        // Charts and the wet spectrogram, and a residual for each family; dry, wet, and two sounds for each family.
        assertEquals(8 + 3, answer.get("images").asInt(), answer.toString());
        assertEquals(8 + 3, answer.get("allImages").asInt());
        assertEquals(2 + 2 * 3, answer.get("sounds").asInt(), answer.toString());
        assertEquals(2 + 2 * 3, answer.get("allSounds").asInt());
        assertEquals(0, answer.get("overflow").asInt(), "nothing sticks out at the side");
        photograph(report);
    }

    /** The beginning of the page as README shows one: text, the verdict's bar and the blue columns of the first chart are on it. */
    private void photograph(Path report) throws Exception {
        Path png = Path.of(System.getProperty("stompjar.root"), "java/cli/target/report-page.png").toAbsolutePath().normalize();
        Files.deleteIfExists(png);
        chromium(folder.resolve("log.txt"), "--hide-scrollbars", "--window-size=1200,1420", "--screenshot=" + png,
                report.resolve("report.html").toUri().toString());
        BufferedImage picture = ImageIO.read(png.toFile());
        assertEquals(1200, picture.getWidth());
        Map<Integer, Integer> colours = new HashMap<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                colours.merge(picture.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        for (int colour : new int[] {0xffffff, 0xc4512d, 0x3b6ea5}) {
            assertTrue(colours.getOrDefault(colour, 0) > 500, "little of the colour " + Integer.toHexString(colour) + " on " + png);
        }
    }

    private JsonNode open(Path report) throws Exception {
        Path probed = report.resolve("probed.html");
        Files.writeString(probed, Files.readString(report.resolve("report.html")).replace("<head>", "<head>" + PROBE));
        Path dom = folder.resolve("dom.html");
        chromium(dom, "--window-size=1200,900", "--virtual-time-budget=20000", "--dump-dom", probed.toUri().toString());
        String page = Files.readString(dom);
        Matcher found = ANSWER.matcher(page);
        assertTrue(found.find(), "the page did not answer; it is " + page.length() + " characters long");
        return new ObjectMapper().readTree(found.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    }

    private void chromium(Path output, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("chromium", "--headless", "--no-sandbox", "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(options));
        Process chromium = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertTrue(chromium.waitFor(60, TimeUnit.SECONDS), "chromium did not finish");
        } finally {
            chromium.destroyForcibly();
        }
    }
}
