package stompjar.pedalboard;

import stompjar.capture.Capture;
import stompjar.network.Network;
import stompjar.network.Networks;

/**
 * How much louder a capture's output gets with more gain before it, measured with a built-in signal: so that a drive made of gain can be turned without
 * a change of loudness. Loudness is the RMS of the output without its mean.
 */
final class LoudnessCurve {
    /** dB of gain at either end of the drive. */
    static final float RANGE = 20;
    /** dB between two measurements. */
    private static final float STEP = 5;
    private static final int POINTS = (int) (2 * RANGE / STEP) + 1;
    /** Output below this, relative to full scale, is silence, of which no loudness can be told. */
    private static final double SILENCE = 1e-6;
    /** dB: no more is taken back or added. */
    private static final double MOST = 40;

    /** dB to add at each point; 0 in the middle. */
    private final float[] decibels = new float[POINTS];

    private LoudnessCurve() { }

    /** The curve of a capture that is as loud at any gain. */
    static LoudnessCurve flat() {
        return new LoudnessCurve();
    }

    /** Runs a network of its own; takes tens of milliseconds, a second for the largest. Loader thread. */
    static LoudnessCurve measured(Capture capture) {
        LoudnessCurve curve = new LoudnessCurve();
        Network network = Networks.of(capture);
        float[] signal = TestSignal.plucks(capture.rate());
        double normal = rms(network, signal, 0);
        for (int i = 0; i < POINTS; i++) {
            double level = rms(network, signal, (i - POINTS / 2) * STEP);
            boolean heard = normal > SILENCE && level > SILENCE;
            curve.decibels[i] = i == POINTS / 2 || !heard ? 0 : (float) Math.max(-MOST, Math.min(MOST, 20 * Math.log10(normal / level)));
        }
        return curve;
    }

    private static double rms(Network network, float[] signal, float decibels) {
        float gain = stompjar.dsp.Decibels.gain(decibels);
        float[] in = new float[Network.MAX_FRAMES];
        float[] out = new float[Network.MAX_FRAMES];
        float[] none = new float[0];
        network.prewarm(none);
        double sum = 0;
        double squares = 0;
        for (int at = 0; at < signal.length; at += Network.MAX_FRAMES) {
            int frames = Math.min(Network.MAX_FRAMES, signal.length - at);
            for (int t = 0; t < frames; t++) {
                in[t] = gain * signal[at + t];
            }
            network.process(in, none, out, frames);
            for (int t = 0; t < frames; t++) {
                sum += out[t];
                squares += (double) out[t] * out[t];
            }
        }
        double mean = sum / signal.length;
        double power = squares / signal.length - mean * mean;
        // What blew up compares false, and counts as silence.
        return power < 1e8 ? Math.sqrt(Math.max(0, power)) : 0;
    }

    /** dB that keep the loudness where {@code gain} dB went before; straight lines between the points. Audio thread. */
    float compensation(float gain) {
        float place = (Math.max(-RANGE, Math.min(RANGE, gain)) + RANGE) / STEP;
        int i = Math.min(POINTS - 2, (int) place);
        return decibels[i] + (place - i) * (decibels[i + 1] - decibels[i]);
    }
}
