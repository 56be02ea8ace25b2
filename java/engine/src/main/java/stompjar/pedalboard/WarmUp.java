package stompjar.pedalboard;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import stompjar.capture.Capture;
import stompjar.network.Network;

/**
 * Gets an audio path compiled before the audio thread needs it: runs it over silence, soft and loud noise, moving knobs, bypass,
 * a change of capture, a start from silence and odd block sizes. It is done when in a long run of blocks nothing was allocated and nothing compiled any more: interpreted
 * and half-compiled vector code allocates for every vector, fully compiled code never does. Loader threads: one at a time, for two at once would take
 * the compiler from each other, and the second finds most of its work done.
 */
public final class WarmUp {
    /** An audio path to warm up. */
    @FunctionalInterface
    public interface Path {
        /**
         * @param noise      input for every channel
         * @param frames     1..{@link #MAX_FRAMES}
         * @param parameters see {@link Parameters}
         */
        void process(float[] noise, int frames, float[] parameters);
    }

    /** The most frames that a path is asked for. */
    public static final int MAX_FRAMES = 4 * Network.MAX_FRAMES;

    private static final int WINDOW = 512;
    /** Blocks: enough for what happens now and then, and a few milliseconds of work for a fast network. */
    private static final int REHEARSAL = 2 * WINDOW;
    /**
     * C2 compiles a method after 5 000 to 15 000 calls, and the smallest are called once a block. Asking for it allocates on the thread that
     * asks (the string constants of the class), so it must not be left to the audio thread.
     */
    private static final int LEAST_WINDOWS = 48;
    /** Blocks after a change of captures for which all channels get the same. */
    private static final int TOGETHER = 2 * WINDOW;
    /** Seconds without any unrest: on a busy machine the compiler may wait for its turn meanwhile. */
    private static final double QUIET_SECONDS = 0.15;
    /** The JIT counts calls, not frames. */
    private static final int SHORT_BLOCK = 8;
    /** Upper bound, for a machine that is too busy to compile: the old sound plays on meanwhile. */
    private static final double SECONDS = 20;

    /** Frames. */
    private static final int SILENCE = 24_000;

    private static final Set<String> DONE = new HashSet<>();

    private final Random random = new Random(1);
    private final float[] noise = new float[MAX_FRAMES];
    private final float[] parameters = Parameters.defaults();
    private final UnrestMeter meter = UnrestMeter.ofThisThread();
    private final Path path;

    private WarmUp(Path path) {
        this.path = path;
    }

    /**
     * Warms up networks of this capture's kind. Where that was done before in this process a rehearsal is enough, if nothing is new in it: networks of one
     * kind differ in the tiles that they are computed in, and what other captures brought up since may have undone compiled code.
     */
    static synchronized void ensure(Capture capture, int rate, int channels) {
        boolean resampled = rate != Math.rint(capture.rate());
        String kind = capture.model().kind() + ' ' + channels + ' ' + resampled + ' ' + capture.knobs().isEmpty();
        Pedalboard board = new Pedalboard(rate, channels);
        float[][] audio = new float[channels][MAX_FRAMES];
        Changes changes = new Changes(board, capture);
        WarmUp warmUp = new WarmUp((noise, frames, parameters) -> {
            changes.fill(audio, noise, frames);
            board.process(audio, frames, parameters);
        });
        if (DONE.contains(kind) && warmUp.rehearse(changes)) {
            return;
        }
        if (warmUp.run(changes, SECONDS)) {
            DONE.add(kind);
        } else {
            DONE.remove(kind);
        }
    }

    /**
     * The capture, and others behind it by turns. Where a method of an interface is called, the compiler believes that those that it has seen are all
     * that will ever come, and undoes its work when another does: so three families are shown to it in the first place.
     */
    private static final class Changes implements Runnable {
        private final Pedalboard board;
        private final Capture capture;
        private final List<Capture> others;
        private int turn;
        private int blocks;

        Changes(Pedalboard board, Capture capture) {
            this.board = board;
            this.capture = capture;
            others = List.of(WarmUpCaptures.lstm(capture.rate()), WarmUpCaptures.waveNet(capture.rate()));
            board.install(Pedalboard.CAB, WarmUpCaptures.cabinet(capture.rate()));
        }

        /** The same for every channel at first, which networks of several channels make use of, and then not. */
        void fill(float[][] audio, float[] noise, int frames) {
            for (float[] row : audio) {
                System.arraycopy(noise, 0, row, 0, frames);
            }
            if (++blocks > TOGETHER) {
                audio[0][0] = 0 - audio[0][0];
            }
        }

