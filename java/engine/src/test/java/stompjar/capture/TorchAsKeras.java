package stompjar.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Rewrites a PyTorch state dictionary in the manner of Keras, row by row. */
final class TorchAsKeras {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TorchAsKeras() { }

    static JsonNode of(JsonNode state, String unit, int layers) {
        ObjectNode root = JSON.createObjectNode();
        // Where Keras' gate g is in PyTorch: an LSTM's are in the same order, a GRU's update gate is second there and first here.
        int[] gates = unit.equals("LSTM") ? new int[] {0, 1, 2, 3} : new int[] {1, 0, 2};
        int hidden = state.get("lin.weight").get(0).size();
        for (int l = 0; l < layers; l++) {
            ObjectNode layer = root.withArray("layers").addObject().put("type", unit.toLowerCase(java.util.Locale.ROOT)).put("activation", "tanh");
            layer.putArray("shape").add(0).add(0).add(hidden);
            ArrayNode weights = layer.putArray("weights");
            weights.add(columns(state.get("rec.weight_ih_l" + l), gates, hidden)).add(columns(state.get("rec.weight_hh_l" + l), gates, hidden));
            JsonNode in = state.get("rec.bias_ih_l" + l);
            JsonNode back = state.get("rec.bias_hh_l" + l);
            ArrayNode bias = weights.addArray();
            ArrayNode first = unit.equals("GRU") ? bias.addArray() : null;
            ArrayNode second = unit.equals("GRU") ? bias.addArray() : null;
            for (int gate : gates) {
                for (int i = 0; i < hidden; i++) {
                    double b = in.get(gate * hidden + i).asDouble();
                    double r = back.get(gate * hidden + i).asDouble();
                    if (first == null) {
                        bias.add(b + r);
                    } else {
                        first.add(b);
                        second.add(r);
                    }
                }
            }
        }
        ObjectNode dense = root.withArray("layers").addObject().put("type", "dense").put("activation", "");
        dense.putArray("shape").add(0).add(0).add(1);
        ArrayNode matrix = JSON.createArrayNode();
        state.get("lin.weight").get(0).forEach(w -> matrix.addArray().add(w));
        dense.putArray("weights").add(matrix).add(state.get("lin.bias"));
        return root;
    }

    /** {@code [gate · hidden + unit][input]} becomes {@code [input][gate · hidden + unit]}. */
    private static ArrayNode columns(JsonNode rows, int[] gates, int hidden) {
        ArrayNode matrix = JSON.createArrayNode();
        for (int input = 0; input < rows.get(0).size(); input++) {
            ArrayNode row = matrix.addArray();
            for (int gate : gates) {
                for (int i = 0; i < hidden; i++) {
                    row.add(rows.get(gate * hidden + i).get(input));
                }
            }
        }
        return matrix;
    }
}
