package stompjar.cli;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;

import stompjar.bridge.NativePedal;

/**
 * Plays a steady, soft, low chord through a pedal as the plugin does, block by block through the shared buffer, and watches the steps from sample to
 * sample in what comes out: those of the chord are small, so that a click is not lost among them. One thread at a time; {@link #block} allocates nothing.
 */
final class ChordPlayer {
    /** Power chord on the open E string: whole Hz, so that a second of it can be repeated without a seam. */
    private static final int[] HERTZ = {82, 123, 164};
    private static final double AMPLITUDE = 0.1;

    private final NativePedal pedal;
    private final FloatBuffer shared;
    private final float[] chord;
    private final float[] row;
    private int place;
    private float last;
    private boolean begun;
    private float largestStep;
    private float peak;

    /**
     * @param rate  Hz
     * @param block frames
     */
    ChordPlayer(NativePedal pedal, int rate, int block) {
        this.pedal = pedal;
        shared = pedal.prepare(rate, block, 1, true).order(ByteOrder.nativeOrder()).asFloatBuffer();
        row = new float[block];
        chord = new float[rate];
        for (int t = 0; t < rate; t++) {
            for (int hertz : HERTZ) {
                chord[t] += (float) (AMPLITUDE * Math.sin(2 * Math.PI * hertz * t / rate));
            }
        }
    }

    /**
     * Plays the next block.
     *
     * @param usage of the thread while the pedal works
     * @return nanoseconds that the pedal took
     */
    long block(ThreadUsage usage) {
        for (int t = 0; t < row.length; t++) {
            row[t] = chord[place];
            place = place + 1 == chord.length ? 0 : place + 1;
        }
        shared.put(NativePedal.AUDIO, row);
        usage.begin();
        long start = System.nanoTime();
        pedal.process(row.length);
        long took = System.nanoTime() - start;
        usage.end();
        shared.get(NativePedal.AUDIO, row);
        watch();
        return took;
    }

    private void watch() {
        float before = begun ? last : row[0];
        for (float y : row) {
            largestStep = Math.max(largestStep, Math.abs(y - before));
            peak = Math.max(peak, Math.abs(y));
            before = y;
        }
        last = before;
        begun = true;
    }

    /** The largest step since the last call; the one into the first block counts. */
    float takeLargestStep() {
        float largest = largestStep;
        largestStep = 0;
        return largest;
    }

    /** The largest magnitude so far. */
    float peak() {
        return peak;
    }
}
