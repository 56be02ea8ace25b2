package stompjar.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Finds by how many seconds a wet recording is late or early: pieces of it are searched for in the dry recording by generalised
 * cross-correlation, both whitened by their smoothed spectra (Knapp and Carter 1976), and what most pieces agree on is taken. Pieces
 * may drift apart: recorders' clocks differ.
 */
final class CoarseLag {
    /** How late or early, seconds. */
    static final double LONGEST = 6;
    /** Enough bandwidth to tell moments apart, and few enough frames to search minutes. */
    private static final double SEARCH_RATE = 11_025;
    private static final double PIECE_SECONDS = 3;
    private static final int PIECES = 9;
    /** Peak over RMS; the highest of 10^5 noise values is at 4.8. */
    private static final double SURE = 7;
    private static final double SURE_ALONE = 10;
    /** A piece so much quieter than the loudest tells nothing. */
    private static final double QUIET = 1e-4;
    /** Crystals differ by less than 0.02 %. */
    private static final double MOST_DRIFT = 5e-4;
    /** Seconds by which a piece may miss the line. */
    private static final double TOLERANCE = 5e-4;

    /** Dry time and how late the wet is there, frames of the search; how sure. */
    private record Piece(double time, double late, double sure) {
    }

    /**
     * What most pieces agree on.
     *
     * @param map   how late the wet is, to about a millisecond
     * @param jump  frames by which the first piece that is surely elsewhere departs from it, or 0
     * @param time  dry frame where that piece is
     * @param spans dry frames {from, end} of the pieces that agree
     */
    record Found(TimeMap map, double jump, double time, List<int[]> spans) {
    }

    private final float[] dry;
    private final float[] wet;
    private final int factor;
    private final int length;
    private final int longest;
    private final double rate;
    private final DoubleFFT_1D fft;
    private final int size;

    private CoarseLag(float[] dry, float[] wet, int rate) {
        factor = Math.max(1, (int) (rate / SEARCH_RATE));
        this.rate = (double) rate / factor;
        this.dry = Resampled.convert(dry, factor, 1);
        this.wet = Resampled.convert(wet, factor, 1);
        length = (int) Math.min(PIECE_SECONDS * this.rate, this.wet.length);
        longest = (int) (LONGEST * this.rate);
        size = Integer.highestOneBit(length + 2 * longest) * 2;
        fft = new DoubleFFT_1D(size);
    }

    /** Null if the wet's pieces are nowhere in the dry. */
    static Found find(float[] dry, float[] wet, int rate) {
        CoarseLag search = new CoarseLag(dry, wet, rate);
        List<Piece> pieces = search.pieces();
        List<Piece> on = search.agreed(pieces);
        return on.isEmpty() ? null : search.found(pieces, on);
    }

    private Found found(List<Piece> pieces, List<Piece> on) {
        TimeMap line = line(on);
        Piece off = pieces.stream().filter(p -> p.sure > SURE_ALONE && !on.contains(p)).findFirst().orElse(null);
        List<int[]> spans = on.stream().map(p -> new int[] {(int) ((p.time - 0.5 * length) * factor),
                (int) ((p.time + 0.5 * length) * factor)}).toList();
        return new Found(new TimeMap(Math.rint(line.offset() * factor), line.drift()),
                off == null ? 0 : (off.late - line.wetFrame(off.time) + off.time) * factor, off == null ? 0 : off.time * factor, spans);
    }

