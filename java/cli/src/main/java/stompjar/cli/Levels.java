package stompjar.cli;

import stompjar.data.Audio;

/** Levels in dBFS: 0 is full scale. */
final class Levels {
    private Levels() { }

    /** Largest absolute sample, dBFS; null for digital silence, which has no level. */
    static Double peakDbfs(Audio audio) {
        float peak = 0;
        for (float[] channel : audio.channels()) {
            for (float sample : channel) {
                peak = Math.max(peak, Math.abs(sample));
            }
        }
        return peak == 0 ? null : (Double) (20 * Math.log10(peak));
    }

    /** Root of the mean square over all channels, dBFS (a square wave at full scale has 0); null for digital silence. */
    static Double rmsDbfs(Audio audio) {
        double sum = 0;
        for (float[] channel : audio.channels()) {
            for (float sample : channel) {
                sum += (double) sample * sample;
            }
        }
        return sum == 0 ? null : (Double) (10 * Math.log10(sum / ((double) audio.channels().length * audio.frames())));
    }

    /** {@code -3.1 dBFS}, or {@code silence}. */
    static String words(Double dbfs) {
        return dbfs == null ? "silence" : String.format(java.util.Locale.ROOT, "%.1f dBFS", dbfs);
    }
}
