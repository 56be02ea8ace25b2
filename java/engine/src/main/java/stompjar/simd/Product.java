package stompjar.simd;

import java.util.Arrays;

/**
 * A matrix and bias packed for {@link Kernels#affine}: rows in tiles of {@link Kernels#TILE}, zero rows filling the last, and within a tile column
 * by column so that one step reads four neighbouring weights. Immutable once built; any thread.
 */
public final class Product {
    final int tiles;
    /** Real rows. */
    final int rows;
    final int columns;
    /** {@code [tile][column][row in tile]}. */
    final float[] weights;
    /** {@code [tile][row in tile]}. */
    final float[] bias;

    /**
     * @param matrix {@code [row][column]}
     * @param bias   one for each row, or null for zeros
     */
    public Product(float[][] matrix, float[] bias) {
        rows = matrix.length;
        columns = matrix[0].length;
        tiles = paddedRows(matrix.length) / Kernels.TILE;
        weights = new float[tiles * columns * Kernels.TILE];
        this.bias = bias == null ? new float[tiles * Kernels.TILE] : Arrays.copyOf(bias, tiles * Kernels.TILE);
        for (int r = 0; r < matrix.length; r++) {
            for (int j = 0; j < columns; j++) {
                weights[(r / Kernels.TILE * columns + j) * Kernels.TILE + r % Kernels.TILE] = matrix[r][j];
            }
        }
    }

    /** Rows that the product writes for {@code rows} real ones. */
    public static int paddedRows(int rows) {
        return (rows + Kernels.TILE - 1) / Kernels.TILE * Kernels.TILE;
    }
}
