package stompjar.cli.host.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A JACK server without a sound card, the programs that play in it, and a cable from end to end. Everything that was started is ended with it. */
final class JackServer implements AutoCloseable {
    static final int RATE = 48_000;
    private static final int PERIOD = 256;
    /** Seconds that anything may take on a machine that has other things to do. */
    private static final int PATIENCE = 60;

    private final String name = "stompjar-" + ProcessHandle.current().pid();
    private final Path folder;
    private final Path home;
    private final List<Process> started = new ArrayList<>();

    JackServer(Path folder) throws Exception {
        this.folder = folder;
        home = Files.createDirectories(folder.resolve("home"));
        for (String format : List.of("lv2", "vst3")) {
            Path plugins = Files.createDirectories(home.resolve("." + format));
            Files.createSymbolicLink(plugins.resolve("Stompjar." + format),
                    Path.of(System.getProperty("stompjar.root"), "build/bundles/Stompjar." + format));
        }
        start("jackd", Map.of(), "jackd", "-n", name, "--no-realtime", "-d", "dummy", "-r", Integer.toString(RATE), "-p", Integer.toString(PERIOD));
        assertEquals(0, start("wait", Map.of(), "jack_wait", "-s", name, "-w", "-t", Integer.toString(PATIENCE)).waitFor(), "the JACK server does not run");
    }

    static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/bin/jackd"));
    }

    /** A home in which programs find the built plugin and nothing else. */
    Path home() {
        return home;
    }

    /** Starts a program that speaks to this server. @param log what it says goes to a file of that name */
    Process start(String log, Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve(log + ".log").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("XDG_") || key.equals("DISPLAY"));
        builder.environment().putAll(Map.of("HOME", home.toString(), "LV2_PATH", home.resolve(".lv2") + ":/usr/lib/lv2", "JACK_DEFAULT_SERVER", name,
                "JACK_NO_START_SERVER", "1", "JACK_NO_AUDIO_RESERVATION", "1"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    String log(String log) {
        try {
            return Files.readString(folder.resolve(log + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean said(String log, String words) {
        return log(log).contains(words);
    }

    /** Types a line into a program. */
    static void type(Process process, String line) throws IOException {
        BufferedWriter keys = process.outputWriter(StandardCharsets.UTF_8);
        keys.write(line + "\n");
        keys.flush();
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        for (long begin = System.nanoTime(); !condition.call();) {
            assertTrue(System.nanoTime() - begin < PATIENCE * 1_000_000_000L, what + " did not happen");
            Thread.sleep(20);
        }
    }

    /**
     * Plays through a program, as fast as it can, and records what it plays.
     *
     * @param in  the program's input port, a pattern
     * @param out its output port
     * @return as long as what was played, from its first frame on, so delayed by the program's latency
     */
    float[] play(float[] audio, String in, String out) throws Exception {
        float[] heard = new float[audio.length + RATE];
        try (JackEnd recorder = new JackEnd(name, "recorder", false, heard); JackEnd player = new JackEnd(name, "player", true, audio)) {
            // Ports of a program that has just ended may still be listed.
            await(in, () -> recorder.ports(in, Jack.INPUT).size() == 1 && player.connect(recorder.ports(in, Jack.INPUT).get(0)));
            await(out, () -> recorder.ports(out, Jack.OUTPUT).size() == 1 && recorder.connect(recorder.ports(out, Jack.OUTPUT).get(0)));
            player.freewheel(true);
            recorder.start();
            player.start();
            await("playing and recording", () -> player.isDone() && recorder.isDone());
            player.freewheel(false);
        }
        return heard;
    }

    @Override
    public void close() throws Exception {
        for (int i = started.size() - 1; i >= 0; i--) {
            started.get(i).destroy();
            if (!started.get(i).waitFor(10, TimeUnit.SECONDS)) {
                started.get(i).destroyForcibly().waitFor();
            }
        }
    }
}
