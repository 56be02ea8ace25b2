package stompjar.train;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One time step of a recurrent network for {@link #LANES} sequences at once: each number of the network is a row of lanes, one lane for
 * each sequence. Flat arrays {@code [row][lane]}; numbers of rows are padded to multiples of 8. Any thread; no allocation. Methods are
 * small so that C2 inlines all vector calls (else it boxes them).
 */
final class LaneKernels {
    /** Sequences at once. A vector may be shorter; then a row takes several. */
    static final int LANES = 16;
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() > LANES ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;
    static final int WIDTH = SPECIES.length();

    private LaneKernels() {
    }

    static int padded(int rows) {
        return (rows + 7) & ~7;
    }

    /**
     * Packs {@code scale · from[offset + o·outStride + i·inStride]} for {@link #multiply}, as rows from {@code firstOut} and columns from
     * {@code first} of {@code allIns}: eight rows interleaved; padding stays zero.
     */
    static void pack(float[] from, int offset, int outStride, int inStride, int firstOut, int outs, int ins, float[] packed,
                     int allIns, int first, float scale) {
        for (int o = firstOut; o < firstOut + outs; o++) {
            int base = (o & ~7) * allIns + (o & 7);
            for (int i = 0; i < ins; i++) {
                packed[base + (first + i) * 8] = scale * from[offset + (o - firstOut) * outStride + i * inStride];
            }
        }
    }

    /** {@code out[o] = bias[o] + Σ_i w[o][i] · in[i]}, lane by lane; {@code outs} is a multiple of 8. */
    static void multiply(float[] out, int outs, float[] in, int ins, float[] packed, float[] bias) {
        for (int o = 0; o < outs; o += 8) {
            for (int lane = 0; lane < LANES; lane += WIDTH) {
                multiply8(out, o * LANES + lane, in, lane, ins, packed, o * ins, bias);
            }
        }
    }

    private static void multiply8(float[] out, int at, float[] in, int lane, int ins, float[] packed, int w, float[] bias) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, bias, at);
        FloatVector a1 = FloatVector.fromArray(SPECIES, bias, at + LANES);
        FloatVector a2 = FloatVector.fromArray(SPECIES, bias, at + 2 * LANES);
        FloatVector a3 = FloatVector.fromArray(SPECIES, bias, at + 3 * LANES);
        FloatVector a4 = FloatVector.fromArray(SPECIES, bias, at + 4 * LANES);
        FloatVector a5 = FloatVector.fromArray(SPECIES, bias, at + 5 * LANES);
        FloatVector a6 = FloatVector.fromArray(SPECIES, bias, at + 6 * LANES);
        FloatVector a7 = FloatVector.fromArray(SPECIES, bias, at + 7 * LANES);
        for (int i = 0, k = w; i < ins; i++, k += 8) {
            FloatVector x = FloatVector.fromArray(SPECIES, in, i * LANES + lane);
            a0 = x.fma(FloatVector.broadcast(SPECIES, packed[k]), a0);
            a1 = x.fma(FloatVector.broadcast(SPECIES, packed[k + 1]), a1);
            a2 = x.fma(FloatVector.broadcast(SPECIES, packed[k + 2]), a2);
            a3 = x.fma(FloatVector.broadcast(SPECIES, packed[k + 3]), a3);
            a4 = x.fma(FloatVector.broadcast(SPECIES, packed[k + 4]), a4);
            a5 = x.fma(FloatVector.broadcast(SPECIES, packed[k + 5]), a5);
            a6 = x.fma(FloatVector.broadcast(SPECIES, packed[k + 6]), a6);
            a7 = x.fma(FloatVector.broadcast(SPECIES, packed[k + 7]), a7);
        }
        a0.intoArray(out, at);
        a1.intoArray(out, at + LANES);
        a2.intoArray(out, at + 2 * LANES);
        a3.intoArray(out, at + 3 * LANES);
        a4.intoArray(out, at + 4 * LANES);
        a5.intoArray(out, at + 5 * LANES);
        a6.intoArray(out, at + 6 * LANES);
        a7.intoArray(out, at + 7 * LANES);
    }

    /** {@code out[j] += weights[offset + j] · row}: a head's derivative on its way to every unit. */
    static void spread(float[] row, int at, float[] weights, int offset, float[] out, int units) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector x = FloatVector.fromArray(SPECIES, row, at + lane);
            for (int j = 0; j < units; j++) {
                x.fma(FloatVector.broadcast(SPECIES, weights[offset + j]), FloatVector.fromArray(SPECIES, out, j * LANES + lane))
                        .intoArray(out, j * LANES + lane);
            }
        }
    }

    /** {@code out = bias + Σ_j weights[offset + j] · in[j]}, one row. */
    static void gather(float[] in, int inAt, float[] weights, int offset, int units, float bias, float[] out, int at) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector sum = FloatVector.broadcast(SPECIES, bias);
            for (int j = 0; j < units; j++) {
                sum = FloatVector.fromArray(SPECIES, in, inAt + j * LANES + lane).fma(FloatVector.broadcast(SPECIES, weights[offset + j]), sum);
            }
            sum.intoArray(out, at + lane);
        }
    }

    /** {@code sums[lane] += row[t][lane]} over {@code steps} time steps from element {@code from}. */
    static void addSteps(float[] row, int from, int steps, float[] sums, int at) {
        for (int lane = 0; lane < LANES; lane += WIDTH) {
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, at + lane);
            for (int t = 0; t < steps; t++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, row, from + t * LANES + lane));
            }
            sum.intoArray(sums, at + lane);
        }
    }

    /** Copies {@code count} rows of lanes of {@code flat} (or back) to element {@code at} of as many separate rows. */
    static void toRows(float[] flat, float[][] rows, int first, int count, int at) {
        for (int r = 0; r < count; r++) {
            for (int lane = 0; lane < LANES; lane += WIDTH) {
                FloatVector.fromArray(SPECIES, flat, r * LANES + lane).intoArray(rows[first + r], at + lane);
            }
        }
    }

    static void fromRows(float[][] rows, int first, int count, int at, float[] flat, int flatAt) {
        for (int r = 0; r < count; r++) {
            for (int lane = 0; lane < LANES; lane += WIDTH) {
                FloatVector.fromArray(SPECIES, rows[first + r], at + lane).intoArray(flat, flatAt + r * LANES + lane);
            }
        }
    }
}
