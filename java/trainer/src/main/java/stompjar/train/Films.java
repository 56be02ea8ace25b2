package stompjar.train;

import java.util.Map;
import stompjar.capture.FullWaveNetModel;
import stompjar.capture.FullWaveNetModel.Film;
import stompjar.capture.FullWaveNetModel.Place;

/**
 * Feature-wise linear modulation by the knobs (Perez 2018, FiLM): knobs multiply what goes into each tanh of a WaveNet, row by row, by
 * {@code 1 + Σ s[row][knob] · centred knob}, while their mixin shifts it. A straight line a knob and row is all that is learned: the fewer degrees
 * of freedom, the less can happen between two positions. In the middle of all knobs a film does nothing; what it could do there the weights can.
 *
 * <p>Parameters of a layer: {@code s [C][knobs]}. During a passage knobs stand still, so that the factors are part of the weights and cost
 * nothing; a player multiplies frame by frame.
 */
final class Films {
    private Films() {
    }

    /** The factor of row {@code row} of a layer, and so of its weights and its bias. */
    static float factor(float[] p, int film, int row, float[] centred) {
        float factor = 1;
        for (int k = 0; k < centred.length; k++) {
            factor += p[film + row * centred.length + k] * centred[k];
        }
        return factor;
    }

    /** @param p as the learner has them, but for raw audio and raw knobs apart from the films, and the head scale behind */
    static FullWaveNetModel model(WaveNetLearner learner, float[] p) {
        int condition = learner.signals + learner.knobs;
        int added = learner.layers.stream().mapToInt(l -> learner.arrays.get(l.array()).channels() * (1 + learner.signals)).sum();
        float[] weights = new float[p.length + added];
        int read = 0;
        int written = 0;
        for (WaveNetLearner.Layer layer : learner.layers) {
            int channels = learner.arrays.get(layer.array()).channels();
            System.arraycopy(p, read, weights, written, layer.film() - read);
            written += layer.film() - read;
            int bias = written + channels * condition;
            for (int row = 0; row < channels; row++) {
                // 1 + s·(2·knob − 1) = (1 − s) + 2s·knob; signals have no say.
                weights[bias + row] = 1;
                for (int k = 0; k < learner.knobs; k++) {
                    float s = p[layer.film() + row * learner.knobs + k];
                    weights[written + row * condition + learner.signals + k] = 2 * s;
                    weights[bias + row] -= s;
                }
            }
            written = bias + channels;
            read = layer.film() + channels * learner.knobs;
        }
        System.arraycopy(p, read, weights, written, p.length - read);
        return new FullWaveNetModel(learner.arrays.stream().map(a -> FullWaveNetModel.of(a, Map.of(Place.ACTIVATION_PRE, new Film(false, 1)))).toList(),
                null, null, weights);
    }
}
