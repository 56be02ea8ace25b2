package stompjar.simd;

/** Weights of {@link Kernels#gates}, as the kernels read them: tile after tile of rows, in each column after column. All are zero to begin with. */
public final class GateWeights {
    final int rows;
    final int columns;
    /** From {@link Alignment#FIRST} on. */
    final float[] packed;
    private final Kernels kernels;

    /**
     * @param rows    a multiple of 4 · {@link Kernels#UNITS}
     * @param columns an odd number
     */
    public GateWeights(int rows, int columns, Kernels kernels) {
        this.rows = rows;
        this.columns = columns;
        this.kernels = kernels;
        packed = new float[Alignment.FIRST + rows * columns];
    }

    public void set(int row, int column, float weight) {
        int tile = 0;
        int height = kernels.tile(rows);
        while (row >= tile + height) {
            tile += height;
            height = kernels.tile(rows - tile);
        }
        packed[Alignment.FIRST + tile * columns + column * height + row - tile] = weight;
    }
}
