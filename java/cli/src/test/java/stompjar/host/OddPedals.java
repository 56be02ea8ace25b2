package stompjar.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The LV2 bundle of the tests, compiled by the C compiler that the project's native side needs anyway. */
public final class OddPedals implements AutoCloseable {
    public static final String DRIVE = "urn:stompjar:test:drive";
    /** What {@link #DRIVE} reports, and does, frames. */
    public static final int LATENCY = 32;

    private OddPedals() { }

    /** Only these pedals are there until it is closed. @param folder where the bundle goes */
    public static OddPedals installed(Path folder) throws IOException, InterruptedException {
        Path bundle = Files.createDirectories(folder.resolve("odd-pedals.lv2"));
        for (String file : List.of("manifest.ttl", "odd-pedals.ttl", "odd-pedals.c")) {
            try (var in = OddPedals.class.getResourceAsStream("odd-pedals.lv2/" + file)) {
                Files.copy(in, bundle.resolve(file));
            }
        }
        Process compiler = new ProcessBuilder("cc", "-O1", "-shared", "-fPIC", "-o", bundle.resolve("odd-pedals.so").toString(),
                bundle.resolve("odd-pedals.c").toString(), "-lm").inheritIO().start();
        assertEquals(0, compiler.waitFor(), "cc");
        System.setProperty(Lv2Host.PATH_PROPERTY, folder.toString());
        return new OddPedals();
    }

    @Override
    public void close() {
        System.clearProperty(Lv2Host.PATH_PROPERTY);
    }
}
