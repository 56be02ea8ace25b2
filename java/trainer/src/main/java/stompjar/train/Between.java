package stompjar.train;

import java.util.List;
import stompjar.capture.Knob;
import stompjar.data.Segment;

/**
 * Made-up recordings between the settings of a {@link KnobLine}. Without them nothing tells a network what to do between two positions, and what it
 * does is off by up to a few percent. The target is the natural spline through the true recordings and {@link Strays}, along the knob as {@link Tapers} bend it: on
 * a Klon (gain 0.5 and 0.75 left out in turn) off by 0.2 and 0.9 %, where the straight mean of the neighbours is by 0.4 and 15 %; on a Tube
 * Screamer's drive by 0.01 to 0.03 %, where the mean is by 0.06. One thread.
 */
final class Between {
    private final KnobLine line;
    private final double taper;
    /** Of any setting on the line. */
    private final float[] others;
    private final double frames;

    Between(KnobLine line, Tapers tapers, List<float[]> settings) {
        this.line = line;
        taper = tapers.values()[line.knob()];
        others = tapers.coordinates(settings.get(line.settings()[0]));
        frames = line.together().stream().mapToDouble(parts -> parts[0].frames()).sum();
    }

    /** A point on the line and a place in its audio, by chance; every point as likely, as the network sees the knob. */
    Blend blend(Dice random) {
        double[] points = line.curve().positions();
        double first = Knob.coordinate(taper, points[0]);
        double last = Knob.coordinate(taper, points[points.length - 1]);
        double x = first + random.nextDouble() * (last - first);
        float[] knobs = others.clone();
        knobs[line.knob()] = (float) x;
        double[] weights = line.curve().weights(taper, Knob.position(taper, x));
        return new Blend(pick(random.nextDouble() * frames), weights, knobs, line.settings());
    }

    private Segment[] pick(double frame) {
        double at = frame;
        for (Segment[] parts : line.together()) {
            at -= parts[0].frames();
            if (at < 0) {
                return parts;
            }
        }
        return line.together().get(line.together().size() - 1);
    }

    /**
     * One made-up recording.
     *
     * @param parts    the true ones, of the same frames
     * @param weights  of each in the mix
     * @param knobs    as the network sees them
     * @param settings of each
     */
    record Blend(Segment[] parts, double[] weights, float[] knobs, int[] settings) {
        /** Gives the passage its target, for up to {@code frames} frames from its start. */
        void mix(Passage passage, int frames) {
            float[] mix = new float[frames];
            for (int i = 0; i < parts.length; i++) {
                float[] wet = parts[i].wet();
                float weight = (float) weights[i];
                int count = Math.min(frames, wet.length - passage.start);
                for (int n = 0; n < count; n++) {
                    mix[n] += weight * wet[passage.start + n];
                }
            }
            passage.wet = mix;
            passage.wetFirst = passage.start;
        }

        /** What lies between values of the settings, all above 0: their geometric mean with the same weights. */
        double mean(double[] values, int[] indexes) {
            double sum = 0;
            double all = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * Math.log(values[indexes[settings[i]]]);
                all += weights[i];
            }
            return Math.exp(sum / all);
        }
    }
}
