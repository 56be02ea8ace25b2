package stompjar.host;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Plays audio through the LV2 plugins of this machine, offline. It keeps a process for them; if a plugin crashes it, or does not come back, the call
 * fails with the reason, and the next call starts a new one. One thread at a time.
 */
public final class Lv2Host implements AutoCloseable {
    /** System property that names the folders of LV2 bundles, as the environment's {@code LV2_PATH} does. */
    static final String PATH_PROPERTY = "stompjar.lv2.path";
    /** How long a process may take to start, and to read what plugins there are. */
    private static final double START_SECONDS = 60;
    /** How long playing may take: as long as the audio times this, and some. */
    private static final double SLOWEST = 20, PATIENCE_SECONDS = 120;

    private static final String FAULT_LOG = "fault.log";

    private final double patience;
    private Path folder;
    private Process process;
    private Lv2Messages messages;

    /**
     * What a plugin made of the audio.
     *
     * @param wet     as long as what went in, and as late as it came
     * @param latency frames, as the plugin tells
     */
    public record Played(float[] wet, int latency) { }

    public Lv2Host() {
        this(PATIENCE_SECONDS);
    }

    /** @param patience seconds for an answer beyond what the length of the audio allows */
    Lv2Host(double patience) {
        this.patience = patience;
    }

    /** Every plugin with a valid description, also those that cannot be played through. */
    public List<Lv2Plugin> plugins() throws Lv2Exception, InterruptedException {
        return talk("lilv", START_SECONDS, m -> {
            m.send(new Lv2Messages.Request(null));
            return checked(m.receive(Lv2Messages.Answer.class)).plugins();
        });
    }

    /** @throws Lv2Exception if there is none of that URI */
    public Lv2Plugin plugin(String uri) throws Lv2Exception, InterruptedException {
        return plugins().stream().filter(p -> p.uri().equals(uri)).findFirst().orElseThrow(() ->
                new Lv2Exception(uri + ": there is no such LV2 plugin here; ./stompjar doctor lists those that there are"));
    }

    /**
     * Plays through a new instance, after as much silence as it takes to come to rest.
     *
     * @param controls values in their own units, by index of the port; the others keep their defaults
     * @param dry      goes to all audio inputs; the first audio output comes back
     * @throws Lv2Exception if the plugin is not there, refuses, crashes, hangs, or makes numbers that are not finite
     */
    public Played play(String uri, Map<Integer, Float> controls, float[] dry, int rate) throws Lv2Exception, InterruptedException {
        Played played = talk(uri, patience + SLOWEST * dry.length / rate, m -> {
            m.send(new Lv2Messages.Request(new Lv2Messages.Play(uri, rate, controls)));
            m.sendAudio(dry);
            Lv2Messages.Answer answer = checked(m.receive(Lv2Messages.Answer.class));
            return new Played(m.receiveAudio(), answer.latency());
        });
        for (int n = 0; n < played.wet.length; n++) {
            if (!Float.isFinite(played.wet[n])) {
                throw new Lv2Exception(uri + ": its output is " + played.wet[n] + " at frame " + n);
            }
        }
        return played;
    }

    private static Lv2Messages.Answer checked(Lv2Messages.Answer answer) throws Lv2Exception {
        if (answer.problem() != null) {
            throw new Lv2Exception(answer.problem());
        }
        return answer;
    }

    /** What is said and heard. */
    private interface Talk<T> {
        T over(Lv2Messages messages) throws IOException, Lv2Exception;
    }

    private <T> T talk(String subject, double seconds, Talk<T> talk) throws Lv2Exception, InterruptedException {
        if (process == null) {
            start();
        }
        Process spoken = process;
        AtomicBoolean late = new AtomicBoolean();
        Thread watch = new Thread(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep((long) (seconds * 1000));
                late.set(true);
                spoken.destroyForcibly();
            } catch (InterruptedException e) {
                // It answered in time.
            }
        }, "LV2 watch");
        watch.setDaemon(true);
        watch.start();
        try {
            return talk.over(messages);
        } catch (IOException e) {
            String how = late.get() ? "it did not answer within " + Math.round(seconds) + " seconds" : "it crashed (" + death() + ")";
            stop();
            throw new Lv2Exception(subject + ": " + how, e);
        } finally {
            watch.interrupt();
            watch.join();
        }
    }

    private String death() throws InterruptedException {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            return "its process does not answer any more";
        }
        // The JVM writes it about a fault before it ends.
        return Files.exists(folder.resolve(FAULT_LOG)) ? "a fault in its native code" : "its process ended with status " + process.exitValue();
    }

    private void start() throws Lv2Exception, InterruptedException {
        try {
            folder = Files.createTempDirectory("stompjar-lv2-");
            Path socket = folder.resolve("socket");
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(socket));
                server.configureBlocking(false);
                File said = folder.resolve("said").toFile();
                ProcessBuilder builder = new ProcessBuilder(command(socket)).redirectErrorStream(true).redirectOutput(said);
                String path = System.getProperty(PATH_PROPERTY);
                if (path != null) {
                    builder.environment().put("LV2_PATH", path);
                }
                process = builder.start();
                messages = new Lv2Messages(accept(server));
            }
        } catch (IOException e) {
            stop();
            throw new Lv2Exception("the process for LV2 plugins cannot be started (" + e.getMessage() + ")", e);
        }
    }

    private SocketChannel accept(ServerSocketChannel server) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while ((System.nanoTime() - start) * 1e-9 < START_SECONDS && process.isAlive()) {
            SocketChannel channel = server.accept();
            if (channel != null) {
                return channel;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        throw new IOException(process.isAlive() ? "it does not call" : Files.readString(folder.resolve("said")).strip());
    }

    private List<String> command(Path socket) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + folder.resolve(FAULT_LOG), "-Djava.awt.headless=true"));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Lv2Process.class.getName(), socket.toString()));
        return command;
    }

    /** Ends the process; the next call starts a new one. */
    private void stop() throws InterruptedException {
        try {
            if (messages != null) {
                messages.close();
            }
            if (process != null && !process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            for (String file : folder == null ? List.<String>of() : List.of("socket", "said", FAULT_LOG, "")) {
                Files.deleteIfExists(folder.resolve(file));
            }
        } catch (IOException e) {
            // A temporary file that stays behind does no harm.
        } finally {
            process = null;
            messages = null;
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            stop();
        }
    }
}
