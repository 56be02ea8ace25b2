package stompjar.clone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stompjar.host.Lv2Exception;

/**
 * Chooses at which knob positions a device is recorded: those that are farthest from all that were chosen before, one after the other (the
 * farthest-point strategy of Eldar, Lindenbaum, Porat, Zeevi 1997). Far means that the device sounds different, and, so that nothing is left
 * out where it does not, that the knobs are apart. So the settings fill the space of the knobs, and lie closer where the sound changes fast. One thread.
 */
final class SettingChooser {
    /** Settings to learn from, by number of knobs from none. Along one knob this strategy halves gaps, so that 2^n + 1 settings lie evenly. */
    private static final int[] LEARNED = {1, 17, 24, 32};
    private static final int UNSEEN = 4;
    private static final int MOST_ASKED = 64;
    /** Settings to choose among, by number of knobs. */
    private static final int[] CANDIDATES = {1, 51, 128, 160};
    /** Corners of the space of so many knobs are all tried; of more, two opposite ones. */
    private static final int MOST_CORNERED = 4;
    /** What the whole way along a knob counts, where the greatest difference in sound counts 1. */
    private static final double SPACE = 0.5;
    /** Relative difference (the root of an ESR) below which two settings sound the same: −100 dB. */
    private static final double SAME = 1e-5;

    private final List<PedalKnob> knobs;
    private final Device device;
    private final float[] probe;
    private final List<float[]> candidates = new ArrayList<>();
    private final List<Response> responses = new ArrayList<>();

    /** @param probe a few seconds of what will be recorded */
    SettingChooser(List<PedalKnob> knobs, Device device, float[] probe) {
        this.knobs = knobs;
        this.device = device;
        this.probe = probe;
    }

    /** @throws IllegalArgumentException if no knob changes anything, or too many settings are asked for */
    Settings choose() throws Lv2Exception, InterruptedException {
        if (knobs.isEmpty()) {
            return new Settings(List.of(new float[0]), List.of());
        }
        if (knobs.stream().noneMatch(PedalKnob::free)) {
            return everyChoice();
        }
        corners();
        int given = candidates.size();
        for (int i = 0; candidates.size() < of(CANDIDATES) && i < 4 * of(CANDIDATES); i++) {
            propose(scattered(i));
        }
        for (float[] candidate : candidates) {
            responses.add(new Response(device.play(candidate, probe)));
        }
        return farthestFirst(given);
    }

    /** All that was asked for; between those positions of a control without steps there are others to test at. */
    private Settings everyChoice() {
        List<float[]> learned = new ArrayList<>(List.of(new float[0]));
        for (PedalKnob knob : knobs) {
            List<float[]> longer = new ArrayList<>();
            for (float[] before : learned) {
                for (float position : knob.choices()) {
                    float[] positions = Arrays.copyOf(before, before.length + 1);
                    positions[before.length] = position;
                    longer.add(positions);
                }
            }
            learned = longer;
            if (learned.size() > MOST_ASKED) {
                throw new IllegalArgumentException("at most " + MOST_ASKED + " settings can be asked for, counted over all knobs");
            }
        }
        List<float[]> unseen = new ArrayList<>();
        for (int i = 0; i < UNSEEN; i++) {
            float[] positions = new float[knobs.size()];
            for (int k = 0; k < positions.length; k++) {
                float[] choices = knobs.get(k).choices();
                int below = (int) ((i + 0.5) / UNSEEN * (choices.length - 1) + k) % (choices.length - 1);
                positions[k] = knobs.get(k).port().stepped() ? choices[below] : (choices[below] + choices[below + 1]) / 2;
            }
            unseen.add(positions);
        }
        List<float[]> known = learned;
        unseen.removeIf(u -> known.stream().anyMatch(l -> Arrays.equals(l, u)));
        for (int i = unseen.size() - 1; i > 0; i--) {
            float[] last = unseen.get(i);
            if (unseen.subList(0, i).stream().anyMatch(u -> Arrays.equals(u, last))) {
                unseen.remove(i);
            }
        }
        return new Settings(learned, unseen);
    }

    private int of(int[] byKnobs) {
        return byKnobs[Math.min(knobs.size(), byKnobs.length - 1)];
    }

    private void corners() {
        int n = knobs.size();
        int all = 1 << n;
        for (int corner = 0; corner < all; corner++) {
            if (n > MOST_CORNERED && corner != 0 && corner != all - 1) {
                continue;
            }
            float[] positions = new float[n];
            for (int k = 0; k < n; k++) {
                positions[k] = corner >> k & 1;
            }
            propose(positions);
        }
    }

    /** One knob: an even row. More: the additive sequence that fills a cube evenly (Roberts 2018: powers of the root of x^(n+1) = x + 1). */
    private float[] scattered(int i) {
        int n = knobs.size();
        if (n == 1) {
            return new float[] {(float) (i % of(CANDIDATES)) / (of(CANDIDATES) - 1)};
        }
        double root = 2;
        for (int step = 0; step < 60; step++) {
            root = Math.pow(1 + root, 1.0 / (n + 1));
        }
        float[] positions = new float[n];
        for (int k = 0; k < n; k++) {
            positions[k] = (float) ((0.5 + (i + 1) * Math.pow(root, -(k + 1))) % 1);
        }
        return positions;
    }

    private void propose(float[] positions) {
        float[] snapped = new float[positions.length];
        for (int k = 0; k < snapped.length; k++) {
            snapped[k] = knobs.get(k).snap(positions[k]);
        }
        if (candidates.stream().noneMatch(c -> Arrays.equals(c, snapped))) {
            candidates.add(snapped);
        }
    }

    /** @param given so many candidates, the first, are taken in any case */
    private Settings farthestFirst(int given) {
        int count = candidates.size();
        double greatest = 0;
        for (int c = 1; c < count; c++) {
            greatest = Math.max(greatest, difference(0, c));
        }
        if (greatest < SAME) {
            throw new IllegalArgumentException("turning " + String.join(", ", knobs.stream().map(PedalKnob::name).toList()) + " does not change the sound");
        }
        double[] nearest = new double[count];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        List<float[]> order = new ArrayList<>();
        int wanted = Math.min(count, Math.max(given, of(LEARNED)) + UNSEEN);
        for (int i = 0; i < wanted; i++) {
            int next = 0;
            for (int c = 0; c < count; c++) {
                next = nearest[c] > nearest[next] ? c : next;
            }
            next = i < given ? i : next;
            order.add(candidates.get(next));
            for (int c = 0; c < count; c++) {
                nearest[c] = Math.min(nearest[c], difference(next, c) / greatest + SPACE * apart(next, c));
            }
        }
        int learned = Math.min(wanted, Math.max(given, of(LEARNED)));
        return new Settings(order.subList(0, learned), order.subList(learned, order.size()));
    }

    private double difference(int a, int b) {
        return responses.get(a).difference(responses.get(b));
    }

    private double apart(int a, int b) {
        double sum = 0;
        for (int k = 0; k < knobs.size(); k++) {
            double d = candidates.get(a)[k] - candidates.get(b)[k];
            sum += d * d;
        }
        return Math.sqrt(sum / knobs.size());
    }
}
