package stompjar.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a dataset of its table, MANIFEST.csv ({@link ManifestTable}), and the recordings that it names. A row without a split is split
 * 80 : 10 : 10 itself; a setting whose rows are all for the test counts as held out. Each file is loaded once, however many rows name it.
 */
public final class Manifest {
    /** Seconds by which {@code end} may overshoot: tables are written by people. */
    private static final double SLACK = 0.01;

    private final Path file;
    private final List<String> knobs;
    private final Map<Path, Audio> loaded = new HashMap<>();
    private final Map<float[], float[]> modulations = new IdentityHashMap<>();
    private final List<float[]> settings = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private final Session session = new Session();
    private int rate;

    /** A line that was understood; frames of the dry recording. {@code split} is null where it is to be split here. */
    private record Row(ManifestLine line, Take take, float[] dry, float[] lfo, int from, int to, Split split, int setting) {
    }

    private Manifest(Path file, List<String> knobs) {
        this.file = file;
        this.knobs = new ArrayList<>(knobs);
    }

    public static Dataset read(Path file) throws AudioException {
        return prepare(file, true).data();
    }

    /** @param align whether latency, clock drift and polarity may be corrected */
    public static Prepared prepare(Path file, boolean align) throws AudioException {
        ManifestTable table = ManifestTable.read(file);
        Manifest manifest = new Manifest(file, table.knobs());
        for (int i = 0; i < table.size(); i++) {
            manifest.row(table.line(i));
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
        return ManifestTable.firstComment(file);
    }

    private void row(ManifestLine line) throws AudioException {
        Path dryFile = line.path("dry");
        Path wetFile = line.path("wet");
        Audio dry = load(dryFile);
        Audio wet = load(wetFile);
        if (rate != 0 && rate != dry.rate()) {
            throw line.bad("its rate is " + dry.rate() + " Hz, that of the rows before " + rate + " Hz");
        }
        rate = dry.rate();
        float[] lfo = null;
        if (line.has("lfo")) {
            int channel = (int) line.number("lfo", 0, dry.channels().length - 1);
            lfo = modulation(line, dry.channels()[channel]);
        }
        if (!rows.isEmpty() && (lfo == null) != (rows.get(0).lfo == null)) {
            throw line.bad("either every row has an lfo or none");
        }
        double start = line.number("start", 0, dry.seconds(), 0);
        double end = line.number("end", 0, dry.seconds() + SLACK, dry.seconds());
        int from = (int) Math.round(start * rate);
        int to = Math.min(dry.frames(), (int) Math.round(end * rate));
        if (from >= to) {
            throw line.bad("start " + start + " s is not before end " + end + " s");
        }
        Take take = session.take(dryFile, dry, wetFile, wet);
        take.part(from, to);
        if (lfo != null) {
            take.modulated();
        } else {
            session.onlyFirst(dryFile, dry);
        }
        if (!line.has("end")) {
            take.untilTheEnd();
        }
        rows.add(new Row(line, take, dry.channels()[0], lfo, from, to, line.split(), setting(line)));
    }

    /** What is left of a row once its wet recording is aligned. */
    private void segment(Row row) throws AudioException {
        int from = Math.max(row.from, row.take.first());
        int to = Math.min(row.to, row.take.end());
        if (from >= to) {
            throw row.line.bad(row.take.wetFile + " has no sound between " + row.from / (double) rate + " and "
                    + row.to / (double) rate + " s of the dry recording");
        }
        if (!row.take.isWhole() && (row.to - row.from) - (to - from) > SLACK * rate) {
            session.warn(String.format(Locale.ROOT, "%s, line %d: %s covers only %.3f to %.3f s of it", file, row.line.number(),
                    row.take.wetFile, from / (double) rate, to / (double) rate));
        }
        Segment segment = new Segment(row.dry, row.lfo, row.take.wet(), from, to, Split.TRAIN, row.setting);
        if (row.split == null) {
            segments.addAll(Dataset.split(segment));
        } else {
            segments.add(segment.part(from, to, row.split));
        }
    }

    private Audio load(Path path) throws AudioException {
        Audio audio = loaded.get(path);
        if (audio == null) {
            audio = Checks.usable(path, AudioFiles.read(path));
            loaded.put(path, audio);
        }
        return audio;
    }

    private int setting(ManifestLine line) throws AudioException {
        float[] positions = new float[knobs.size()];
        for (int k = 0; k < positions.length; k++) {
            positions[k] = (float) line.number(knobs.get(k), 0, 1);
        }
        for (int s = 0; s < settings.size(); s++) {
            if (java.util.Arrays.equals(settings.get(s), positions)) {
                return s;
            }
        }
        settings.add(positions);
        return settings.size() - 1;
    }

    /** As a knob position 0..1; a signal that also goes below zero is taken to run from −1 to 1. */
    private float[] modulation(ManifestLine line, float[] signal) throws AudioException {
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
            throw line.bad("the modulation signal goes beyond ±1");
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
