package stompjar.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;

/**
 * Chooses what to learn from next. Settings are dealt like cards, all of them before any comes again, and every setting's error counts
 * by its own wet energy: a quiet setting is learned as well as a loud one. Within a setting every frame is as likely.
 *
 * <p>Now and then a passage is {@link Between} settings instead. One thread.
 */
final class Sampler implements Resumable {
    /** Share of the passages that are between settings: what they cost the settings themselves is hardly measurable. */
    private static final double SHARE_BETWEEN = 0.2;

    private final Learner learner;
    private final Dice random;
    private final List<List<Segment>> bySetting = new ArrayList<>();
    private final List<float[]> positions = new ArrayList<>();
    private final double[] preWeights;
    private final double[] plainWeights;
    private final List<Between> between;
    /** By passage; null where it is at a setting. */
    private final Between.Blend[] blends;
    /** Setting of the dataset → setting here, where only those are that are learned from. */
    private final int[] indexes;
    private final int[] deck;
    private int dealt;
    private int row;
    private final Segment[] current;

    Sampler(Dataset data, Learner learner, Tapers tapers, List<KnobLine> lines, Dice random) {
        this.learner = learner;
        this.random = random;
        List<Segment> train = data.of(Split.TRAIN);
        int passages = learner.units() * learner.lanes();
        List<double[]> powers = new ArrayList<>();
        indexes = new int[data.settings().size()];
        for (int s = 0; s < data.settings().size(); s++) {
            int setting = s;
            List<Segment> segments = train.stream().filter(x -> x.setting() == setting).toList();
            if (!segments.isEmpty()) {
                indexes[s] = bySetting.size();
                bySetting.add(segments);
                positions.add(tapers.coordinates(data.settings().get(s)));
                powers.add(powers(segments));
            }
        }
        preWeights = powers.stream().mapToDouble(p -> 1 / (p[0] * passages * learner.frames())).toArray();
        plainWeights = powers.stream().mapToDouble(p -> 1 / (p[1] * passages * learner.frames())).toArray();
        between = lines.stream().map(line -> new Between(line, tapers, data.settings())).toList();
        blends = new Between.Blend[passages];
        deck = new int[bySetting.size()];
        for (int i = 0; i < deck.length; i++) {
            deck[i] = i;
        }
        dealt = deck.length;
        current = new Segment[passages];
    }

    /** Mean square of the wet audio, pre-emphasised and plain. */
    private static double[] powers(List<Segment> segments) {
        double pre = 0;
        double plain = 0;
        long frames = 0;
        for (Segment segment : segments) {
            float[] wet = segment.wet();
            for (int n = segment.start(); n < segment.end(); n++) {
                double edge = wet[n] - (n > 0 ? Loss.PRE_EMPHASIS * wet[n - 1] : 0);
                pre += edge * edge;
                plain += (double) wet[n] * wet[n];
            }
            frames += segment.frames();
        }
        return new double[] {pre / frames, plain / frames};
    }

    /** Whether the next passages go on where the last ones ended; what networks carry from one to the next is not saved. */
    boolean amidRow() {
        return row % learner.passagesInARow() != 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        random.save(out);
        out.writeInt(row);
        out.writeInt(dealt);
        for (int card : deck) {
            out.writeInt(card);
        }
    }

    @Override
    public void load(DataInput in) throws IOException {
        random.load(in);
        row = in.readInt();
        dealt = in.readInt();
        for (int i = 0; i < deck.length; i++) {
            deck[i] = in.readInt();
        }
    }

    /** Fills {@code passages [unit][lane]} for the next step; returns the frames that count. */
    long next(Passage[][] passages) {
        boolean fresh = row % learner.passagesInARow() == 0;
        row++;
        long frames = 0;
        int index = 0;
        for (Passage[] unit : passages) {
            for (Passage passage : unit) {
                if (fresh) {
                    boolean invented = !between.isEmpty() && random.nextDouble() < SHARE_BETWEEN;
                    blends[index] = invented ? between.get(random.nextInt(between.size())).blend(random) : null;
                    current[index] = begin(passage, blends[index]);
                } else {
                    passage.start += learner.frames();
                }
                if (blends[index] != null) {
                    blends[index].mix(passage, learner.frames());
                }
                passage.fresh = fresh;
                passage.count = Math.max(0, Math.min(learner.frames(), current[index].end() - passage.start));
                frames += passage.count;
                index++;
            }
        }
        return frames;
    }

    private Segment begin(Passage passage, Between.Blend blend) {
        int setting = blend == null ? deal() : -1;
        Segment segment = blend == null ? pick(bySetting.get(setting)) : blend.parts()[0];
        int room = segment.frames() - learner.frames() * learner.passagesInARow();
        passage.dry = segment.dry();
        passage.lfo = segment.lfo();
        passage.wet = segment.wet();
        passage.wetFirst = 0;
        passage.start = segment.start() + (room > 0 ? random.nextInt(room + 1) : 0);
        if (blend == null) {
            passage.knobs = positions.get(setting);
            passage.preWeight = preWeights[setting];
            passage.plainWeight = plainWeights[setting];
        } else {
            passage.knobs = blend.knobs();
            passage.preWeight = blend.mean(preWeights, indexes);
            passage.plainWeight = blend.mean(plainWeights, indexes);
        }
        return segment;
    }

    private int deal() {
        if (dealt == deck.length) {
            for (int i = deck.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int card = deck[i];
                deck[i] = deck[j];
                deck[j] = card;
            }
            dealt = 0;
        }
        return deck[dealt++];
    }

    private Segment pick(List<Segment> segments) {
        long total = 0;
        for (int i = 0; i < segments.size(); i++) {
            total += segments.get(i).frames();
        }
        long at = (long) (random.nextDouble() * total);
        for (int i = 0; i < segments.size(); i++) {
            at -= segments.get(i).frames();
            if (at < 0) {
                return segments.get(i);
            }
        }
        return segments.get(segments.size() - 1);
    }
}
