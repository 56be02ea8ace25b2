package stompjar.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stompjar.capture.Capture;
import stompjar.capture.Captures;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;

/** {@code render}: a capture in Java, no plugin. */
@Command(name = "render", mixinStandardHelpOptions = true, description = "Runs a capture in Java, without the plugin.")
final class RenderVerb implements Callable<Integer> {
    @Option(names = "--capture", required = true, paramLabel = "FILE", description = "The capture: .stomp, .nam, RTNeural, AIDA-X or GuitarML JSON, or an impulse response in a .wav.")
    private Path capture;

    @Option(names = "--cab", paramLabel = "FILE", description = "What follows it: the impulse response of a cabinet, .wav, or any capture.")
    private Path cab;

    @Option(names = "--knob", paramLabel = "NAME=ENVELOPE", description = "Position of a knob: V, or T:V,T:V,… in seconds.")
    private Map<String, Envelope> knobs = new LinkedHashMap<>();

    @Option(names = "--quality", paramLabel = "0..1", defaultValue = "1",
            description = "Which of its own sizes a slimmable capture plays, from the cheapest to the best (default ${DEFAULT-VALUE}).")
    private double quality;

    @Option(names = "--cold", description = "Start from the all-zero state instead of after a silence.")
    private boolean cold;

    @Mixin
    private AudioOptions audio;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!(quality >= 0 && quality <= 1)) {
            throw new ParameterException(spec.commandLine(), "--quality: 0 to 1");
        }
        knobs.forEach((name, envelope) -> {
            if (!Arrays.stream(envelope.values()).allMatch(v -> v >= 0 && v <= 1)) {
                throw new ParameterException(spec.commandLine(), "--knob: " + name + " goes from 0 to 1, not to " + envelope.text());
            }
        });
        Capture read = Captures.read(capture).atQuality(quality);
        Audio dry = AudioInput.monoOrStereo(audio.in());
        Renderer.Rendered wet = new Renderer(read, cab == null ? null : Captures.read(cab), knobs, audio.block(), cold).render(dry);
        AudioFiles.write(audio.out(), wet.audio(), audio.format());
        RunReport report = new RunReport(dry.rate(), dry.frames(), audio.block().json(), wet.cpuSeconds(),
                dry.frames() == 0 ? 0 : wet.cpuSeconds() / dry.seconds(), wet.latencyFrames(), Levels.peakDbfs(wet.audio()));
        output.print(report, report.words(audio.out().toString()));
        return 0;
    }
}
