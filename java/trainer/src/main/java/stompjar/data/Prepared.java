package stompjar.data;

import java.nio.file.Path;
import java.util.List;

/** Recordings that are ready to be learned from, and what had to be done to them. */
public record Prepared(Dataset data, Findings findings) {
    /** Shorter recordings cannot be split. */
    private static final double MIN_SECONDS = 1;

    /**
     * One dry/wet pair without knobs: the first 80 % to learn, then 10 % to choose by, the last 10 % to report.
     *
     * @param align whether latency, clock drift and polarity may be corrected
     */
    public static Prepared ofPair(Path dryFile, Path wetFile, boolean align) throws AudioException {
        Audio dry = Checks.usable(dryFile, AudioFiles.read(dryFile));
        Audio wet = Checks.usable(wetFile, AudioFiles.read(wetFile));
        Session session = new Session();
        session.onlyFirst(dryFile, dry);
        Take take = session.take(dryFile, dry, wetFile, wet);
        take.part(0, dry.frames());
        take.untilTheEnd();
        session.prepare(align);
        int frames = take.end() - take.first();
        if (frames < MIN_SECONDS * dry.rate()) {
            throw new AudioException(wetFile.toString(), "only " + Math.max(0, frames) + " frames are left to learn from");
        }
        Segment all = new Segment(dry.channels()[0], null, take.wet(), take.first(), take.end(), Split.TRAIN, 0);
        Dataset data = Dataset.checked(new Dataset(wetFile.toString(), dry.rate(), List.of(), List.of(new float[0]), Dataset.split(all),
                new boolean[1]));
        return new Prepared(data, session.findings(data));
    }
}
