package stompjar.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitTest {
    static final Path BUNDLE = Path.of(System.getProperty("stompjar.root"), "plugin-bundle/circuits");

    @TempDir
    private Path folder;

    private Circuit circuit(String... lines) throws IOException {
        return Circuit.read(Files.write(folder.resolve("a.cir"), List.of(lines)));
    }

    @Test
    void theHeaderSaysHowItIsPlayed() throws IOException {
        Circuit circuit = circuit("Some pedal", "* *@ no directive", "*@ input in 0.6 : node, volts: of full scale", "*@ output o2 1",
                "*@ knob drive : pot", "*@ knob tone", "*@ level volume", ".param drive = 0.5", ".PARAM tone=1", ".param volume = .3", "R1 in o2 {1k * drive}");
        assertEquals("a", circuit.name());
        assertEquals(new Circuit.Terminal("in", 0.6), circuit.input());
        assertEquals(new Circuit.Terminal("o2", 1), circuit.output());
        assertEquals(List.of("drive", "tone"), circuit.knobs());
        assertEquals("volume", circuit.level());
        assertEquals(0.3, circuit.position("volume"));
        List<String> turned = circuit.at(Map.of("drive", 0.25));
        assertEquals(".param drive = 0.25", turned.get(7));
        assertEquals(".PARAM tone=1", turned.get(8), "stays where the file has it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "*@ input in|line 2: it needs a node and volts above 0",
        "*@ input in 0|line 2: it needs a node and volts above 0",
        "*@ pot drive|line 2: 'pot' is none of input, output, knob, level",
        "*@ knob|line 2: it is not *@ WORD VALUE",
        "*@ output o 1|it lacks the line *@ input NODE VOLTS"})
    void aWrongHeaderIsRefused(String line, String words) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> circuit("Title", line));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }

    @Test
    void aKnobThatNoLineSetsIsRefused() throws IOException {
        String[] header = {"Title", "*@ input in 1", "*@ output o 1", ".param drive = {1}", "*@ knob drive"};
        assertTrue(assertThrows(IllegalArgumentException.class, () -> circuit(header)).getMessage().contains(".param drive = V"));
        assertThrows(IllegalArgumentException.class, () -> circuit("Title", "*@ input in 1", "*@ output o 1", "*@ level volume"));
        Circuit circuit = circuit("Title", "*@ input in 1", "*@ output o 1", ".param drive = 1");
        assertNull(circuit.level());
        assertThrows(IllegalArgumentException.class, () -> circuit.at(Map.of("tone", 0.5)));
        assertThrows(IllegalArgumentException.class, () -> circuit.at(Map.of("drive", 1.5)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"fuzz-face|fuzz", "rat|distortion,filter", "tube-screamer|drive,tone"})
    void thePedalsOfTheBundleHaveTheirKnobs(String name, String knobs) throws IOException {
        Circuit circuit = Circuit.read(BUNDLE.resolve(name + ".cir"));
        assertEquals(List.of(knobs.split(",")), circuit.knobs());
    }
}
