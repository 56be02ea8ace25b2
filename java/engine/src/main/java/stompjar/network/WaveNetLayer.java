package stompjar.network;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import stompjar.capture.FullWaveNetModel.Array;
import stompjar.capture.FullWaveNetModel.Film;
import stompjar.capture.FullWaveNetModel.Gating;
import stompjar.capture.FullWaveNetModel.Layer;
import stompjar.capture.FullWaveNetModel.Place;
import stompjar.simd.Kernels;
import stompjar.simd.Product;

/**
 * Plans one dilated layer of a {@link WaveNet}. Without films around them the convolution and the mixin are one product, and with neither film nor gate
 * a layer is four steps: that, the activation, the head sum, the residual.
 */
final class WaveNetLayer {
    /** Dense rows that all layers of an array use one after the other. Rows of a gate's second half begin on a tile. */
    static final class Scratch {
        private final Rows z;
        private final Rows mixed;
        private final Rows factors;
        private final Rows condition;
        private final Rows channels;
        private final Rows half;
        private final Rows headMix;
        private final Rows headSum;

        Scratch(Array shape, RowPlan plan) {
            int rows = 2 * Product.paddedRows(shape.bottleneck());
            boolean films = !shape.films().isEmpty();
            int mix = shape.headMix() == null ? 0 : Product.paddedRows(shape.headMix().outputs());
            int widest = Math.max(Math.max(rows, mix), Product.paddedRows(Math.max(shape.channels(), shape.conditionSize())));
            z = plan.dense(rows);
            mixed = films ? plan.dense(rows) : null;
            factors = films ? plan.dense(2 * widest) : null;
            condition = films ? plan.dense(shape.conditionSize()) : null;
            channels = films ? plan.dense(shape.channels()) : null;
            half = shape.layers().stream().anyMatch(l -> l.gating() == Gating.BLENDED) ? plan.dense(rows / 2) : null;
            headMix = mix > 0 ? plan.dense(shape.headMix().outputs()) : null;
            headSum = plan.dense(shape.headInputs());
        }

        Rows headSum() {
            return headSum;
        }
    }

    private final Kernels kernels;
    private final Array shape;
    private final Layer layer;
    private final Scratch scratch;
    private final Rows condition;
    private final int half;
    private final boolean gated;
    /** What the layer takes, and what its convolution looks back at; the same without a film between them. */
    private final Rows input;
    private final Rows history;
    private final Product convolution;
    private final Product mixin;
    private final Product residual;
    private final Product headMix;
    private final Map<Place, Modulation> films = new EnumMap<>(Place.class);

    /** What a film computes its factors with, and from; where they go; and whether they follow from the knobs alone. */
    private record Modulation(Product product, Rows input, Rows factors, boolean ofKnobs) { }

    WaveNetLayer(Array shape, Layer layer, WeightReader weights, RowPlan plan, Rows condition, Scratch scratch) {
        this.shape = shape;
        this.layer = layer;
        this.scratch = scratch;
        this.condition = condition;
        kernels = plan.kernels();
        gated = layer.gating() != Gating.NONE;
        half = Product.paddedRows(shape.bottleneck());
        int rows = shape.rows(layer);
        history = plan.history(shape.channels(), (layer.kernelSize() - 1) * layer.dilation());
        input = shape.films().containsKey(Place.CONV_PRE) ? plan.plain(shape.channels()) : history;
        float[][] conv = weights.kernel(rows, shape.channels(), layer.kernelSize(), shape.convGroups());
        float[] bias = weights.vector(rows);
        float[][] mix = weights.kernel(rows, shape.conditionSize(), 1, shape.mixinGroups());
        boolean together = !shape.films().containsKey(Place.CONV_POST) && !shape.films().containsKey(Place.MIXIN_PRE)
                && !shape.films().containsKey(Place.MIXIN_POST);
        convolution = new Product(halves(together ? beside(conv, mix) : conv), halves(bias));
        mixin = together ? null : new Product(halves(mix), null);
        residual = shape.residual() == null ? null : new Product(weights.kernel(shape.channels(), shape.bottleneck(), 1, shape.residual().groups()),
                weights.vector(shape.channels()));
        headMix = shape.headMix() == null ? null : new Product(weights.kernel(shape.headMix().outputs(), shape.bottleneck(), 1, shape.headMix().groups()),
                weights.vector(shape.headMix().outputs()));
        for (Map.Entry<Place, Film> film : shape.films().entrySet()) {
            films.put(film.getKey(), film(film.getKey(), film.getValue(), weights, plan));
        }
    }

