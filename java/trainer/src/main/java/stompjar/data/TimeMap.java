package stompjar.data;

/**
 * Where in a wet recording the moment of a dry frame is: at wet frame {@code offset + (1 + drift) · dry frame}.
 *
 * @param offset wet frames by which the wet recording is late at the dry recording's beginning; negative: early
 * @param drift  by how much the wet recorder's clock runs faster than that of the dry; 1e-6 is one ppm
 */
record TimeMap(double offset, double drift) {
    static final TimeMap SAME = new TimeMap(0, 0);

    double wetFrame(double dryFrame) {
        return offset + (1 + drift) * dryFrame;
    }

    /** First dry frame that has wet audio. */
    int first() {
        return (int) Math.max(0, Math.ceil(-offset / (1 + drift)));
    }

    /** Dry frame after the last one that has wet audio, of {@code wetFrames}; at most {@code dryFrames}. */
    int end(int wetFrames, int dryFrames) {
        return (int) Math.max(0, Math.min(dryFrames, Math.floor((wetFrames - 1 - offset) / (1 + drift)) + 1));
    }

    /** This map, if the wet audio that it was applied to turns out to be late by {@code late} once more. */
    TimeMap then(TimeMap late) {
        // wet' frame m is wet frame offset + (1 + drift) m, and m = late.offset + (1 + late.drift) n.
        return new TimeMap(wetFrame(late.offset), (1 + drift) * (1 + late.drift) - 1);
    }
}
