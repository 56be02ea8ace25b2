package stompjar.pedalboard;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import stompjar.TestCaptures;

/**
 * Plays the host's audio thread and counts what it allocates. A class of its own without string constants: the JVM makes those of a class on the thread
 * that first asks for one of its methods to be compiled.
 */
final class AudioThread {
    private final float[] parameters = Parameters.defaults();
    private final float[] guitar = TestCaptures.guitar(48_000, 1);
    private final float[][] audio = new float[2][64];
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long id = Thread.currentThread().getId();

    /** Of the thread that is here. */
    AudioThread() {
        allocated();
    }

    private long allocated() {
        return threads.getThreadAllocatedBytes(id);
    }

    long bytesAllocated(Pedalboard board, int blocks) {
        long before = allocated();
        for (int block = 0; block < blocks; block++) {
            System.arraycopy(guitar, block * 64 % 47_000, audio[0], 0, 64);
            System.arraycopy(guitar, block * 64 % 47_000, audio[1], 0, 64);
            parameters[Parameters.DRIVE] = block % 1_000 / 1_000f;
            parameters[Parameters.INPUT] = block % 100 == 0 ? 3 : 0;
            board.process(audio, block % 10 == 9 ? 17 : 64, parameters);
        }
        return allocated() - before;
    }

    /** A guitar that plays now and then, and silence in which all stands still. @return bytes, or −1 if it never stood still */
    long bytesAllocatedInSilence(Pedalboard board, int blocks) {
        boolean stood = false;
        long before = allocated();
        for (int block = 0; block < blocks; block++) {
            for (float[] row : audio) {
                if (block % 2_000 < 100) {
                    System.arraycopy(guitar, block * 64 % 47_000, row, 0, 64);
                } else {
                    java.util.Arrays.fill(row, 0);
                }
            }
            board.process(audio, 64, parameters);
            stood |= board.still();
        }
        long bytes = allocated() - before;
        return stood ? bytes : -1;
    }

    /** With every parameter at work. */
    long bytesAllocatedByAll(Pedalboard board, int blocks) {
        long before = allocated();
        for (int block = 0; block < blocks; block++) {
            float wheel = block % 1_000 / 1_000f;
            boolean pause = block / 3_000 % 4 == 3;
            for (float[] row : audio) {
                System.arraycopy(guitar, block * 64 % 47_000, row, 0, 64);
                if (pause) {
                    java.util.Arrays.fill(row, 0);
                }
            }
            for (int knob = Parameters.MORE_KNOBS; knob < Parameters.KNOBS_END; knob++) {
                parameters[knob] = wheel;
            }
            parameters[Parameters.DRIVE] = wheel;
            parameters[Parameters.TONE] = 1 - wheel;
            parameters[Parameters.GATE] = block / 2_000 % 2 == 0 ? -100 : -40 + 10 * wheel;
            parameters[Parameters.BASS] = block / 5_000 % 2 == 0 ? 0 : 12 * wheel;
            parameters[Parameters.TREBLE] = block / 5_000 % 2 == 0 ? 0 : -12 * wheel;
            parameters[Parameters.LOW_CUT] = 20 + 200 * (wheel < 0.5f ? 0 : wheel);
            parameters[Parameters.HIGH_CUT] = 20_000 - 10_000 * (wheel < 0.5f ? 0 : wheel);
            parameters[Parameters.PEDAL_ON] = block / 7_000 % 3 == 2 ? 0 : 1;
            parameters[Parameters.AMP_ON] = block / 4_000 % 3 == 2 ? 0 : 1;
            parameters[Parameters.CAB_ON] = block / 5_500 % 3 == 2 ? 0 : 1;
            parameters[Parameters.GATE_ON] = block / 2_500 % 3 == 2 ? 0 : 1;
            parameters[Parameters.TONE_ON] = block / 6_000 % 3 == 2 ? 0 : 1;
            parameters[Parameters.NORMALISE] = block / 300 % 2;
            parameters[Parameters.CALIBRATE] = block / 700 % 2;
            parameters[Parameters.INTERFACE_LEVEL] = 10 * wheel;
            board.process(audio, block % 10 == 9 ? 17 : 64, parameters);
        }
        return allocated() - before;
    }
}
