package stompjar.cli;

import java.util.Locale;

/**
 * What {@code render} and {@code bounce} say about a run; the components are the keys of their JSON.
 *
 * @param rate          Hz
 * @param block         frames, or {@code random:SEED}
 * @param cpuSeconds    CPU time of the processing thread
 * @param load          CPU seconds per second of audio
 * @param latencyFrames taken off the front
 * @param peakDbfs      of the output; null for silence
 */
record RunReport(int rate, int frames, Object block, double cpuSeconds, double load, int latencyFrames, Double peakDbfs) {
    String words(String out) {
        return String.format(Locale.ROOT, "%s: %.2f s at %d Hz, peak %s, %.3f CPU seconds (load %.2f %%), latency %d frames",
                out, (double) frames / rate, rate, Levels.words(peakDbfs), cpuSeconds, 100 * load, latencyFrames);
    }
}
