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
                measure(out[thread][lane], cuts.get(item * lanes + lane), sums[item * lanes + lane]);
            }
        }, (cuts.size() + lanes - 1) / lanes);
        return errors();
    }

    /** A cut's first frame has no frame before it, and is left out of the pre-emphasised sums. */
    private static void measure(float[] y, Cut cut, double[] sum) {
        Arrays.fill(sum, 0);
        float[] wet = cut.segment.wet();
        double errorBefore = 0;
        double wetBefore = 0;
        for (int n = 0; n < cut.count; n++) {
            double target = wet[cut.start + n];
            double error = y[n] - target;
            sum[0] += error * error;
            sum[1] += target * target;
            if (n > 0) {
                double edge = error - Loss.PRE_EMPHASIS * errorBefore;
                double wetEdge = target - Loss.PRE_EMPHASIS * wetBefore;
                sum[2] += edge * edge;
                sum[3] += wetEdge * wetEdge;
            }
            errorBefore = error;
            wetBefore = target;
        }
    }

    private Errors errors() {
        int settings = data.settings().size();
        double[][] total = new double[settings][4];
        for (int i = 0; i < sums.length; i++) {
            for (int k = 0; k < 4; k++) {
                total[cuts.get(i).segment.setting()][k] += sums[i][k];
            }
        }
        // 0/0 is NaN: a setting that is silent, or not in this split.
        return new Errors(Arrays.stream(total).mapToDouble(t -> t[0] / t[1]).toArray(),
                Arrays.stream(total).mapToDouble(t -> t[2] / t[3]).toArray(), data.heldOut());
    }
}
