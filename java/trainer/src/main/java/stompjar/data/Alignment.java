package stompjar.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When a wet recording hears what its dry recording says: latency, clock drift and polarity, to a fraction of a frame. First
 * {@link CoarseLag}, then, moment by moment, the delay beyond the device's own phase ({@link DeviceResponse}).
 *
 * @param map       where the wet audio of a dry frame is
 * @param inverted  whether the wet is upside down
 * @param related   whether the wet follows the dry at all
 * @param certain   whether there was sound enough to measure the map; if not, it is that of untouched recordings
 * @param jump      frames by which the latency departs from the map somewhere: audio was lost or repeated
 * @param jumpTime  where, seconds of the dry recording
 */
record Alignment(TimeMap map, boolean inverted, boolean related, boolean certain, double jump, double jumpTime) {
    /** Coherence that unrelated recordings do not reach over enough windows. */
    private static final double RELATED = 0.15;
    /** Agreement of the phase below which nothing is said. */
    private static final double LEAST_FIT = 0.7;
    /** Agreement from which a negative sign is a swapped polarity: a modulated device turns phases, too. */
    private static final double SURE_OF_POLARITY = 0.9;
    /** For drift: shorter pieces of music say too little, and many average out what each says. */
    private static final double CHUNK_SECONDS = 2;
    private static final int MOST_CHUNKS = 24;
    private static final int ROUNDS = 4;
    /** Frames of drift over the whole recording that are worth a correction. */
    private static final double LEAST_DRIFT = 0.5;
    private static final double LEAST_JUMP = 3;

    private static final Alignment UNRELATED = new Alignment(TimeMap.SAME, false, false, false, 0, 0);
    private static final Alignment UNCERTAIN = new Alignment(TimeMap.SAME, false, true, false, 0, 0);

    /** @param parts dry frames {from, end} that count, in order; the device may do anything elsewhere */
    static Alignment of(float[] dry, float[] wet, int rate, List<int[]> parts) {
        CoarseLag.Found coarse = CoarseLag.find(dry, wet, rate);
        if (coarse == null) {
            Search.Look look = new Search(dry, wet, rate, parts).look(TimeMap.SAME);
            return look != null && look.response.coherence() > look.chance() ? UNCERTAIN : UNRELATED;
        }
        if (coarse.jump() == 0) {
            return new Search(dry, wet, rate, parts).from(coarse.map());
        }
        Alignment there = new Search(dry, wet, rate, common(parts, coarse.spans())).from(coarse.map());
        return new Alignment(there.map, there.inverted, there.related, there.certain, coarse.jump(), coarse.time() / rate);
    }

    private static List<int[]> common(List<int[]> parts, List<int[]> spans) {
        List<int[]> out = new ArrayList<>();
        for (int[] part : parts) {
            for (int[] span : spans) {
                int from = Math.max(0, Math.max(part[0], span[0]));
                int end = Math.min(part[1], span[1]);
                if (from < end) {
                    out.add(new int[] {from, end});
                }
            }
        }
        return out;
    }

    /** Refines. */
    private record Search(float[] dry, float[] wet, int rate, List<int[]> parts) {
        /** What is seen through one map. */
        private record Look(DeviceResponse response, List<CrossSpectrum> chunks, int windows) {
            double chance() {
                return Math.max(RELATED, 8.0 / windows);
            }
        }

        Look look(TimeMap map) {
            float[] seen = map.equals(TimeMap.SAME) ? wet : Warp.apply(wet, map, false, map.end(wet.length, dry.length));
            int first = map.first();
            int size = windowSize();
            int total = parts.stream().mapToInt(p -> Math.max(0, Math.min(p[1], seen.length) - Math.max(p[0], first))).sum();
            double chunkFrames = Math.max(CHUNK_SECONDS * rate, (double) total / MOST_CHUNKS);
            List<CrossSpectrum> chunks = new ArrayList<>();
            CrossSpectrum sum = new CrossSpectrum(size);
            CrossSpectrum chunk = new CrossSpectrum(size);
            for (int[] part : parts) {
                int end = Math.min(Math.min(part[1], seen.length), dry.length);
                for (int at = Math.max(part[0], first); at + size <= end; at += size / 2) {
                    chunk.add(dry, seen, at);
                    if (chunk.windows * (size / 2) >= chunkFrames) {
                        chunks.add(chunk);
                        sum.add(chunk);
                        chunk = new CrossSpectrum(size);
                    }
                }
            }
            sum.add(chunk);
            return sum.windows == 0 ? null : new Look(new DeviceResponse(sum, rate), chunks, sum.windows);
        }

