package stompjar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import stompjar.data.Audio;
import stompjar.data.AudioException;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;
import stompjar.demo.DemoReport;
import stompjar.demo.HarmonicSweep;

/** {@code demo}: the bundled guitar through the built plugin while drive goes from 0 to 1, and a page about it. */
@Command(name = "demo", mixinStandardHelpOptions = true,
        description = "Plays the bundled guitar through the built plugin, drive from 0 to 1, and writes a report.")
final class DemoVerb implements Callable<Integer> {
    private static final int BLOCK = 64, BITS = 24;
    /** Below this two sounds are the same: the rounding of 24 bits. */
    private static final double SAME_DBFS = -130;

    @Mixin
    private Output output;

    /** What JSON says; {@code report.json} holds the same and the curves. */
    private record Report(String report, String dry, String wet, JsonNode bounce, Double vst3DifferenceDbfs, DemoReport.Numbers numbers) { }

    @Override
    public Integer call() throws Exception {
        Project project = Project.here();
        Path folder = Files.createDirectories(project.root().resolve("build/demo"));
        Path dryFile = folder.resolve("dry.wav");
        Path wetFile = folder.resolve("wet.wav");
        Files.copy(project.demoGuitar(), dryFile, StandardCopyOption.REPLACE_EXISTING);
        Audio dry = AudioFiles.read(dryFile);
        Envelope drive = new Envelope(new double[] {0, dry.seconds()}, new double[] {0, 1});

        say("bouncing the guitar through the LV2 plugin …");
        JsonNode bounce = bounce("lv2", dryFile, wetFile, drive, BITS);
        Audio wet = AudioFiles.read(wetFile);
        if (difference(dry, wet) == null || difference(dry, wet) < SAME_DBFS) {
            throw new Failure(Project.here().bundle("lv2") + ": the plugin passed the guitar dry; ./stompjar doctor may know why");
        }
        say("bouncing it through the VST3 plugin …");
        Double difference = difference(wet, bounced("vst3", dryFile, drive));
        say("bouncing it with drive held at 0 …");
        Audio still = bounced("lv2", dryFile, Envelope.constant(0));
        say("bouncing a sine …");
        Envelope sweepDrive = new Envelope(new double[] {0, HarmonicSweep.SECONDS}, new double[] {0, 1});
        HarmonicSweep sweep = HarmonicSweep.of(sine(dry.rate(), sweepDrive), dry.rate(), sweepDrive::at);

        say("drawing …");
        DemoReport.Numbers numbers = new DemoReport(dry.channels()[0], wet.channels()[0], still.channels()[0], dry.rate(), drive::at, sweep)
                .write(folder, facts(dry, bounce, difference));
        Path page = folder.resolve("report.html");
        Report report = new Report(page.toString(), dryFile.toString(), wetFile.toString(), bounce, difference, numbers);
        Output.JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve("report.json").toFile(), report);
        output.print(report, "dry     " + dryFile + "\nwet     " + wetFile + "\nreport  " + page);
        return 0;
    }

    private static JsonNode bounce(String format, Path in, Path out, Envelope drive, int bits)
            throws Failure, AudioException, IOException, InterruptedException {
        return new HostRun(Project.here().bundle(format), in, out, null, Map.of("drive", drive), new BlockPlan(BLOCK, 0), bits, null, null)
                .run();
    }

    /** A bounce of which only the sound is wanted, not the file. */
    private static Audio bounced(String format, Path dry, Envelope drive) throws Failure, AudioException, IOException, InterruptedException {
        Path out = Files.createTempFile("stompjar", ".wav");
        try {
            bounce(format, dry, out, drive, BITS);
            return AudioFiles.read(out);
        } finally {
            Files.deleteIfExists(out);
        }
    }

    private static float[] sine(int rate, Envelope drive) throws Failure, AudioException, IOException, InterruptedException {
        Path in = Files.createTempFile("stompjar", ".wav");
        try {
            AudioFiles.write(in, Audio.mono(HarmonicSweep.sine(rate), rate), SampleFormat.FLOAT32);
            return bounced("lv2", in, drive).channels()[0];
        } finally {
            Files.deleteIfExists(in);
        }
    }

    /** Largest difference of two sounds in dBFS; null when there is none. */
    private static Double difference(Audio a, Audio b) {
        float[] difference = new float[a.frames()];
        for (int n = 0; n < difference.length; n++) {
            difference[n] = a.channels()[0][n] - b.channels()[0][n];
        }
        return Levels.peakDbfs(Audio.mono(difference, a.rate()));
    }

    private static Map<String, String> facts(Audio dry, JsonNode bounce, Double difference) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("guitar", String.format(Locale.ROOT, "synthesised by ./stompjar riff, %.1f s at %d Hz, mono", dry.seconds(), dry.rate()));
        facts.put("plugin", "build/bundles/Stompjar.lv2 and Stompjar.vst3 in stompjar-host, blocks of " + BLOCK + " frames");
        facts.put("difference of the two formats", difference == null ? "none: the same bits" : "at most " + Levels.words(difference));
        facts.put("CPU load", String.format(Locale.ROOT, "%.2f %% of one core", 100 * bounce.path("load").asDouble()));
        facts.put("latency", bounce.path("latency_frames").asInt() + " frames");
        return facts;
    }

    private void say(String what) {
        if (!output.isJson()) {
            System.err.println(what);
        }
    }
}
