package stompjar.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All recordings of one device: measures how each is aligned, decides what is common to them, corrects, and says what it found.
 *
 * <p>Files of one session went through the same converters: where the latencies agree to a few frames, their median is taken for all of
 * them, so that no knob position is moved against another by what the device itself does to phases. Others keep their own.
 */
final class Session {
    /** Frames and clock within which two takes are of one session. */
    private static final double SAME_OFFSET = 3;
    private static final double SAME_DRIFT = 2e-6;
    /** Recordings are aligned if they are no more than this early, frames, or late, seconds: devices and simulations take a moment, too. */
    private static final double EARLY = 0.5;
    private static final double LATE = 1e-4;
    /** Seconds that a flanger's or a chorus' own delay and turning phases may look like. */
    private static final double MODULATION = 3e-3;
    /** Frames. So close to a whole number it is one, most likely: a cut in an editor. */
    private static final double WHOLE = 0.15;
    /** Ratios of speeds by which a file plays whose header lies. */
    private static final int[][] SPEEDS = {{48_000, 44_100}, {44_100, 48_000}, {2, 1}, {1, 2}};

    private final List<Take> takes = new ArrayList<>();
    private final Map<float[], Map<float[], Take>> known = new IdentityHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    /** The take of these two files; the wet is brought to the dry's rate. */
    Take take(Path dryFile, Audio dry, Path wetFile, Audio wet) throws AudioException {
        if (wet.channels().length != 1) {
            throw new AudioException(wetFile.toString(), "it has " + wet.channels().length + " channels; wet audio must be mono");
        }
        float[] source = wet.channels()[0];
        Take take = known.computeIfAbsent(dry.channels()[0], d -> new IdentityHashMap<>()).get(source);
        if (take == null) {
            float[] converted = wet.rate() == dry.rate() ? source : Resampled.convert(source, wet.rate(), dry.rate());
            take = new Take(dryFile, dry.channels()[0], wetFile, converted, dry.rate(), wet.rate());
            known.get(dry.channels()[0]).put(source, take);
            takes.add(take);
            if (wet.rate() != dry.rate()) {
                warnings.add(wetFile + ": converted from " + wet.rate() + " to " + dry.rate() + " Hz, the rate of " + dryFile);
            }
        }
        return take;
    }

    /** Measures and corrects every take; their parts must be known. */
    void prepare(boolean align) throws AudioException {
        takes.parallelStream().map(Inspection::of).toList().forEach(warnings::addAll);
        for (Take take : takes) {
            if (!Inspection.hears(take)) {
                throw new AudioException(take.dryFile.toString(), "it is silent where " + take.wetFile + " is to be learned from it");
            }
        }
        if (align) {
            takes.parallelStream().filter(Inspection::audible).forEach(Take::measure);
            for (Take take : takes) {
                if (take.alignment() != null && !take.alignment().related()) {
                    unrelated(take);
                }
            }
            correct();
        }
        for (Take take : takes) {
            checkLength(take);
        }
    }

    /** Of a dry recording that has no modulation signal on another channel. */
    void onlyFirst(Path dryFile, Audio dry) {
        String warning = dryFile + ": it has " + dry.channels().length + " channels, and they differ; only the first is used";
        if (!Arrays.stream(dry.channels()).allMatch(c -> Arrays.equals(c, dry.channels()[0])) && !warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    Findings findings(Dataset data) {
        double seconds = data.seconds(Split.TRAIN) / Math.max(1, data.settings().size());
        if (seconds < Inspection.LITTLE_SECONDS) {
            warnings.add(String.format(Locale.ROOT, "%s: only %.1f s to learn from%s; a minute or more gives a better capture",
                    data.name(), seconds, data.settings().size() > 1 ? " at each setting" : ""));
        }
        return new Findings(takes.stream().map(Take::finding).toList(), warnings);
    }

    /** Tries the speeds that a wrong header makes; then it is no pair. */
    private void unrelated(Take take) throws AudioException {
        float[] wet = take.wet();
        for (int[] speed : SPEEDS) {
            take.replace(Resampled.convert(wet, speed[0], speed[1]));
            take.measure();
            if (take.alignment().related() && take.alignment().certain()) {
                warnings.add(String.format(Locale.ROOT,
                        "%s: it plays %.4f times as fast as %s: its header names a wrong sample rate; it was converted", take.wetFile,
                        (double) speed[0] / speed[1], take.dryFile));
                return;
            }
        }
        take.replace(wet);
        if (!take.isModulated()) {
            throw new AudioException(take.wetFile.toString(), "it has nothing in common with " + take.dryFile + ": no part of it follows the dry "
                    + "recording, not even up to " + (int) CoarseLag.LONGEST + " s late or early. Is it the right file?");
        }
    }

    private void correct() {
        List<Take> sure = takes.stream().filter(t -> t.alignment() != null && t.alignment().certain()).toList();
        TimeMap middle = middle(sure);
        List<Take> together = sure.stream().filter(t -> close(t.alignment().map(), middle)).toList();
        TimeMap common = middle(together);
        for (Take take : takes) {
            Alignment found = take.alignment();
            if (found == null || !found.certain()) {
                continue;
            }
            TimeMap map = together.contains(take) ? common : found.map();
            take.correct(worthwhile(map, take), found.inverted() && !take.isModulated());
            if (found.jump() != 0) {
                warnings.add(String.format(Locale.ROOT, "%s: around %.1f s its latency departs by %.1f samples: audio was lost or repeated "
                        + "there. Leave that part out, or record again", take.wetFile, found.jumpTime(), found.jump()));
            }
        }
    }

    private static TimeMap middle(List<Take> of) {
        return of.isEmpty() ? TimeMap.SAME : new TimeMap(Alignment.median(of.stream().mapToDouble(t -> t.alignment().map().offset()).toArray()),
                Alignment.median(of.stream().mapToDouble(t -> t.alignment().map().drift()).toArray()));
    }

    private static boolean close(TimeMap a, TimeMap b) {
        return Math.abs(a.offset() - b.offset()) < SAME_OFFSET && Math.abs(a.drift() - b.drift()) < SAME_DRIFT;
    }

    private static TimeMap worthwhile(TimeMap map, Take take) {
        if (map.drift() != 0 && !take.isModulated()) {
            return map;
        }
        double early = take.isModulated() ? MODULATION * take.rate : EARLY;
        double late = (take.isModulated() ? MODULATION : LATE) * take.rate;
        if (map.offset() >= -early && map.offset() <= late) {
            return TimeMap.SAME;
        }
        double whole = Math.rint(map.offset());
        return Math.abs(map.offset() - whole) < WHOLE ? new TimeMap(whole, 0) : map;
    }

    private void checkLength(Take take) throws AudioException {
        if (take.first() >= take.end()) {
            throw new AudioException(take.wetFile.toString(), "nothing of it sounds at the same time as " + take.dryFile);
        }
        double missing = (take.dry.length - (take.end() - take.first())) / (double) take.rate;
        if (take.isWhole() && missing > Inspection.SHORT_SECONDS) {
            warnings.add(String.format(Locale.ROOT, "%s: it covers %.2f of the %.2f s of %s; only those are used", take.wetFile,
                    (take.end() - take.first()) / (double) take.rate, take.dry.length / (double) take.rate, take.dryFile));
        }
        if (take.isWhole() && take.beyond() > Inspection.TAIL_SECONDS) {
            warnings.add(String.format(Locale.ROOT, "%s: it goes on for %.2f s after the end of %s; that is not used", take.wetFile, take.beyond(),
                    take.dryFile));
        }
    }
}
