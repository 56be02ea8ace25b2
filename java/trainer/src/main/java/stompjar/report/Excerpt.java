package stompjar.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import stompjar.capture.Capture;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;
import stompjar.fit.Playback;

/**
 * Some seconds of the test part at one setting, to listen to and to look at. Recordings in short parts are joined with fades of 2 ms, in every signal alike.
 *
 * @param setting  which of the data's settings
 * @param segments what it consists of, in order of time
 * @param rate     Hz
 */
record Excerpt(Dataset data, int setting, List<Segment> segments, int rate) {
    private static final double SECONDS = 12;
    private static final double FADE = 0.002;

    static Excerpt of(Dataset data) {
        // The setting in the middle, for the sound that most would choose.
        int setting = data.settings().size() / 2;
        List<Segment> found = new ArrayList<>();
        int left = (int) (SECONDS * data.rate());
        for (Segment s : data.of(Split.TEST).stream().filter(s -> s.setting() == setting).sorted(Comparator.comparingInt(Segment::start)).toList()) {
            int frames = Math.min(left, s.frames());
            if (frames > 0) {
                found.add(new Segment(s.dry(), s.lfo(), s.wet(), s.start(), s.start() + frames, Split.TEST, setting));
                left -= frames;
            }
        }
        return new Excerpt(data, setting, found, data.rate());
    }

    float[] dry() {
        return joined(segments.stream().map(s -> java.util.Arrays.copyOfRange(s.dry(), s.start(), s.end())).toList());
    }

    float[] wet() {
        return joined(segments.stream().map(s -> java.util.Arrays.copyOfRange(s.wet(), s.start(), s.end())).toList());
    }

    float[] played(Capture capture) {
        return joined(new Playback(capture, data).play(segments));
    }

    private float[] joined(List<float[]> parts) {
        float[] whole = new float[parts.stream().mapToInt(p -> p.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            int fade = Math.min(part.length / 2, (int) (FADE * rate));
            for (int n = 0; n < part.length; n++) {
                float gain = Math.min(1, Math.min(n + 1f, part.length - n) / Math.max(1, fade));
                whole[at++] = gain * part[n];
            }
        }
        return whole;
    }

    static float[] difference(float[] a, float[] b) {
        float[] d = new float[a.length];
        for (int n = 0; n < d.length; n++) {
            d[n] = a[n] - b[n];
        }
        return d;
    }

    /**
     * How far the spectra lie apart, dB: root mean square over time and frequency, where the target is within 70 dB of its loudest. It hears what is there and
     * what is not, and does not hear phase.
     */
    static double spectralError(float[] target, float[] output, double rate) {
        Stft a = Stft.of(target, rate, 2048, 512);
        Stft b = Stft.of(output, rate, 2048, 512);
        double loudest = 1e-12;
        for (double[] frame : a.power()) {
            for (double p : frame) {
                loudest = Math.max(loudest, p);
            }
        }
        double floor = loudest * 1e-7;
        double sum = 0;
        long count = 0;
        for (int f = 0; f < a.power().length; f++) {
            for (int bin = 1; bin < a.power()[f].length; bin++) {
                if (a.power()[f][bin] > floor) {
                    double apart = 10 * Math.log10((b.power()[f][bin] + floor) / (a.power()[f][bin] + floor));
                    sum += apart * apart;
                    count++;
                }
            }
        }
        return Math.sqrt(sum / count);
    }
}
