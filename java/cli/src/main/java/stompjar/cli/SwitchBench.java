package stompjar.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.sun.management.ThreadMXBean;

import stompjar.bridge.NativePedal;
import stompjar.cli.PacedThread.Counts;
import stompjar.pedalboard.Pedalboard;

/**
 * Changes the capture of a pedal over and over while an audio thread plays it, as a player does who steps through a folder. The calling thread is
 * the loader's. Most changes are left to finish; every fourth time three come as fast as they load, some of them into a cross-fade that is under way.
 */
final class SwitchBench {
    /** Seconds after which two cross-fades are over, at any latency. */
    private static final double SETTLED = 0.1;
    /** Seconds of a cross-fade; an arriving capture listens as long before. */
    private static final double FADE = 0.02;
    /** Seconds of each capture by itself. */
    private static final double ALONE = 2;
    private static final int HURRY = 3;

    private final List<Sound> sounds = new ArrayList<>();
    private final int rate;
    private final int block;
    private final NativePedal pedal;
    private final PacedThread audio;
    /** What was heard in each of the audio thread's groups. */
    private final List<List<Sound>> groups = new ArrayList<>();
    private final List<Double> loadMs = new ArrayList<>();
    private Sound now;

    /** A capture and what it makes of the chord by itself. @param step the largest from sample to sample */
    private record Sound(Path file, float step, float peak) { }

    /**
     * @param files two captures or more
     * @param rate  Hz
     * @param block frames
     * @throws Failure if one cannot be loaded
     */
    SwitchBench(List<Path> files, int switches, int rate, int block) throws Failure {
        this.rate = rate;
        this.block = block;
        for (Path file : files) {
            sounds.add(alone(file));
        }
        now = sounds.get(0);
        pedal = new NativePedal("", now.file().toString());
        audio = new PacedThread(new ChordPlayer(pedal, rate, block), (long) (1e9 * block / rate), files.size() + switches + 2);
        groups.add(List.of(now));
    }

    private Sound alone(Path file) throws Failure {
        NativePedal alone = new NativePedal("", file.toString());
        if (alone.slotText(Pedalboard.PEDAL).isEmpty()) {
            throw new Failure(alone.describe());
        }
        ChordPlayer player = new ChordPlayer(alone, rate, block);
        ThreadUsage usage = new ThreadUsage();
        for (int b = 0; b < ALONE * rate / block; b++) {
            player.block(usage);
        }
        return new Sound(file, player.takeLargestStep(), player.peak());
    }

    SwitchReport run(int switches) throws Failure, InterruptedException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        audio.start();
        settle();
        long bytes = threads.getThreadAllocatedBytes(audio.getId());
        for (int i = 1; i <= sounds.size(); i++) {
            change(List.of(sounds.get(i % sounds.size())));
        }
        loadMs.clear();
        long heapStart = heapInUse();
        switchAbout(switches);
        change(List.of(sounds.get(0)));
        long heapEnd = heapInUse();
        bytes = threads.getThreadAllocatedBytes(audio.getId()) - bytes;
        Counts switching = audio.counts();
        double slowest = audio.worst() * 1e-3;
        double busiest = audio.busiest() * 1e-3;
        control();
        Counts control = audio.counts().since(switching);
        audio.await(control.blocks());
        audio.end();
        Counts alone = audio.counts().since(switching).since(control);
        return report(switches, bytes, heapStart, heapEnd, switching, control, alone, slowest, busiest);
    }

    /**
     * The same loads in the same order again, for a pedal that nobody hears: what a loader, a compiler and a collector take from an audio thread that changes
     * nothing.
     */
    private void control() throws Failure, InterruptedException {
        NativePedal unheard = new NativePedal("", now.file().toString());
        unheard.prepare(rate, block, 1, true);
        for (List<Sound> heard : groups) {
            for (Sound sound : heard.subList(1, heard.size())) {
                load(unheard, sound);
            }
            settle();
        }
    }

    private void switchAbout(int switches) throws Failure, InterruptedException {
        Random random = new Random(1);
        try (Progress progress = new Progress("switching")) {
            while (loadMs.size() < switches) {
                List<Sound> next = new ArrayList<>();
                int count = Math.min(switches - loadMs.size(), groups.size() % 4 == 0 ? HURRY : 1);
                for (Sound before = now; next.size() < count; before = next.get(next.size() - 1)) {
                    next.add(sounds.get((sounds.indexOf(before) + 1 + random.nextInt(sounds.size() - 1)) % sounds.size()));
                }
                change(next);
                progress.at((double) loadMs.size() / switches);
            }
        }
    }

    private void change(List<Sound> next) throws Failure, InterruptedException {
        List<Sound> heard = new ArrayList<>(List.of(now));
        heard.addAll(next);
        groups.add(heard);
        audio.nextGroup();
        for (Sound sound : next) {
            long start = System.nanoTime();
            load(pedal, sound);
            loadMs.add((System.nanoTime() - start) * 1e-6);
            now = sound;
        }
        settle();
    }

    private static void load(NativePedal into, Sound sound) throws Failure {
        String refusal = into.load(Pedalboard.PEDAL, sound.file().toString());
        if (refusal != null) {
            throw new Failure(refusal);
        }
    }

    private void settle() throws InterruptedException {
        audio.await((long) Math.ceil(SETTLED * rate / block));
    }

    /** The first collection may leave what would have to be moved; there is nothing else for the second. */
    private static long heapInUse() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private SwitchReport report(int switches, long bytes, long heapStart, long heapEnd, Counts switching, Counts control, Counts alone,
                                double slowest, double busiest) {
        int clicks = 0;
        int worst = 1;
        // Nothing is switched in the first.
        for (int g = 1; g < groups.size(); g++) {
            clicks += audio.step(g) > allowedStep(g) ? 1 : 0;
            worst = audio.step(g) / allowedStep(g) > audio.step(worst) / allowedStep(worst) ? g : worst;
        }
        double deadline = 1e6 * block / rate;
        return new SwitchReport(switches, sounds.stream().map(s -> s.file().toString()).toList(), rate, block, audio.isRealTime(),
                switching, audio.lateBlocks().first(switching.late(), this::names), control, alone, deadline, slowest, slowest / deadline, busiest,
                bytes, clicks, audio.step(worst), allowedStep(worst), names(worst), heapStart, heapEnd,
                loadMs.stream().sorted().skip(loadMs.size() / 2).findFirst().orElseThrow());
    }

    private List<String> names(int group) {
        return groups.get(group).stream().map(sound -> sound.file().getFileName().toString()).toList();
    }

    /** A sum of two sounds with shares that change along straight lines steps no more than the one that steps more, and the slope of the shares. */
    private double allowedStep(int group) {
        List<Sound> heard = groups.get(group);
        double step = heard.stream().mapToDouble(Sound::step).max().orElseThrow();
        double peak = heard.stream().mapToDouble(Sound::peak).max().orElseThrow();
        return step + 2 * peak / (FADE * rate);
    }
}
