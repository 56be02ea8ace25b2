package stompjar.cli.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import stompjar.cli.Cli;
import stompjar.cli.acceptance.Shared.Energy;
import stompjar.data.AudioFiles;
import stompjar.data.Dataset;
import stompjar.data.Manifest;

/** The Tube Screamer's netlist against recordings of the same schematic by another simulator. */
@Tag("acceptance")
class TubeScreamerCircuitTest {
    /** At each setting, of which two thirds are its own. */
    private static final double SECONDS = 4.5, COMMON_SECONDS = SECONDS / 3, OWN_SECONDS = SECONDS - COMMON_SECONDS;
    /** Until bias and coupling have forgotten that the guitar began in the middle of a note. */
    private static final double WARM_UP_SECONDS = 2;
    private static final double MOST_ESR = 1e-5;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"drive, tone, 0.5", "tone, drive, 0.75"})
    void theTubeScreamerIsTheOneThatOthersSimulated(String turned, String held, double position) throws Exception {
        Path dry = Shared.file("data/dry_guitar.flac");
        Path netlist = Path.of(System.getProperty("stompjar.root"), "plugin-bundle/circuits/tube-screamer.cir");
        // Both ends and the middle, and what lies between them, as far as it is among the recordings.
        Cli run = Cli.run("circuit", "--circuit", netlist, "--dry", dry, "--knob", turned, "--set", held + "=" + position, "--settings", 3,
                "--seconds", SECONDS, "--out", folder);
        assertEquals(0, run.status(), run.err());
        Dataset data = Manifest.prepare(folder.resolve("MANIFEST.csv"), false).data();
        int compared = 0;
        for (int s = 0; s < data.settings().size(); s++) {
            double here = data.settings().get(s)[0];
            String name = String.format(Locale.ROOT, "data/ts808/ts808_d%03.0f_t%03.0f_guitar.flac", 100 * (turned.equals("drive") ? here : position),
                    100 * (turned.equals("tone") ? here : position));
            if (data.heldOut()[s] && !Files.exists(Path.of(System.getProperty("stompjar.root"), "../shared", name))) {
                continue;
            }
            float[] known = AudioFiles.read(Shared.file(name)).channels()[0];
            float[] wet = AudioFiles.read(folder.resolve(String.format(Locale.ROOT, "wet-%02d.wav", s))).channels()[0];
            int offset = (int) (COMMON_SECONDS * data.rate()) + s * (int) (OWN_SECONDS * data.rate());
            int from = (int) (WARM_UP_SECONDS * data.rate());
            Energy energy = Energy.of(wet, from, known, offset + from, wet.length - from);
            System.out.printf("%s=%s %s: ESR %.2g%n", held, position, data.describe(s), energy.esr());
            assertTrue(energy.esr() < MOST_ESR, data.describe(s) + ": ESR " + energy.esr());
            compared++;
        }
        assertTrue(compared >= 3, compared + " settings");
    }
}
