package stompjar.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Loss and gradients of an LSTM and of a GRU with a knob against ND4J's SameDiff, step by step from plain operations: its own recurrent layer has wrong
 * gradients where it does not begin with zeros.
 */
class RecurrentOracleTest {
    private static final Scaling SCALING = new Scaling(2.5f, 0.4f);
    private static final int LANES = LaneKernels.LANES;
    private static final int FRAMES = 24;
    private static final int START = 100;
    private static final int KNOBS = 1;
    private static final int HIDDEN = 5;

    /** Entry (i, j) of a variable lies at {@code offset + i · rowStride + j · columnStride} of the flat parameters. */
    private record Place(String name, int offset, int rows, int columns, int rowStride, int columnStride) { }

    private final SameDiff graph = SameDiff.create();
    private final List<Place> places = new ArrayList<>();
    private RecurrentLearner learner;
    private float[] p;

    private SDVariable weights(int offset, int rows, int columns, int rowStride, int columnStride) {
        double[][] values = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i][j] = p[offset + i * rowStride + j * columnStride];
            }
        }
        places.add(new Place("w" + places.size(), offset, rows, columns, rowStride, columnStride));
        return graph.var(places.get(places.size() - 1).name, Nd4j.createFromArray(values));
    }

    /** Of inputs, of the state and of nothing: {@code [inputs][hidden]}, {@code [hidden][hidden]}, {@code [1][hidden]}; null where a gate does not hear. */
    private record Gate(SDVariable inputs, SDVariable state, SDVariable bias) {
        SDVariable of(SDVariable x, SDVariable h) {
            SDVariable sum = bias;
            sum = inputs == null ? sum : x.mmul(inputs).add(sum);
            return state == null ? sum : h.mmul(state).add(sum);
        }
    }

    private Gate gate(int gate) {
        int from = learner.weights(gate);
        return new Gate(learner.cell.hearsInputs(gate) ? weights(from, learner.inputs, HIDDEN, 1, learner.columns) : null,
                learner.cell.hearsState(gate) ? weights(from + learner.inputs, HIDDEN, HIDDEN, 1, learner.columns) : null,
                weights(learner.bias + gate * HIDDEN, 1, HIDDEN, 0, 1));
    }

    /** Every lane with audio, a knob position and a state of its own, in the middle of a row of passages. */
    private Passage[] passages() {
        Random random = new Random(5);
        Passage[] passages = new Passage[LANES];
        for (int l = 0; l < LANES; l++) {
            Passage passage = WaveNetGradientTest.passage(FRAMES, KNOBS, false);
            passage.dry = WaveNetGradientTest.noise(random, START + FRAMES);
            passage.wet = WaveNetGradientTest.noise(random, START + FRAMES);
            passage.start = START;
            passage.knobs[0] = random.nextFloat();
            passage.fresh = false;
            passage.carried = new float[2 * HIDDEN];
            for (int j = 0; j < HIDDEN; j++) {
                passage.carried[j] = random.nextFloat() - 0.5f;
                // The memory of a GRU is its state.
                passage.carried[HIDDEN + j] = learner.cell instanceof GruCell ? passage.carried[j] : 2 * random.nextFloat() - 1;
            }
            passages[l] = passage;
        }
        return passages;
    }

    private SDVariable constant(String name, Passage[] passages, int columns, java.util.function.BiFunction<Passage, Integer, Double> value) {
        double[][] values = new double[LANES][columns];
        for (int l = 0; l < LANES; l++) {
            for (int i = 0; i < columns; i++) {
                values[l][i] = value.apply(passages[l], i);
            }
        }
        return graph.constant(name, Nd4j.createFromArray(values));
    }

    private SDVariable network(Passage[] passages) {
        Gate[] gates = {gate(0), gate(1), gate(2), gate(3)};
        SDVariable head = weights(learner.head, HIDDEN, 1, 1, 0);
        SDVariable headBias = weights(learner.head + HIDDEN, 1, 1, 0, 0);
        SDVariable h = constant("h", passages, HIDDEN, (passage, j) -> (double) passage.carried[j]);
        SDVariable c = constant("c", passages, HIDDEN, (passage, j) -> (double) passage.carried[HIDDEN + j]);
        SDVariable[] y = new SDVariable[FRAMES];
        for (int t = 0; t < FRAMES; t++) {
            int at = START + t;
            SDVariable x = constant("x" + t, passages, 1 + KNOBS,
                    (passage, i) -> i == 0 ? passage.dry[at] * (double) SCALING.input() : 2.0 * passage.knobs[i - 1] - 1);
            SDVariable[] z = new SDVariable[gates.length];
            for (int g = 0; g < gates.length; g++) {
                z[g] = gates[g].of(x, h);
            }
            SDVariable first = graph.nn().sigmoid(z[0]);
            SDVariable second = graph.nn().sigmoid(z[1]);
            if (learner.cell instanceof LstmCell) {
                c = second.mul(c).add(first.mul(graph.math().tanh(z[2])));
                h = graph.nn().sigmoid(z[3]).mul(graph.math().tanh(c));
            } else {
                SDVariable candidate = graph.math().tanh(z[3].add(first.mul(z[2])));
                h = candidate.add(second.mul(h.sub(candidate)));
            }
            y[t] = h.mmul(head).add(headBias).mul(SCALING.output());
        }
        return graph.concat(1, y);
    }

    private SDVariable loss(SDVariable y, Passage[] passages) {
        SDVariable error = y.sub(constant("wet", passages, FRAMES, (passage, t) -> (double) passage.wet[START + t]));
        SDVariable edge = graph.slice(error, new int[] {0, 1}, LANES, FRAMES - 1).sub(graph.slice(error, new int[] {0, 0}, LANES, FRAMES - 1).mul(0.85));
        return edge.mul(edge).sum().mul(passages[0].preWeight).add(error.mul(error).sum().mul(0.1 * passages[0].plainWeight));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lstm", "gru"})
    void agrees(String cell) {
        learner = new RecurrentLearner(cell.equals("lstm") ? new LstmCell() : new GruCell(), HIDDEN, KNOBS, false, SCALING, FRAMES);
        p = WaveNetGradientTest.parameters(learner);
        Passage[] passages = passages();
        SDVariable total = loss(network(passages), passages);
        total.markAsLoss();
        float[] gradient = new float[p.length];
        double loss = learner.worker(new LossWeights(0.1, 0, 0)).gradient(p, passages, gradient);
        assertEquals(total.eval().getDouble(0), loss, 1e-5 * loss);
        Map<String, INDArray> slopes = graph.calculateGradients(Map.of(), places.stream().map(Place::name).toList());
        int compared = 0;
        double largest = 0;
        for (Place place : places) {
            for (int i = 0; i < place.rows; i++) {
                for (int j = 0; j < place.columns; j++) {
                    int at = place.offset + i * place.rowStride + j * place.columnStride;
                    double expected = slopes.get(place.name).getDouble(i, j);
                    assertEquals(expected, gradient[at], 1e-5 + 1e-4 * Math.abs(expected), place.name + ", parameter " + at);
                    largest = Math.max(largest, Math.abs(expected));
                    compared++;
                }
            }
        }
        assertTrue(largest > 0.01, "the gradient must not vanish");
        assertEquals(p.length, compared, "every parameter");
    }
}
