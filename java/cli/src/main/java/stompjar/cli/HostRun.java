package stompjar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import stompjar.data.Audio;
import stompjar.data.AudioException;
import stompjar.data.AudioFiles;
import stompjar.data.SampleFormat;

/**
 * One bounce through the built plugin in {@code stompjar-host}, our own offline host.
 *
 * @param plugin    the bundle
 * @param capture   capture to load, or null for the plugin's own first
 * @param params    automation by the parameter's name
 * @param bits      16, 24 or 32 (float)
 * @param state     state to restore first, or null
 * @param saveState where the state at the end goes, or null
 */
record HostRun(Path plugin, Path in, Path out, Path capture, Map<String, Envelope> params, BlockPlan block, int bits, Path state,
               Path saveState) {
    private static final String COMPLAINT = "stompjar-host: ", REMARK = "the plugin says: ";

    /** @return the host's JSON, with the keys of {@link RunReport} */
    JsonNode run() throws Failure, AudioException, IOException, InterruptedException {
        Project.built(plugin);
        Path host = Project.built(Project.here().host());
        Audio audio = AudioInput.monoOrStereo(in);
        if (!isFlac()) {
            return run(host, in);
        }
        // The host reads WAV only: one reader of FLAC in the project is enough.
        Path wav = Files.createTempFile("stompjar", ".wav");
        try {
            AudioFiles.write(wav, audio, SampleFormat.FLOAT32);
            return run(host, wav);
        } finally {
            Files.deleteIfExists(wav);
        }
    }

    private boolean isFlac() throws IOException {
        try (var bytes = Files.newInputStream(in)) {
            return new String(bytes.readNBytes(4), java.nio.charset.StandardCharsets.ISO_8859_1).equals("fLaC");
        }
    }

    private JsonNode run(Path host, Path wav) throws Failure, InterruptedException {
        List<String> command = new ArrayList<>(List.of(host.toString(), "bounce", "--plugin", plugin.toString(), "--in", wav.toString(),
                "--out", out.toString(), "--block", block.toString(), "--bits", bits == 32 ? "32f" : Integer.toString(bits), "--json"));
        add(command, "--capture", capture);
        params.forEach((name, envelope) -> add(command, "--param", name + "=" + envelope.text()));
        add(command, "--state", state);
        add(command, "--save-state", saveState);
        Subprocess.Result result = Subprocess.run(command);
        if (result.status() != 0) {
            throw new Failure(result.lines(COMPLAINT).findFirst().orElseGet(result::complaint));
        }
        // For example that it found no Java and passed the audio dry: no failure of the host, but nobody should miss it.
        result.lines(REMARK).forEach(remark -> System.err.println(REMARK + remark));
        try {
            return Output.JSON.readTree(result.out());
        } catch (JsonProcessingException e) {
            throw new Failure(host + ": its answer is not JSON: " + result.out().strip(), e);
        }
    }

    private static void add(List<String> command, String option, Object value) {
        if (value != null) {
            command.add(option);
            command.add(value.toString());
        }
    }
}
