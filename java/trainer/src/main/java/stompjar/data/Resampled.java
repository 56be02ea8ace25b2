package stompjar.data;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import stompjar.dsp.RateConverter;
import stompjar.simd.Kernels;

/**
 * A dataset at another sample rate. A capture is learned at one rate, and a host at that rate plays it without conversion: bit for bit the same from
 * wherever playback starts, and cheaper.
 */
final class Resampled {
    private static final int BLOCK = 4096;

    private final Dataset data;
    private final int rate;
    /** Many segments share their audio; each array is converted once. */
    private final Map<float[], float[]> converted = new IdentityHashMap<>();

    private Resampled(Dataset data, int rate) {
        this.data = data;
        this.rate = rate;
    }

    static Dataset of(Dataset data, int rate) {
        return new Resampled(data, rate).dataset();
    }

    private Dataset dataset() {
        List<Segment> segments = data.segments().stream()
                .map(s -> new Segment(convert(s.dry()), s.lfo() == null ? null : convert(s.lfo()), convert(s.wet()), at(s.start()),
                        at(s.end()), s.split(), s.setting()))
                .toList();
        return new Dataset(data.name(), rate, data.knobs(), data.settings(), segments, data.heldOut());
    }

    /** Rounded down, so that no end lies beyond its audio. */
    private int at(int frame) {
        return (int) ((long) frame * rate / data.rate());
    }

    private float[] convert(float[] x) {
        return converted.computeIfAbsent(x, this::run);
    }

    private float[] run(float[] x) {
        return convert(x, data.rate(), rate);
    }

    /** The recording at another rate, as long as it was in seconds. */
    static float[] convert(float[] x, int from, int to) {
        RateConverter converter = new RateConverter(from, to, BLOCK, Kernels.best());
        float[] y = new float[(int) ((long) x.length * to / from)];
        float[] block = new float[BLOCK];
        int done = 0;
        for (int start = 0; done < y.length; start += BLOCK) {
            int real = Math.max(0, Math.min(BLOCK, x.length - start));
            System.arraycopy(x, Math.min(start, x.length), block, 0, real);
            java.util.Arrays.fill(block, real, BLOCK, 0);
            converter.write(block, BLOCK);
            done += converter.read(y, done, y.length - done);
        }
        return y;
    }
}
