package stompjar.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a look at the samples of a take's parts shows. Any thread. */
final class Inspection {
    static final double LITTLE_SECONDS = 20;
    static final double SHORT_SECONDS = 0.05;
    /** A recorder is not stopped on the spot. */
    static final double TAIL_SECONDS = 0.5;
    /** Flat at full scale for so many frames is a converter's limit. One or two may be a peak that was normalised to it. */
    private static final int FLAT = 3;
    /** 16-bit full scale is 1 − 2^−15 upwards. */
    private static final float FULL_SCALE = 0.99996f;
    /** Mean over RMS, and full scale. */
    private static final double DC_OF_RMS = 0.1;
    private static final double LEAST_DC = 0.001;
    private static final double QUIET_DB = -60;
    private static final double MOST_SILENCE = 0.5;

    private Inspection() {
    }

    static List<String> of(Take take) {
        List<String> warnings = new ArrayList<>();
        look(take.dryFile.toString(), take.dry, take, warnings);
        look(take.wetFile.toString(), take.wet(), take, warnings);
        return warnings;
    }

    /** Whether both sides make any sound in the parts. */
    static boolean audible(Take take) {
        return hears(take) && sounds(take.wet(), List.of(new int[] {0, take.wet().length}));
    }

    /** Whether the device was given any sound in the parts. */
    static boolean hears(Take take) {
        return sounds(take.dry, take.parts());
    }

    private static boolean sounds(float[] audio, List<int[]> parts) {
        for (int[] part : parts) {
            for (int n = part[0]; n < Math.min(part[1], audio.length); n++) {
                if (audio[n] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void look(String file, float[] audio, Take take, List<String> warnings) {
        double sum = 0;
        double squares = 0;
        long frames = 0;
        long silent = 0;
        long clipped = 0;
        int firstClip = -1;
        int run = 0;
        for (int[] part : take.parts()) {
            run = 0;
            int end = Math.min(part[1], audio.length);
            for (int n = part[0]; n < end; n++) {
                float v = audio[n];
                sum += v;
                squares += (double) v * v;
                silent += v == 0 ? 1 : 0;
                run = Math.abs(v) >= FULL_SCALE && n > part[0] && v == audio[n - 1] ? run + 1 : Math.abs(v) >= FULL_SCALE ? 1 : 0;
                if (run >= FLAT) {
                    clipped += run == FLAT ? FLAT : 1;
                    firstClip = firstClip < 0 ? n : firstClip;
                }
            }
            frames += Math.max(0, end - part[0]);
        }
        if (frames == 0 || squares == 0) {
            warnings.add(file + ": silent");
            return;
        }
        double mean = sum / frames;
        double rms = Math.sqrt(squares / frames);
        if (clipped > 0) {
            warnings.add(String.format(Locale.ROOT, "%s: clipped: %d samples lie flat at digital full scale, first at %.3f s. The capture would learn "
                    + "the recorder's clipping; record with less level", file, clipped, firstClip / (double) take.rate));
        }
        if (Math.abs(mean) > LEAST_DC && Math.abs(mean) > DC_OF_RMS * rms) {
            warnings.add(String.format(Locale.ROOT, "%s: a constant offset (DC) of %.4f of full scale, %.0f %% of its RMS; the capture would "
                    + "learn it. Filter it out below 5 Hz", file, mean, 100 * Math.abs(mean) / rms));
        }
        if (20 * Math.log10(rms) < QUIET_DB) {
            warnings.add(String.format(Locale.ROOT, "%s: very quiet (RMS %.0f dBFS): noise will be learned with it", file, 20 * Math.log10(rms)));
        }
        if (silent > MOST_SILENCE * frames) {
            warnings.add(String.format(Locale.ROOT, "%s: %.0f %% of it is digital silence", file, 100.0 * silent / frames));
        }
    }
}
