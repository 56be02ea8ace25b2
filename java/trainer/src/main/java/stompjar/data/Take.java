package stompjar.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A dry recording and the wet one that was made from it. One thread. */
final class Take {
    final Path dryFile;
    final Path wetFile;
    final float[] dry;
    final int rate;
    /** Of the wet file. */
    final int sourceRate;
    /** Dry frames {from, end} that count. */
    private final List<int[]> parts = new ArrayList<>();
    private float[] wet;
    /** Of the file, whatever was cut off since. */
    private int recorded;
    private boolean modulated;
    private boolean whole;
    private Alignment alignment;
    private TimeMap applied = TimeMap.SAME;
    private boolean flipped;

    /** @param wet at the dry's rate */
    Take(Path dryFile, float[] dry, Path wetFile, float[] wet, int rate, int sourceRate) {
        this.dryFile = dryFile;
        this.wetFile = wetFile;
        this.dry = dry;
        replace(wet);
        this.rate = rate;
        this.sourceRate = sourceRate;
    }

    void part(int from, int end) {
        parts.add(new int[] {from, end});
        parts.sort(Comparator.comparingInt(p -> p[0]));
    }

    /** A moving device turns phases itself. */
    void modulated() {
        modulated = true;
    }

    boolean isModulated() {
        return modulated;
    }

    /** Nobody said where the recording ends: the shorter file does. */
    void untilTheEnd() {
        whole = true;
    }

    boolean isWhole() {
        return whole;
    }

    List<int[]> parts() {
        return parts;
    }

    /** Frame n belongs to dry frame n once this take is prepared. */
    float[] wet() {
        return wet;
    }

    void replace(float[] better) {
        wet = better;
        recorded = better.length;
    }

    void measure() {
        alignment = Alignment.of(dry, wet, rate, parts);
    }

    Alignment alignment() {
        return alignment;
    }

    /** Brings the wet into the dry's time, right way up; nothing is touched where there is nothing to do. */
    void correct(TimeMap map, boolean flip) {
        applied = map;
        flipped = flip;
        if (flip || !map.equals(TimeMap.SAME)) {
            wet = Warp.apply(wet, map, flip, map.end(wet.length, dry.length));
        }
    }

    boolean corrected() {
        return flipped || !applied.equals(TimeMap.SAME);
    }

    /** First dry frame with wet audio. */
    int first() {
        return applied.first();
    }

    /** Dry frame after the last one with wet audio. */
    int end() {
        return Math.min(dry.length, wet.length);
    }

    /** Seconds for which the wet recording goes on after the dry one; negative if it ends before. */
    double beyond() {
        return (recorded - applied.wetFrame(dry.length)) / rate;
    }

    Findings.Pair finding() {
        boolean measured = alignment != null && alignment.certain();
        TimeMap map = corrected() || !measured ? applied : alignment.map();
        return new Findings.Pair(dryFile.toString(), wetFile.toString(), map.offset(), map.drift() * 1e6, flipped,
                corrected() ? "corrected" : measured ? "kept" : "unknown", sourceRate);
    }
}
