package stompjar.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A row of a {@link ManifestTable}, whose fields are understood when they are asked for.
 *
 * @param number in the file, from 1
 * @param fields by column
 */
record ManifestLine(Path file, int number, Map<String, String> fields) {
    boolean has(String column) {
        return !fields.getOrDefault(column, "").isEmpty();
    }

    Path path(String column) throws AudioException {
        if (!has(column)) {
            throw bad("it names no file");
        }
        return file.toAbsolutePath().resolveSibling(fields.get(column)).normalize();
    }

    /** @return null if it does not say */
    Split split() throws AudioException {
        String split = fields.getOrDefault("split", "");
        try {
            return split.isEmpty() ? null : Split.valueOf(split.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw bad("split '" + split + "' is none of train, validation, test");
        }
    }

    /** @param otherwise where the field is empty or not there */
    double number(String column, double least, double most, double otherwise) throws AudioException {
        return has(column) ? number(column, least, most) : otherwise;
    }

    double number(String column, double least, double most) throws AudioException {
        String text = fields.get(column);
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw bad(column + " '" + text + "' is not a number");
        }
        if (!(value >= least && value <= most)) {
            throw bad(column + " " + text + " is outside " + least + " to " + most);
        }
        return value;
    }

    /** What is wrong with it, for people. */
    AudioException bad(String reason) {
        return new AudioException(file + ", line " + number, reason);
    }
}
