package stompjar.clone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import stompjar.capture.Capture;
import stompjar.capture.Knob;
import stompjar.data.Audio;
import stompjar.data.Dataset;
import stompjar.data.Prepared;
import stompjar.data.Split;
import stompjar.host.Lv2Exception;
import stompjar.host.Lv2Host;
import stompjar.host.Lv2Plugin;
import stompjar.host.Lv2Port;

/**
 * Recordings of an LV2 plugin to learn from. Loader thread.
 *
 * @param prepared settings and audio; those that are held out are for the test
 * @param knobs    where the plugin itself has each knob at first, 0..1 by name
 * @param delay    frames by which the plugin is late, which are taken off
 */
public record Lv2Clone(Prepared prepared, Map<String, Double> knobs, int delay) {
    /** Of the dry audio that there is without any. */
    private static final int DEFAULT_RATE = 48_000;

    /**
     * What to record.
     *
     * @param uri   the plugin
     * @param knobs by name, {@code PORT} or {@code PORT:V,V,…}: see {@link PedalKnob#parse}
     * @param held  values of other controls in their own units, by symbol or name
     * @param dry   mono or its first channel; null for our own
     * @param rate  Hz where {@code dry} is null; null for 48 kHz
     */
    public record Order(String uri, Map<String, String> knobs, Map<String, Float> held, Audio dry, Integer rate) { }

    /**
     * Chooses settings and records them.
     *
     * @param progress hears how far it is, 0..1
     * @throws Lv2Exception             if the plugin is not there, refuses or crashes, or its knobs do nothing
     * @throws IllegalArgumentException if it has no such controls, or there is too little dry audio
     */
    public static Lv2Clone record(Order order, DoubleConsumer progress) throws Lv2Exception, InterruptedException {
        int rate = order.dry != null ? order.dry.rate() : order.rate != null ? order.rate : DEFAULT_RATE;
        float[] dry = order.dry != null ? order.dry.channels()[0] : Excitation.at(rate);
        try (Lv2Host host = new Lv2Host()) {
            Lv2Plugin plugin = host.plugin(order.uri);
            List<PedalKnob> knobs = new ArrayList<>();
            order.knobs.forEach((name, text) -> knobs.add(PedalKnob.parse(name, text, plugin)));
            Map<Integer, Float> held = new LinkedHashMap<>();
            order.held.forEach((name, value) -> held.put(plugin.control(name).index(), within(plugin.control(name), value)));
            PedalRecording recording = new PedalRecording(dry, rate);
            Lv2Pedal pedal = new Lv2Pedal(host, plugin, knobs, held, rate);
            Settings settings = new SettingChooser(knobs, pedal, recording.probe()).choose();
            Prepared prepared = recording.of(pedal, order.uri, List.copyOf(order.knobs.keySet()), settings, progress);
            Map<String, Double> defaults = new LinkedHashMap<>();
            knobs.forEach(k -> defaults.put(k.name(), (double) k.defaultPosition()));
            return new Lv2Clone(prepared, defaults, pedal.delay());
        }
    }

    private static float within(Lv2Port port, float value) {
        if (!(value >= port.min() && value <= port.max())) {
            throw new IllegalArgumentException("control '" + port.symbol() + "' goes from " + port.min() + " to " + port.max() + ", not to " + value);
        }
        return value;
    }

    /** What was recorded, in a line. */
    public String words() {
        Dataset data = prepared.data();
        long unseen = IntStream.range(0, data.settings().size()).filter(s -> data.heldOut()[s]).count();
        return String.format(Locale.ROOT, "%s: recorded at %d settings, %.0f s, and at %d that are kept for the test; %s", data.name(),
                data.settings().size() - unseen, data.seconds(Split.TRAIN), unseen,
                delay == 0 ? "no latency" : delay + " frames of latency taken off");
    }

    /** The capture with its knobs where the plugin has them at first. */
    public Capture withDefaults(Capture capture) {
        List<Knob> turned = capture.knobs().stream().map(k -> new Knob(k.name(), k.min(), k.max(),
                Math.max(k.min(), Math.min(k.max(), knobs.getOrDefault(k.name(), k.defaultValue()))), k.taper())).toList();
        return new Capture(capture.format(), capture.name(), capture.rate(), turned, capture.model(), capture.metadata());
    }
}
