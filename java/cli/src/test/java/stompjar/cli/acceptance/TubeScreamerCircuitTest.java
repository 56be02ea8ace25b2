package stompjar.cli.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import stompjar.cli.Cli;
import stompjar.cli.acceptance.Shared.Energy;
import stompjar.data.AudioFiles;
import stompjar.data.Dataset;
import stompjar.data.Manifest;
import stompjar.data.Segment;

/** The Tube Screamer's netlist against recordings of the same schematic by another simulator. */
@Tag("acceptance")
class TubeScreamerCircuitTest {
    private static final int SECONDS = 4;
    /** Until bias and coupling have forgotten that the guitar began in the middle of a note. */
    private static final double WARM_UP_SECONDS = 2;
    private static final double MOST_ESR = 1e-5;

    @TempDir
    private Path folder;

    @Test
    void theTubeScreamerIsTheOneThatOthersSimulated() throws Exception {
        Path dry = Shared.file("data/dry_guitar.flac");
        Path netlist = Path.of(System.getProperty("stompjar.root"), "plugin-bundle/circuits/tube-screamer.cir");
        // Four corners and the middle, which are all among the recordings.
        Cli run = Cli.run("circuit", "--circuit", netlist, "--dry", dry, "--settings", 5, "--seconds", SECONDS, "--out", folder);
        assertEquals(0, run.status(), run.err());
        Dataset data = Manifest.prepare(folder.resolve("MANIFEST.csv"), false).data();
        for (int s = 0; s < data.settings().size(); s++) {
            float[] knobs = data.settings().get(s);
            float[] known = AudioFiles.read(Shared.file(String.format(Locale.ROOT, "data/ts808/ts808_d%03.0f_t%03.0f_guitar.flac", 100 * knobs[0],
                    100 * knobs[1]))).channels()[0];
            Energy energy = new Energy(0, 0);
            for (Segment segment : data.segments()) {
                for (int n = segment.start(); segment.setting() == s && n < segment.end(); n++) {
                    if (n >= WARM_UP_SECONDS * data.rate()) {
                        double expected = known[s * SECONDS * data.rate() + n];
                        energy = energy.plus(new Energy(Math.pow(segment.wet()[n] - expected, 2), expected * expected));
                    }
                }
            }
            System.out.printf("%-24s ESR %.2g%n", data.describe(s), energy.esr());
            assertTrue(energy.esr() < MOST_ESR, data.describe(s) + ": ESR " + energy.esr());
        }
    }
}
