package stompjar.clone;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stompjar.host.Lv2Exception;
import stompjar.host.Lv2Host;
import stompjar.host.Lv2Plugin;

/** An LV2 plugin as a device with knobs, its delay taken off. One thread. */
final class Lv2Pedal implements Device {
    private static final float IMPULSE = 0.2f;
    private static final double IMPULSE_SECONDS = 0.25;
    /** Where the answer to an impulse begins, as part of its peak: the ringing before it, of filters with linear phase, belongs to the sound. */
    private static final float ONSET = 1e-3f;
    /** What comes later than the plugin says by more than this, in frames, is an echo and not a delay in its works. */
    private static final int MOST_HIDDEN = 512;

    private final Lv2Host host;
    private final Lv2Plugin plugin;
    private final List<PedalKnob> knobs;
    private final Map<Integer, Float> held;
    private final int rate;
    private final int delay;

    /** @param held values of other controls, by index of the port */
    Lv2Pedal(Lv2Host host, Lv2Plugin plugin, List<PedalKnob> knobs, Map<Integer, Float> held, int rate) throws Lv2Exception, InterruptedException {
        this.host = host;
        this.plugin = plugin;
        this.knobs = knobs;
        this.held = held;
        this.rate = rate;
        delay = measureDelay();
    }

    /** Frames by which the plugin is late. */
    int delay() {
        return delay;
    }

    @Override
    public float[] play(float[] positions, float[] dry) throws Lv2Exception, InterruptedException {
        float[] wet = host.play(plugin.uri(), controls(positions), Arrays.copyOf(dry, dry.length + delay), rate).wet();
        return Arrays.copyOfRange(wet, delay, wet.length);
    }

    private Map<Integer, Float> controls(float[] positions) {
        Map<Integer, Float> controls = new HashMap<>(held);
        for (int k = 0; k < positions.length; k++) {
            controls.put(knobs.get(k).port().index(), knobs.get(k).value(positions[k]));
        }
        return controls;
    }

    /**
     * Listens, because not every plugin tells the truth. Taking off more than there is would leave a network to guess the future, so what is heard
     * decides.
     */
    private int measureDelay() throws Lv2Exception, InterruptedException {
        float[] positions = new float[knobs.size()];
        for (int k = 0; k < positions.length; k++) {
            positions[k] = knobs.get(k).defaultPosition();
        }
        float[] dry = new float[(int) (IMPULSE_SECONDS * rate)];
        float[] silent = host.play(plugin.uri(), controls(positions), dry, rate).wet();
        dry[0] = IMPULSE;
        Lv2Host.Played played = host.play(plugin.uri(), controls(positions), dry, rate);
        float peak = 0;
        for (int n = 0; n < dry.length; n++) {
            peak = Math.max(peak, Math.abs(played.wet()[n] - silent[n]));
        }
        for (int n = 0; peak > 0 && n < dry.length; n++) {
            if (Math.abs(played.wet()[n] - silent[n]) > ONSET * peak) {
                return n <= played.latency() + MOST_HIDDEN ? n : played.latency();
            }
        }
        return played.latency();
    }
}