        /** 93 ms, shorter where the parts are. */
        private int windowSize() {
            int longest = parts.stream().mapToInt(p -> Math.min(p[1], dry.length) - p[0]).max().orElse(0);
            int total = parts.stream().mapToInt(p -> Math.min(p[1], dry.length) - p[0]).sum();
            int most = (int) Math.min(Math.min(0.1 * rate, longest / 2.0), total / 16.0);
            return Integer.highestOneBit(Math.max(256, most));
        }

        Alignment from(TimeMap coarse) {
            TimeMap map = coarse;
            // Pieces are found to a few frames of the search, and less well where they drift.
            double reach = 32;
            for (int round = 0; ; round++) {
                Look look = look(map);
                if (look == null || look.response.coherence() < look.chance()) {
                    return UNRELATED;
                }
                DeviceResponse.Excess whole = look.response.excess(reach);
                if (!look.response.wide() || whole.fit() < LEAST_FIT) {
                    return UNCERTAIN;
                }
                double[] delays = look.chunks.stream().mapToDouble(c -> look.response.excess(c.smoothed(), 32).delay()).toArray();
                double[] times = look.chunks.stream().mapToDouble(c -> c.time).toArray();
                TimeMap rest = new Drift(times, delays).map(whole.delay());
                map = map.then(rest);
                if (round == ROUNDS || rest.drift() == 0 && Math.abs(rest.offset()) < 0.02) {
                    map = new TimeMap(map.offset() + look.response.firstArrival(), map.drift());
                    int other = jump(times, delays, rest);
                    return new Alignment(map, whole.sign() < 0 && whole.fit() > SURE_OF_POLARITY, true, true,
                            other < 0 ? 0 : delays[other] - rest.wetFrame(times[other]) + times[other],
                            other < 0 ? 0 : times[other] / rate);
                }
                reach = 8;
            }
        }

        /** Where two chunks in a row agree on another latency; one alone may be mistaken. −1: nowhere. */
        private static int jump(double[] times, double[] delays, TimeMap rest) {
            double before = 0;
            for (int i = 0; i < times.length; i++) {
                double miss = delays[i] - (rest.wetFrame(times[i]) - times[i]);
                if (Math.abs(before) > LEAST_JUMP && Math.abs(miss - before) < 1) {
                    return i - 1;
                }
                before = miss;
            }
            return -1;
        }
    }

    /** The line through delays over time that most of them are close to (Theil and Sen: the median of all slopes). */
    private record Drift(double[] times, double[] delays) {
        /** @param whole delay without drift */
        TimeMap map(double whole) {
            int n = times.length;
            if (n < 4) {
                return new TimeMap(whole, 0);
            }
            double[] slopes = new double[n * (n - 1) / 2];
            int count = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    slopes[count++] = (delays[i] - delays[j]) / (times[i] - times[j]);
                }
            }
            double slope = median(slopes);
            double[] starts = new double[n];
            Arrays.setAll(starts, i -> delays[i] - slope * times[i]);
            double start = median(starts);
            double[] misses = new double[n];
            Arrays.setAll(misses, i -> Math.abs(starts[i] - start));
            double span = times[n - 1] - times[0];
            // The median miss is 0.67 σ, and σ √(12/n) that of a slope over the span.
            double noise = median(misses) / 0.67 * Math.sqrt(12.0 / n);
            boolean drifts = Math.abs(slope) * span > Math.max(LEAST_DRIFT, 5 * noise);
            return drifts ? new TimeMap(start, slope) : new TimeMap(whole, 0);
        }
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
    }
}
