package stompjar.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import stompjar.data.Dataset;
import stompjar.data.Segment;

/**
 * Settings beside a {@link KnobLine} that tell how its curve runs between its points. Say a tone knob was recorded at 0, ½ and 1 for several drives, and
 * once at 0.95 for another drive, at which the sound with tone 0, ½ and 1 is known well, along the drive. Then the stray recording is a certain mix of
 * these three; and where one knob's work does not depend much on the other's, the same mix is near the truth on every line of the tone. So a
 * curve of three points gets a fourth, which may lie far from the spline through the three: on a Tube Screamer it does, by an ESR of 4 %. One thread.
 */
final class Strays {
    /** ESR of a stray as a mix of the line's sounds: above, it has something that they have not. */
    private static final double MOST_ERROR = 0.01;
    /** Of the mean energy: keeps a mix of sounds that are nearly the same finite. */
    private static final double RIDGE = 1e-7;

    private final List<float[]> settings;
    private final List<List<Segment>> train;
    private final List<KnobLine> lines;
    private final Tapers tapers;

    private Strays(Dataset data, List<KnobLine> lines) {
        settings = data.settings();
        train = KnobLine.bySetting(data);
        this.lines = lines;
        tapers = Tapers.of(data.knobs().size(), lines);
    }

    /** The lines with the points that strays add. */
    static List<KnobLine> joined(Dataset data, List<KnobLine> lines) {
        Strays strays = new Strays(data, lines);
        return lines.stream().map(strays::joined).toList();
    }

    private KnobLine joined(KnobLine line) {
        KnobLine longer = line;
        double last = line.curve().positions()[line.curve().positions().length - 1];
        for (int s = 0; s < settings.size(); s++) {
            double position = settings.get(s)[line.knob()];
            boolean known = Arrays.binarySearch(longer.curve().positions(), position) >= 0;
            if (known || train.get(s).isEmpty() || position <= line.curve().positions()[0] || position >= last) {
                continue;
            }
            double[] mix = mix(line, s);
            longer = mix == null ? longer : longer.with(position, mix);
        }
        return longer;
    }

    /** The stray as weights of a line's sounds where its other knobs are as the stray's; null if those are not known or do not suffice. */
    private double[] mix(KnobLine line, int stray) {
        Known[] points = new Known[line.settings().length];
        for (int j = 0; j < points.length; j++) {
            float[] there = settings.get(stray).clone();
            there[line.knob()] = settings.get(line.settings()[j])[line.knob()];
            points[j] = known(there, line.knob());
            if (points[j] == null) {
                return null;
            }
        }
        return fit(stray, points);
    }

    /** A sound as weights of those of settings. */
    private record Known(int[] settings, double[] weights) { }

    /** What is known of the sound at these positions, without a line of {@code knob}; null if nothing. */
    private Known known(float[] positions, int knob) {
        for (int s = 0; s < settings.size(); s++) {
            if (Arrays.equals(settings.get(s), positions) && !train.get(s).isEmpty()) {
                return new Known(new int[] {s}, new double[] {1});
            }
        }
        for (KnobLine line : lines) {
            float[] onLine = settings.get(line.settings()[0]).clone();
            float place = positions[line.knob()];
            onLine[line.knob()] = place;
            double[] range = line.curve().positions();
            if (line.knob() != knob && Arrays.equals(onLine, positions) && place >= range[0] && place <= range[range.length - 1]) {
                return new Known(line.settings(), line.curve().weights(tapers.values()[line.knob()], place));
            }
        }
        return null;
    }

    /** Least squares over the audio that all have; the weights add up to 1. */
    private double[] fit(int stray, Known[] points) {
        int[] all = IntStream.concat(IntStream.of(stray), Arrays.stream(points).flatMapToInt(p -> IntStream.of(p.settings))).distinct().toArray();
        int unknowns = points.length - 1;
        double[][] equations = new double[unknowns][unknowns + 1];
        double energy = 0;
        double missing = 0;
        for (Segment[] parts : KnobLine.together(train, all)) {
            float[][] sounds = Arrays.stream(points).map(p -> sound(p, all, parts)).toArray(float[][]::new);
            float[] last = sounds[unknowns];
            for (int n = 0; n < last.length; n++) {
                double y = parts[0].wet()[parts[0].start() + n];
                energy += y * y;
                missing += (y - last[n]) * (y - last[n]);
                for (int i = 0; i < unknowns; i++) {
                    double slope = sounds[i][n] - last[n];
                    for (int j = 0; j < unknowns; j++) {
                        equations[i][j] += slope * (sounds[j][n] - last[n]);
                    }
                    equations[i][unknowns] += slope * (y - last[n]);
                }
            }
        }
        if (!(energy > 0)) {
            return null;
        }
        double[] slopes = new double[unknowns];
        for (int i = 0; i < unknowns; i++) {
            equations[i][i] += RIDGE * energy;
            slopes[i] = equations[i][unknowns];
        }
        NaturalSpline.solve(equations);
        double[] weights = new double[points.length];
        weights[unknowns] = 1;
        for (int i = 0; i < unknowns; i++) {
            weights[i] = equations[i][unknowns];
            weights[unknowns] -= weights[i];
            missing -= weights[i] * slopes[i];
        }
        return missing <= MOST_ERROR * energy ? weights : null;
    }

    private static float[] sound(Known point, int[] all, Segment[] parts) {
        float[] sound = new float[parts[0].frames()];
        for (int s = 0; s < point.settings.length; s++) {
            int wanted = point.settings[s];
            Segment part = parts[IntStream.range(0, all.length).filter(i -> all[i] == wanted).findFirst().orElseThrow()];
            float weight = (float) point.weights[s];
            for (int n = 0; n < sound.length; n++) {
                sound[n] += weight * part.wet()[part.start() + n];
            }
        }
        return sound;
    }
}
