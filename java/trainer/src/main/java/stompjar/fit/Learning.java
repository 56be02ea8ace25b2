package stompjar.fit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import stompjar.capture.BlockModel;
import stompjar.capture.FilterBank;
import stompjar.capture.Model;
import stompjar.capture.MorphModel;
import stompjar.data.Dataset;
import stompjar.data.Split;
import stompjar.train.Architecture;
import stompjar.train.Checkpoint;
import stompjar.train.CheckpointException;
import stompjar.train.Errors;
import stompjar.train.Provenance;
import stompjar.train.Trainer;
import stompjar.train.TrainingProgress;
import stompjar.train.TrainingResult;
import stompjar.train.TrainingSettings;

/**
 * Learns a capture of any family: neural ones by the {@link Trainer}, classical ones by {@link Recipes}; and a device with knobs, where the family has none, as a
 * {@link MorphModel} of one snapshot at each setting. One call on one thread; it brings its own helpers.
 */
public final class Learning {
    private final TrainingSettings settings;
    private final Dataset data;
    private final TrainingProgress progress;
    private final long started = System.nanoTime();
    private int fits;
    private double best = Double.NaN;
    private double epochs;

    private Learning(TrainingSettings settings, Dataset data, TrainingProgress progress) {
        this.settings = settings;
        this.data = data;
        this.progress = progress;
    }

    /**
     * The same, and a neural training writes a checkpoint now and then and resumes from it: {@link Trainer}. The classical fits are done in minutes.
     *
     * @throws CheckpointException      if the checkpoint is of another training, or damaged
     * @throws IllegalArgumentException as below
     */
    public static TrainingResult learn(TrainingSettings settings, Dataset data, TrainingProgress progress, Checkpoint checkpoint)
            throws CheckpointException {
        Provenance.check(data);
        if (settings.architecture().isOpen()) {
            return Audition.hold(settings, data, progress, checkpoint);
        }
        checkpoint.check(settings, data);
        return settings.architecture().isNeural() ? Trainer.train(settings, data, progress, checkpoint) : new Learning(settings, data, progress).run();
    }

    /**
     * Takes as long as the settings say, or less where nothing is left to gain. An interrupt ends it early, with the best so far.
     *
     * @throws IllegalArgumentException if the family cannot learn this data; in words for the user
     */
    public static TrainingResult learn(TrainingSettings settings, Dataset data, TrainingProgress progress) {
        try {
            return learn(settings, data, progress, Checkpoint.NONE);
        } catch (CheckpointException e) {
            throw new IllegalStateException("there was no checkpoint to resume", e);
        }
    }

    private TrainingResult run() {
        Architecture family = settings.architecture();
        if (data.modulated()) {
            throw new IllegalArgumentException(data.name() + ": its device is modulated, which a " + family.family() + " cannot follow");
        }
        Model model;
        if (!data.knobs().isEmpty()) {
            model = morph(family.snapshot());
        } else if (family.family().equals("morph")) {
            throw new IllegalArgumentException(data.name() + ": it has no knobs to morph over");
        } else {
            model = snapshot(family, data, 1);
        }
        Playback playback = new Playback(model, data);
        Errors train = playback.errors(Split.TRAIN, Trainer.TRAIN_SECONDS);
        Errors validation = playback.errors(Split.VALIDATION);
        Errors test = playback.errors(Split.TEST);
        Provenance made = new Provenance(settings, data, minutes(), epochs, train, validation, test);
        return new TrainingResult(made.capture(model), model.parameters(), minutes(), epochs, fits, train, validation, test);
    }

    private Model morph(Architecture family) {
        List<Integer> trained = new ArrayList<>();
        for (int s = 0; s < data.settings().size(); s++) {
            if (!data.heldOut()[s]) {
                trained.add(s);
            }
        }
        List<float[]> positions = trained.stream().map(data.settings()::get).toList();
        // Complaints about the positions belong before the work.
        new MorphModel(positions, Collections.nCopies(positions.size(),
                new BlockModel("gain", FilterBank.THROUGH, true, List.of(), new float[2])));
        List<Model> snapshots = new ArrayList<>();
        for (int i = 0; i < trained.size(); i++) {
            best = Double.NaN;
            snapshots.add(snapshot(family, data.at(trained.get(i)), trained.size() - i));
        }
        return new MorphModel(positions, snapshots);
    }

    /** @param left snapshots that share the time that is left, this one included */
    private Model snapshot(Architecture family, Dataset device, int left) {
        double minutes = Math.max(0, settings.minutes() - minutes()) / left;
        if (family.isNeural()) {
            TrainingResult result = Trainer.train(new TrainingSettings(family, Math.max(1e-3, minutes), settings.steps(), settings.seed(),
                    settings.threads(), settings.name(), "", settings.loss()), device, news -> heard(news.validationEsr()));
            fits++;
            epochs += result.epochs();
            return result.capture().model();
        }
        long end = System.nanoTime() + (long) (minutes * 60e9);
        int steps = settings.steps() > 0 ? settings.steps() : Integer.MAX_VALUE;
        Recipes recipes = new Recipes(device, settings.seed(), steps,
                () -> Thread.currentThread().isInterrupted() || settings.steps() <= 0 && System.nanoTime() > end, this::heard);
        Model model = recipes.fit(family.family());
        epochs += recipes.epochs();
        return model;
    }

    private double minutes() {
        return (System.nanoTime() - started) / 60e9;
    }

    private void heard(double esr) {
        fits++;
        if (!(esr >= best) && !Double.isNaN(esr)) {
            best = esr;
            progress.heard(new TrainingProgress.News(Math.min(1, minutes() / settings.minutes()), minutes(), fits, epochs, Double.NaN, esr, best));
        }
    }
}
