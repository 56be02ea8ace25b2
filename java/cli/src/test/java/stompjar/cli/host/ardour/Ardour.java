package stompjar.cli.host.ardour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;

/** Debian's Ardour 7 without display or sound card, with a home of its own in which it finds the built plugin and nothing else. */
final class Ardour {
    private static final String LV2_URI = "https://stompjar.org/plugins/stompjar";
    /** The export tool of Ardour 7.3 aborts at its end in four of ten runs and sometimes hangs, also without any plugin. */
    private static final int EXPORT_TRIES = 8;

    private final Path folder;
    private final Path home;
    private final Path bundles;
    /** What a new pedal starts with; null for the bundle's own. */
    private Path capture;

    Ardour(Path folder) throws IOException {
        this.folder = folder;
        bundles = Path.of(System.getProperty("stompjar.root"), "build/bundles");
        home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(home.resolve(".config/ardour7"));
        for (String format : List.of("lv2", "vst3")) {
            Path plugins = Files.createDirectories(home.resolve("." + format));
            Files.createSymbolicLink(plugins.resolve("Stompjar." + format), bundles.resolve("Stompjar." + format));
        }
    }

    static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/bin/ardour7-lua"));
    }

    /** What Ardour calls the plugin: the LV2's URI, or the VST3's id, which a scan finds out. */
    private String pluginId(String format) throws Exception {
        if (format.equals("lv2")) {
            return LV2_URI;
        }
        run(60, "/usr/lib/ardour7/ardour-vst3-scanner", "-f", home.resolve(".vst3/Stompjar.vst3").toString());
        try (Stream<Path> caches = Files.list(home.resolve(".cache/ardour7/vst"))) {
            Matcher uid = Pattern.compile("uid=\"([^\"]+)\"").matcher(Files.readString(caches.findFirst().orElseThrow()));
            assertTrue(uid.find(), "the scan found no plugin");
            return uid.group(1);
        }
    }

    /**
     * A saved session whose one track holds the guitar and the plugin.
     *
     * @param drive {@code ramp} for automation from 0 to 1 along the file, or a number
     */
    Session make(String name, String format, Path guitar, String drive) throws Exception {
        return make(name, format, guitar, drive, null);
    }

    /** @param with what the pedal of this session starts with; those who open it again need not know of it */
    Session make(String name, String format, Path guitar, String drive, Path with) throws Exception {
        Audio audio = AudioFiles.read(guitar);
        double seconds = (double) audio.frames() / audio.rate();
        Path session = folder.resolve(name);
        String id = pluginId(format);
        capture = with;
        lua("make.lua", session.toString(), name, format, id, Double.toString(seconds), drive);
        capture = null;
        SessionFile.addAudio(session, name, guitar, audio.frames());
        return new Session(session, name, seconds);
    }

    /** A session on disk; each use opens it anew. */
    final class Session {
        private final Path path;
        private final String name;
        private final double seconds;

        private Session(Path path, String name, double seconds) {
            this.path = path;
            this.name = name;
            this.seconds = seconds;
        }

        /** Opens the session, bounces its track through the plugin, saves and closes it. */
        float[] bounce() throws Exception {
            Path files = path.resolve("interchange").resolve(name).resolve("audiofiles");
            List<Path> before = wavs(files);
            lua("bounce.lua", path.toString(), name, Double.toString(seconds));
            List<Path> made = wavs(files);
            made.removeAll(before);
            // A VST3 makes the track stereo, in two files.
            assertTrue(made.size() == 1 || made.size() == 2, "files that the bounce made: " + made);
            return AudioFiles.read(made.get(0)).channels()[0];
        }

        /** The session's master bus by the export tool, left channel. */
        float[] export() throws Exception {
            Path out = folder.resolve(name + "-export.wav");
            for (int attempt = 0; attempt < EXPORT_TRIES; attempt++) {
                Files.deleteIfExists(out);
                Process export = start(folder.resolve("export.log"), "ardour7-export", "-b", "float", "-o", out.toString(), path.toString(), name);
                if (export.waitFor(60, TimeUnit.SECONDS) && export.exitValue() == 0) {
                    return AudioFiles.read(out).channels()[0];
                }
                export.destroyForcibly().waitFor();
            }
            throw new AssertionError("the export tool did not end well in " + EXPORT_TRIES + " tries: "
                    + Files.readString(folder.resolve("export.log")));
        }

        private List<Path> wavs(Path files) throws IOException {
            try (Stream<Path> all = Files.list(files)) {
                return new ArrayList<>(all.filter(f -> f.toString().endsWith(".wav")).sorted(Comparator.naturalOrder()).toList());
            }
        }
    }

    private void lua(String script, String... arguments) throws Exception {
        Path file = folder.resolve(script);
        try (InputStream in = Ardour.class.getResourceAsStream("/ardour/" + script)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>(List.of("ardour7-lua", file.toString()));
        command.addAll(List.of(arguments));
        run(120, command.toArray(String[]::new));
    }

    private void run(int timeout, String... command) throws Exception {
        Path log = folder.resolve("ardour.log");
        Process process = start(log, command);
        boolean ended = process.waitFor(timeout, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String said = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        assertTrue(ended, () -> String.join(" ", command) + " did not end: " + said);
        assertEquals(0, process.exitValue(), () -> String.join(" ", command) + ": " + said);
    }

    private Process start(Path log, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LV2_PATH", home.resolve(".lv2") + ":/usr/lib/lv2");
        if (capture != null) {
            builder.environment().put("STOMPJAR_CAPTURE", capture.toString());
        }
        builder.environment().put("LD_LIBRARY_PATH", "/usr/lib/ardour7");
        builder.environment().keySet().removeIf(key -> key.startsWith("XDG_") || key.equals("DISPLAY"));
        return builder.start();
    }
}
