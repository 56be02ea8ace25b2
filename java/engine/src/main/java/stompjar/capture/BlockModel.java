package stompjar.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A block-oriented model (Giri and Bai 2010): linear blocks around static nonlinearities. With s the outputs of the bank on the dry signal,
 * <pre>  y = bias + direct · s + Σ over branches of post · bank( shaper( pre · s ) )</pre>
 * Its special cases are the classical families: a gain, a waveshaper, Wiener (filter, then shaper), Hammerstein (shaper, then filter),
 * Wiener–Hammerstein, these in parallel, a Volterra series on the state {@code pre · s}, and a kernel machine on it.
 *
 * <p>Weights, in this order: {@code direct [input.size]} where there is a direct path; for each branch {@code pre [axes][input.size]},
 * the shaper's, {@code post [output.size]}; {@code bias}. A bank that lets its signal through takes no weights beyond the direct ones.
 *
 * @param family   which of {@link #FAMILIES} it calls itself; the computation is the same
 * @param input    bank on the dry signal, shared by all paths
 * @param direct   whether there is a linear path beside the branches
 * @param branches nonlinear paths
 */
public record BlockModel(String family, FilterBank input, boolean direct, List<Branch> branches, float[] weights) implements Model {
    /** The names under which such models go. */
    public static final Set<String> FAMILIES = Set.of("gain", "waveshaper", "wiener", "hammerstein", "wiener-hammerstein",
            "parallel-wiener-hammerstein", "volterra", "kernel");

    private static final int MAX_BRANCHES = 16;
    private static final int MAX_AXES = 64;
    private static final int MAX_TERMS = 8192;
    private static final int MAX_ORDER = 5;
    private static final int MAX_COEFFICIENTS = 1024;

    /** A static function of {@code z [axes]}. */
    public enum Shaper {
        /** {@code Σ_u height_u · tanh(slope_u · z + offset_u)}; weights {@code slope [size][axes], offset [size], height [size]}. */
        TANH,
        /**
         * Coefficients times products of 2 up to {@code size} of the z, each at most ±{@code limit}: a polynomial has no sense beyond where it was
         * fitted. Products of one degree come from those of the degree below, in their order, each times every z from its last factor on.
         */
        POLYNOMIAL,
        /** {@code Σ_u height_u / (1 + |z − centre_u|²)}, the Cauchy kernel; weights {@code centre [size][axes], height [size]}. */
        CAUCHY,
        /**
         * Of one z: {@code Σ_j coefficient_j · B_j(z)} with cubic B-splines on even knots over ±{@code limit} (de Boor 1978); beyond, the curve stays what
         * it is there. Where coefficients ascend, so does the curve.
         */
        SPLINE
    }

    /**
     * A nonlinear path.
     *
     * @param axes   inputs of the shaper
     * @param size   units of the shaper, order of the polynomial, or coefficients of the spline
     * @param limit  of the arguments of a polynomial or a spline; 0 for other shapers, which need none
     * @param output bank on the shaper's output
     */
    public record Branch(int axes, Shaper shaper, int size, float limit, FilterBank output) {
        public Branch {
            boolean polynomial = shaper == Shaper.POLYNOMIAL;
            boolean spline = shaper == Shaper.SPLINE;
            if (axes < 1 || axes > (spline ? 1 : MAX_AXES) || size < (polynomial ? 2 : spline ? 4 : 1)
                    || size > (polynomial ? MAX_ORDER : spline ? MAX_COEFFICIENTS : MAX_TERMS) || polynomial && terms(axes, size) > MAX_TERMS) {
                throw new IllegalArgumentException("a shaper of " + axes + " inputs and size " + size + " is not supported");
            }
            if (!(polynomial || spline ? limit > 0 && limit < 1e6f : limit == 0)) {
                throw new IllegalArgumentException("a shaper has the limit " + limit);
            }
        }

        public int shaperWeights() {
            return switch (shaper) {
                case TANH -> size * (axes + 2);
                case POLYNOMIAL -> (int) terms(axes, size);
                case CAUCHY -> size * (axes + 1);
                case SPLINE -> size;
            };
        }

        /** Products of 2 to {@code order} of {@code axes} factors: (axes + order choose order), less those of one and none. */
        private static long terms(int axes, int order) {
            long count = 1;
            for (int i = 1; i <= order; i++) {
                count = count * (axes + i) / i;
            }
            return count - 1 - axes;
        }
    }

    public BlockModel {
        branches = List.copyOf(branches);
        if (!FAMILIES.contains(family)) {
            throw new IllegalArgumentException("its family '" + family + "' is not supported");
        }
        if (branches.size() > MAX_BRANCHES || !direct && branches.isEmpty()) {
            throw new IllegalArgumentException("a block model of " + branches.size() + " branches is not supported");
        }
        Model.checkWeights(weights, branchOffset(input, direct, branches, branches.size()) + 1L);
    }

    /** Where the weights of branch {@code index} begin; for {@code index == branches.size()} where the bias is. */
    public static int branchOffset(FilterBank input, boolean direct, List<Branch> branches, int index) {
        int offset = direct ? input.size() : 0;
        for (Branch branch : branches.subList(0, index)) {
            offset += preWeights(input, branch) + branch.shaperWeights() + postWeights(branch);
        }
        return offset;
    }

    /** Weights of the linear block before a branch's shaper. */
    public static int preWeights(FilterBank input, Branch branch) {
        return input.isThrough() && branch.axes() == 1 ? 0 : branch.axes() * input.size();
    }

    /** Weights of the linear block after a branch's shaper. */
    public static int postWeights(Branch branch) {
        return branch.output().isThrough() ? 0 : branch.output().size();
    }

    @Override
    public int inputs() {
        return 1;
    }

    @Override
    public int parameters() {
        return weights.length;
    }

    @Override
    public int receptiveField() {
        return input.reach() + branches.stream().mapToInt(b -> b.output().reach() - 1).max().orElse(0);
    }

    static BlockModel read(String family, Fields config, float[] weights) {
        List<Branch> branches = new ArrayList<>();
        for (JsonNode element : config.list("branches")) {
            Fields f = new Fields(element);
            String shaper = f.text("shaper");
            branches.add(new Branch(f.integer("axes"), switch (shaper) {
                case "tanh" -> Shaper.TANH;
                case "polynomial" -> Shaper.POLYNOMIAL;
                case "cauchy" -> Shaper.CAUCHY;
                case "spline" -> Shaper.SPLINE;
                default -> throw new IllegalArgumentException("its shaper '" + shaper + "' is not supported");
            }, f.integer("size"), f.has("limit") ? (float) f.number("limit") : 0, FilterBank.read(f.object("output"))));
        }
        return new BlockModel(family, FilterBank.read(config.object("input")), config.flag("direct", false), branches, weights);
    }

    ObjectNode json() {
        ObjectNode node = Captures.JSON.createObjectNode();
        node.set("input", input.json());
        node.put("direct", direct);
        ArrayNode list = node.putArray("branches");
        for (Branch b : branches) {
            ObjectNode branch = list.addObject().put("axes", b.axes).put("shaper", b.shaper.name().toLowerCase(java.util.Locale.ROOT))
                    .put("size", b.size);
            if (b.limit != 0) {
                branch.put("limit", b.limit);
            }
            branch.set("output", b.output.json());
        }
        return node;
    }
}
