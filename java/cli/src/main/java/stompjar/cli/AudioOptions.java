package stompjar.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stompjar.data.SampleFormat;

/** The {@code --bits} option of every verb that writes audio. */
final class BitsOption {
    private SampleFormat format = SampleFormat.FLOAT32;

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

    SampleFormat format() {
        return format;
    }
}
