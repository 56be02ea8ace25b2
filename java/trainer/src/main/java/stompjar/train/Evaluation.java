package stompjar.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;

/**
 * Plays whole parts of a dataset, cut into passages with a warm-up each, and measures ESR by setting. The cuts are made once and run
 * often. The caller's thread and its crew.
 */
final class Evaluation {
    private record Cut(Segment segment, int start, int count) {
    }

    private final Dataset data;
    private final Learner learner;
    /** By setting. */
    private final List<float[]> coordinates;
    private final List<Cut> cuts = new ArrayList<>();
    /** By cut: squared error and energy, plain and pre-emphasised. */
    private final double[][] sums;
    private final long frames;

    /** @param seconds at most so many of each setting, evenly from each of its segments */
    Evaluation(Dataset data, Split split, Learner learner, Tapers tapers, double seconds) {
        this.data = data;
        this.learner = learner;
        coordinates = data.settings().stream().map(tapers::coordinates).toList();
        double[] total = new double[data.settings().size()];
        for (Segment segment : data.of(split)) {
            total[segment.setting()] += segment.frames();
        }
        long all = 0;
        for (Segment segment : data.of(split)) {
            double share = Math.min(1, seconds * data.rate() / total[segment.setting()]);
            int end = segment.start() + (int) Math.round(segment.frames() * share);
            for (int start = segment.start(); start < end; start += learner.playFrames()) {
                int count = Math.min(learner.playFrames(), end - start);
                cuts.add(new Cut(segment, start, count));
                all += count;
            }
        }
        frames = all;
        sums = new double[cuts.size()][4];
    }

    long frames() {
        return frames;
    }

    Errors run(float[] parameters, Learner.Worker[] workers, Crew crew) {
        int lanes = learner.lanes();
        float[][][] out = new float[crew.threads()][lanes][learner.playFrames()];
        Passage[][] passages = new Passage[crew.threads()][lanes];
        for (Passage[] unit : passages) {
            Arrays.setAll(unit, i -> new Passage());
        }
        crew.run((item, thread) -> {
            for (int lane = 0; lane < lanes; lane++) {
                // Lanes left over play the last cut again.
                Cut cut = cuts.get(Math.min(cuts.size() - 1, item * lanes + lane));
                Passage passage = passages[thread][lane];
                passage.dry = cut.segment.dry();
                passage.lfo = cut.segment.lfo();
                passage.start = cut.start;
                passage.count = cut.count;
                passage.knobs = coordinates.get(cut.segment.setting());
                passage.fresh = true;
            }
            workers[thread].play(parameters, passages[thread], out[thread]);
            for (int lane = 0; lane < lanes && item * lanes + lane < cuts.size(); lane++) {
                Cut cut = cuts.get(item * lanes + lane);
                Arrays.fill(sums[item * lanes + lane], 0);
                Errors.measure(out[thread][lane], cut.segment.wet(), cut.start, cut.count, sums[item * lanes + lane]);
            }
        }, (cuts.size() + lanes - 1) / lanes);
        return errors();
    }

    private Errors errors() {
        int settings = data.settings().size();
        double[][] total = new double[settings][4];
        for (int i = 0; i < sums.length; i++) {
            for (int k = 0; k < 4; k++) {
                total[cuts.get(i).segment.setting()][k] += sums[i][k];
            }
        }
        return Errors.of(total, data.heldOut());
    }
}