        @Override
        public void run() {
            turn++;
            blocks = 0;
            board.install(Pedalboard.PEDAL, capture);
            board.install(Pedalboard.AMP, others.get(turn % others.size()));
            if (turn % 4 == 0) {
                board.clear(Pedalboard.AMP);
            }
            // A host that stops and starts: the first block jumps to where the parameters are, and what has arrived is there without a cross-fade.
            if (turn % 3 == 0) {
                board.reset(turn % 2 == 0);
            }
        }
    }

    /**
     * Runs a path until it is compiled, the first time in this process that it is asked to; returns when that is done.
     *
     * @param name   of the path
     * @param change what else may happen between blocks; called now and then
     * @return whether it was the first time
     */
    public static synchronized boolean once(String name, Path path, Runnable change) {
        boolean first = DONE.add(name);
        if (first) {
            run(path, change, SECONDS);
        }
        return first;
    }

    /** @return whether it came to rest within so many seconds */
    static boolean run(Path path, Runnable change, double seconds) {
        return new WarmUp(path).run(change, seconds);
    }

    /** @return whether nothing was allocated */
    private boolean rehearse(Runnable change) {
        change.run();
        long before = meter.allocated();
        return play(REHEARSAL, System.nanoTime(), SECONDS) && meter.allocated() == before;
    }

    private boolean run(Runnable change, double limit) {
        long begin = System.nanoTime();
        long quietSince = begin;
        for (int window = 0; window < LEAST_WINDOWS || seconds(quietSince) < QUIET_SECONDS; window++) {
            if (window % 4 == 0) {
                change.run();
            }
            if (window % 16 == 8) {
                silence(begin, limit);
            }
            long before = meter.reading();
            if (!play(WINDOW, begin, limit)) {
                return false;
            }
            if (meter.reading() != before) {
                quietSince = System.nanoTime();
            }
        }
        return true;
    }

    /** So long that all comes to rest. */
    private void silence(long begin, double limit) {
        Arrays.fill(noise, 0);
        for (int frames = 0; frames < SILENCE && seconds(begin) < limit; frames += MAX_FRAMES) {
            path.process(noise, MAX_FRAMES, parameters);
        }
    }

    /** @return whether there was time for all of them: of the largest networks that are allowed a block can take a second */
    private boolean play(int blocks, long begin, double limit) {
        for (int block = 0; block < blocks; block++) {
            if (seconds(begin) > limit) {
                return false;
            }
            block(block);
        }
        return true;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * 1e-9;
    }

    private void block(int block) {
        if (block % 16 == 0) {
            scene();
        }
        int frames = block % 8 == 7 ? 1 + random.nextInt(MAX_FRAMES) : block % 8 == 3 ? Network.MAX_FRAMES : SHORT_BLOCK;
        path.process(noise, frames, parameters);
    }

    private void scene() {
        float loudness = switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 0.01f;
            default -> 0.5f;
        };
        for (int t = 0; t < noise.length; t++) {
            noise[t] = loudness * (2 * random.nextFloat() - 1);
        }
        if (random.nextInt(4) == 0) {
            parameters[Parameters.DRIVE] = random.nextFloat();
            parameters[Parameters.TONE] = random.nextFloat();
            parameters[Parameters.LEVEL] = random.nextFloat();
            parameters[Parameters.INPUT] = 6 * random.nextFloat();
        }
        stages();
        parameters[Parameters.MIX] = random.nextInt(4) == 0 ? random.nextFloat() : 1;
        parameters[Parameters.BYPASS] = random.nextInt(8) == 0 ? 1 : 0;
    }

    /** Most of the time most are off, as with players. */
    private void stages() {
        boolean on = random.nextInt(3) == 0;
        for (int dial = Parameters.BASS; dial <= Parameters.TREBLE; dial++) {
            parameters[dial] = on ? 6 * random.nextFloat() : 0;
        }
        parameters[Parameters.GATE] = on ? -40 * random.nextFloat() : Parameters.GATE_OFF;
        parameters[Parameters.LOW_CUT] = on ? 30 + 50 * random.nextFloat() : Parameters.LOW_CUT_OFF;
        parameters[Parameters.HIGH_CUT] = on ? 9_000 * random.nextFloat() : Parameters.HIGH_CUT_OFF;
        for (int knob = Parameters.MORE_KNOBS; knob < Parameters.KNOBS_END; knob++) {
            parameters[knob] = on ? random.nextFloat() : Parameters.UNMOVED;
        }
        for (int toggle = Parameters.PEDAL_ON; toggle <= Parameters.CAB_ON; toggle++) {
            parameters[toggle] = random.nextInt(8) == 0 ? 0 : 1;
        }
        for (int toggle = Parameters.GATE_ON; toggle <= Parameters.TONE_ON; toggle++) {
            parameters[toggle] = random.nextInt(8) == 0 ? 0 : 1;
        }
        parameters[Parameters.NORMALISE] = random.nextInt(2);
        parameters[Parameters.CALIBRATE] = random.nextInt(2);
    }
}
