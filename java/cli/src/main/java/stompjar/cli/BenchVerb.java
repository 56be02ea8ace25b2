package stompjar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stompjar.bench.Shape;
import stompjar.capture.Capture;
import stompjar.capture.Captures;

/** {@code bench}: the load of captures, per block. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures what captures cost on this machine.")
final class BenchVerb implements Callable<Integer> {
    private static final long SEED = 1;
    /** Of the host, Hz, that captures are switched in. */
    private static final int SWITCH_RATE = 48_000;

    @Option(names = "--capture", paramLabel = "F", description = "A capture; may be repeated (default: those of the plugin).")
    private List<Path> captures = new ArrayList<>();

    @Option(names = "--shapes", description = "Random captures of the shapes that players use, for which no file is needed.")
    private boolean shapes;

    @Option(names = "--block", paramLabel = "N", defaultValue = BlockPlan.DEFAULT, description = "Frames a block (default ${DEFAULT-VALUE}).")
    private int block;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "4",
            description = "Audio in each of the runs, of which the median counts (default ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "5",
            description = "How many: more where others use the machine too (default ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--track", paramLabel = "mono|dual-mono|stereo", defaultValue = "mono",
            description = "What is played: one channel, the same guitar on two, or another on each (default ${DEFAULT-VALUE}).")
    private LoadMeter.Track track;

    @Option(names = "--yardstick", paramLabel = "FILE.c",
            description = "A C program that prints its own load, given a block size and seconds; it runs between the runs of each capture, and the "
                    + "ratio to it is printed (default: ../shared/tools/native_yardstick.c, where that and a C compiler are there).")
    private Path yardstick;

    @Option(names = "--switch", arity = "0..1", paramLabel = "N", fallbackValue = "1000",
            description = "Change between the captures N times (default ${FALLBACK-VALUE}) while an audio thread plays: no dropout, click or growth? "
                    + "Exit status 1 for a click, an allocation on that thread or growing memory.")
    private Integer switches;

    @Option(names = "--table", description = "Print a table in Markdown.")
    private boolean table;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (block < 1 || block > BlockPlan.MAX || !(seconds > 0 && seconds <= 3600) || runs < LoadMeter.MIN_RUNS
                || runs * seconds > LoadMeter.MAX_SECONDS) {
            throw new ParameterException(spec.commandLine(), "--block: 1.." + BlockPlan.MAX + "; --seconds: more than 0, at most 3600; --runs: "
                    + LoadMeter.MIN_RUNS + " or more, " + LoadMeter.MAX_SECONDS + " s in all at most");
        }
        if (switches != null) {
            return switchAbout();
        }
        List<Path> files = captures.isEmpty() && !shapes ? shipped() : captures;
        // Before anything is measured, so that a file that is not there costs no minute.
        List<Capture> read = new ArrayList<>();
        for (Path file : files) {
            read.add(Captures.read(file));
        }
        LoadMeter meter = new LoadMeter(block, seconds, runs).on(track);
        Path source = yardstick == null ? Yardstick.nearby().orElse(null) : yardstick;
        List<BenchRow> rows;
        if (source == null) {
            rows = measure(meter, files, read);
        } else {
            try (Yardstick compiled = Yardstick.compile(source)) {
                rows = measure(meter.beside(compiled), files, read);
            }
        }
        output.print(rows, table ? BenchTable.markdown(rows) : BenchTable.columns(rows));
        return 0;
    }

    private int switchAbout() throws Exception {
        for (String option : List.of("--shapes", "--seconds", "--runs", "--track", "--yardstick", "--table")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(spec.commandLine(), "--switch: " + option + " has no part in it");
            }
        }
        if (switches < 1 || captures.size() == 1) {
            throw new ParameterException(spec.commandLine(), "--switch: 1 or more, between two captures or more");
        }
        Path folder = Files.createTempDirectory("stompjar-switch");
        try {
            SwitchReport report = new SwitchBench(captures.isEmpty() ? everyFamily(folder) : captures, switches, SWITCH_RATE, block).run(switches);
            output.print(report, report.words());
            if (!report.broken().isEmpty()) {
                throw new Failure("bench --switch: " + String.join(", ", report.broken()));
            }
            return 0;
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** The shipped captures, and the shapes as files. */
    private static List<Path> everyFamily(Path folder) throws IOException, Failure {
        List<Path> files = new ArrayList<>(shipped());
        for (Shape shape : Shape.values()) {
            files.add(Files.write(folder.resolve(shape.name() + ".stomp"), shape.file(SEED)));
        }
        return files;
    }

    private List<BenchRow> measure(LoadMeter meter, List<Path> files, List<Capture> read) throws Failure, InterruptedException {
        List<BenchRow> rows = new ArrayList<>();
        List<Shape> builtIn = shapes ? List.of(Shape.values()) : List.of();
        double total = files.size() + builtIn.size();
        try (Progress progress = new Progress("measuring")) {
            for (int i = 0; i < files.size(); i++) {
                rows.add(BenchRow.of(files.get(i).toString(), read.get(i), block, meter.measure(read.get(i)), null));
                progress.at(rows.size() / total);
            }
            for (Shape shape : builtIn) {
                Capture capture = shape.capture(SEED);
                rows.add(BenchRow.of(shape.title(), capture, block, meter.measure(capture), shape));
                progress.at(rows.size() / total);
            }
        }
        return rows;
    }

    private static List<Path> shipped() throws IOException, Failure {
        Path folder = Project.here().captures();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> found = files.filter(f -> f.toString().endsWith(".stomp")).sorted().toList();
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        throw new Failure(folder + ": no .stomp captures there; name one with --capture, or measure the built-in --shapes");
    }
}
