package stompjar.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import stompjar.capture.FullWaveNetModel.Array;
import stompjar.capture.FullWaveNetModel.Film;
import stompjar.capture.FullWaveNetModel.Head;
import stompjar.capture.FullWaveNetModel.Layer;
import stompjar.capture.FullWaveNetModel.Place;
import stompjar.capture.FullWaveNetModel.Pointwise;

/**
 * Cuts a slimmable WaveNet down to one of its own sizes: the first outputs and the first inputs of every matrix are the smaller network (Neural Amp
 * Modeler's {@code slice_channels_uniform}). A head mix, its film, and a film of the condition stay as they are.
 */
final class WaveNetSlimmer {
    private static final int MAX_SIZES = 64;

    private final float[] from;
    private final float[] to;
    private int read;
    private int written;

    private WaveNetSlimmer(float[] from) {
        this.from = from;
        to = new float[from.length];
    }

    /** @param quality 0..1: picks entry ⌊quality · n⌋ of an array's n sizes, at most the last */
    static FullWaveNetModel slim(FullWaveNetModel model, double quality) {
        List<Array> arrays = model.arrays();
        int[] channels = new int[arrays.size()];
        boolean full = true;
        for (int i = 0; i < channels.length; i++) {
            List<Integer> sizes = arrays.get(i).sizes();
            channels[i] = sizes.isEmpty() ? arrays.get(i).channels() : sizes.get((int) Math.min(Math.floor(quality * sizes.size()), sizes.size() - 1));
            full &= channels[i] == arrays.get(i).channels();
        }
        if (full) {
            return model;
        }
        WaveNetSlimmer slimmer = new WaveNetSlimmer(model.weights());
        List<Array> slim = new ArrayList<>();
        for (int i = 0; i < channels.length; i++) {
            slim.add(slimmer.array(arrays.get(i), i == 0 ? arrays.get(0).inputSize() : channels[i - 1], channels[i],
                    i + 1 < channels.length ? channels[i + 1] : arrays.get(i).head().size()));
        }
        slimmer.take(1, 1, 1, 1, 1);
        return new FullWaveNetModel(slim, null, model.condition(), java.util.Arrays.copyOf(slimmer.to, slimmer.written));
    }

    /** @throws IllegalArgumentException if an array has options that do not go with slimming */
    static void check(FullWaveNetModel model) {
        if (model.arrays().stream().allMatch(a -> a.sizes().isEmpty())) {
            return;
        }
        for (Array a : model.arrays()) {
            boolean grouped = a.convGroups() != 1 || a.mixinGroups() != 1 || a.residual() != null && a.residual().groups() != 1
                    || a.headMix() != null && a.headMix().groups() != 1 || a.films().values().stream().anyMatch(f -> f.groups() != 1);
            if (grouped || a.head().kernelSize() != 1 || model.postHead() != null) {
                throw new IllegalArgumentException("a slimmable WaveNet has groups, a head kernel or a post head, which is not supported");
            }
        }
        double[] qualities = model.arrays().stream().flatMapToDouble(a -> IntStream.range(0, a.sizes().size()).mapToDouble(i -> (i + 0.5) / a.sizes().size()))
                .sorted().distinct().toArray();
        if (qualities.length > MAX_SIZES) {
            throw new IllegalArgumentException("a WaveNet that comes in " + qualities.length + " sizes is not supported");
        }
        // What cannot be built is to be known now.
        for (double quality : qualities) {
            slim(model, quality);
        }
    }

    private Array array(Array a, int inputs, int channels, int headSize) {
        int bottleneck = a.residual() == null ? channels : Math.max(1, a.bottleneck() * channels / a.channels());
        take(a.channels(), a.inputSize(), 1, channels, inputs);
        for (Layer layer : a.layers()) {
            int rows = a.rows(layer);
            int slimRows = rows / a.bottleneck() * bottleneck;
            take(rows, a.channels(), layer.kernelSize(), slimRows, channels);
            take(rows, 1, 1, slimRows, 1);
            take(rows, a.conditionSize(), 1, slimRows, a.conditionSize());
            if (a.residual() != null) {
                take(a.channels(), a.bottleneck(), 1, channels, bottleneck);
                take(a.channels(), 1, 1, channels, 1);
            }
            if (a.headMix() != null) {
                take(a.headMix().outputs(), a.bottleneck(), 1, a.headMix().outputs(), bottleneck);
                take(a.headMix().outputs(), 1, 1, a.headMix().outputs(), 1);
            }
            for (Map.Entry<Place, Film> film : a.films().entrySet()) {
                int size = a.filmSize(film.getKey(), layer);
                int slimSize = switch (film.getKey()) {
                    case CONV_PRE, RESIDUAL_POST -> channels;
                    case CONV_POST, MIXIN_POST, ACTIVATION_PRE -> slimRows;
                    case ACTIVATION_POST -> bottleneck;
                    case MIXIN_PRE, HEAD_MIX_POST -> size;
                };
                int parts = film.getValue().shift() ? 2 : 1;
                take(parts * size, a.conditionSize(), 1, parts * slimSize, a.conditionSize());
                take(parts * size, 1, 1, parts * slimSize, 1);
            }
        }
        take(a.head().size(), a.headInputs(), 1, headSize, a.headMix() == null ? bottleneck : a.headInputs());
        if (a.head().bias()) {
            take(a.head().size(), 1, 1, headSize, 1);
        }
        return new Array(inputs, a.conditionSize(), channels, bottleneck, a.layers(), new Head(headSize, 1, 1, a.head().bias()), 1, 1,
                a.residual() == null ? null : new Pointwise(channels, 1), a.headMix(), a.films(), List.of());
    }

    /** Copies the first rows and columns of {@code [rows][columns][taps]}. */
    private void take(int rows, int columns, int taps, int slimRows, int slimColumns) {
        for (int r = 0; r < slimRows; r++) {
            System.arraycopy(from, read + r * columns * taps, to, written, slimColumns * taps);
            written += slimColumns * taps;
        }
        read += rows * columns * taps;
    }
}
