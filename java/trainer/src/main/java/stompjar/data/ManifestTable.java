package stompjar.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The text of a MANIFEST.csv: columns {@code dry,wet} (paths beside the table), optional {@code split}, {@code start} and {@code end} (seconds), {@code lfo}
 * (channel of the dry file); any other column is a knob, 0..1. Lines that begin with # are comments.
 */
final class ManifestTable {
    private static final Set<String> COLUMNS = Set.of("dry", "wet", "split", "start", "end", "lfo");
    private static final String COMMENT = "#";

    private final Path file;
    private final List<String> header;
    private final List<List<String>> rows;
    /** In the file, from 1; the header's first. */
    private final List<Integer> numbers;

    private ManifestTable(Path file, List<List<String>> rows, List<Integer> numbers) {
        this.file = file;
        this.header = rows.get(0);
        this.rows = rows;
        this.numbers = numbers;
    }

    static ManifestTable read(Path file) throws AudioException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw AudioFiles.unreadable(file, e);
        }
        List<List<String>> rows = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank() && !lines.get(i).startsWith(COMMENT)) {
                rows.add(fields(lines.get(i)));
                numbers.add(i + 1);
            }
        }
        if (rows.size() < 2) {
            throw new AudioException(file.toString(), "it needs a header and at least one row");
        }
        return new ManifestTable(file, rows, numbers);
    }

    /** A comment in the first line; null if there is none. */
    static String firstComment(Path file) throws IOException {
        String first = Files.readAllLines(file).get(0);
        return first.startsWith(COMMENT) ? first.substring(COMMENT.length()).strip() : null;
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char c : (line + ",").toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else if (c != '\ufeff') {
                field.append(c);
            }
        }
        return fields;
    }

    /** Names of the knobs, in the order of their columns. @throws AudioException if the header is none */
    List<String> knobs() throws AudioException {
        if (!header.contains("dry") || !header.contains("wet")) {
            throw new AudioException(file.toString(), "its header lacks the column dry or wet");
        }
        if (new LinkedHashSet<>(header).size() != header.size()) {
            throw new AudioException(file.toString(), "a column is there twice");
        }
        List<String> knobs = new ArrayList<>();
        for (String column : header) {
            if (!COLUMNS.contains(column)) {
                if (!column.matches("[a-z][a-z0-9_-]{0,31}")) {
                    throw new AudioException(file.toString(), "'" + column + "' is no name for a knob: lower-case words only");
                }
                knobs.add(column);
            }
        }
        return knobs;
    }

    /** Rows without the header. */
    int size() {
        return rows.size() - 1;
    }

    /** @throws AudioException if it has more or fewer fields than the header */
    ManifestLine line(int row) throws AudioException {
        List<String> fields = rows.get(row + 1);
        Map<String, String> byColumn = new HashMap<>();
        ManifestLine line = new ManifestLine(file, numbers.get(row + 1), byColumn);
        if (fields.size() != header.size()) {
            throw line.bad("it has " + fields.size() + " fields, the header has " + header.size());
        }
        for (int i = 0; i < fields.size(); i++) {
            byColumn.put(header.get(i), fields.get(i));
        }
        return line;
    }
}
