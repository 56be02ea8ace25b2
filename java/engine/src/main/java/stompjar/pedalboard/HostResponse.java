package stompjar.pedalboard;

import java.util.Arrays;
import stompjar.capture.FirModel;
import stompjar.capture.Model;
import stompjar.capture.StereoFirModel;
import stompjar.dsp.RateConverter;
import stompjar.dsp.WindowedSinc;
import stompjar.simd.Kernels;

/**
 * An impulse response for a host at another rate: its taps are converted once, instead of the signal there and back all the time. A tap between two frames
 * rings before and after itself; what rings before the first makes the whole late by as many frames as hold all but {@value #NEGLECTED} of the energy.
 * Loader threads.
 *
 * @param model   of the host's rate; its first tap is for {@code latency} frames before the present
 * @param latency frames at the host's rate
 */
record HostResponse(Model model, int latency) {
    /** −90 dB. */
    private static final double NEGLECTED = 1e-9;
    private static final int CHUNK = 1 << 12;

    /**
     * @param from rate of the model, Hz
     * @param to   rate of the host, Hz
     * @return null for another model, or one that would be too long
     */
    static HostResponse of(Model model, int from, int to) {
        long taps = (long) model.receptiveField() * to / from + 4L * WindowedSinc.reach(Math.max(from, to) / (double) Math.min(from, to));
        if (!(model instanceof FirModel || model instanceof StereoFirModel) || taps > FirModel.MAX_TAPS) {
            return null;
        }
        Taps left = Taps.of((FirModel) model.forChannel(0), from, to);
        if (model instanceof FirModel) {
            return new HostResponse(left.model(left.early), left.early);
        }
        Taps right = Taps.of((FirModel) model.forChannel(1), from, to);
        int early = Math.max(left.early, right.early);
        return new HostResponse(new StereoFirModel(left.model(early), right.model(early)), early);
    }

    /**
     * @param zero  place of the tap for the present
     * @param early how many before it are needed
     */
    private record Taps(float[] all, int zero, int early, float bias) {
        static Taps of(FirModel model, int from, int to) {
            float[] taps = model.taps();
            RateConverter converter = new RateConverter(from, to, CHUNK, Kernels.best());
            int zero = (int) Math.ceil(converter.reach() * (double) to / from);
            float[] all = new float[zero + (int) Math.ceil((taps.length + converter.reach()) * (double) to / from)];
            converter.reset(0, -zero);
            for (int at = 0, done = 0; done < all.length; at += CHUNK) {
                // Behind the last tap there are zeros.
                int first = Math.min(at, taps.length);
                converter.write(Arrays.copyOfRange(taps, first, first + CHUNK), CHUNK);
                done += converter.read(all, done, all.length - done);
            }
            // A tap stands for the time between two frames.
            float scale = (float) from / to;
            double energy = 0;
            for (int i = 0; i < all.length; i++) {
                all[i] *= scale;
                energy += (double) all[i] * all[i];
            }
            int first = 0;
            for (double before = (double) all[0] * all[0]; first < zero && before <= NEGLECTED * energy; before += (double) all[first] * all[first]) {
                first++;
            }
            return new Taps(all, zero, zero - first, model.bias());
        }

        FirModel model(int wanted) {
            return new FirModel(Arrays.copyOfRange(all, zero - wanted, all.length), bias);
        }
    }
}
