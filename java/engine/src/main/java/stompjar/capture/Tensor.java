package stompjar.capture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** Numbers from nested lists of JSON, flat, the last index fastest. */
final class Tensor {
    private Tensor() { }

    /** @throws IllegalArgumentException if the lists are not {@code shape}, or hold anything but numbers */
    static float[] of(JsonNode node, String what, int... shape) {
        long count = 1;
        for (int length : shape) {
            count *= length;
        }
        if (node == null || count > Captures.MAX_TOKENS || count < 0) {
            throw new IllegalArgumentException(what + (node == null ? " is missing" : " is too large"));
        }
        // Its size is that of the lists that are there: the check comes first.
        check(node, what, shape, 0);
        float[] values = new float[(int) count];
        fill(node, values, 0);
        return values;
    }

    private static void check(JsonNode node, String what, int[] shape, int dimension) {
        if (dimension == shape.length) {
            if (!node.isNumber()) {
                throw new IllegalArgumentException(what + " holds something that is not a number");
            }
            return;
        }
        if (!node.isArray() || node.size() != shape[dimension]) {
            throw new IllegalArgumentException(what + " is not a list of " + Arrays.toString(shape) + " numbers");
        }
        for (JsonNode element : node) {
            check(element, what, shape, dimension + 1);
        }
    }

    private static int fill(JsonNode node, float[] values, int at) {
        if (node.isNumber()) {
            values[at] = node.floatValue();
            return at + 1;
        }
        int next = at;
        for (JsonNode element : node) {
            next = fill(element, values, next);
        }
        return next;
    }

    /** {@code [rows][columns]} becomes {@code [columns][rows]}. */
    static float[] transposed(float[] matrix, int rows, int columns) {
        float[] t = new float[matrix.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                t[c * rows + r] = matrix[r * columns + c];
            }
        }
        return t;
    }
}
