package stompjar.cli.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import stompjar.cli.Cli;

/** Training with no options but the data and the time: the error that five minutes are asked for, in a fraction of them, on whatever machine. */
@Tag("acceptance")
class SnapshotTrainingTest {
    private static final double ESR = 0.0008;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"ts808, 0.6", "klon, 1"})
    void aSnapshotIsLearnedWithinAMinute(String device, String minutes) throws Exception {
        Cli run = Cli.run("train", "--data", Shared.file("data/" + device + "/single.csv"), "--minutes", minutes, "--out", folder.resolve("x.stomp"), "--json");
        assertEquals(0, run.status(), run.err());
        double esr = new ObjectMapper().readTree(run.out()).get("esr").get("test").asDouble();
        System.out.printf("%s: test ESR %.4f %% after %s minutes%n", device, 100 * esr, minutes);
        assertTrue(esr <= ESR, device + ": test ESR " + esr);
    }
}
