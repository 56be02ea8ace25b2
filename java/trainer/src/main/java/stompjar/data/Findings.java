package stompjar.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was found in recordings before anything is learned from them, and what was done about it.
 *
 * @param recordings every dry/wet pair
 * @param warnings   what the user should know, in words with file names
 */
public record Findings(List<Pair> recordings, List<String> warnings) {
    public Findings {
        recordings = List.copyOf(recordings);
        warnings = List.copyOf(warnings);
    }

    /**
     * One pair of files. Figures are of the files as they were; where nothing was corrected, they are small.
     *
     * @param dry            file
     * @param wet            file
     * @param latencySamples frames of the dry rate by which the wet is late at the dry's beginning; negative: early
     * @param driftPpm       by how much the wet recorder's clock runs faster, parts per million
     * @param inverted       whether the wet's polarity was swapped
     * @param aligned        what was done: nothing, because it was aligned already ({@code kept}) or because that could not be measured
     *                       ({@code unknown}); or {@code corrected}
     * @param sourceRate     rate of the wet file, Hz
     */
    public record Pair(String dry, String wet, double latencySamples, double driftPpm, boolean inverted, String aligned,
                       int sourceRate) {
        private String words(int rate) {
            if (aligned.equals("kept")) {
                return null;
            }
            if (aligned.equals("unknown")) {
                return wet + ": its latency could not be measured; it is used as it is";
            }
            List<String> what = new ArrayList<>();
            if (latencySamples != 0) {
                what.add(String.format(Locale.ROOT, "%.2f samples (%.3f ms) %s", Math.abs(latencySamples),
                        Math.abs(latencySamples) * 1000 / rate, latencySamples < 0 ? "early" : "late"));
            }
            if (driftPpm != 0) {
                what.add(String.format(Locale.ROOT, "clock %.2f ppm %s", Math.abs(driftPpm), driftPpm < 0 ? "slow" : "fast"));
            }
            if (inverted) {
                what.add("polarity inverted");
            }
            return wet + ": " + String.join(", ", what) + ": corrected";
        }
    }

    /** Lines for people; pairs that were left alone and alike are one line. */
    public List<String> words(int rate) {
        List<String> lines = new ArrayList<>();
        long kept = recordings.stream().filter(p -> p.aligned.equals("kept")).count();
        if (kept > 0) {
            lines.add(kept == 1 ? recordings.stream().filter(p -> p.aligned.equals("kept")).findFirst().orElseThrow().wet
                    + ": aligned with its dry recording already" : kept + " recordings are aligned with their dry ones already");
        }
        recordings.stream().map(p -> p.words(rate)).filter(java.util.Objects::nonNull).forEach(lines::add);
        warnings.forEach(w -> lines.add("warning: " + w));
        return lines;
    }
}
