package stompjar.cli.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import stompjar.cli.acceptance.Shared.Energy;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;

/** {@code .nam} files sound as in the library that defines them. */
@Tag("acceptance")
class NamTest {
    private static final double WAVENET_ESR = 1e-9, LSTM_ESR = 1e-8;

    @TempDir
    private Path folder;

    /** Name of a reference: {@code CAPTURE[.slimQUALITY[_WORDS]][.noprewarm].wav}. */
    private static final Pattern REFERENCE = Pattern.compile("(\\w+)(?:\\.slim([0-9.]+?)(_\\w+)?)?(\\.noprewarm)?\\.wav");

    /** All references that are there, so that one more file is one more test. */
    static List<String> references() throws IOException {
        Path folder = Shared.file("models/reference");
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).filter(f -> !f.equals("guitar.wav")).sorted().toList();
        }
    }

    @Test
    void everyCaptureHasAReference() throws Exception {
        List<String> references = references();
        try (Stream<Path> files = Files.list(Shared.file("models/nam"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".nam", ".");
                assertTrue(references.stream().anyMatch(r -> r.startsWith(name) && r.endsWith(".noprewarm.wav") || r.startsWith(name)), name);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("references")
    void soundsAsInItsOwnPlayer(String reference) throws Exception {
        Matcher m = REFERENCE.matcher(reference);
        assertTrue(m.matches(), reference);
        List<Object> more = new ArrayList<>();
        if (m.group(2) != null) {
            more.addAll(List.of("--quality", m.group(2)));
        }
        if (m.group(4) != null) {
            more.add("--cold");
        }
        check(m.group(1), reference, more.toArray());
    }

    private void check(String name, String reference, Object... more) throws Exception {
        // The smallest model of the container is the LSTM.
        double limit = name.startsWith("lstm") || reference.startsWith("slimmable_container.slim0.0") ? LSTM_ESR : WAVENET_ESR;
        Audio target = AudioFiles.read(Shared.file("models/reference/" + reference));
        Audio made = Shared.render(Shared.file("models/nam/" + name + ".nam"), Shared.file("models/reference/guitar.wav"),
                folder.resolve("wet.wav"), more);
        assertEquals(target.frames(), made.frames());
        double esr = Energy.of(made.channels()[0], 0, target.channels()[0], 0, made.frames()).esr();
        System.out.printf("%s: ESR %.2e%n", reference, esr);
        assertTrue(esr <= limit, reference + ": ESR " + esr);
    }
}
