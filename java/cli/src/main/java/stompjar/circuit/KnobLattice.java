package stompjar.circuit;

import java.util.ArrayList;
import java.util.List;

/** Fills the space of some knobs with settings: corners first, then whatever is farthest from all there are, so that gaps are halved. Any thread. */
final class KnobLattice {
    /** Positions of each knob to choose among. */
    private static final int STEPS = 16;

    private KnobLattice() { }

    /** So many settings, 0..1 {@code [setting][knob]}; without knobs there is one. */
    static List<double[]> fill(int knobs, int count) {
        List<double[]> candidates = new ArrayList<>(List.of(new double[0]));
        for (int k = 0; k < knobs; k++) {
            List<double[]> longer = new ArrayList<>();
            for (double[] before : candidates) {
                for (int step = 0; step <= STEPS; step++) {
                    double[] after = java.util.Arrays.copyOf(before, before.length + 1);
                    after[before.length] = (double) step / STEPS;
                    longer.add(after);
                }
            }
            candidates = longer;
        }
        List<double[]> chosen = new ArrayList<>();
        double[] gap = new double[candidates.size()];
        java.util.Arrays.fill(gap, Double.POSITIVE_INFINITY);
        while (chosen.size() < Math.min(count, candidates.size())) {
            int next = 0;
            for (int c = 0; c < gap.length; c++) {
                next = gap[c] > gap[next] ? c : next;
            }
            chosen.add(candidates.get(next));
            for (int c = 0; c < gap.length; c++) {
                gap[c] = Math.min(gap[c], distance(candidates.get(next), candidates.get(c)));
            }
        }
        return chosen;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }
}
