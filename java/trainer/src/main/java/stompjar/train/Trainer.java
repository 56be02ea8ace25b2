package stompjar.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import stompjar.data.Dataset;
import stompjar.data.Segment;
import stompjar.data.Split;

/**
 * Learns a capture from a dataset: batches spread over all settings, {@link Soap} with warm-up and a cosine to 1 % of its rate over the
 * budget, the weights kept that were best on the validation part. The recipe's numbers were found on Klon and Tube Screamer
 * recordings. One call on one thread; it brings its own helpers.
 */
public final class Trainer {
    private static final double RATE = 8e-3;
    private static final int WARM_UP_STEPS = 50;
    /** Validation may take this share of the time. */
    private static final double VALIDATION_SHARE = 0.06;
    private static final int VALIDATIONS = 16;
    /** Of each setting, that the error on what was learned is measured on. */
    public static final double TRAIN_SECONDS = 20;
    /** How much longer than the last validation says the final measurements may take. */
    private static final double LAST_MARGIN = 1.3;

    private final TrainingSettings settings;
    private final Dataset data;
    private final TrainingProgress progress;
    private final Checkpoint checkpoint;
    private final Learner learner;
    private final float[] parameters;
    private final float[] best;
    private final long started = System.nanoTime();
    private final Tapers tapers;
    private final Evaluation validation;
    private final Evaluation test;
    private final Evaluation train;
    private final Learner.Worker[] workers;
    private final Sampler sampler;
    private final Soap soap;
    /** Of a run before this one, which this one resumes. */
    private double secondsBefore;
    private double lossSum;
    private int lossCount;
    private double bestEsr = Double.NaN;
    private double validationSeconds;
    private double validatedAt;
    private int steps;
    private double framesSeen;

    private Trainer(TrainingSettings settings, Dataset data, TrainingProgress progress, Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.settings = settings;
        this.data = data;
        this.progress = progress;
        this.learner = settings.architecture().learner(data.knobs().size(), data.modulated(), scaling(data));
        parameters = new float[learner.parameters()];
        best = new float[learner.parameters()];
        workers = new Learner.Worker[settings.threads()];
        Arrays.setAll(workers, i -> learner.worker(settings.loss()));
        List<KnobLine> lines = Strays.joined(data, KnobLine.of(data));
        tapers = Tapers.of(data.knobs().size(), lines);
        validation = new Evaluation(data, Split.VALIDATION, learner, tapers, Double.MAX_VALUE);
        test = new Evaluation(data, Split.TEST, learner, tapers, Double.MAX_VALUE);
        train = new Evaluation(data, Split.TRAIN, learner, tapers, TRAIN_SECONDS);
        SplittableRandom random = new SplittableRandom(settings.seed());
        learner.initialise(parameters, random.split());
        sampler = new Sampler(data, learner, tapers, lines, new Dice(random.nextLong()));
        soap = new Soap(learner.matrices());
    }

    /** Takes as long as the settings say. An interrupt ends it early, with the best weights so far. */
    public static TrainingResult train(TrainingSettings settings, Dataset data, TrainingProgress progress) {
        return new Trainer(settings, data, progress, Checkpoint.NONE).run();
    }

    /**
     * The same, resumed from the checkpoint if there is one, and writing it now and then; with a budget of steps the result is the same bits
     * as without interruption. The caller removes the checkpoint when the capture is safe.
     *
     * @throws CheckpointException if the checkpoint is of another training, or damaged; it stays as it is
     */
    public static TrainingResult train(TrainingSettings settings, Dataset data, TrainingProgress progress, Checkpoint checkpoint)
            throws CheckpointException {
        Trainer trainer = new Trainer(settings, data, progress, checkpoint);
        if (checkpoint.resume(settings, data, trainer.state())) {
            progress.said(String.format(Locale.ROOT, "resumed after %.1f minutes, %d steps", trainer.secondsBefore / 60, trainer.steps));
        }
        return trainer.run();
    }

    /** Brings dry audio to an RMS of one, and an output of RMS one to that of the wet audio. */
    private static Scaling scaling(Dataset data) {
        double dry = 0;
        double wet = 0;
        long frames = 0;
        for (Segment segment : data.of(Split.TRAIN)) {
            for (int n = segment.start(); n < segment.end(); n++) {
                dry += (double) segment.dry()[n] * segment.dry()[n];
                wet += (double) segment.wet()[n] * segment.wet()[n];
            }
            frames += segment.frames();
        }
        return new Scaling((float) (1 / Math.sqrt(dry / frames + 1e-12)), (float) Math.sqrt(wet / frames));
    }

