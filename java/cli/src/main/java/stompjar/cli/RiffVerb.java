package stompjar.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;
import stompjar.riff.Riff;

/** {@code riff}: writes the demo guitar. {@code plugin-bundle/demo/riff.wav} is its output with no options. */
@Command(name = "riff", mixinStandardHelpOptions = true,
        description = "Synthesises the demo guitar: a clean electric guitar, straight from its pickup.")
final class RiffVerb implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "F.wav", description = "Where it goes (16 bit, mono).")
    private Path out;

    @Option(names = "--seconds", description = "Length; beyond the score's 15 s it begins again.")
    private double seconds = Riff.SECONDS;

    @Option(names = "--rate", defaultValue = "48000", description = "Sample rate in Hz (default ${DEFAULT-VALUE}).")
    private int rate;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    /** What JSON says. @param peakDbfs null for silence */
    private record Report(String out, int rate, int frames, Double peakDbfs) { }

    @Override
    public Integer call() throws Exception {
        if (rate < 8000 || rate > 384_000) {
            throw new ParameterException(spec.commandLine(), "--rate: 8000 to 384000 Hz are supported");
        }
        if (!(seconds > 0 && seconds <= 3600)) {
            throw new ParameterException(spec.commandLine(), "--seconds: more than 0, at most 3600");
        }
        Audio audio = Audio.mono(Riff.play(rate, seconds), rate);
        AudioFiles.write(out, audio, SampleFormat.INT16);
        Report report = new Report(out.toString(), rate, audio.frames(), Levels.peakDbfs(audio));
        output.print(report, String.format(Locale.ROOT, "%s: %.2f s at %d Hz, peak %s", out, audio.seconds(), rate,
                Levels.words(report.peakDbfs)));
        return 0;
    }
}
