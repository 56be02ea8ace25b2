package stompjar.cli.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A screen of its own, with a window manager, for a program that needs one. */
public final class Display implements AutoCloseable {
    private static final int PATIENCE = 60;

    private final Path folder;
    private final Process server;
    private final Process manager;
    private final String name;

    /** @param folder for logs */
    public Display(Path folder) throws Exception {
        this.folder = folder;
        Path number = folder.resolve("display");
        server = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp")
                .redirectOutput(number.toFile()).redirectError(folder.resolve("xvfb.log").toFile()).start();
        for (int i = 0; Files.size(number) == 0 && i < PATIENCE * 50; i++) {
            Thread.sleep(20);
        }
        name = ":" + Files.readString(number).strip();
        manager = start("openbox");
        run("bash", "-c", "until xdotool get_num_desktops; do sleep 0.1; done");
    }

    public String name() {
        return name;
    }

    private Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("display.log").toFile());
        builder.environment().putAll(Map.of("DISPLAY", name, "HOME", folder.toString()));
        return builder.start();
    }

    private String run(String... command) throws Exception {
        Process process = start(command);
        boolean ended = process.waitFor(PATIENCE, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String said = Files.readString(folder.resolve("display.log"), StandardCharsets.UTF_8);
        assertTrue(ended, () -> String.join(" ", command) + " did not end: " + said);
        assertEquals(0, process.exitValue(), () -> String.join(" ", command) + ": " + said);
        return said.strip();
    }

    /** Mouse and keyboard, in xdotool's words. @return what it prints */
    public String xdotool(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(words));
        return run(command.toArray(String[]::new));
    }

    /** Waits for a window. @param title a pattern @return its id */
    public String window(String title) throws Exception {
        return xdotool("search", "--sync", "--onlyvisible", "--name", title).lines().reduce((first, last) -> last).orElseThrow();
    }

    @Override
    public void close() throws Exception {
        for (Process process : List.of(manager, server)) {
            process.destroy();
            process.waitFor();
        }
    }
}