    private TrainingResult run() {
        Passage[][] passages = new Passage[learner.units()][learner.lanes()];
        for (Passage[] unit : passages) {
            Arrays.setAll(unit, i -> new Passage());
        }
        float[][] gradients = new float[learner.units()][learner.parameters()];
        double[] losses = new double[learner.units()];
        Crew.Job job = (unit, thread) ->
                losses[unit] = workers[thread].gradient(parameters, passages[unit], gradients[unit]);
        try (Crew crew = new Crew(settings.threads())) {
            while (fraction() < 1 && !crew.interrupted()) {
                double rate = RATE * Math.min(1, (steps + 1.0) / WARM_UP_STEPS) * cosine(fraction());
                framesSeen += sampler.next(passages);
                crew.run(job, gradients.length);
                for (int u = 1; u < gradients.length; u++) {
                    addTo(gradients[0], gradients[u]);
                }
                lossSum += Arrays.stream(losses).sum();
                lossCount++;
                soap.step(parameters, gradients[0], rate);
                steps++;
                if (validationIsDue()) {
                    validate(crew);
                }
                if (checkpoint.due() && !sampler.amidRow()) {
                    save();
                }
            }
            validate(crew);
            return result(crew);
        }
    }

    private static double cosine(double fraction) {
        return 0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, fraction)));
    }

    private static void addTo(float[] sum, float[] values) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - started) * 1e-9;
    }

    /** Of the budget; time for the final measurements is kept back as soon as one validation shows what they cost. */
    private double fraction() {
        if (settings.steps() > 0) {
            return steps / (double) settings.steps();
        }
        double last = LAST_MARGIN * validationSeconds * (validation.frames() + test.frames() + train.frames()) / validation.frames();
        return seconds() / Math.max(1e-9, settings.minutes() * 60 - last);
    }

    private boolean validationIsDue() {
        if (settings.steps() > 0) {
            return steps % Math.max(1, settings.steps() / VALIDATIONS) == 0 && steps < settings.steps();
        }
        double gap = Math.max(settings.minutes() * 60 / VALIDATIONS, validationSeconds / VALIDATION_SHARE);
        return fraction() < 1 && seconds() - validatedAt > gap;
    }

    private void validate(Crew crew) {
        double loss = lossCount == 0 ? Double.NaN : lossSum / lossCount;
        lossSum = 0;
        lossCount = 0;
        double from = seconds();
        double esr = validation.run(parameters, workers, crew).mean();
        validatedAt = seconds();
        validationSeconds = validatedAt - from;
        if (Double.isNaN(bestEsr) || esr < bestEsr) {
            bestEsr = esr;
            System.arraycopy(parameters, 0, best, 0, best.length);
        }
        progress.heard(new TrainingProgress.News(Math.min(1, fraction()), seconds() / 60, steps, epochs(), loss, esr, bestEsr));
    }

    private void save() {
        try {
            checkpoint.save(state());
        } catch (IOException e) {
            progress.said(checkpoint.file() + ": the checkpoint cannot be written (" + e.getMessage() + "); training goes on");
        }
    }

    /** All that the rest of the training depends on. */
    private Resumable state() {
        return new Resumable() {
            @Override
            public void save(DataOutput out) throws IOException {
                out.writeDouble(seconds());
                out.writeInt(steps);
                for (double number : new double[] {framesSeen, lossSum, lossCount, bestEsr, validationSeconds, validatedAt}) {
                    out.writeDouble(number);
                }
                Resumable.write(out, parameters);
                Resumable.write(out, best);
                sampler.save(out);
                soap.save(out);
            }

            @Override
            public void load(DataInput in) throws IOException {
                secondsBefore = in.readDouble();
                steps = in.readInt();
                framesSeen = in.readDouble();
                lossSum = in.readDouble();
                lossCount = (int) in.readDouble();
                bestEsr = in.readDouble();
                validationSeconds = in.readDouble();
                validatedAt = in.readDouble();
                Resumable.read(in, parameters);
                Resumable.read(in, best);
                sampler.load(in);
                soap.load(in);
            }
        };
    }

    private double epochs() {
        return framesSeen / (data.seconds(Split.TRAIN) * data.rate());
    }

    private TrainingResult result(Crew crew) {
        Errors onTrain = train.run(best, workers, crew);
        Errors onValidation = validation.run(best, workers, crew);
        Errors onTest = test.run(best, workers, crew);
        double minutes = seconds() / 60;
        var made = new Provenance(settings, data, tapers, minutes, epochs(), onTrain, onValidation, onTest);
        var model = learner.export(best);
        return new TrainingResult(made.capture(model), model.parameters(), minutes, epochs(), steps, onTrain, onValidation, onTest);
    }
}
