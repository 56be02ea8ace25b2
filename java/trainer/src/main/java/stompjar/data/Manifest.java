package stompjar.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a dataset's table, MANIFEST.csv: columns {@code dry,wet} (paths beside the table), optional {@code split}, {@code start} and
 * {@code end} (seconds), {@code lfo} (channel of the dry file); any other column is a knob, 0..1. A row without a split is split
 * 80 : 10 : 10 itself; a setting whose rows are all for the test counts as held out. Each file is loaded once, however many rows name it. Lines that begin with # are comments.
 */
public final class Manifest {
    private static final Set<String> COLUMNS = Set.of("dry", "wet", "split", "start", "end", "lfo");
    private static final String COMMENT = "#";
    /** Seconds by which {@code end} may overshoot: tables are written by people. */
    private static final double SLACK = 0.01;

    private final Path file;
    private final List<String> header;
    private final List<String> knobs = new ArrayList<>();
    private final Map<Path, Audio> loaded = new HashMap<>();
    private final Map<float[], float[]> modulations = new IdentityHashMap<>();
    private final List<float[]> settings = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private final Session session = new Session();
    private int rate;

    /** A line that was understood; frames of the dry recording. {@code split} is null where it is to be split here. */
    private record Row(int line, Take take, float[] dry, float[] lfo, int from, int to, Split split, int setting) {
    }

    private Manifest(Path file, List<String> header) {
        this.file = file;
        this.header = header;
    }

    public static Dataset read(Path file) throws AudioException {
        return prepare(file, true).data();
    }

    /** @param align whether latency, clock drift and polarity may be corrected */
    public static Prepared prepare(Path file, boolean align) throws AudioException {
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
        Manifest manifest = new Manifest(file, rows.get(0));
        manifest.checkHeader();
        for (int i = 1; i < rows.size(); i++) {
            manifest.row(numbers.get(i), rows.get(i));
        }
        manifest.session.prepare(align);
        for (Row row : manifest.rows) {
            manifest.segment(row);
        }
        manifest.checkOverlap();
        manifest.dropConstantKnobs();
        Dataset data = Dataset.checked(new Dataset(file.toString(), manifest.rate, manifest.knobs, manifest.settings, manifest.segments,
                manifest.onlyTested()));
        return new Prepared(data, manifest.session.findings(data));
    }

    /** By setting, whether all of its rows are for the test. */
    private boolean[] onlyTested() {
        boolean[] only = new boolean[settings.size()];
        java.util.Arrays.fill(only, true);
        segments.forEach(s -> only[s.setting()] &= s.split() == Split.TEST);
        return only;
    }

    /** How the recordings were made, from a comment in the first line; null if it does not say. */
    public static String origin(Path file) throws IOException {
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

    private void checkHeader() throws AudioException {
        if (!header.contains("dry") || !header.contains("wet")) {
            throw new AudioException(file.toString(), "its header lacks the column dry or wet");
        }
        if (new LinkedHashSet<>(header).size() != header.size()) {
            throw new AudioException(file.toString(), "a column is there twice");
        }
        for (String column : header) {
            if (!COLUMNS.contains(column)) {
                if (!column.matches("[a-z][a-z0-9_-]{0,31}")) {
                    throw new AudioException(file.toString(), "'" + column + "' is no name for a knob: lower-case words only");
                }
                knobs.add(column);
            }
        }
    }

    private void row(int line, List<String> fields) throws AudioException {
        if (fields.size() != header.size()) {
            throw bad(line, "it has " + fields.size() + " fields, the header has " + header.size());
        }
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            row.put(header.get(i), fields.get(i));
        }
        Path dryFile = path(line, row.get("dry"));
        Path wetFile = path(line, row.get("wet"));
        Audio dry = load(dryFile);
        Audio wet = load(wetFile);
        if (rate != 0 && rate != dry.rate()) {
            throw bad(line, "its rate is " + dry.rate() + " Hz, that of the rows before " + rate + " Hz");
        }
        rate = dry.rate();
        float[] lfo = null;
        if (!row.getOrDefault("lfo", "").isEmpty()) {
            int channel = (int) number(line, "lfo", row.get("lfo"), 0, dry.channels().length - 1);
            lfo = modulation(line, dry.channels()[channel]);
        }
        if (!rows.isEmpty() && (lfo == null) != (rows.get(0).lfo == null)) {
            throw bad(line, "either every row has an lfo or none");
        }
        double start = value(line, row, "start", 0, dry.seconds());
        double end = value(line, row, "end", dry.seconds(), dry.seconds() + SLACK);
        int from = (int) Math.round(start * rate);
        int to = Math.min(dry.frames(), (int) Math.round(end * rate));
        if (from >= to) {
            throw bad(line, "start " + start + " s is not before end " + end + " s");
        }
        Take take = session.take(dryFile, dry, wetFile, wet);
        take.part(from, to);
        if (lfo != null) {
            take.modulated();
        }
        if (row.getOrDefault("end", "").isEmpty()) {
            take.untilTheEnd();
        }
        rows.add(new Row(line, take, dry.channels()[0], lfo, from, to, split(line, row), setting(line, row)));
    }

