package stompjar.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import stompjar.capture.Capture;
import stompjar.capture.WholeFile;
import stompjar.data.Dataset;
import stompjar.data.Split;
import stompjar.fit.Learning;
import stompjar.fit.Playback;
import stompjar.report.ComparisonReport;
import stompjar.report.Contender;
import stompjar.train.Architecture;
import stompjar.train.Errors;
import stompjar.train.TrainingProgress;
import stompjar.train.TrainingResult;
import stompjar.train.TrainingSettings;

/** {@code compare}: is a deep net overkill? One capture of every family, learned from the same recordings and judged by the same ruler. */
@Command(name = "compare", mixinStandardHelpOptions = true, description = {
    "Learns one capture of every family from the same recordings and judges all on the same test part, each as the engine plays it.",
    "From a device with knobs, a family that cannot learn knobs learns one snapshot at each setting, and these are cross-faded."})
final class CompareVerb implements Callable<Integer> {
    private static final int BLOCK = 64;

    @Mixin
    private TrainingSource source;

    @Option(names = "--families", split = ",", paramLabel = "SPEC", converter = ArchitectureText.class,
            description = "What to compare: gain, waveshaper, impulse-response, adaptive-filter, wiener, hammerstein, wiener-hammerstein, "
                    + "parallel-wiener-hammerstein (block), volterra, kernel, lstm[:H], gru[:H], wavenet[:CH1xCH2], nano, feather, lite, standard, "
                    + "morph[:SPEC] (default: each family once; morph where there are knobs).")
    private List<Architecture> families = List.of();

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "3",
            description = "Wall time for each family (default ${DEFAULT-VALUE}). Many classical ones are done before.")
    private double minutes;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of everything that is left to chance.")
    private long seed;

    @Option(names = "--no-align",
            description = "Use the recordings as they are, whatever their latency, clock drift and polarity (default: correct them).")
    private boolean asIs;

    @Option(names = "--report", paramLabel = "DIR", description = "Where a page with pictures, sounds and a verdict goes, with the captures.")
    private Path report;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    /** What JSON says of a family; errors on the test part. */
    private record Row(String family, String arch, int parameters, double minutes, double esr, double esrPreemphasis, double load) {
        static Row of(Contender c) {
            return new Row(c.architecture().family(), c.architecture().spec(), c.parameters(), c.minutes(), c.esr(), c.esrPreemphasis(), c.load());
        }
    }

    @Override
    public Integer call() throws Exception {
        if (!(minutes > 0 && minutes <= 10_000)) {
            throw new ParameterException(spec.commandLine(), "--minutes: more than 0, at most 10000");
        }
        if (families.stream().anyMatch(Architecture::isOpen)) {
            throw new ParameterException(spec.commandLine(), "--families: auto is no family, but one of those");
        }
        source.check();
        if (report != null) {
            WholeFile.makeFolder(report);
        }
        TrainingSource.Material material = source.prepare(null, !asIs, source.usualOut());
        Dataset data = material.prepared().data();
        if (!output.isJson()) {
            material.words().forEach(System.err::println);
        }
        List<Architecture> wanted = families.isEmpty() ? everyFamily(!data.knobs().isEmpty()) : families;
        List<Row> rows = new ArrayList<>();
        List<Contender> contenders = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (Architecture family : wanted) {
            TrainingResult result;
            try {
                result = learn(family, data);
            } catch (IllegalArgumentException e) {
                // What the others learned in all these minutes is not thrown away for it.
                refusals.add(family.spec() + ": " + e.getMessage());
                continue;
            }
            Errors test = new Playback(result.capture(), data).errors(Split.TEST);
            Contender contender = new Contender(family, result.capture(), result.minutes(), test.mean(), test.meanPreEmphasised(),
                    load(result.capture()));
            contenders.add(contender);
            Row row = Row.of(contender);
            rows.add(row);
            if (!output.isJson()) {
                // A line at a time: the whole takes as many minutes as there are families, and more.
                System.err.println(line(row));
            }
        }
        if (contenders.isEmpty()) {
            throw new Failure(String.join("; ", refusals));
        }
        material.discard();
        if (report != null) {
            ComparisonReport.write(data, contenders, facts(data), report);
        }
        output.print(rows, table(rows) + (report == null ? "" : System.lineSeparator() + report.resolve("report.html")));
        if (!refusals.isEmpty()) {
            throw new Failure(String.join("; ", refusals));
        }
        return 0;
    }

    private static List<Architecture> everyFamily(boolean knobs) {
        List<Architecture> all = new ArrayList<>();
        Architecture.CLASSICAL.forEach(name -> all.add(Architecture.parse(name)));
        all.add(Architecture.parse("lstm"));
        all.add(Architecture.parse("gru"));
        all.add(Architecture.parse("wavenet"));
        if (knobs) {
            all.add(Architecture.parse("morph"));
        }
        return all;
    }

    private TrainingResult learn(Architecture family, Dataset data) {
        TrainingSettings settings = new TrainingSettings(family, minutes, 0, seed, Runtime.getRuntime().availableProcessors(),
                family.spec(), "stompjar compare " + source.command() + " --families " + family.spec() + " --minutes " + minutes + " --seed " + seed);
        try (Progress bar = new Progress(family.spec())) {
            TrainingProgress progress = news -> bar.at(news.fraction());
            return Learning.learn(settings, data, progress);
        }
    }

    private Map<String, String> facts(Dataset data) {
        return ReportFacts.of("./stompjar compare " + source.command() + (families.isEmpty() ? "" : " --families "
                + String.join(",", families.stream().map(Architecture::spec).toList())) + " --minutes " + minutes + " --seed " + seed
                + (asIs ? " --no-align" : "") + " --report " + report, data, minutes + " minutes at most for each family");
    }

    private static double load(Capture capture) throws Failure, InterruptedException {
        return new LoadMeter(BLOCK, 1, LoadMeter.MIN_RUNS).measure(capture).load();
    }

    private static String table(List<Row> rows) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-28s %10s %9s %11s %13s %9s%n", "family", "parameters", "minutes",
                "ESR", "pre-emphasis", "load"));
        rows.forEach(row -> text.append(line(row)).append(System.lineSeparator()));
        return text.toString().stripTrailing();
    }

    private static String line(Row row) {
        return String.format(Locale.ROOT, "%-28s %10d %9.2f %9.4f %% %11.4f %% %7.3f %%", row.arch, row.parameters, row.minutes, 100 * row.esr,
                100 * row.esrPreemphasis, 100 * row.load);
    }
}
