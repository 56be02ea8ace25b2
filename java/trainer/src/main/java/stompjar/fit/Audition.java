package stompjar.fit;

import java.util.List;
import java.util.Locale;
import stompjar.data.Dataset;
import stompjar.train.Architecture;
import stompjar.train.Checkpoint;
import stompjar.train.CheckpointException;
import stompjar.train.Errors;
import stompjar.train.Trainer;
import stompjar.train.TrainingProgress;
import stompjar.train.TrainingResult;
import stompjar.train.TrainingSettings;

/**
 * What {@code auto} stands for: a WaveNet whose size suits the time, against classical families that are learned in less, and of these what is nearest on the
 * validation part. A cabinet becomes an impulse response this way, and a pedal a network. The verdict is on what each became, not on a trial, where whatever
 * learns soonest would lead.
 */
final class Audition {
    /** Of the time for each rival, and no more minutes of them than a crash may cost: they write no checkpoint. */
    private static final double SHARE = 0.08, LONGEST = 0.5;
    /** CPU minutes that a feather WaveNet wants; with less a nano one sees the recordings more often. */
    private static final double ENOUGH_FOR_FEATHER = 0.5;
    /** For snapshots only: with knobs they would be cross-fades. */
    private static final List<String> RIVALS = List.of("impulse-response", "parallel-wiener-hammerstein");

    private final long started = System.nanoTime();
    private final TrainingSettings settings;
    private final Dataset data;
    private final TrainingProgress progress;

    private Audition(TrainingSettings settings, Dataset data, TrainingProgress progress) {
        this.settings = settings;
        this.data = data;
        this.progress = progress;
    }

    /** @throws CheckpointException if the checkpoint, which is the network's, is of another training, or damaged */
    static TrainingResult hold(TrainingSettings settings, Dataset data, TrainingProgress progress, Checkpoint checkpoint) throws CheckpointException {
        return new Audition(settings, data, progress).hold(checkpoint);
    }

    private TrainingResult hold(Checkpoint checkpoint) throws CheckpointException {
        List<String> rivals = data.knobs().isEmpty() && !data.modulated() ? RIVALS : List.of();
        double each = Math.min(LONGEST, SHARE * settings.minutes());
        double left = settings.minutes() - each * rivals.size();
        TrainingSettings network = as(left * settings.threads() < ENOUGH_FOR_FEATHER ? "nano" : "feather", left);
        checkpoint.check(network, data);
        TrainingResult best = null;
        for (String rival : rivals) {
            best = nearer(best, Learning.learn(as(rival, each), data, TrainingProgress.SILENT));
        }
        TrainingResult r = nearer(best, Trainer.train(network, data, progress, checkpoint));
        return new TrainingResult(r.capture(), r.parameters(), (System.nanoTime() - started) / 60e9, r.epochs(), r.steps(), r.train(), r.validation(), r.test());
    }

    private TrainingResult nearer(TrainingResult best, TrainingResult other) {
        progress.said(String.format(Locale.ROOT, "auto: %s, validation ESR %.5f", other.architecture(), other.validation().mean()));
        return best == null || sum(other.validation()) < sum(best.validation()) ? other : best;
    }

    /** As the classical families choose. */
    private static double sum(Errors errors) {
        return errors.mean() + errors.meanPreEmphasised();
    }

    private TrainingSettings as(String spec, double minutes) {
        return new TrainingSettings(Architecture.parse(spec), minutes, settings.steps(), settings.seed(), settings.threads(), settings.name(),
                settings.command(), settings.loss());
    }
}
