package stompjar.network;

/** Hands the output of a layer to the next. */
final class Pass extends Step {
    private final int from;
    private final int to;
    private final int count;
    private final boolean halved;

    Pass(int from, int to, int count, boolean halved) {
        this.halved = halved;
        this.from = from;
        this.to = to;
        this.count = count;
    }

    @Override
    void run(float[] a, int position, int frames) {
        System.arraycopy(a, from, a, to, count);
        for (int i = to; halved && i < to + count; i++) {
            a[i] *= 0.5f;
        }
    }
}
