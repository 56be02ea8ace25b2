package stompjar.cli;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

import com.sun.management.ThreadMXBean;

import stompjar.capture.Capture;
import stompjar.pedalboard.Parameters;
import stompjar.pedalboard.Pedalboard;
import stompjar.riff.Riff;

/**
 * Measures what a capture costs: a pedalboard at the capture's own rate, in real-time blocks, fed with the demo guitar, knobs still.
 */
final class LoadMeter {
    /** The least number of runs of which a median is worth quoting. */
    static final int MIN_RUNS = 5;
    /** Of audio in all runs: the time of each block is kept. */
    static final int MAX_SECONDS = 18_000;
    private static final int COLD_BLOCKS = 1000;
    /** Seconds of silence before its cost is measured: longer than any shape remembers. */
    private static final double TAIL = 4;

    /** What lies on the track. */
    enum Track {
        MONO(1),
        /** The same guitar on both channels. */
        DUAL_MONO(2),
        /** Another part of it on each. */
        STEREO(2);

        private final int channels;

        Track(int channels) {
            this.channels = channels;
        }

        /** As on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final int block;
    private final double seconds;
    private final int runs;
    private final Track track;
    /** Null where none was asked for. */
    private final Yardstick yardstick;

    /**
     * The time of a block in microseconds.
     *
     * @param p999 99.9 % of blocks took less
     */
    record BlockMicros(double median, double p99, double p999, double max) { }

    /**
     * What was measured.
     *
     * @param load           CPU seconds of the processing thread per second of audio, median of the runs
     * @param silentLoad     the same of silence, {@value #TAIL} s after the last sound
     * @param blockUs        wall time over all blocks of all runs
     * @param coldStartUs    slowest of the first 1000 blocks after the load
     * @param allocatedBytes Java heap that the blocks of all runs took
     * @param yardstick      load of the yardstick, median of its turns between the runs; null without one
     * @param ratio          median of each run's load over that of the yardstick's turn before it; null without one
     */
    record Measured(double load, double silentLoad, BlockMicros blockUs, double coldStartUs, long allocatedBytes, Double yardstick, Double ratio) { }

    /**
     * @param block   frames
     * @param seconds audio in each run
     */
    LoadMeter(int block, double seconds, int runs) {
        this(block, seconds, runs, Track.MONO, null);
    }

    private LoadMeter(int block, double seconds, int runs, Track track, Yardstick yardstick) {
        this.block = block;
        this.seconds = seconds;
        this.runs = runs;
        this.track = track;
        this.yardstick = yardstick;
    }

    /** The same, with a turn of the yardstick before each run, because a shared machine changes from second to second. */
    LoadMeter beside(Yardstick other) {
        return new LoadMeter(block, seconds, runs, track, other);
    }

    LoadMeter on(Track other) {
        return new LoadMeter(block, seconds, runs, other, yardstick);
    }

    Measured measure(Capture capture) throws Failure, InterruptedException {
        float[] guitar = Riff.play(capture.rate(), Math.min(seconds, Riff.SECONDS));
        int blocks = Math.max(1, (int) (seconds * capture.rate() / block));
        ThreadMXBean clock = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        float[][] audio = new float[track.channels][block];
        float[] parameters = Parameters.defaults();
        double[] micros = new double[runs * blocks];
        double[] loads = new double[runs];
        double[] yardsticks = new double[runs];
        Pedalboard pedalboard = new Pedalboard(capture.rate(), track.channels);
        pedalboard.load(capture);
        pedalboard.reset(false);
        double[] cold = new double[COLD_BLOCKS];
        time(pedalboard, guitar, audio, parameters, cold, 0, COLD_BLOCKS);
        // The first calls of the counters allocate themselves.
        clock.getThreadAllocatedBytes(thread);
        clock.getCurrentThreadCpuTime();
        long allocated = 0;
        for (int r = 0; r < runs; r++) {
            yardsticks[r] = yardstick == null ? Double.NaN : yardstick.load(block);
            long bytes = clock.getThreadAllocatedBytes(thread);
            loads[r] = cpuSeconds(pedalboard, guitar, audio, parameters, blocks, clock) / (blocks * block / capture.rate());
            time(pedalboard, guitar, audio, parameters, micros, r * blocks, blocks);
            allocated += clock.getThreadAllocatedBytes(thread) - bytes;
        }
        float[] silence = new float[block];
        for (int b = 0; b < TAIL * capture.rate() / block; b++) {
            play(pedalboard, silence, audio, parameters, 0);
        }
        double[] silent = new double[runs];
        for (int r = 0; r < runs; r++) {
            silent[r] = cpuSeconds(pedalboard, silence, audio, parameters, blocks, clock) / (blocks * block / capture.rate());
        }
        double[] ratios = new double[runs];
        Arrays.setAll(ratios, r -> loads[r] / yardsticks[r]);
        Arrays.sort(micros);
        BlockMicros spread = new BlockMicros(quantile(micros, 0.5), quantile(micros, 0.99), quantile(micros, 0.999), quantile(micros, 1));
        return new Measured(median(loads), median(silent), spread, Arrays.stream(cold).max().orElseThrow(), allocated,
                yardstick == null ? null : (Double) median(yardsticks), yardstick == null ? null : (Double) median(ratios));
    }

    /** Of this thread, for {@code blocks} blocks: without a look at the clock in each, which costs as much as a tenth of the smallest networks. */
    private double cpuSeconds(Pedalboard pedalboard, float[] signal, float[][] audio, float[] parameters, int blocks, ThreadMXBean clock) {
        long start = clock.getCurrentThreadCpuTime();
        for (int b = 0; b < blocks; b++) {
            play(pedalboard, signal, audio, parameters, b);
        }
        return (clock.getCurrentThreadCpuTime() - start) * 1e-9;
    }

    /** {@code blocks} blocks; their times go to {@code micros} from {@code first}. Allocates nothing, so that what is counted is the engine's. */
    private void time(Pedalboard pedalboard, float[] guitar, float[][] audio, float[] parameters, double[] micros, int first, int blocks) {
        for (int b = 0; b < blocks; b++) {
            long start = System.nanoTime();
            play(pedalboard, guitar, audio, parameters, b);
            micros[first + b] = (System.nanoTime() - start) * 1e-3;
        }
    }

    /** Block {@code index} of a signal, over and over. */
    private void play(Pedalboard pedalboard, float[] signal, float[][] audio, float[] parameters, int index) {
        int size = Math.min(block, signal.length);
        int parts = signal.length / size;
        for (int c = 0; c < audio.length; c++) {
            int part = track == Track.STEREO ? index + c * (parts / 2) : index;
            System.arraycopy(signal, part % parts * size, audio[c], 0, size);
        }
        pedalboard.process(audio, block, parameters);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return quantile(sorted, 0.5);
    }

    private static double quantile(double[] sorted, double part) {
        return sorted[(int) Math.round(part * (sorted.length - 1))];
    }
}
