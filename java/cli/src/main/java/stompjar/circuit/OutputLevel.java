package stompjar.circuit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stompjar.capture.Capture;
import stompjar.capture.Knob;
import stompjar.capture.LevelledModel;

/**
 * What the pot at a circuit's output does to its sound, measured: the gain at each position, as a {@linkplain Knob#coordinate taper}. Immutable.
 *
 * @param knob     its name
 * @param position where the netlist has it, and all recordings were made
 * @param taper    nearest to the gains that were measured
 * @param off      by how much that is wrong at worst, dB
 */
public record OutputLevel(String knob, double position, double taper, double off) {
    private static final double[] POSITIONS = {0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 1};
    /** ESR of the assumption that it does nothing but scale; above, as of a pot whose cold end hangs on a bias node, it is a knob to be learned. */
    private static final double MOST_CHANGE = 1e-4;
    /** Where a capture is as loud as it was recorded: there is room above, and hosts find it there. */
    private static final double NOON = 0.5;
    private static final double LEAST = -0.9, MOST = 50;
    private static final int TRIES = 2000;

    /**
     * @param held where other knobs stand, 0..1
     * @throws IllegalArgumentException if it changes the sound, too
     */
    static OutputLevel measure(Ngspice spice, Map<String, Double> held, float[] probe) throws IOException, InterruptedException {
        String knob = spice.circuit().level();
        double position = spice.circuit().position(knob);
        float[] here = spice.play(held, probe);
        List<double[]> gains = new ArrayList<>();
        for (double there : POSITIONS) {
            Map<String, Double> turned = new LinkedHashMap<>(held);
            turned.put(knob, there);
            gains.add(new double[] {there, gain(knob, here, spice.play(turned, probe))});
        }
        double taper = 0;
        for (int i = 0; i <= TRIES; i++) {
            double tried = (1 + LEAST) * Math.pow((1 + MOST) / (1 + LEAST), i / (double) TRIES) - 1;
            taper = off(tried, position, gains) < off(taper, position, gains) ? tried : taper;
        }
        taper = Math.rint(taper * 1000) / 1000;
        return new OutputLevel(knob, position, taper, off(taper, position, gains));
    }

    /** By which factor {@code there} is {@code here}. */
    private static double gain(String knob, float[] here, float[] there) {
        double both = 0;
        double hereAlone = 0;
        double thereAlone = 0;
        for (int n = 0; n < here.length; n++) {
            both += (double) here[n] * there[n];
            hereAlone += (double) here[n] * here[n];
            thereAlone += (double) there[n] * there[n];
        }
        if (!(both > 0) || 1 - both * both / hereAlone / thereAlone > MOST_CHANGE) {
            throw new IllegalArgumentException("'" + knob + "' does more than scale what comes out: make it a *@ knob");
        }
        return both / hereAlone;
    }

    private static double off(double taper, double position, List<double[]> gains) {
        return gains.stream().mapToDouble(g -> Math.abs(20 * Math.log10(Knob.coordinate(taper, g[0]) / Knob.coordinate(taper, position) / g[1]))).max()
                .orElseThrow();
    }

    /** A capture of the recordings with this as its last knob: as it was recorded with the pot at noon, and scaled elsewhere. */
    Capture on(Capture capture) {
        List<Knob> knobs = new ArrayList<>(capture.knobs());
        knobs.add(new Knob(knob, 0, 1, NOON, taper));
        return new Capture(capture.format(), capture.name(), capture.rate(), knobs,
                new LevelledModel(capture.model(), (float) (1 / Knob.coordinate(taper, NOON))), capture.metadata());
    }
}
