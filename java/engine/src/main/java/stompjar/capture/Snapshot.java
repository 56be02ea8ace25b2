package stompjar.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A capture with its knobs held: the same sound without any knob, as formats that know none can hold it. Knobs are inputs of the network that never
 * change then, so that what they add goes into the biases beside them. Any thread.
 */
public final class Snapshot {
    private Snapshot() { }

    /**
     * @param positions by name of the knob, 0..1; beyond the range that was learned its nearest end counts, as in the pedal. A knob that is not
     *                  named stands at its default
     * @return {@code capture} itself where it has no knobs
     * @throws IllegalArgumentException if there is no such knob or position
     */
    public static Capture of(Capture capture, Map<String, Double> positions) {
        double[] held = positions(capture, positions);
        return held.length == 0 ? capture : new Capture(capture.format(), capture.name(), capture.rate(), List.of(),
                hold(capture.model(), coordinates(capture, held)), capture.metadata());
    }

    /** Where each knob of {@code capture} stands, by the rules of {@link #of}. */
    public static double[] positions(Capture capture, Map<String, Double> named) {
        double[] held = capture.knobs().stream().mapToDouble(Knob::defaultValue).toArray();
        named.forEach((name, position) -> {
            if (!(position >= 0 && position <= 1)) {
                throw new IllegalArgumentException(capture.name() + ": knob '" + name + "' goes from 0 to 1, not to " + position);
            }
            int k = capture.knobIndex(name);
            held[k] = Math.max(capture.knobs().get(k).min(), Math.min(capture.knobs().get(k).max(), position));
        });
        return held;
    }

    private static double[] coordinates(Capture capture, double[] positions) {
        return IntStream.range(0, positions.length).mapToDouble(k -> capture.knobs().get(k).coordinate(positions[k])).toArray();
    }

    private static Model hold(Model model, double[] knobs) {
        if (model instanceof LevelledModel m) {
            int level = knobs.length - 1;
            Model unscaled = level == 0 ? m.model() : hold(m.model(), Arrays.copyOf(knobs, level));
            return scaled(unscaled, (float) (m.gain() * knobs[level]));
        }
        if (model instanceof WaveNetModel m) {
            return hold(m, knobs);
        }
        if (model instanceof FullWaveNetModel m && FilmFolder.knows(m)) {
            return hold(FilmFolder.fold(m, knobs), knobs);
        }
        if (model instanceof LstmModel m) {
            return hold(m, knobs);
        }
        if (model instanceof SequentialModel m && m.layers().get(0) instanceof SequentialModel.Recurrent) {
            return hold(m, knobs);
        }
        throw new IllegalArgumentException("the knobs of the family " + model.family() + " cannot be held");
    }

    /** The same with its output multiplied. */
    private static Model scaled(Model model, float gain) {
        float[] weights = model.weights().clone();
        if (model instanceof WaveNetModel m) {
            weights[weights.length - 1] *= gain;
            return new WaveNetModel(m.arrays(), weights);
        }
        if (model instanceof LstmModel m) {
            for (int i = weights.length - m.hiddenSize() - 1; i < weights.length; i++) {
                weights[i] *= gain;
            }
            return new LstmModel(m.inputs(), m.hiddenSize(), m.layers(), m.prewarmFrames(), weights);
        }
        if (model instanceof SequentialModel m) {
            return new SequentialModel(m.inputs(), m.layers(), m.skip(), m.inputGain(), m.outputGain() * gain, m.prewarmFrames());
        }
        throw new IllegalArgumentException("the level of the family " + model.family() + " cannot be held");
    }

    private static WaveNetModel hold(WaveNetModel model, double[] knobs) {
        WeightCopier copier = new WeightCopier(model.weights(), knobs.length * model.arrays().stream()
                .mapToInt(a -> a.convRows() * a.dilations().length).sum());
        for (WaveNetModel.LayerArray array : model.arrays()) {
            copier.copy(array.channels() * array.inputSize());
            for (int layer = 0; layer < array.dilations().length; layer++) {
                copier.copy(array.convRows() * array.channels() * array.kernelSize());
                int bias = copier.copy(array.convRows());
                for (int row = 0; row < array.convRows(); row++) {
                    copier.copy(1);
                    copier.fold(knobs, bias + row);
                }
                copier.copy(array.channels() * array.channels() + array.channels());
            }
            copier.copy(array.headSize() * array.channels() + (array.headBias() ? array.headSize() : 0));
        }
        copier.copy(1);
        List<WaveNetModel.LayerArray> arrays = model.arrays().stream().map(a -> new WaveNetModel.LayerArray(a.inputSize(), 1, a.channels(),
                a.headSize(), a.kernelSize(), a.dilations(), a.activation(), a.gated(), a.headBias())).toList();
        return new WaveNetModel(arrays, copier.result());
    }

    private static LstmModel hold(LstmModel model, double[] knobs) {
        int hidden = model.hiddenSize();
        int gates = 4 * hidden;
        WeightCopier copier = new WeightCopier(model.weights(), knobs.length * gates);
        // The biases come after the rows that feed them.
        int bias = gates * (1 + hidden);
        for (int row = 0; row < gates; row++) {
            copier.copy(1);
            copier.fold(knobs, bias + row);
            copier.copy(hidden);
        }
        copier.copyRest();
        return new LstmModel(1, hidden, model.layers(), model.prewarmFrames(), copier.result());
    }

    private static SequentialModel hold(SequentialModel model, double[] knobs) {
        List<SequentialModel.Layer> layers = new ArrayList<>(model.layers());
        var first = (SequentialModel.Recurrent) layers.get(0);
        int rows = first.kernelBias().length;
        float[] kernel = new float[rows];
        float[] bias = new float[rows];
        for (int row = 0; row < rows; row++) {
            kernel[row] = first.kernel()[row * first.inputs()];
            double sum = first.kernelBias()[row];
            for (int k = 0; k < knobs.length; k++) {
                sum += first.kernel()[row * first.inputs() + 1 + k] * knobs[k];
            }
            bias[row] = (float) sum;
        }
        layers.set(0, new SequentialModel.Recurrent(first.cell(), 1, first.outputs(), kernel, first.recurrent(), bias, first.recurrentBias()));
        return new SequentialModel(1, layers, model.skip(), model.inputGain(), model.outputGain(), model.prewarmFrames());
    }

    /** Copies weights in the file's order; what is folded adds to a place of the copy, before or after that place is copied. */
    private static final class WeightCopier {
        private final float[] from;
        private final double[] to;
        private int read;
        private int written;

        WeightCopier(float[] from, int fewer) {
            this.from = from;
            to = new double[from.length - fewer];
        }

        /** @return where in the copy the {@code count} weights are */
        int copy(int count) {
            for (int i = 0; i < count; i++) {
                to[written + i] += from[read + i];
            }
            read += count;
            written += count;
            return written - count;
        }

        void copyRest() {
            copy(from.length - read);
        }

        /** Takes the next weights, one a knob, and adds what they contribute to {@code place} of the copy. */
        void fold(double[] knobs, int place) {
            for (double knob : knobs) {
                to[place] += from[read++] * knob;
            }
        }

        float[] result() {
            float[] result = new float[to.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = (float) to[i];
            }
            return result;
        }
    }
}
