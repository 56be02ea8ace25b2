package stompjar.dsp;

import java.util.Arrays;
import stompjar.simd.Kernels;

/**
 * A stretch of an impulse response in partitions of one size, convolved by overlap-save (Stockham 1966) with the spectra of the input kept
 * (Kulp 1988). The input comes {@link PartitionedConvolver#BASE} frames at a time. Partitions of that size are done with at once, and
 * begin one partition into the response. Those of a larger size begin two partitions into it, which leaves the time of a whole partition for the work
 * (Gardner 1995); it is cut into pieces, one for each base partition, so that no block is much dearer than another.
 */
final class PartitionLevel {
    private static final int BASE = PartitionedConvolver.BASE;

    private final Kernels kernels;
    private final int size;
    private final int slots;
    private final int partitions;
    private final int bins;
    /** When the work on a block begins and ends, in base partitions after its last frame. */
    private final int firstSlot;
    private final int lastSlot;
    private final RealFft fft;
    private final float[] responseRe;
    private final float[] responseIm;
    /** Spectra of the last blocks of input, a ring. */
    private final float[] inputRe;
    private final float[] inputIm;
    private final float[] sumRe;
    private final float[] sumIm;
    /** The block before and the present one. */
    private final float[] window;
    private final float[] complete;
    private final float[] signal;
    private float[] ready;
    private float[] next;
    private int newest;
    private int slot;

    /**
     * @param taps      the whole response
     * @param to        end of the stretch; it begins at {@code size}, or at {@code 2 · size} where {@code size} is not the base
     * @param size      frames of a partition: BASE, or at least 16 BASE
     * @param firstSlot see {@link #firstSlot}; levels that begin at different slots do not do their transforms in the same block
     */
    PartitionLevel(float[] taps, int to, int size, int firstSlot, Kernels kernels) {
        this.kernels = kernels;
        this.size = size;
        this.firstSlot = firstSlot;
        slots = size / BASE;
        lastSlot = slots - 1 - firstSlot;
        int from = begin(size);
        partitions = (to - from + size - 1) / size;
        fft = new RealFft(2 * size);
        bins = fft.bins();
        responseRe = new float[partitions * bins];
        responseIm = new float[partitions * bins];
        inputRe = new float[partitions * bins];
        inputIm = new float[partitions * bins];
        sumRe = new float[bins];
        sumIm = new float[bins];
        window = new float[2 * size];
        complete = slots == 1 ? window : new float[2 * size];
        signal = new float[2 * size];
        ready = new float[size];
        next = new float[size];
        // The inverse transform multiplies by half its length.
        float scale = 1f / size;
        for (int p = 0; p < partitions; p++) {
            Arrays.fill(signal, 0);
            for (int i = 0; i < size && from + p * size + i < to; i++) {
                signal[i] = scale * taps[from + p * size + i];
            }
            fft.forward(signal, responseRe, responseIm, p * bins);
        }
    }

    /** The first tap that partitions of this size can do. */
    static int begin(int size) {
        return size == BASE ? size : 2 * size;
    }

    void reset() {
        Arrays.fill(inputRe, 0);
        Arrays.fill(inputIm, 0);
        Arrays.fill(window, 0);
        Arrays.fill(complete, 0);
        Arrays.fill(sumRe, 0);
        Arrays.fill(sumIm, 0);
        Arrays.fill(ready, 0);
        Arrays.fill(next, 0);
        newest = 0;
        slot = 0;
    }

    /** Frames of one value after which blocks, spectra and both outputs are what they stay. */
    int settling() {
        return (partitions + 5) * size + BASE;
    }

    /** A partition begins with the next frame, after so many of one value. */
    void begin() {
        slot = 0;
        Arrays.fill(sumRe, 0);
        Arrays.fill(sumIm, 0);
    }

    void takeState(PartitionLevel twin) {
        System.arraycopy(twin.inputRe, 0, inputRe, 0, inputRe.length);
        System.arraycopy(twin.inputIm, 0, inputIm, 0, inputIm.length);
        System.arraycopy(twin.window, 0, window, 0, window.length);
        System.arraycopy(twin.complete, 0, complete, 0, complete.length);
        System.arraycopy(twin.sumRe, 0, sumRe, 0, bins);
        System.arraycopy(twin.sumIm, 0, sumIm, 0, bins);
        System.arraycopy(twin.ready, 0, ready, 0, size);
        System.arraycopy(twin.next, 0, next, 0, size);
        newest = twin.newest;
        slot = twin.slot;
    }

    /** Takes BASE frames of input and does the share of work that is due. */
    void write(float[] in) {
        System.arraycopy(in, 0, window, size + slot * BASE, BASE);
        slot++;
        if (slot == slots) {
            slot = 0;
            turn();
        }
        if (slots > 1) {
            work();
        }
    }

    /** A block of input is complete, and the output that was worked on is due. */
    private void turn() {
        if (slots == 1) {
            transform();
            multiply(0, partitions);
            finish();
        } else {
            System.arraycopy(window, 0, complete, 0, 2 * size);
        }
        float[] due = next;
        next = ready;
        ready = due;
        System.arraycopy(window, size, window, 0, size);
    }

    private void work() {
        if (slot == firstSlot) {
            transform();
        } else if (slot == lastSlot) {
            finish();
        } else if (slot > firstSlot && slot < lastSlot) {
            int piece = slot - firstSlot - 1;
            multiply(partitions * piece / pieces(), partitions * (piece + 1) / pieces());
        }
    }

    private int pieces() {
        return lastSlot - firstSlot - 1;
    }

    /** Adds what this level contributes to the next BASE frames of output. */
    void addTo(float[] out) {
        int from = slot * BASE;
        for (int t = 0; t < BASE; t++) {
            out[t] += ready[from + t];
        }
    }

    private void transform() {
        newest = newest == 0 ? partitions - 1 : newest - 1;
        fft.forward(complete, inputRe, inputIm, newest * bins);
        Arrays.fill(sumRe, 0);
        Arrays.fill(sumIm, 0);
    }

    private void multiply(int from, int to) {
        for (int p = from; p < to; p++) {
            int input = newest + p < partitions ? newest + p : newest + p - partitions;
            int response = p * bins;
            float first = sumRe[0] + inputRe[input * bins] * responseRe[response];
            float last = sumIm[0] + inputIm[input * bins] * responseIm[response];
            kernels.addProducts(sumRe, sumIm, inputRe, inputIm, input * bins, responseRe, responseIm, response, bins);
            // The first bin holds two real ones, which are multiplied each for itself.
            sumRe[0] = first;
            sumIm[0] = last;
        }
    }

    private void finish() {
        fft.inverse(sumRe, sumIm, signal);
        System.arraycopy(signal, size, next, 0, size);
    }
}
