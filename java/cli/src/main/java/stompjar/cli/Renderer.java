package stompjar.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.function.IntSupplier;

import stompjar.capture.Capture;
import stompjar.data.Audio;
import stompjar.pedalboard.Parameters;
import stompjar.pedalboard.Pedalboard;

/** Runs audio through a pedalboard in Java, as a host would: in blocks, with knobs that move, offline. */
final class Renderer {
    private final Capture capture;
    /** Null for none. */
    private final Capture cabinet;
    private final Map<String, Envelope> knobs;
    private final BlockPlan plan;
    private final boolean cold;

    /**
     * A rendered file.
     *
     * @param cpuSeconds    CPU time of the thread inside the blocks
     * @param latencyFrames what was taken off the front
     */
    record Rendered(Audio audio, double cpuSeconds, int latencyFrames) { }

    /** Without a cabinet. */
    Renderer(Capture capture, Map<String, Envelope> knobs, BlockPlan plan, boolean cold) {
        this(capture, null, knobs, plan, cold);
    }

    /**
     * @param cabinet what follows the capture, or null
     * @param knobs   positions by name of the knob
     * @param cold    start from the all-zero state
     * @throws IllegalArgumentException if the capture has no such knob
     */
    Renderer(Capture capture, Capture cabinet, Map<String, Envelope> knobs, BlockPlan plan, boolean cold) {
        this.capture = capture;
        this.cabinet = cabinet;
        this.knobs = knobs;
        this.plan = plan;
        this.cold = cold;
        knobs.keySet().forEach(capture::knobIndex);
    }

    /** The whole of {@code in}, as long as it was, with the latency taken off the front. */
    Rendered render(Audio in) {
        int channels = in.channels().length;
        Pedalboard pedalboard = new Pedalboard(in.rate(), channels);
        pedalboard.liftCeiling();
        pedalboard.load(capture);
        if (cabinet != null) {
            pedalboard.load(Pedalboard.CAB, cabinet);
        }
        pedalboard.reset(cold);
        int latency = pedalboard.latencyFrames();
        float[][] out = new float[channels][in.frames()];
        float[][] block = new float[channels][BlockPlan.MAX];
        float[] parameters = Parameters.defaults();
        IntSupplier sizes = plan.sizes();
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long cpu = 0;
        int total = in.frames() + latency;
        try (Progress progress = new Progress("rendering")) {
            for (int at = 0, n; at < total; at += n) {
                n = Math.min(sizes.getAsInt(), total - at);
                for (int c = 0; c < channels; c++) {
                    feed(in.channels()[c], at, block[c], n);
                }
                for (var knob : knobs.entrySet()) {
                    parameters[pedalboard.parameterOf(knob.getKey())] = (float) knob.getValue().at((double) at / in.rate());
                }
                long before = clock.getCurrentThreadCpuTime();
                pedalboard.process(block, n, parameters);
                cpu += clock.getCurrentThreadCpuTime() - before;
                int skipped = Math.max(0, latency - at);
                for (int c = 0; c < channels && skipped < n; c++) {
                    System.arraycopy(block[c], skipped, out[c], at + skipped - latency, n - skipped);
                }
                progress.at((double) at / total);
            }
        }
        return new Rendered(new Audio(out, in.rate()), cpu * 1e-9, latency);
    }

    /** Frames {@code at..at+n} of the input, and silence after its end. */
    private static void feed(float[] from, int at, float[] to, int n) {
        int there = Math.max(0, Math.min(n, from.length - at));
        if (there > 0) {
            System.arraycopy(from, at, to, 0, there);
        }
        java.util.Arrays.fill(to, there, n, 0);
    }
}
