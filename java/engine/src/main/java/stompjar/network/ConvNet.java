package stompjar.network;

import stompjar.capture.ConvNetModel;
import stompjar.simd.Kernels;
import stompjar.simd.Product;

/** Plans the {@link RowNetwork} of a ConvNet. */
final class ConvNet {
    private static final int TAPS = 2;

    private ConvNet() { }

    static Network of(ConvNetModel model, Kernels kernels) {
        RowPlan plan = new RowPlan(kernels);
        WeightReader weights = new WeightReader(model.weights());
        Rows input = plan.plain(1);
        Rows active = plan.dense(model.channels());
        Nonlinearity function = new Nonlinearity(model.activation(), kernels);
        Rows from = input;
        for (int dilation : model.dilations()) {
            Rows history = plan.history(from.channels(), dilation);
            plan.add(RowSteps.copy(from, history));
            plan.known(history);
            plan.add(new Affine(kernels, block(model, weights, from.channels()), null, active, new Affine.Input(history, TAPS, dilation)));
            plan.add(RowSteps.apply(function, active));
            from = active;
        }
        Rows output = plan.plain(model.outputs());
        Product head = new Product(weights.kernel(model.outputs(), model.channels(), 1, 1), weights.vector(model.outputs()));
        plan.add(new Affine(kernels, head, null, output, Affine.Input.of(active)));
        return new RowNetwork(plan, input, output, null, null, 0, model.receptiveField());
    }

    /** A convolution, with the normalisation that may follow it worked in. */
    private static Product block(ConvNetModel model, WeightReader weights, int inputs) {
        int channels = model.channels();
        float[][] matrix = weights.kernel(channels, inputs, TAPS, model.groups());
        if (!model.normalised()) {
            return new Product(matrix, weights.vector(channels));
        }
        float[] mean = weights.vector(channels);
        float[] variance = weights.vector(channels);
        float[] gain = weights.vector(channels);
        float[] bias = weights.vector(channels);
        float epsilon = weights.vector(1)[0];
        for (int c = 0; c < channels; c++) {
            double factor = gain[c] / Math.sqrt((double) variance[c] + epsilon);
            for (int j = 0; j < matrix[c].length; j++) {
                matrix[c][j] *= (float) factor;
            }
            bias[c] -= (float) (factor * mean[c]);
        }
        return new Product(matrix, bias);
    }
}
