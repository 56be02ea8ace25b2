package stompjar.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stompjar.cab.Cabinet;
import stompjar.cab.ImpulseResponse;
import stompjar.data.Audio;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;

/** {@code cab}: writes the factory cabinets. {@code plugin-bundle/cabs} is its output with {@code --out plugin-bundle/cabs}. */
@Command(name = "cab", mixinStandardHelpOptions = true,
        description = "Computes the impulse responses of guitar cabinets, minimum phase, from published properties of speakers, boxes and microphones.")
final class CabVerb implements Callable<Integer> {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where they go, one NAME.wav each (24 bit, mono).")
    private Path out;

    @Option(names = "--name", paramLabel = "NAME", description = "One of them (default: all).")
    private String name;

    @Option(names = "--rate", defaultValue = "48000", description = "Sample rate in Hz (default ${DEFAULT-VALUE}).")
    private int rate;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    /** What JSON says of one. */
    private record Report(String out, String about, int rate, int frames) { }

    @Override
    public Integer call() throws Exception {
        if (rate < 8000 || rate > 384_000) {
            throw new ParameterException(spec.commandLine(), "--rate: 8000 to 384000 Hz are supported");
        }
        var wanted = Cabinet.ALL.stream().filter(cabinet -> name == null || cabinet.name().equals(name)).toList();
        if (wanted.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--name: there are " + Cabinet.ALL.stream().map(Cabinet::name).collect(Collectors.joining(", ")));
        }
        var reports = new java.util.ArrayList<Report>();
        for (Cabinet cabinet : wanted) {
            Path file = out.resolve(cabinet.name() + ".wav");
            Audio audio = Audio.mono(ImpulseResponse.of(cabinet, rate), rate);
            AudioFiles.write(file, audio, SampleFormat.INT24);
            reports.add(new Report(file.toString(), cabinet.about(), rate, audio.frames()));
        }
        output.print(reports, reports.stream().map(r -> String.format(Locale.ROOT, "%s: %d frames at %d Hz. %s", r.out, r.frames, r.rate, r.about))
                .collect(Collectors.joining("\n")));
        return 0;
    }
}