    private Split split(int line, Map<String, String> row) throws AudioException {
        String split = row.getOrDefault("split", "");
        try {
            return split.isEmpty() ? null : Split.valueOf(split.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw bad(line, "split '" + split + "' is none of train, validation, test");
        }
    }

    /** What is left of a row once its wet recording is aligned. */
    private void segment(Row row) throws AudioException {
        int from = Math.max(row.from, row.take.first());
        int to = Math.min(row.to, row.take.end());
        if (from >= to) {
            throw bad(row.line, row.take.wetFile + " has no sound between " + row.from / (double) rate + " and "
                    + row.to / (double) rate + " s of the dry recording");
        }
        if (!row.take.isWhole() && (row.to - row.from) - (to - from) > SLACK * rate) {
            session.warn(String.format(Locale.ROOT, "%s, line %d: %s covers only %.3f to %.3f s of it", file, row.line,
                    row.take.wetFile, from / (double) rate, to / (double) rate));
        }
        Segment segment = new Segment(row.dry, row.lfo, row.take.wet(), from, to, Split.TRAIN, row.setting);
        if (row.split == null) {
            segments.addAll(Dataset.split(segment));
        } else {
            segments.add(segment.part(from, to, row.split));
        }
    }

    private Path path(int line, String name) throws AudioException {
        if (name.isEmpty()) {
            throw bad(line, "it names no file");
        }
        return file.toAbsolutePath().resolveSibling(name).normalize();
    }

    private Audio load(Path path) throws AudioException {
        Audio audio = loaded.get(path);
        if (audio == null) {
            audio = Checks.usable(path, AudioFiles.read(path));
            loaded.put(path, audio);
        }
        return audio;
    }

    private int setting(int line, Map<String, String> row) throws AudioException {
        float[] positions = new float[knobs.size()];
        for (int k = 0; k < positions.length; k++) {
            positions[k] = (float) number(line, knobs.get(k), row.get(knobs.get(k)), 0, 1);
        }
        for (int s = 0; s < settings.size(); s++) {
            if (java.util.Arrays.equals(settings.get(s), positions)) {
                return s;
            }
        }
        settings.add(positions);
        return settings.size() - 1;
    }

    private double value(int line, Map<String, String> row, String column, double otherwise, double most) throws AudioException {
        String text = row.getOrDefault(column, "");
        return text.isEmpty() ? otherwise : number(line, column, text, 0, most);
    }

    private double number(int line, String column, String text, double least, double most) throws AudioException {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw bad(line, column + " '" + text + "' is not a number");
        }
        if (!(value >= least && value <= most)) {
            throw bad(line, column + " " + text + " is outside " + least + " to " + most);
        }
        return value;
    }

    /** As a knob position 0..1; a signal that also goes below zero is taken to run from −1 to 1. */
    private float[] modulation(int line, float[] signal) throws AudioException {
        float[] known = modulations.get(signal);
        if (known != null) {
            return known;
        }
        float least = 0;
        float most = 0;
        for (float value : signal) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        if (least < -1 || most > 1) {
            throw bad(line, "the modulation signal goes beyond ±1");
        }
        float[] out = signal.clone();
        for (int n = 0; least < 0 && n < out.length; n++) {
            out[n] = 0.5f + 0.5f * out[n];
        }
        modulations.put(signal, out);
        return out;
    }

    /** A column whose value never changes says nothing: it is left out. */
    private void dropConstantKnobs() {
        for (int k = knobs.size() - 1; k >= 0; k--) {
            int knob = k;
            if (settings.stream().allMatch(s -> s[knob] == settings.get(0)[knob])) {
                knobs.remove(k);
                settings.replaceAll(s -> {
                    float[] left = new float[s.length - 1];
                    System.arraycopy(s, 0, left, 0, knob);
                    System.arraycopy(s, knob + 1, left, knob, left.length - knob);
                    return left;
                });
            }
        }
    }

    private AudioException bad(int line, String reason) {
        return new AudioException(file + ", line " + line, reason);
    }

    /** No moment of a device may be a target of two splits, not even in two recordings of it: the test would then measure memory. */
    private void checkOverlap() throws AudioException {
        for (Segment a : segments) {
            for (Segment b : segments) {
                boolean same = a.wet() == b.wet() || a.dry() == b.dry() && a.setting() == b.setting();
                if (same && a.split() != b.split() && a.start() < b.end() && b.start() < a.end()) {
                    throw new AudioException(file.toString(), String.format(Locale.ROOT,
                            "%s and %s overlap between %.3f and %.3f s of one recording", a.split(), b.split(),
                            Math.max(a.start(), b.start()) / (double) rate, Math.min(a.end(), b.end()) / (double) rate));
                }
            }
        }
    }
}
