package stompjar.train;

import java.nio.file.Path;
import java.util.Arrays;
import stompjar.data.Dataset;
import stompjar.data.Manifest;

/** Runs the trainer without the command line: {@code TrainFromShell MANIFEST ARCH MINUTES THREADS [SEED [OUT.stomp]]}; options {@code -Dsteps=N},
 * {@code -Dholdout=KNOB=V}. */
final class TrainFromShell {
    private TrainFromShell() {
    }

    public static void main(String[] args) throws Exception {
        long t0 = System.nanoTime();
        Dataset read = Manifest.read(Path.of(args[0]));
        String[] held = System.getProperty("holdout", "").split("=");
        Dataset data = held.length < 2 ? read : read.holdOut(held[0], Double.parseDouble(held[1]));
        System.out.printf("data: %.1f s to load; %s, %d settings%n", (System.nanoTime() - t0) * 1e-9, data.knobs(),
                data.settings().size());
        var threads = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        TrainingResult result = Trainer.train(new TrainingSettings(Architecture.parse(args[1]), Double.parseDouble(args[2]), Integer.getInteger("steps", 0),
                args.length > 4 ? Long.parseLong(args[4]) : 1, Integer.parseInt(args[3]), "trained", String.join(" ", args)), data,
                n -> System.out.printf("%5.2f min  step %5d  epoch %5.2f  loss %.5f  validation %.5f  best %.5f%n", n.minutes(),
                        n.step(), n.epochs(), n.loss(), n.validationEsr(), n.best()));
        if (args.length > 5) {
            stompjar.capture.StompFile.write(Path.of(args[5]), result.capture());
        }
        double cpu = ((com.sun.management.OperatingSystemMXBean) threads).getProcessCpuTime() * 1e-9;
        double frames = result.epochs() * data.seconds(stompjar.data.Split.TRAIN) * data.rate();
        System.out.printf("%d parameters, %.2f min, %d steps, %.0f kframes per CPU second (all included)%n", result.parameters(),
                result.minutes(), result.steps(), frames / cpu / 1000);
        for (int s = 0; s < data.settings().size(); s++) {
            System.out.printf("  %-22s test %.5f  pre %.5f%n", data.describe(s) + (data.heldOut()[s] ? " held out" : ""), result.test().plain()[s],
                    result.test().preEmphasised()[s]);
        }
        System.out.printf("mean: train %.5f  validation %.5f  test %.5f  pre %.5f%n", result.train().mean(),
                result.validation().mean(), result.test().mean(), result.test().meanPreEmphasised());
    }
}
