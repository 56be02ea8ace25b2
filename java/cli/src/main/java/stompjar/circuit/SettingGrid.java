package stompjar.circuit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import stompjar.clone.Response;

/**
 * Settings to record a circuit at: a grid, so that the trainer hears the sound change along each knob alone, whose lines lie closer where it changes fast. A
 * knob that does more has more of them. Of several knobs some settings are left for lines through the middle that are closer still: how the sound runs
 * along one knob is much the same wherever the others are, and the trainer makes use of it. Immutable.
 *
 * @param learned {@code [setting][knob]}, 0..1
 * @param unseen  between them, to test at only
 */
record SettingGrid(List<double[]> learned, List<double[]> unseen) {
    /** Of a straight line two positions would say all; whether it is straight takes a third. */
    private static final int LEAST_POSITIONS = 3;
    private static final int UNSEEN = 4;
    private static final double MIDDLE = 0.5;
    /** Of the settings, the part that makes the grid. */
    private static final double CROSSED = 0.7;

    SettingGrid {
        learned = List.copyOf(learned);
        unseen = List.copyOf(unseen);
    }

    /** What the circuit answers with its knobs anywhere. */
    interface Ear {
        Response at(double[] positions) throws IOException, InterruptedException;
    }

    /**
     * Listens along each knob while the others stand in the middle.
     *
     * @param most settings to learn from, but for three positions of each knob, which are there in any case
     */
    static SettingGrid choose(Ear ear, int knobs, int most) throws IOException, InterruptedException {
        List<KnobTravel> travels = new ArrayList<>();
        for (int k = 0; k < knobs; k++) {
            int turned = k;
            KnobTravel travel = new KnobTravel(position -> {
                double[] positions = middle(knobs);
                positions[turned] = position;
                return ear.at(positions);
            });
            while (travel.positions().size() < LEAST_POSITIONS) {
                travel.divide();
            }
            travels.add(travel);
        }
        int crossed = knobs > 1 ? (int) (CROSSED * most) : most;
        for (KnobTravel next = leastKnown(travels, crossed); next != null; next = leastKnown(travels, crossed)) {
            next.divide();
        }
        List<double[]> learned = product(travels);
        while (knobs > 1 && learned.size() < most) {
            KnobTravel travel = travels.stream().max(Comparator.comparingDouble(KnobTravel::unknown)).orElseThrow();
            double[] setting = middle(knobs);
            setting[travels.indexOf(travel)] = travel.divide();
            learned.add(setting);
        }
        return new SettingGrid(learned, diagonal(travels));
    }

    private static double[] middle(int knobs) {
        double[] positions = new double[knobs];
        Arrays.fill(positions, MIDDLE);
        return positions;
    }

    /** The one that needs another position most, of those for which the grid has room; null if there is none. */
    private static KnobTravel leastKnown(List<KnobTravel> travels, int most) {
        int size = travels.stream().mapToInt(t -> t.positions().size()).reduce(1, (a, b) -> a * b);
        KnobTravel least = null;
        for (KnobTravel travel : travels) {
            int grown = size / travel.positions().size() * (travel.positions().size() + 1);
            if (grown <= most && (least == null || travel.unknown() > least.unknown())) {
                least = travel;
            }
        }
        return least;
    }

    private static List<double[]> product(List<KnobTravel> travels) {
        List<double[]> settings = new ArrayList<>(List.of(new double[0]));
        for (KnobTravel travel : travels) {
            List<double[]> longer = new ArrayList<>();
            for (double[] before : settings) {
                for (double position : travel.positions()) {
                    double[] after = Arrays.copyOf(before, before.length + 1);
                    after[before.length] = position;
                    longer.add(after);
                }
            }
            settings = longer;
        }
        return settings;
    }

    /** In the widest gaps of each knob, with those of the others turned round, so that not all are wide at once. */
    private static List<double[]> diagonal(List<KnobTravel> travels) {
        List<double[]> settings = new ArrayList<>();
        for (int i = 0; i < UNSEEN && !travels.isEmpty(); i++) {
            double[] positions = new double[travels.size()];
            for (int k = 0; k < positions.length; k++) {
                List<Double> gaps = travels.get(k).between(UNSEEN);
                positions[k] = gaps.get((k % 2 == 0 ? i : gaps.size() - 1 - i % gaps.size()) % gaps.size());
            }
            if (settings.stream().noneMatch(s -> Arrays.equals(s, positions))) {
                settings.add(positions);
            }
        }
        return settings;
    }
}
