package stompjar.network;

import java.util.Arrays;

/** Reads matrices from a flat list of weights in the order of the file. */
final class WeightReader {
    private final float[] weights;
    private int at;

    WeightReader(float[] weights) {
        this.weights = weights;
    }

    /**
     * The kernel of a convolution, {@code [rows][columns/groups][taps]} in the file, as a full matrix {@code [rows][tap · columns + column]}. Group g maps
     * its share of the columns to its share of the rows; all else is zero.
     */
    float[][] kernel(int rows, int columns, int taps, int groups) {
        float[][] matrix = new float[rows][columns * taps];
        int each = columns / groups;
        for (int r = 0; r < rows; r++) {
            int first = r / (rows / groups) * each;
            for (int c = 0; c < each; c++) {
                for (int k = 0; k < taps; k++) {
                    matrix[r][k * columns + first + c] = weights[at++];
                }
            }
        }
        return matrix;
    }

    /** {@code [rows][columns]}. */
    float[][] matrix(int rows, int columns) {
        return kernel(rows, columns, 1, 1);
    }

    float[] vector(int length) {
        float[] v = Arrays.copyOfRange(weights, at, at + length);
        at += length;
        return v;
    }
}
