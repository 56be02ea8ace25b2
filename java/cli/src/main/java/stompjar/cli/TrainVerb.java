package stompjar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import stompjar.capture.StompFile;
import stompjar.capture.WholeFile;
import stompjar.data.Dataset;
import stompjar.data.Findings;
import stompjar.fit.Learning;
import stompjar.report.ComparisonReport;
import stompjar.report.Contender;
import stompjar.train.Architecture;
import stompjar.train.Checkpoint;
import stompjar.train.CheckpointException;
import stompjar.train.Errors;
import stompjar.train.LossWeights;
import stompjar.train.TrainingProgress;
import stompjar.train.TrainingResult;
import stompjar.train.TrainingSettings;

/** {@code train}: learns a capture from recordings of a device. */
@Command(name = "train", mixinStandardHelpOptions = true, description = "Learns a capture from dry and wet recordings of a device.")
final class TrainVerb implements Callable<Integer> {
    @Mixin
    private TrainingSource source;

    @Option(names = "--out", paramLabel = "X.stomp", description = "Where the capture goes; with --lv2 and --circuit it can be left out.")
    private Path out;

    @Option(names = "--arch", paramLabel = "SPEC", converter = ArchitectureText.class,
            description = "nano, feather, lite, standard, wavenet:CH1xCH2, each with +film behind it where knobs are also to scale what its layers see "
                    + "(feather+film); lstm:H, gru:H; a classical family, from gain to kernel (see compare); or "
                    + "morph:SPEC, a cross-fade of one snapshot at each setting; or auto, a WaveNet whose size suits the time, or what is nearer "
                    + "(default: feather).")
    private Architecture arch = Architecture.DEFAULT;

    @Option(names = "--minutes", paramLabel = "M", defaultValue = "4",
            description = "Wall time to learn in, once the recordings are there (default ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of the first weights and the order of the data.")
    private long seed;

    @Option(names = "--rate", paramLabel = "HZ",
            description = "Model rate, 8000 to 192000 (default: the recording's). Hosts at that rate play the capture without conversion.")
    private Integer rate;

    @Option(names = "--name", paramLabel = "TEXT", description = "What players see (default: from the name of the file).")
    private String name;

    @Option(names = "--holdout", paramLabel = "NAME=V", description = "Keep the settings with this knob position for the test only; may be repeated.")
    private List<Position> holdout = new ArrayList<>();

    @Option(names = "--no-align",
            description = "Use the recordings as they are, whatever their latency, clock drift and polarity (default: correct them).")
    private boolean asIs;

    @Option(names = "--loss", paramLabel = "TERM=W", split = ",",
            description = "What errors weigh beside the pre-emphasised one, which weighs 1: plain (default 0.1), dc, the mean's, and spectral, that of "
                    + "short-time spectra (default 0). Of networks only.")
    private Map<String, Double> loss = new LinkedHashMap<>();

    @Option(names = "--report", paramLabel = "DIR", description = "Where a page about the capture goes, with pictures and sounds.")
    private Path report;

    @Option(names = "--restart", description = "Forget the checkpoint of a training that was interrupted (default: resume it).")
    private boolean restart;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    /** ESR by split; null where it has no sound at a setting that was learned. */
    private record BySplit(Double train, Double validation, Double test) { }

    /** Errors at one setting on the test part; null where it has none. */
    private record AtSetting(Map<String, Float> knobs, boolean heldOut, Double esr, Double esrPreemphasis) {
        static List<AtSetting> all(Dataset data, Errors test) {
            List<AtSetting> all = new ArrayList<>();
            for (int s = 0; s < data.settings().size(); s++) {
                Map<String, Float> knobs = new LinkedHashMap<>();
                for (int k = 0; k < data.knobs().size(); k++) {
                    knobs.put(data.knobs().get(k), data.settings().get(s)[k]);
                }
                all.add(new AtSetting(knobs, data.heldOut()[s], known(test.plain()[s]), known(test.preEmphasised()[s])));
            }
            return all;
        }
    }

    /** What JSON says. @param esrHeldOut mean over the settings of {@code --holdout}, which {@code esr} leaves out; null without */
    private record Report(String arch, int parameters, double minutes, double epochs, BySplit esr, BySplit esrPreemphasis, double load,
                          String out, Findings data, Double esrHeldOut, List<AtSetting> settings) { }

