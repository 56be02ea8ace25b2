package stompjar.cli.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import stompjar.capture.Captures;
import stompjar.cli.Cli;
import stompjar.cli.SmallCapture;
import stompjar.cli.acceptance.Shared.Energy;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;

/** Neural Amp Modeler itself plays what {@code export} writes. */
@Tag("acceptance")
class NamExportTest {
    private static final Path ROOT = Path.of(System.getProperty("stompjar.root")).normalize();
    /** NAM's fast tanh costs a WaveNet 4e-6 and an LSTM 3e-3, measured on its own files. */
    private static final double WAVENET_ESR = 1e-5, LSTM_ESR = 1e-2;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"0.5,0.5", "0.13,0.9", "1,0.2"})
    void playsTheTubeScreamer(String drive, String tone) throws Exception {
        check(ROOT.resolve("plugin-bundle/captures/tube-screamer.stomp"), WAVENET_ESR, "--knob", "drive=" + drive, "--knob", "tone=" + tone);
    }

    @Test
    void playsAnLstm() throws Exception {
        check(SmallCapture.write(folder.resolve("small.stomp"), 1), LSTM_ESR, "--knob", "drive=0.7");
    }

    private void check(Path capture, double limit, String... knobs) throws Exception {
        NamsOwnCode own = NamsOwnCode.installed(folder);
        Path nam = folder.resolve("snapshot.nam");
        Object[] args = new Object[7 + knobs.length];
        System.arraycopy(new Object[] {"export", "--capture", capture, "--format", "nam", "--out", nam}, 0, args, 0, 7);
        System.arraycopy(knobs, 0, args, 7, knobs.length);
        Cli export = Cli.run(args);
        assertEquals(0, export.status(), export.err());
        Path riff = ROOT.resolve("plugin-bundle/demo/riff.wav");
        Audio dry = AudioFiles.read(riff);
        float[] rendered = Shared.render(capture, riff, folder.resolve("wet.wav"), (Object[]) knobs).channels()[0];
        NamsOwnCode.Played played = own.play(nam, dry.channels()[0], dry.rate());
        double esr = Energy.of(played.audio(), 0, rendered, 0, rendered.length).esr();
        System.out.printf("%s %s in Neural Amp Modeler's own code: ESR %.2e, loudness %.2f dBFS%n", capture.getFileName(), String.join(" ", knobs), esr,
                played.loudness());
        assertTrue(esr <= limit, "ESR " + esr);
        assertEquals(Captures.read(nam).metadata().loudness(), played.loudness(), 1e-4);
    }
}