    private static float[][] beside(float[][] left, float[][] right) {
        float[][] both = new float[left.length][];
        for (int r = 0; r < both.length; r++) {
            both[r] = Arrays.copyOf(left[r], left[r].length + right[r].length);
            System.arraycopy(right[r], 0, both[r], left[r].length, right[r].length);
        }
        return both;
    }

    /** Moves the second half of the rows of a gated layer to the next tile. */
    private float[][] halves(float[][] rows) {
        if (!gated) {
            return rows;
        }
        float[][] apart = new float[half + shape.bottleneck()][rows[0].length];
        for (int r = 0; r < rows.length; r++) {
            apart[place(r)] = rows[r];
        }
        return apart;
    }

    private float[] halves(float[] rows) {
        float[] apart = new float[gated ? half + shape.bottleneck() : rows.length];
        for (int r = 0; r < rows.length; r++) {
            apart[place(r)] = rows[r];
        }
        return apart;
    }

    private int place(int row) {
        return row < shape.bottleneck() ? row : half + row - shape.bottleneck();
    }

    /** Scales for all rows, padded to whole tiles, then shifts. */
    private Modulation film(Place place, Film film, WeightReader weights, RowPlan plan) {
        int size = shape.filmSize(place, layer);
        int parts = film.shift() ? 2 : 1;
        float[][] matrix = weights.kernel(parts * size, shape.conditionSize(), 1, film.groups());
        float[] bias = weights.vector(parts * size);
        boolean apart = gated && size == shape.rows(layer) && (place == Place.CONV_POST || place == Place.MIXIN_POST || place == Place.ACTIVATION_PRE);
        int padded = apart ? 2 * half : Product.paddedRows(size);
        float[][] placed = new float[parts * padded][shape.conditionSize()];
        float[] placedBias = new float[parts * padded];
        for (int r = 0; r < parts * size; r++) {
            int to = r / size * padded + (apart ? place(r % size) : r % size);
            placed[to] = matrix[r];
            placedBias[to] = bias[r];
        }
        boolean ofKnobs = plan.holdsKnobs(condition) && Arrays.stream(placed).allMatch(row -> row[0] == 0);
        if (!ofKnobs) {
            return new Modulation(new Product(placed, placedBias), condition, scratch.factors, false);
        }
        float[][] knobs = Arrays.stream(placed).map(row -> Arrays.copyOfRange(row, 1, row.length)).toArray(float[][]::new);
        return new Modulation(new Product(knobs, placedBias), condition.from(1), plan.plain(placed.length), true);
    }

    Rows input() {
        return input;
    }

    /**
     * @param first  whether the head sum is not begun yet
     * @param output where the residual output goes, or null
     */
    void addSteps(RowPlan plan, boolean first, Rows output) {
        if (input != history) {
            plan.add(RowSteps.copy(input, scratch.channels));
            addFilm(plan, Place.CONV_PRE, scratch.channels, shape.channels());
            plan.add(RowSteps.copy(scratch.channels, history));
        }
        plan.known(history);
        Nonlinearity function = new Nonlinearity(layer.activation(), kernels);
        if (isPlain() && !first && output != null && function.leaky() && kernels.fuses(convolution, residual)) {
            plan.add(new LeakyLayer(kernels, convolution(), function.slope(), scratch.headSum, residual(output)));
            return;
        }
        addProducts(plan);
        Rows active = scratch.z.first(shape.bottleneck());
        addFilm(plan, Place.ACTIVATION_PRE, scratch.z, gated ? 2 * half : shape.bottleneck());
        if (!gated && !first && headMix == null && !films.containsKey(Place.ACTIVATION_POST) && function.canAdd()) {
            plan.add(RowSteps.applyAndAdd(function, active, scratch.headSum));
        } else {
            activate(plan, function, first);
        }
        if (output != null) {
            addResidual(plan, active, output);
        }
    }

