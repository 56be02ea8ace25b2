package stompjar.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Positions of one knob or two, joined to segments or triangles (Delaunay: no other position inside a triangle's circle), and the weights of the two or three
 * positions around a point. Outside of all, the nearest edge counts. Built on a loader thread; {@link #weigh} allocates nothing.
 */
final class Mesh {
    /** Positions on the same circle, as those of a grid are, are told apart by nothing but rounding. */
    private static final double SLACK = 1e-6;

    private final float[][] positions;
    /** Positions of each segment or triangle. */
    private final int[][] cells;

    Mesh(List<float[]> positions) {
        this.positions = positions.toArray(float[][]::new);
        cells = this.positions[0].length == 1 ? segments() : triangles();
    }

    private int[][] segments() {
        int[] order = IntStream.range(0, positions.length).boxed().sorted(Comparator.comparingDouble(i -> positions[i][0]))
                .mapToInt(i -> i).toArray();
        return IntStream.range(1, order.length).mapToObj(i -> new int[] {order[i - 1], order[i]}).toArray(int[][]::new);
    }

    private int[][] triangles() {
        List<int[]> found = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            for (int j = i + 1; j < positions.length; j++) {
                for (int k = j + 1; k < positions.length; k++) {
                    int[] cell = {i, j, k};
                    if (Math.abs(area(i, j, positions[k])) > SLACK && hasEmptyCircle(cell) && found.stream().noneMatch(c -> overlap(c, cell))) {
                        found.add(cell);
                    }
                }
            }
        }
        return found.toArray(int[][]::new);
    }

    /** Twice the area to the left of the line from i to j. */
    private double area(int i, int j, float[] p) {
        float[] a = positions[i];
        float[] b = positions[j];
        return (double) (b[0] - a[0]) * (p[1] - a[1]) - (double) (p[0] - a[0]) * (b[1] - a[1]);
    }

    private boolean hasEmptyCircle(int[] cell) {
        float[] a = positions[cell[0]];
        double bx = (double) positions[cell[1]][0] - a[0];
        double by = (double) positions[cell[1]][1] - a[1];
        double cx = (double) positions[cell[2]][0] - a[0];
        double cy = (double) positions[cell[2]][1] - a[1];
        double d = 2 * (bx * cy - by * cx);
        double ux = (cy * (bx * bx + by * by) - by * (cx * cx + cy * cy)) / d;
        double uy = (bx * (cx * cx + cy * cy) - cx * (bx * bx + by * by)) / d;
        double radius = Math.hypot(ux, uy);
        for (float[] p : positions) {
            if (Math.hypot(p[0] - a[0] - ux, p[1] - a[1] - uy) < radius * (1 - SLACK) - SLACK) {
                return false;
            }
        }
        return true;
    }

    /** Whether two triangles share more than an edge: no edge of either has the other on its far side. */
    private boolean overlap(int[] one, int[] other) {
        return !separates(one, other) && !separates(other, one);
    }

    private boolean separates(int[] cell, int[] other) {
        for (int e = 0; e < 3; e++) {
            int i = cell[e];
            int j = cell[(e + 1) % 3];
            double side = Math.signum(area(i, j, positions[cell[(e + 2) % 3]]));
            if (Arrays.stream(other).allMatch(p -> side * area(i, j, positions[p]) < SLACK)) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param u      position of the first knob
     * @param v      of the second, if there is one
     * @param weights receives one for each position; they sum to 1
     */
    void weigh(float u, float v, float[] weights) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < cells.length; c++) {
            double least = Math.min(share(c, 0, u, v), share(c, 1, u, v));
            if (cells[c].length == 3) {
                least = Math.min(least, share(c, 2, u, v));
            }
            if (least > most) {
                most = least;
                best = c;
            }
        }
        Arrays.fill(weights, 0);
        double sum = 0;
        for (int i = 0; i < cells[best].length; i++) {
            sum += Math.max(0, share(best, i, u, v));
        }
        for (int i = 0; i < cells[best].length; i++) {
            weights[cells[best][i]] = (float) (Math.max(0, share(best, i, u, v)) / sum);
        }
    }

    /** Barycentric coordinate {@code i} of a point in a cell: negative outside. */
    private double share(int cell, int i, float u, float v) {
        int[] c = cells[cell];
        float[] p = positions[c[i]];
        float[] q = positions[c[(i + 1) % c.length]];
        if (c.length == 2) {
            return (double) (u - q[0]) / (p[0] - q[0]);
        }
        float[] r = positions[c[(i + 2) % 3]];
        double whole = (double) (q[0] - p[0]) * (r[1] - p[1]) - (double) (r[0] - p[0]) * (q[1] - p[1]);
        return ((double) (q[0] - u) * (r[1] - v) - (double) (r[0] - u) * (q[1] - v)) / whole;
    }
}
