package stompjar.benchmarks;

/**
 * Writes an ONNX model with tensors of shape {@code [1, channels, frames]}. Field numbers are those of {@code onnx.proto}, by message.
 */
final class OnnxGraph {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private final Protobuf graph = new Protobuf().text(2, "stompjar");
    private int names;

    String input(String name, long channels, long frames) {
        graph.message(11, value(name, channels, frames));
        return name;
    }

    void output(String name, long channels, long frames) {
        graph.message(12, value(name, channels, frames));
    }

    private static Protobuf value(String name, long... channelsAndFrames) {
        Protobuf shape = new Protobuf().message(1, new Protobuf().number(1, 1));
        for (long size : channelsAndFrames) {
            shape.message(1, new Protobuf().number(1, size));
        }
        Protobuf tensor = new Protobuf().number(1, FLOAT).message(2, shape);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }

    private String fresh() {
        names++;
        return "t" + names;
    }

    private String constant(float[] values, long... shape) {
        Protobuf tensor = new Protobuf();
        for (long size : shape) {
            tensor.number(1, size);
        }
        String name = fresh();
        graph.message(5, tensor.number(2, FLOAT).text(8, name).floats(9, values));
        return name;
    }

    private String integer(long value) {
        String name = fresh();
        graph.message(5, new Protobuf().number(1, 1).number(2, INT64).number(7, value).text(8, name));
        return name;
    }

    private String node(String operator, Protobuf attribute, String output, String... inputs) {
        Protobuf node = new Protobuf();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output).text(4, operator);
        if (attribute != null) {
            node.message(5, attribute);
        }
        graph.message(1, node);
        return output;
    }

    /** @param bias or null */
    String convolution(String x, float[] weights, float[] bias, int outputs, int inputs, int taps, int dilation) {
        Protobuf dilations = new Protobuf().text(1, "dilations").number(8, dilation).number(20, ATTRIBUTE_INTS);
        String w = constant(weights, outputs, inputs, taps);
        return bias == null ? node("Conv", dilations, fresh(), x, w) : node("Conv", dilations, fresh(), x, w, constant(bias, outputs));
    }

    String add(String a, String b) {
        return node("Add", null, fresh(), a, b);
    }

    String tanh(String x) {
        return node("Tanh", null, fresh(), x);
    }

    void scale(String x, float factor, String output) {
        node("Mul", null, output, x, constant(new float[] {factor}, 1));
    }

    /** One after the other in time. */
    String join(String before, String after) {
        return node("Concat", new Protobuf().text(1, "axis").number(3, 2).number(20, ATTRIBUTE_INT), fresh(), before, after);
    }

    /** Frames {@code from} to {@code to} of {@code x}. */
    void cut(String x, int from, int to, String output) {
        node("Slice", null, output, x, integer(from), integer(to), integer(2));
    }

    byte[] toBytes() {
        return new Protobuf().number(1, IR_VERSION).message(7, graph).message(8, new Protobuf().number(2, OPSET)).toBytes();
    }
}