    /** Whether it is a convolution, an activation, a head sum and a residual, and nothing else. */
    private boolean isPlain() {
        return films.isEmpty() && !gated && headMix == null && residual != null;
    }

    /** Together with the mixin. */
    private Affine convolution() {
        return new Affine(kernels, convolution, null, scratch.z, taps(), Affine.Input.of(condition));
    }

    private Affine.Input taps() {
        return new Affine.Input(history, layer.kernelSize(), layer.dilation());
    }

    private Affine residual(Rows output) {
        return new Affine(kernels, residual, input, output, Affine.Input.of(scratch.z.first(shape.bottleneck())));
    }

    private void activate(RowPlan plan, Nonlinearity function, boolean first) {
        Rows active = scratch.z.first(shape.bottleneck());
        if (gated) {
            plan.add(RowSteps.gate(kernels, function, new Nonlinearity(layer.gate(), kernels), scratch.z, half,
                    layer.gating() == Gating.BLENDED ? scratch.half : null));
        } else {
            plan.add(RowSteps.apply(function, active));
        }
        addFilm(plan, Place.ACTIVATION_POST, scratch.z, shape.bottleneck());
        Rows toHead = active;
        if (headMix != null) {
            plan.add(new Affine(kernels, headMix, null, scratch.headMix, Affine.Input.of(active)));
            addFilm(plan, Place.HEAD_MIX_POST, scratch.headMix, shape.headMix().outputs());
            toHead = scratch.headMix;
        }
        plan.add(first ? RowSteps.copy(toHead, scratch.headSum) : RowSteps.add(kernels, toHead, scratch.headSum));
    }

    private void addProducts(RowPlan plan) {
        if (mixin == null) {
            plan.add(convolution());
            return;
        }
        int rows = gated ? 2 * half : shape.bottleneck();
        plan.add(new Affine(kernels, convolution, null, scratch.z, taps()));
        addFilm(plan, Place.CONV_POST, scratch.z, rows);
        Rows mixed = condition;
        if (films.containsKey(Place.MIXIN_PRE)) {
            plan.add(RowSteps.copy(condition, scratch.condition));
            addFilm(plan, Place.MIXIN_PRE, scratch.condition, shape.conditionSize());
            mixed = scratch.condition;
        }
        plan.add(new Affine(kernels, mixin, null, scratch.mixed, Affine.Input.of(mixed)));
        addFilm(plan, Place.MIXIN_POST, scratch.mixed, rows);
        plan.add(RowSteps.add(kernels, scratch.mixed.first(rows), scratch.z.first(rows)));
    }

    private void addResidual(RowPlan plan, Rows active, Rows output) {
        if (residual == null) {
            plan.add(RowSteps.copy(input, output));
        } else if (films.containsKey(Place.RESIDUAL_POST) && layer.gating() == Gating.BLENDED) {
            plan.add(new Affine(kernels, residual, null, scratch.channels, Affine.Input.of(active)));
            addFilm(plan, Place.RESIDUAL_POST, scratch.channels, shape.channels());
            plan.add(RowSteps.copy(input, output));
            plan.add(RowSteps.add(kernels, scratch.channels, output));
        } else {
            // Neural Amp Modeler's player has this film only in blended layers; in others the file holds its weights in vain.
            plan.add(residual(output));
        }
    }

    /** Does nothing where there is no such film. */
    private void addFilm(RowPlan plan, Place place, Rows rows, int count) {
        Modulation film = films.get(place);
        if (film != null) {
            Step factors = new Affine(kernels, film.product, null, film.factors, Affine.Input.of(film.input));
            if (film.ofKnobs) {
                plan.addOfKnobs(factors);
            } else {
                plan.add(factors);
            }
            plan.add(RowSteps.film(kernels, rows.first(count), film.factors, shape.films().get(place).shift()));
        }
    }
}
