package stompjar.cli;

import java.nio.file.Path;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stompjar.data.SampleFormat;

/** From which file the verbs that process audio read it, how they cut it and to which they write it. */
final class AudioOptions {
    private SampleFormat format = SampleFormat.FLOAT32;

    @Option(names = "--in", required = true, paramLabel = "A.wav", description = "Dry audio: WAV or FLAC, mono or stereo.")
    private Path in;

    @Option(names = "--out", required = true, paramLabel = "B.wav", description = "Where the wet audio goes.")
    private Path out;

    @Option(names = "--block", paramLabel = "N|random:SEED", defaultValue = BlockPlan.DEFAULT,
            description = "Frames a block, or random sizes 1..4096 (default ${DEFAULT-VALUE}).")
    private BlockPlan block;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb;

    @Option(names = "--bits", paramLabel = "16|24|32", description = "Sample size of the output (default: 32, which is float).")
    private void bits(int bits) {
        try {
            format = SampleFormat.ofBits(bits);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(verb.commandLine(), "--bits: " + e.getMessage());
        }
    }

    Path in() {
        return in;
    }

    Path out() {
        return out;
    }

    BlockPlan block() {
        return block;
    }

    /** Of the samples in {@link #out}. */
    SampleFormat format() {
        return format;
    }
}
