package stompjar.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Snapshots of a device at positions of its knobs, cross-faded: between two positions, or inside a triangle of three, the output is the weighted mean of
 * their outputs. What a knob-conditioned network has to beat. All snapshots run all the time, so that each is in its right state when the knob arrives.
 *
 * <p>Weights: those of the snapshots, one after the other.
 *
 * @param positions {@code [snapshot][knob]}, 0..1; one knob or two, and with two not all on one line
 * @param snapshots models without knobs, one for each position
 */
public record MorphModel(List<float[]> positions, List<Model> snapshots) implements Model {
    private static final int MAX_SNAPSHOTS = 64;
    /** Positions closer than this count as the same. */
    private static final double APART = 1e-4;
    /** Twice the least area of the largest triangle: else the positions are a line. */
    private static final double LEAST_AREA = 1e-4;

    public MorphModel {
        positions = List.copyOf(positions);
        snapshots = List.copyOf(snapshots);
        int knobs = positions.isEmpty() ? 0 : positions.get(0).length;
        if (positions.size() != snapshots.size() || positions.size() < 2 || positions.size() > MAX_SNAPSHOTS) {
            throw new IllegalArgumentException("a morph needs 2 to " + MAX_SNAPSHOTS + " snapshots and a position for each");
        }
        if (knobs < 1 || knobs > 2) {
            throw new IllegalArgumentException("a morph is for one knob or two, not " + knobs);
        }
        for (int i = 0; i < positions.size(); i++) {
            check(positions, i, knobs);
            if (snapshots.get(i).inputs() != 1 || snapshots.get(i) instanceof MorphModel) {
                throw new IllegalArgumentException("a snapshot of a morph has knobs of its own");
            }
            if (snapshots.get(i).outputs() != 1) {
                throw new IllegalArgumentException("a snapshot of a morph has " + snapshots.get(i).outputs() + " outputs");
            }
        }
        if (knobs == 2 && !spread(positions)) {
            throw new IllegalArgumentException("the positions of a morph's two knobs lie on a line");
        }
    }

    private static void check(List<float[]> positions, int i, int knobs) {
        float[] p = positions.get(i);
        if (p.length != knobs) {
            throw new IllegalArgumentException("the positions of a morph differ in their number of knobs");
        }
        for (float v : p) {
            if (!(v >= 0 && v <= 1)) {
                throw new IllegalArgumentException("a morph has a snapshot at knob position " + v);
            }
        }
        for (float[] other : positions.subList(0, i)) {
            double square = 0;
            for (int k = 0; k < knobs; k++) {
                square += (p[k] - other[k]) * (p[k] - other[k]);
            }
            if (square < APART * APART) {
                throw new IllegalArgumentException("a morph has two snapshots at " + Arrays.toString(p));
            }
        }
    }

    private static boolean spread(List<float[]> p) {
        for (int i = 2; i < p.size(); i++) {
            for (int j = 1; j < i; j++) {
                double area = (p.get(j)[0] - p.get(0)[0]) * (p.get(i)[1] - p.get(0)[1])
                        - (p.get(i)[0] - p.get(0)[0]) * (p.get(j)[1] - p.get(0)[1]);
                if (Math.abs(area) > LEAST_AREA) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public String family() {
        return "morph";
    }

    @Override
    public String kind() {
        return "morph " + snapshots.stream().map(Model::kind).distinct().sorted().toList();
    }

    @Override
    public int inputs() {
        return 1 + positions.get(0).length;
    }

    @Override
    public int parameters() {
        return snapshots.stream().mapToInt(Model::parameters).sum();
    }

    @Override
    public long history() {
        return snapshots.stream().mapToLong(Model::history).sum();
    }

    @Override
    public int receptiveField() {
        return snapshots.stream().mapToInt(Model::receptiveField).max().orElseThrow();
    }

    @Override
    public float[] weights() {
        float[] all = new float[snapshots.stream().mapToInt(m -> m.weights().length).sum()];
        int at = 0;
        for (Model snapshot : snapshots) {
            float[] weights = snapshot.weights();
            System.arraycopy(weights, 0, all, at, weights.length);
            at += weights.length;
        }
        return all;
    }

    static MorphModel read(Fields config, float[] weights) {
        List<float[]> positions = new ArrayList<>();
        List<Model> snapshots = new ArrayList<>();
        int at = 0;
        for (JsonNode element : config.list("snapshots")) {
            Fields f = new Fields(element);
            int count = f.integer("weights");
            if (count < 0 || count > weights.length - at) {
                throw new IllegalArgumentException("its snapshots need more weights than there are");
            }
            if (f.text("family").equals("morph")) {
                throw new IllegalArgumentException("a snapshot of a morph is a morph");
            }
            positions.add(f.floats("position"));
            snapshots.add(ModelJson.stomp(f.text("family"), f.object("config"), Arrays.copyOfRange(weights, at, at + count)));
            at += count;
        }
        Model.checkWeights(weights, at);
        return new MorphModel(positions, snapshots);
    }

    ObjectNode json() {
        ObjectNode node = Captures.JSON.createObjectNode();
        ArrayNode list = node.putArray("snapshots");
        for (int i = 0; i < snapshots.size(); i++) {
            Model snapshot = snapshots.get(i);
            ObjectNode entry = list.addObject();
            ArrayNode position = entry.putArray("position");
            for (float v : positions.get(i)) {
                position.add(v);
            }
            entry.put("family", ModelJson.family(snapshot)).put("weights", snapshot.weights().length);
            entry.set("config", ModelJson.write(snapshot));
        }
        return node;
    }
}
