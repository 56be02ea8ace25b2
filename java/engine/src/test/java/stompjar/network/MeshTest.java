package stompjar.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeshTest {
    private static List<float[]> grid(float[] first, float[] second) {
        List<float[]> points = new ArrayList<>();
        for (float u : first) {
            for (float v : second) {
                points.add(new float[] {u, v});
            }
        }
        return points;
    }

    /** Linear functions of the knobs are met everywhere inside: what makes it a mesh without holes. */
    @Test
    void linearFunctionsAreExactEverywhereInAGridWithPointsOffIt() {
        List<float[]> points = grid(new float[] {0, 0.25f, 0.75f, 1}, new float[] {0, 0.5f, 1});
        points.add(new float[] {0.5f, 0.5f});
        points.add(new float[] {0.65f, 0.8f});
        points.add(new float[] {0.9f, 0.95f});
        Mesh mesh = new Mesh(points);
        float[] weights = new float[points.size()];
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            float u = random.nextFloat();
            float v = random.nextFloat();
            mesh.weigh(u, v, weights);
            double a = 0;
            double b = 0;
            int used = 0;
            for (int s = 0; s < weights.length; s++) {
                a += weights[s] * points.get(s)[0];
                b += weights[s] * points.get(s)[1];
                used += weights[s] > 0 ? 1 : 0;
                assertTrue(weights[s] >= 0);
            }
            assertEquals(u, a, 1e-6);
            assertEquals(v, b, 1e-6);
            assertTrue(used <= 3, "only neighbours count");
        }
    }

    @Test
    void atItsPositionASnapshotPlaysAlone() {
        List<float[]> points = grid(new float[] {0, 0.5f, 1}, new float[] {0, 1});
        float[] weights = new float[points.size()];
        for (int s = 0; s < points.size(); s++) {
            new Mesh(points).weigh(points.get(s)[0], points.get(s)[1], weights);
            assertEquals(1, weights[s], 1e-6);
        }
    }

    @Test
    void beyondTheOutermostTheNearestCounts() {
        float[] weights = new float[2];
        new Mesh(List.of(new float[] {0.8f}, new float[] {0.2f})).weigh(0.05f, 0, weights);
        assertArrayEquals(new float[] {0, 1}, weights);
    }
}
