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
        while (row >= tile + kernels.tile(rows - tile)) {
            tile += kernels.tile(rows - tile);
        }
        packed[Alignment.FIRST + tile * columns + column * kernels.tile(rows - tile) + row - tile] = weight;
    }
}
