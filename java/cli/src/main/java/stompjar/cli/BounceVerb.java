package stompjar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bounce}: the built plugin binary in the offline host. */
@Command(name = "bounce", mixinStandardHelpOptions = true, description = "Runs audio through the built plugin in an offline host.")
final class BounceVerb implements Callable<Integer> {
    /** Plugin formats. */
    enum Format { LV2, VST3 }

    @Option(names = "--format", required = true, paramLabel = "lv2|vst3", description = "Which build of the plugin.")
    private Format format;

    @Option(names = "--capture", paramLabel = "FILE", description = "A capture to load into the plugin.")
    private Path capture;

    @Option(names = "--param", paramLabel = "NAME=ENVELOPE", description = "Automation of a parameter: V, or T:V,T:V,… in seconds.")
    private Map<String, Envelope> params = new LinkedHashMap<>();

    @Option(names = "--state", paramLabel = "FILE", description = "Restore this state of the plugin first.")
    private Path state;

    @Option(names = "--save-state", paramLabel = "FILE", description = "Write the plugin's state here at the end.")
    private Path saveState;

    @Option(names = "--bundle", paramLabel = "DIR", description = "Another bundle, or a folder that holds Stompjar.lv2 or Stompjar.vst3.")
    private Path bundle;

    @Mixin
    private AudioOptions audio;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        String suffix = format.name().toLowerCase(java.util.Locale.ROOT);
        Path plugin = bundle == null ? Project.here().bundle(suffix) : bundle;
        Path inside = plugin.resolve("Stompjar." + suffix);
        JsonNode report = new HostRun(Files.isDirectory(inside) ? inside : plugin, audio.in(), audio.out(), capture, params,
                audio.block(), audio.format().bits(), state, saveState).run();
        RunReport words = Output.JSON.treeToValue(report, RunReport.class);
        output.print(report, words.words(audio.out().toString()));
        return 0;
    }
}
