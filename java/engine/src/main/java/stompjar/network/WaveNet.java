package stompjar.network;

import java.util.List;
import stompjar.capture.ConvNetModel;
import stompjar.capture.FirModel;
import stompjar.capture.FullWaveNetModel;
import stompjar.capture.FullWaveNetModel.Array;
import stompjar.capture.FullWaveNetModel.PostHead;
import stompjar.capture.Model;
import stompjar.capture.WaveNetModel;
import stompjar.simd.Kernels;
import stompjar.simd.Product;

/** Plans the {@link RowNetwork} of a WaveNet. */
final class WaveNet {
    private WaveNet() { }

    static Network of(FullWaveNetModel model, Kernels kernels) {
        RowPlan plan = new RowPlan(kernels);
        Network condition = model.condition() == null ? null : Networks.of(model.condition(), kernels);
        Rows input = plan.input(model.inputs());
        Rows conditionRows = condition == null ? input : plan.plain(model.condition().outputs());
        WeightReader weights = new WeightReader(model.weights());
        float headScale = model.weights()[model.weights().length - 1];
        List<Array> arrays = model.arrays();
        Rows audio = input.first(1);
        Rows head = null;
        for (int i = 0; i < arrays.size(); i++) {
            boolean last = i == arrays.size() - 1;
            WaveNetArray array = new WaveNetArray(arrays.get(i), weights, plan, audio, head, conditionRows, last, last ? headScale : 1);
            audio = array.output();
            head = array.head();
        }
        if (model.postHead() != null) {
            head = postHead(model.postHead(), weights, plan, head);
        }
        return new RowNetwork(plan, input, head, condition, condition == null ? null : conditionRows, model.firstSilence(), model.receptiveField());
    }

    private static Rows postHead(PostHead shape, WeightReader weights, RowPlan plan, Rows head) {
        Rows from = head;
        int[] kernels = shape.kernelSizes();
        for (int s = 0; s < kernels.length; s++) {
            int outputs = s + 1 < kernels.length ? shape.channels() : shape.outputs();
            Rows active = plan.dense(from.channels());
            plan.add(RowSteps.copy(from, active));
            plan.add(RowSteps.apply(new Nonlinearity(shape.activation(), plan.kernels()), active));
            Rows history = plan.history(from.channels(), kernels[s] - 1);
            plan.add(RowSteps.copy(active, history));
            plan.known(history);
            Product product = new Product(weights.kernel(outputs, from.channels(), kernels[s], 1), weights.vector(outputs));
            Rows to = plan.plain(outputs);
            plan.add(new Affine(plan.kernels(), product, null, to, new Affine.Input(history, kernels[s], 1)));
            from = to;
        }
        return from;
    }
}
