package stompjar.simd;

/**
 * Where in an arena an LSTM layer keeps what {@link Kernels#lstm} works on. Units are taken a vector at a time: the rows of {@code bias} and {@code z} are the
 * gates i, f, g, o of the first vector of units, then those of the next, of which the last may be short, because then the state of the first is ready
 * while the tangents of others are under way.
 *
 * @param bias what the gates begin with
 * @param v    inputs and, behind them, the doubled hidden state: an odd number of columns
 * @param z    gates, with room for four cache lines behind them
 * @param c    cell state
 * @param h    the hidden state within {@code v}
 * @param size units, a multiple of {@link Kernels#UNITS}; where they are fewer than there are lanes, each gate has rows for all lanes
 */
public record LstmPlace(int bias, int v, int z, int c, int h, int size) {
    /** Rows of the gates of {@code size} units. */
    public static int rows(int size, Kernels kernels) {
        return 4 * Math.max(size, kernels.lanes());
    }

    /** The row of one gate, 0 to 3, of one of {@code size} units. */
    public static int row(int gate, int unit, int size, Kernels kernels) {
        int lanes = kernels.lanes();
        int first = unit / lanes * lanes;
        int run = size < lanes ? lanes : Math.min(lanes, size - first);
        return 4 * first + gate * run + unit - first;
    }
}
