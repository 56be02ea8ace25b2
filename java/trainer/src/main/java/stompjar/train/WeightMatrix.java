package stompjar.train;

/**
 * A matrix of weights that are learned together, wherever they lie.
 *
 * @param rows    outputs
 * @param columns inputs
 * @param places  {@code [rows · columns]}: where entry (r, c) lies in the flat parameters
 */
record WeightMatrix(int rows, int columns, int[] places) {
    /** Matrices of {@code rows} rows side by side, as pairs: the offset of each in the flat parameters, and its columns. */
    static WeightMatrix of(int rows, int... offsetsAndColumns) {
        int columns = 0;
        for (int i = 1; i < offsetsAndColumns.length; i += 2) {
            columns += offsetsAndColumns[i];
        }
        int[] places = new int[rows * columns];
        int first = 0;
        for (int i = 0; i < offsetsAndColumns.length; i += 2) {
            int width = offsetsAndColumns[i + 1];
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < width; c++) {
                    places[r * columns + first + c] = offsetsAndColumns[i] + r * width + c;
                }
            }
            first += width;
        }
        return new WeightMatrix(rows, columns, places);
    }
}
