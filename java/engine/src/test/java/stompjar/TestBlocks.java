package stompjar;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import stompjar.capture.BlockModel;
import stompjar.capture.BlockModel.Branch;
import stompjar.capture.BlockModel.Shaper;
import stompjar.capture.FilterBank;
import stompjar.capture.LevelledModel;
import stompjar.capture.Model;
import stompjar.capture.MorphModel;

/** Random block models and morphs, the same for a seed. */
public final class TestBlocks {
    private static final FilterBank POLES = new FilterBank(3, new float[] {0.9f, 0.99f, 0.5f, 0.95f, 0.7f});

    private TestBlocks() { }

    /** One of each family, and another waveshaper. */
    public static List<Model> every() {
        return List.of(gain(), waveshaper(),
                block("wiener", new FilterBank(40, new float[] {0.98f}), false, 1, branch(1, Shaper.TANH, 5, FilterBank.THROUGH)),
                block("hammerstein", FilterBank.THROUGH, false, 2, branch(1, Shaper.TANH, 5, POLES)),
                block("wiener-hammerstein", POLES, false, 3, branch(1, Shaper.TANH, 5, POLES)),
                parallel(4), volterra(5), kernel(6), spline(9));
    }

    public static BlockModel gain() {
        return block("gain", FilterBank.THROUGH, true, 7);
    }

    public static BlockModel waveshaper() {
        return block("waveshaper", FilterBank.THROUGH, false, 8, branch(1, Shaper.TANH, 3, FilterBank.THROUGH));
    }

    public static BlockModel spline(long seed) {
        return block("waveshaper", FilterBank.THROUGH, false, seed, new Branch(1, Shaper.SPLINE, 11, 0.4f, FilterBank.THROUGH));
    }

    public static BlockModel parallel(long seed) {
        return block("parallel-wiener-hammerstein", new FilterBank(20, new float[] {0.8f, 0.99f}), true, seed,
                branch(1, Shaper.TANH, 6, new FilterBank(30, new float[] {0.995f})), branch(2, Shaper.TANH, 3, POLES));
    }

    public static BlockModel volterra(long seed) {
        return block("volterra", POLES, true, seed, new Branch(3, Shaper.POLYNOMIAL, 4, 1.5f, FilterBank.THROUGH));
    }

    public static BlockModel kernel(long seed) {
        return block("kernel", POLES, true, seed, branch(4, Shaper.CAUCHY, 9, FilterBank.THROUGH));
    }

    /** One knob, three snapshots. */
    public static MorphModel morph() {
        return new MorphModel(List.of(new float[] {0.1f}, new float[] {1}, new float[] {0.4f}),
                List.of(parallel(1), TestCaptures.lstm(3, 1, 0, 2), waveshaper()));
    }

    /** Two knobs: a grid of four and a point among them. */
    public static MorphModel morph2() {
        List<float[]> positions = List.of(new float[] {0, 0}, new float[] {1, 0}, new float[] {0, 1}, new float[] {1, 1},
                new float[] {0.6f, 0.7f});
        return new MorphModel(positions, IntStream.range(0, 5).mapToObj(i -> (Model) parallel(i)).toList());
    }

    /** The last of its knobs is a level. */
    public static LevelledModel levelled(Model model) {
        return new LevelledModel(model, 6.5f);
    }

    private static Branch branch(int axes, Shaper shaper, int size, FilterBank output) {
        return new Branch(axes, shaper, size, 0, output);
    }

    private static BlockModel block(String family, FilterBank input, boolean direct, long seed, Branch... branches) {
        Random random = new Random(seed);
        float[] weights = new float[BlockModel.branchOffset(input, direct, List.of(branches), branches.length) + 1];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        return new BlockModel(family, input, direct, List.of(branches), weights);
    }
}
