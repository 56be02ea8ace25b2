package stompjar.data;

import stompjar.dsp.WindowedSinc;
import stompjar.simd.Kernels;

/** Reads a recording along a {@link TimeMap}: band-limited between its frames, bit for bit at whole ones. */
final class Warp {
    /** Filters between two frames; linear interpolation between neighbours errs below −110 dB. */
    private static final int PHASES = 512;

    private Warp() {
    }

    /** Frame n is {@code wet} at {@code map.wetFrame(n)}, 0 where there is none; negated if {@code inverted}. */
    static float[] apply(float[] wet, TimeMap map, boolean inverted, int frames) {
        boolean whole = map.drift() == 0 && map.offset() == Math.rint(map.offset());
        float[] out = whole ? shifted(wet, (long) map.offset(), frames) : interpolated(wet, map, frames);
        for (int n = 0; inverted && n < frames; n++) {
            out[n] = -out[n];
        }
        return out;
    }

    private static float[] shifted(float[] wet, long offset, int frames) {
        float[] out = new float[frames];
        int from = (int) Math.min(frames, Math.max(0, -offset));
        int count = (int) Math.max(0, Math.min(frames - from, wet.length - (from + offset)));
        System.arraycopy(wet, count == 0 ? 0 : (int) (from + offset), out, from, count);
        return out;
    }

    private static float[] interpolated(float[] wet, TimeMap map, int frames) {
        double stretch = Math.max(1, 1 + map.drift());
        int reach = WindowedSinc.reach(stretch);
        float[][] phases = new float[PHASES + 1][];
        for (int phase = 0; phase <= PHASES; phase++) {
            phases[phase] = WindowedSinc.taps((double) phase / PHASES, reach, stretch);
        }
        float[] padded = new float[wet.length + 4 * reach];
        System.arraycopy(wet, 0, padded, 2 * reach, wet.length);
        Kernels kernels = Kernels.best();
        float[] out = new float[frames];
        for (int n = map.first(); n < map.end(wet.length, frames); n++) {
            double at = map.wetFrame(n);
            int whole = (int) Math.floor(at);
            double phase = (at - whole) * PHASES;
            int left = Math.min(PHASES - 1, (int) phase);
            int start = whole + reach + 1;
            float a = kernels.dot(padded, start, phases[left], 0, 2 * reach);
            float b = kernels.dot(padded, start, phases[left + 1], 0, 2 * reach);
            out[n] = a + (float) (phase - left) * (b - a);
        }
        return out;
    }
}
