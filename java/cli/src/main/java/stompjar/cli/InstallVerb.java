package stompjar.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stompjar.capture.WholeFile;

/** {@code install}: copies the bundles to where hosts look for them, and the program of its own to where desktops do. */
@Command(name = "install", mixinStandardHelpOptions = true, description = "Copies the plugin to ~/.vst3 and ~/.lv2, and the program of its own to ~/.local.")
final class InstallVerb implements Callable<Integer> {
    @Option(names = "--prefix", paramLabel = "DIR", description = "Install to DIR/.vst3, DIR/.lv2 and DIR/.local instead.")
    private Path prefix = Path.of(System.getProperty("user.home"));

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        List<String> installed = new ArrayList<>();
        for (String format : List.of("vst3", "lv2")) {
            Path bundle = Project.built(Project.here().bundle(format));
            Path target = prefix.resolve("." + format).resolve(bundle.getFileName());
            replace(bundle, target);
            installed.add(target.toString());
        }
        installed.add(program().toString());
        output.print(Map.of("installed", installed), "installed " + String.join(" and ", installed));
        return 0;
    }

    private Path program() throws Exception {
        Path lib = prefix.resolve(".local/lib/stompjar");
        Path program = lib.resolve("Stompjar");
        replace(Project.built(Project.here().bundle("resources")), lib.resolve("Stompjar.resources"));
        replace(Project.built(Project.here().program()), program);
        Path entry = prefix.resolve(".local/share/applications/stompjar.desktop");
        WholeFile.write(entry, """
                [Desktop Entry]
                Type=Application
                Name=Stompjar
                Comment=Guitar pedal, amp and cabinet
                Exec="%s"
                Categories=AudioVideo;Audio;
                """.formatted(program.toAbsolutePath()).getBytes(StandardCharsets.UTF_8));
        return program;
    }

    /** Copies beside the target and then moves: a host that scans meanwhile never sees half of a plugin, and where the new one cannot go the old one stays. */
    static void replace(Path bundle, Path target) throws IOException {
        WholeFile.makeFolder(target.getParent());
        Path folder = Files.createTempDirectory(target.getParent(), ".stompjar-");
        try {
            Path fresh = folder.resolve("new");
            copy(bundle, fresh);
            Path old = folder.resolve("old");
            if (Files.exists(target)) {
                Files.move(target, old);
            }
            try {
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (Files.exists(old)) {
                    Files.move(old, target);
                }
                throw e;
            }
        } finally {
            delete(folder);
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path source : (Iterable<Path>) all::iterator) {
                Files.copy(source, to.resolve(from.relativize(source).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
