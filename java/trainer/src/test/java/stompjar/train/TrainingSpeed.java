package stompjar.train;

import java.lang.management.ManagementFactory;
import java.util.Random;

/** Prints thousands of frames per CPU second of one thread, forward + backward and forward alone: {@code TrainingSpeed ARCH…}. */
final class TrainingSpeed {
    private TrainingSpeed() {
    }

    public static void main(String[] args) {
        var threads = ManagementFactory.getThreadMXBean();
        for (String spec : args) {
            Learner learner = Architecture.parse(spec).learner(2, false, Scaling.NONE);
            Learner.Worker worker = learner.worker(LossWeights.DEFAULT);
            float[] p = new float[learner.parameters()];
            learner.initialise(p, new Random(1));
            Passage[] passages = new Passage[learner.lanes()];
            for (int i = 0; i < passages.length; i++) {
                passages[i] = WaveNetGradientTest.passage(100_000, 2, false);
                passages[i].start = 20_000;
                passages[i].count = learner.frames();
            }
            float[] gradient = new float[p.length];
            float[][] out = new float[learner.lanes()][learner.playFrames()];
            double best = 0;
            double bestPlay = 0;
            for (int round = 0; round < 6; round++) {
                long t0 = threads.getCurrentThreadCpuTime();
                int times = 0;
                for (; threads.getCurrentThreadCpuTime() - t0 < 500_000_000L; times++) {
                    worker.gradient(p, passages, gradient);
                }
                double seconds = (threads.getCurrentThreadCpuTime() - t0) * 1e-9;
                best = Math.max(best, times * learner.lanes() * (double) learner.frames() / seconds);
                t0 = threads.getCurrentThreadCpuTime();
                for (times = 0; threads.getCurrentThreadCpuTime() - t0 < 500_000_000L; times++) {
                    worker.play(p, passages, out);
                }
                seconds = (threads.getCurrentThreadCpuTime() - t0) * 1e-9;
                bestPlay = Math.max(bestPlay, times * learner.lanes() * (double) learner.playFrames() / seconds);
            }
            System.out.printf("%-14s %6d parameters  %6.0f kframes/s forward+backward  %6.0f forward%n", spec, p.length, best / 1000,
                    bestPlay / 1000);
        }
    }
}
