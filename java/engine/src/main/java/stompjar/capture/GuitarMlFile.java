package stompjar.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.SequentialModel.Dense;
import stompjar.capture.SequentialModel.Layer;
import stompjar.capture.SequentialModel.Recurrent;

/**
 * The JSON of Automated-GuitarAmpModelling (CoreAudioML), which GuitarML's Proteus and TS-M1N3 play: recurrent layers and a linear one, with PyTorch's
 * names. It says neither rate nor names of knobs; by convention the rate is Proteus' 44.1 kHz, and the knobs are drive and tone. Recognised by
 * {@code model_data} and {@code state_dict}.
 */
final class GuitarMlFile {
    private static final double RATE = 44_100;
    private static final List<String> KNOBS = List.of("drive", "tone");

    private GuitarMlFile() { }

    static boolean is(JsonNode root) {
        return root.has("model_data") && root.has("state_dict");
    }

    static Capture fromJson(JsonNode root, String file) {
        Fields fields = new Fields(root);
        Fields data = fields.object("model_data");
        String kind = data.text("model", "SimpleRNN");
        if (!kind.equals("SimpleRNN")) {
            throw new IllegalArgumentException("its model '" + kind + "' is not supported (SimpleRNN is)");
        }
        int inputs = data.integer("input_size");
        int hidden = data.integer("hidden_size");
        int skip = data.integer("skip", 0);
        if (skip < 0 || skip > 1 || data.integer("output_size", 1) != 1) {
            throw new IllegalArgumentException("only mono captures are supported");
        }
        Cell cell = cell(data.text("unit_type"));
        Fields state = fields.object("state_dict");
        List<Layer> layers = new ArrayList<>();
        int count = data.integer("num_layers", 1);
        for (int l = 0; l < count; l++) {
            layers.add(recurrent(state, cell, l, l == 0 ? inputs : hidden, hidden));
        }
        JsonNode bias = state.node().get("lin.bias");
        layers.add(new Dense(hidden, 1, Tensor.of(state.node().get("lin.weight"), "'lin.weight'", 1, hidden),
                bias == null || bias.isNull() ? new float[1] : Tensor.of(bias, "'lin.bias'", 1)));
        List<Knob> knobs = new ArrayList<>();
        for (int k = 1; k < inputs && k <= Capture.MAX_KNOBS; k++) {
            knobs.add(new Knob(k <= KNOBS.size() ? KNOBS.get(k - 1) : "param" + k, 0, 1, 0.5));
        }
        return new Capture("guitarml", Captures.nameOf(file), RATE, knobs, new SequentialModel(inputs, layers, skip == 1, 1, 1, 0), Metadata.NONE);
    }

    private static Cell cell(String unit) {
        for (Cell cell : Cell.values()) {
            if (cell.name().equals(unit)) {
                return cell;
            }
        }
        throw new IllegalArgumentException("its unit type '" + unit + "' is not supported");
    }

    private static Recurrent recurrent(Fields state, Cell cell, int layer, int inputs, int hidden) {
        long rows = (long) cell.gates() * hidden;
        if (inputs < 1 || hidden < 1 || rows > Captures.MAX_TOKENS) {
            throw new IllegalArgumentException("a recurrent layer from " + inputs + " to " + hidden + " channels is not supported");
        }
        return new Recurrent(cell, inputs, hidden, tensor(state, "weight_ih", layer, (int) rows, inputs), tensor(state, "weight_hh", layer, (int) rows, hidden),
                tensor(state, "bias_ih", layer, (int) rows), tensor(state, "bias_hh", layer, (int) rows));
    }

    private static float[] tensor(Fields state, String name, int layer, int... shape) {
        String key = "rec." + name + "_l" + layer;
        return Tensor.of(state.node().get(key), "'" + key + "'", shape);
    }
}
