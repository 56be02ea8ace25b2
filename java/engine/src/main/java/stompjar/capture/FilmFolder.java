package stompjar.capture;

import java.util.List;
import java.util.Map;
import stompjar.capture.FullWaveNetModel.Array;
import stompjar.capture.FullWaveNetModel.Film;
import stompjar.capture.FullWaveNetModel.Place;

/**
 * WaveNets whose films scale what goes into each activation by the knobs alone, as the trainer learns them: where knobs are held, a film is part of
 * the weights.
 */
final class FilmFolder {
    private static final Map<Place, Film> SCALE = Map.of(Place.ACTIVATION_PRE, new Film(false, 1));

    private final FullWaveNetModel model;
    private final float[] from;
    private final float[] to;
    private int read;
    private int written;

    private FilmFolder(FullWaveNetModel model) {
        this.model = model;
        from = model.weights();
        int films = 0;
        for (Array a : model.arrays()) {
            films += a.layers().stream().mapToInt(a::rows).sum() * (1 + a.conditionSize());
        }
        to = new float[from.length - films];
    }

    /** Whether it is of this kind by its shape. */
    static boolean knows(FullWaveNetModel model) {
        return model.condition() == null && model.postHead() == null
                && model.arrays().stream().allMatch(a -> a.films().equals(SCALE) && WaveNetJson.isPlain(a.withoutFilms()));
    }

    /**
     * The network without films that is the same with the knobs there.
     *
     * @param knobs coordinates
     * @throws IllegalArgumentException if a film hears the audio
     */
    static WaveNetModel fold(FullWaveNetModel model, double[] knobs) {
        FilmFolder folder = new FilmFolder(model);
        model.arrays().forEach(a -> folder.array(a, knobs));
        folder.copy(1);
        List<WaveNetModel.LayerArray> plain = model.arrays().stream().map(WaveNetJson::plain).toList();
        return new WaveNetModel(plain, folder.to);
    }

    private void array(Array a, double[] knobs) {
        copy(a.channels() * a.inputSize());
        for (FullWaveNetModel.Layer layer : a.layers()) {
            int rows = a.rows(layer);
            int inputs = a.channels() * layer.kernelSize();
            int conv = written;
            int bias = conv + rows * inputs;
            int mixin = bias + rows;
            copy(rows * (inputs + 1 + a.conditionSize()) + a.channels() * (a.channels() + 1));
            for (int row = 0; row < rows; row++) {
                float factor = factor(row, rows, a.conditionSize(), knobs);
                scale(conv + row * inputs, inputs, factor);
                scale(bias + row, 1, factor);
                scale(mixin + row * a.conditionSize(), a.conditionSize(), factor);
            }
            read += rows * (a.conditionSize() + 1);
        }
        copy(a.head().size() * (a.channels() + (a.head().bias() ? 1 : 0)));
    }

    private float factor(int row, int rows, int conditionSize, double[] knobs) {
        int at = read + row * conditionSize;
        if (from[at] != 0) {
            throw new IllegalArgumentException("the knobs of a " + model.family() + " whose films hear the audio cannot be held");
        }
        double factor = from[read + rows * conditionSize + row];
        for (int k = 0; k < knobs.length; k++) {
            factor += from[at + 1 + k] * knobs[k];
        }
        return (float) factor;
    }

    private void copy(int count) {
        System.arraycopy(from, read, to, written, count);
        read += count;
        written += count;
    }

    private void scale(int at, int count, float factor) {
        for (int i = at; i < at + count; i++) {
            to[i] *= factor;
        }
    }
}
