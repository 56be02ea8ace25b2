package stompjar.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawFileTest {
    private static final double HERTZ = 1000;
    private static final int RATE = 192_000, FRAMES = 1000;

    @TempDir
    private Path folder;

    /** A sine at uneven times, each tenth of them twice. */
    private Path sine(double seconds) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
        data.put("Title: x\nNo. Variables: 2\nNo. Points: 9\nBinary:\n".getBytes(StandardCharsets.ISO_8859_1));
        Random random = new Random(1);
        double t = 0;
        for (int i = 0; t < seconds; i++) {
            for (int times = i % 10 == 0 ? 2 : 1; times > 0; times--) {
                data.putDouble(t).putDouble(Math.sin(2 * Math.PI * HERTZ * t));
            }
            t += (0.2 + 0.8 * random.nextDouble()) / RATE;
        }
        return Files.write(folder.resolve("x.raw"), java.util.Arrays.copyOf(data.array(), data.position()));
    }

    @Test
    void unevenTimesBecomeEven() throws IOException {
        float[] even = RawFile.read(sine((double) FRAMES / RATE)).at(RATE, FRAMES);
        // The last frame may lie behind the last point.
        for (int n = 0; n < FRAMES - 1; n++) {
            assertEquals(Math.sin(2 * Math.PI * HERTZ * n / RATE), even[n], 1e-6, "frame " + n);
        }
    }

    @Test
    void whatEndsTooEarlyIsRefused() throws IOException {
        RawFile half = RawFile.read(sine(0.5 * FRAMES / RATE));
        String words = assertThrows(IllegalArgumentException.class, () -> half.at(RATE, FRAMES)).getMessage();
        assertTrue(words.contains("gave up after 0.0026 of 0.0052 s"), words);
    }

    @Test
    void anythingElseIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("y.raw"), "No. Variables: 3\nBinary:\n");
        assertThrows(IllegalArgumentException.class, () -> RawFile.read(other));
    }
}