    private List<Piece> pieces() {
        int count = Math.max(1, Math.min(PIECES, wet.length / length));
        double[] energies = new double[count];
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = count == 1 ? 0 : (int) ((long) i * (wet.length - length) / (count - 1));
            for (int n = 0; n < length; n++) {
                energies[i] += (double) wet[starts[i] + n] * wet[starts[i] + n];
            }
        }
        double loudest = Arrays.stream(energies).max().orElse(0);
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (energies[i] > QUIET * loudest) {
                pieces.add(piece(starts[i]));
            }
        }
        return pieces;
    }

    private Piece piece(int start) {
        double[] y = new double[size];
        double[] x = new double[size];
        for (int n = 0; n < length; n++) {
            y[n] = wet[start + n];
        }
        int from = start - longest;
        for (int n = Math.max(0, -from); n < length + 2 * longest && from + n < dry.length; n++) {
            x[n] = dry[from + n];
        }
        whiten(x);
        whiten(y);
        double[] r = new double[size];
        r[0] = x[0] * y[0];
        r[1] = x[1] * y[1];
        for (int k = 2; k < size; k += 2) {
            r[k] = y[k] * x[k] + y[k + 1] * x[k + 1];
            r[k + 1] = y[k] * x[k + 1] - y[k + 1] * x[k];
        }
        fft.realInverse(r, true);
        // r[k] = Σ y[i] x[i + k]: a wet that is late by l frames peaks at k = longest − l.
        int best = longest;
        double sum = 0;
        for (int k = 0; k <= 2 * longest; k++) {
            sum += r[k] * r[k];
            best = Math.abs(r[k]) > Math.abs(r[best]) ? k : best;
        }
        double rms = Math.sqrt(sum / (2 * longest + 1)) + 1e-300;
        // A sound that repeats peaks at every repetition: the nearest to no delay is meant.
        int near = longest;
        for (int k = longest - 2; k <= longest + 2; k++) {
            near = Math.abs(r[k]) > Math.abs(r[near]) ? k : near;
        }
        int peak = Math.abs(r[near]) > 0.9 * Math.abs(r[best]) ? near : best;
        return new Piece(start + 0.5 * length - (longest - peak), longest - peak, Math.abs(r[peak]) / rms);
    }

    /** Transforms, and divides by the spectrum smoothed over some 40 Hz: strings and pickups colour, arrival times do not. */
    private void whiten(double[] a) {
        fft.realForward(a);
        int half = size / 2;
        int width = Math.max(1, (int) (20 * size / rate));
        double[] sums = new double[half + 1];
        for (int k = 1; k < half; k++) {
            sums[k + 1] = sums[k] + a[2 * k] * a[2 * k] + a[2 * k + 1] * a[2 * k + 1];
        }
        double floor = 1e-7 * sums[half] / half;
        a[0] = 0;
        a[1] = 0;
        for (int k = 1; k < half; k++) {
            int low = Math.max(1, k - width);
            int high = Math.min(half, k + width + 1);
            double scale = 1 / Math.sqrt((sums[high] - sums[low]) / (high - low) + floor + 1e-300);
            a[2 * k] *= scale;
            a[2 * k + 1] *= scale;
        }
    }

    /** The pieces on that line through two of them, or level through one, that the surest lie on; none if those are few. */
    private List<Piece> agreed(List<Piece> pieces) {
        List<Piece> best = List.of();
        double bestSure = 0;
        for (Piece a : pieces) {
            for (Piece b : pieces) {
                double slope = a == b ? 0 : (b.late - a.late) / (b.time - a.time);
                List<Piece> on = pieces.stream().filter(p -> p.sure > SURE && Math.abs(slope) < MOST_DRIFT
                        && Math.abs(p.late - a.late - slope * (p.time - a.time)) <= 1 + TOLERANCE * rate).toList();
                double sure = on.stream().mapToDouble(Piece::sure).sum();
                // No drift is likelier than a little: a line must earn it.
                if (sure > bestSure * (slope == 0 ? 1 : 1.01)) {
                    best = on;
                    bestSure = sure;
                }
            }
        }
        boolean enough = best.size() >= Math.max(2, (pieces.size() + 1) / 3)
                || best.size() == 1 && pieces.size() <= 2 && best.get(0).sure > SURE_ALONE;
        return enough ? best : List.of();
    }

    private TimeMap line(List<Piece> on) {
        double time = on.stream().mapToDouble(Piece::time).average().orElse(0);
        double late = on.stream().mapToDouble(Piece::late).average().orElse(0);
        double xx = on.stream().mapToDouble(p -> (p.time - time) * (p.time - time)).sum();
        double xy = on.stream().mapToDouble(p -> (p.time - time) * (p.late - late)).sum();
        double slope = xx > 0 ? xy / xx : 0;
        double span = on.stream().mapToDouble(Piece::time).max().orElse(0) - on.stream().mapToDouble(Piece::time).min().orElse(0);
        if (Math.abs(slope * span) < 3) {
            return new TimeMap(late, 0);
        }
        return new TimeMap(late - slope * time, slope);
    }
}