    @Override
    public Integer call() throws Exception {
        if (!(minutes > 0 && minutes <= 10_000)) {
            throw new ParameterException(spec.commandLine(), "--minutes: more than 0, at most 10000");
        }
        if (rate != null && (rate < 8_000 || rate > 192_000)) {
            throw new ParameterException(spec.commandLine(), "--rate: 8000 to 192000");
        }
        LossWeights weights = lossWeights();
        source.check();
        if (asIs && source.isRecorded()) {
            throw new ParameterException(spec.commandLine(), "--no-align is for --dry with --wet, and for --data");
        }
        if (!loss.isEmpty() && !arch.learnsNetworks()) {
            throw new ParameterException(spec.commandLine(), "--loss is for networks, not for " + arch.spec());
        }
        out = out == null ? source.usualOut() : out;
        if (out == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--out=X.stomp'");
        }
        Path folder = out.toAbsolutePath().getParent();
        WholeFile.makeFolder(folder);
        if (report != null) {
            WholeFile.makeFolder(report);
        }
        // Better said now than after the training.
        if (!Files.isWritable(folder)) {
            throw new Failure(out + ": its folder cannot be written to");
        }
        if (Files.isDirectory(out)) {
            throw new Failure(out + ": it is a folder; the capture needs the name of a file");
        }
        for (Path file : source.files()) {
            if (Files.exists(out) && Files.exists(file) && Files.isSameFile(out, file)) {
                throw new Failure(out + ": it is to be learned from, and would be replaced by the capture");
            }
        }
        TrainingSource.Material material = source.prepare(rate, !asIs, out);
        Dataset data = material.prepared().data();
        say(material.words());
        for (Position held : holdout) {
            data = data.holdOut(held.knob(), held.at());
        }
        if (rate != null) {
            data = data.atRate(rate);
        }
        TrainingSettings settings = new TrainingSettings(arch, minutes, 0, seed, Runtime.getRuntime().availableProcessors(),
                name(), command(), weights);
        TrainingResult result;
        Checkpoint checkpoint = Checkpoint.beside(out);
        if (restart) {
            checkpoint.discard();
        }
        try (Progress bar = new Progress("learning")) {
            result = Learning.learn(settings, data, listener(bar), checkpoint);
        } catch (CheckpointException e) {
            throw new Failure(e.getMessage());
        }
        StompFile.write(out, Loudness.stated(material.finish().apply(result.capture())));
        checkpoint.discard();
        material.discard();
        double load = new LoadMeter(64, 1, LoadMeter.MIN_RUNS).measure(result.capture()).load();
        if (report != null) {
            writeReport(data, result, load);
        }
        output.print(report(result, load, material.prepared().findings(), data), words(result, load));
        return 0;
    }

    private void say(List<String> lines) {
        if (!output.isJson()) {
            lines.forEach(System.err::println);
        }
    }

    private TrainingProgress listener(Progress bar) {
        return new TrainingProgress() {
            @Override
            public void heard(News news) {
                hear(bar, news);
            }

            @Override
            public void said(String line) {
                bar.clear();
                say(List.of(line));
            }
        };
    }

    private void hear(Progress bar, TrainingProgress.News news) {
        bar.at(news.fraction());
        // One line for each validation: a log of the run where there is no terminal, too.
        if (!output.isJson() && !Double.isNaN(news.validationEsr())) {
            bar.clear();
            String loss = Double.isNaN(news.loss()) ? "" : String.format(Locale.ROOT, "  loss %.5f", news.loss());
            System.err.printf(Locale.ROOT, "%6.2f min  %6.1f epochs%s  validation ESR %.5f  best %.5f%n", news.minutes(), news.epochs(), loss,
                    news.validationEsr(), news.best());
        }
    }

    private String name() {
        if (name != null) {
            return name;
        }
        String file = out.getFileName().toString();
        return file.endsWith(".stomp") ? file.substring(0, file.length() - ".stomp".length()) : file;
    }

    private LossWeights lossWeights() {
        LossWeights weights = LossWeights.DEFAULT;
        try {
            for (var term : loss.entrySet()) {
                weights = weights.with(term.getKey(), term.getValue());
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--loss: " + e.getMessage());
        }
        return weights;
    }

    private String command() {
        StringBuilder text = new StringBuilder("stompjar train " + source.command() + " --arch " + arch.spec() + " --minutes " + minutes
                + " --seed " + seed + (rate == null ? "" : " --rate " + rate)
                + (asIs ? " --no-align" : ""));
        holdout.forEach(held -> text.append(" --holdout ").append(held));
        loss.forEach((term, weight) -> text.append(" --loss ").append(term).append('=').append(weight));
        return text.toString();
    }

    private void writeReport(Dataset data, TrainingResult r, double load) throws Exception {
        Contender contender = new Contender(Architecture.parse(r.architecture()), r.capture(), r.minutes(), r.test().mean(), r.test().meanPreEmphasised(), load);
        Map<String, String> facts = ReportFacts.of("./" + command() + " --out " + out + " --report " + report, data, minutes + " minutes");
        for (int s = 0; s < data.settings().size() && !data.knobs().isEmpty(); s++) {
            facts.put("ESR at " + data.describe(s), String.format(Locale.ROOT, "%.4f %%%s", 100 * r.test().plain()[s],
                    data.heldOut()[s] ? ", which it did not learn" : ""));
        }
        ComparisonReport.write(data, List.of(contender), facts, report);
    }

    private static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private Report report(TrainingResult r, double load, Findings findings, Dataset data) {
        return new Report(r.architecture(), r.parameters(), r.minutes(), r.epochs(),
                new BySplit(known(r.train().mean()), known(r.validation().mean()), known(r.test().mean())),
                new BySplit(known(r.train().meanPreEmphasised()), known(r.validation().meanPreEmphasised()), known(r.test().meanPreEmphasised())),
                load, out.toString(), findings, known(r.test().meanHeldOut()), AtSetting.all(data, r.test()));
    }

    private String words(TrainingResult r, double load) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "%s: %s, %d parameters, %.1f minutes, %.1f epochs, load %.2f %%%n%-12s %10s %14s%n",
                out, r.architecture(), r.parameters(), r.minutes(), r.epochs(), 100 * load, "split", "ESR", "pre-emphasis"));
        for (var split : List.of(Map.entry("train", r.train()), Map.entry("validation", r.validation()), Map.entry("test", r.test()))) {
            Errors errors = split.getValue();
            text.append(String.format(Locale.ROOT, "%-12s %8.4f %% %12.4f %%%n", split.getKey(), 100 * errors.mean(),
                    100 * errors.meanPreEmphasised()));
        }
        if (!Double.isNaN(r.test().meanHeldOut())) {
            text.append(String.format(Locale.ROOT, "%-12s %8.4f %%%n", "held out", 100 * r.test().meanHeldOut()));
        }
        if (report != null) {
            text.append(report.resolve("report.html"));
        }
        return text.toString().stripTrailing();
    }
}
