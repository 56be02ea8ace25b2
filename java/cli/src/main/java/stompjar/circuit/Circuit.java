package stompjar.circuit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pedal as a netlist that ngspice reads, without source, analysis and {@code .end}. Comments at its beginning say how it is played; what follows a colon
 * is for people:
 * <pre>
 * *@ input NODE VOLTS    where the guitar goes in, and what dry 1.0 stands for
 * *@ output NODE VOLTS   where it comes out, and what wet 1.0 stands for
 * *@ knob NAME           a position 0..1 that is to be learned, which a line .param NAME = V sets
 * *@ level NAME          the same of a pot at the output, behind all that distorts: it is not learned but measured, because it only scales
 * </pre>
 * A pot's taper is an expression of the netlist's own, as in {@code .param gain = {(32.11^drive - 1) / 31.11}}. Immutable; any thread.
 *
 * @param name  the file's, without {@code .cir}
 * @param lines of the file
 * @param knobs names of those to learn, in the file's order
 * @param level name of the pot at the output; null if there is none
 */
record Circuit(String name, List<String> lines, Terminal input, Terminal output, List<String> knobs, String level) {
    private static final Pattern DIRECTIVE = Pattern.compile("\\*@\\s+(\\w+)\\s+([^:]*?)\\s*(:.*)?");
    private static final Pattern PARAMETER = Pattern.compile("\\.param\\s+(\\w+)\\s*=\\s*([0-9.]+)\\s*", Pattern.CASE_INSENSITIVE);

    /** @param volts at this node that full scale stands for */
    record Terminal(String node, double volts) { }

    Circuit {
        lines = List.copyOf(lines);
        knobs = List.copyOf(knobs);
    }

    /** @throws IllegalArgumentException if its header lacks something, or says what the netlist does not bear out */
    static Circuit read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Terminal input = null;
        Terminal output = null;
        List<String> knobs = new ArrayList<>();
        String level = null;
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = DIRECTIVE.matcher(lines.get(i));
            if (line.matches()) {
                String[] words = line.group(2).split("\\s+");
                switch (line.group(1)) {
                    case "input" -> input = terminal(file, i, words);
                    case "output" -> output = terminal(file, i, words);
                    case "knob" -> knobs.add(words[0]);
                    case "level" -> level = words[0];
                    default -> throw bad(file, i, "'" + line.group(1) + "' is none of input, output, knob, level");
                }
            } else if (lines.get(i).startsWith("*@")) {
                throw bad(file, i, "it is not *@ WORD VALUE");
            }
        }
        if (input == null || output == null) {
            throw new IllegalArgumentException(file + ": it lacks the line *@ " + (input == null ? "input" : "output") + " NODE VOLTS");
        }
        String name = file.getFileName().toString().replaceFirst("\\.cir$", "");
        Circuit circuit = new Circuit(name, lines, input, output, knobs, level);
        knobs.forEach(circuit::line);
        if (level != null) {
            circuit.line(level);
        }
        return circuit;
    }

    private static Terminal terminal(Path file, int line, String[] words) {
        if (words.length != 2 || !words[1].matches("[0-9]*\\.?[0-9]+") || !(Double.parseDouble(words[1]) > 0)) {
            throw bad(file, line, "it needs a node and volts above 0");
        }
        return new Terminal(words[0], Double.parseDouble(words[1]));
    }

    private static IllegalArgumentException bad(Path file, int line, String reason) {
        return new IllegalArgumentException(file + ", line " + (line + 1) + ": " + reason);
    }

    /** Place of the line that sets {@code knob}. */
    private int line(String knob) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher parameter = PARAMETER.matcher(lines.get(i));
            if (parameter.matches() && parameter.group(1).equalsIgnoreCase(knob)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + ".cir: it has no line .param " + knob + " = V for the knob '" + knob + "'");
    }

    /** Where the netlist has a knob. */
    double position(String knob) {
        Matcher parameter = PARAMETER.matcher(lines.get(line(knob)));
        parameter.matches();
        return Double.parseDouble(parameter.group(2));
    }

    /** The netlist with knobs turned. @throws IllegalArgumentException if it has no such knob, or not that far */
    List<String> at(Map<String, Double> positions) {
        List<String> turned = new ArrayList<>(lines);
        positions.forEach((knob, position) -> {
            if (!(position >= 0 && position <= 1)) {
                throw new IllegalArgumentException("knob '" + knob + "' goes from 0 to 1, not to " + position);
            }
            turned.set(line(knob), ".param " + knob + " = " + position);
        });
        return turned;
    }
}
