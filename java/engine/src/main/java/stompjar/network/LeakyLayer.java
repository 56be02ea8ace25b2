package stompjar.network;

import stompjar.simd.Kernels;

/** A convolution, a leaky rectifier whose output also goes to the head, and a residual product: the layers of A2 captures, as one step. */
final class LeakyLayer extends Step {
    private final Kernels kernels;
    private final Affine convolution;
    private final float slope;
    private final Rows head;
    private final Affine residual;

    /**
     * @param convolution into dense rows, without initial ones
     * @param head        dense rows, as many
     * @param residual    of these rows, to initial rows
     */
    LeakyLayer(Kernels kernels, Affine convolution, float slope, Rows head, Affine residual) {
        this.kernels = kernels;
        this.convolution = convolution;
        this.slope = slope;
        this.head = head;
        this.residual = residual;
    }

    @Override
    void run(float[] a, int position, int frames) {
        Rows in = residual.initial();
        Rows out = residual.out();
        int from = convolution.from(position);
        kernels.leakyLayer(a, convolution.columns(from, frames), from, convolution.product(), slope, convolution.out().present(position), head.present(position),
                residual.columns(0, frames), residual.product(), in.present(position), in.stride(frames), out.present(position),
                out.stride(frames), frames);
    }
}
