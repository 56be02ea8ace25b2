package stompjar.pedalboard;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import stompjar.capture.Knob;

/**
 * Which plugin parameter turns which knob of a capture. In the pedal's slot a knob called drive, tone or level has the parameter of that name; the others take
 * the free ones of drive and tone in order (so that a capture whose only knob is {@code gain} answers to drive), then the further places, then level. In
 * the amp's slot they have the amp's places in order, in the cabinet's none. A capture without knobs in the slots of pedal or amp has its drive and
 * tone from the pedalboard.
 */
final class KnobMap {
    /** Of a knob that no parameter turns: it stays at its default. */
    private static final int NONE = -1;

    private final List<Knob> knobs;
    private final int[] parameters;
    private final int drive;
    private final int tone;
    // The audio thread's copies. No method that it calls may belong to a class with string constants: the JVM makes those strings on the
    // thread that first asks for the method's compilation, which may be as late as after a deoptimisation.
    private final float[] min;
    private final float[] max;
    private final float[] defaults;
    private final float[] tapers;

    KnobMap(List<Knob> knobs, int slot) {
        this(knobs, slot, true);
    }

    /** @param stands whether drive and tone stand in for knobs that there are not */
    KnobMap(List<Knob> knobs, int slot, boolean stands) {
        this.knobs = knobs;
        parameters = slot == Pedalboard.PEDAL ? pedal(knobs) : new int[knobs.size()];
        min = new float[parameters.length];
        max = new float[parameters.length];
        defaults = new float[parameters.length];
        tapers = new float[parameters.length];
        for (int k = 0; k < parameters.length; k++) {
            Knob knob = knobs.get(k);
            min[k] = (float) knob.min();
            max[k] = (float) knob.max();
            defaults[k] = (float) knob.defaultValue();
            tapers[k] = (float) knob.taper();
            if (slot != Pedalboard.PEDAL) {
                parameters[k] = slot == Pedalboard.AMP ? Parameters.AMP_KNOBS + k : NONE;
            }
        }
        boolean own = stands && knobs.isEmpty() && slot != Pedalboard.CAB;
        drive = !own ? NONE : slot == Pedalboard.PEDAL ? Parameters.DRIVE : Parameters.AMP_KNOBS;
        tone = !own ? NONE : slot == Pedalboard.PEDAL ? Parameters.TONE : Parameters.AMP_KNOBS + 1;
    }

    private static int[] pedal(List<Knob> knobs) {
        int[] places = new int[knobs.size()];
        Set<Integer> taken = new HashSet<>();
        for (int k = 0; k < places.length; k++) {
            places[k] = KnobNames.parameter(knobs.get(k).name());
            taken.add(places[k]);
        }
        int[] free = new int[Parameters.MORE_KNOBS_COUNT + 3];
        free[0] = Parameters.DRIVE;
        free[1] = Parameters.TONE;
        for (int i = 0; i < Parameters.MORE_KNOBS_COUNT; i++) {
            free[2 + i] = Parameters.MORE_KNOBS + i;
        }
        free[free.length - 1] = Parameters.LEVEL;
        for (int k = 0; k < places.length; k++) {
            for (int i = 0; places[k] < 0 && i < free.length; i++) {
                if (taken.add(free[i])) {
                    places[k] = free[i];
                }
            }
        }
        return places;
    }

    int count() {
        return parameters.length;
    }

    /** Index into the parameters, or −1 for a knob that the capture does not have or no parameter turns. */
    int parameterOf(String knob) {
        for (int k = 0; k < parameters.length; k++) {
            if (knobs.get(k).name().equals(knob)) {
                return parameters[k];
            }
        }
        return NONE;
    }

    boolean turns(int parameter) {
        for (int p : parameters) {
            if (p == parameter) {
                return true;
            }
        }
        return false;
    }

    /** Whether drive and tone are the pedalboard's, for want of knobs of the capture's. */
    boolean substitutes() {
        return drive != NONE;
    }

    /** What the network sees of knob {@code k} under these parameters, {@link Knob#coordinate}. Audio thread. */
    float coordinate(int k, float[] values) {
        int parameter = parameters[k];
        float value = parameter == NONE ? Parameters.UNMOVED : values[parameter];
        // An unmoved knob, or no number at all, fails the comparison.
        float position = value >= 0 ? Math.max(min[k], Math.min(max[k], value)) : defaults[k];
        return position / (1 + tapers[k] * (1 - position));
    }

    /** Position of the drive that stands in for a knob; ½ where there is none or it was not moved. Audio thread. */
    float drive(float[] values) {
        return substitute(drive, values);
    }

    /** The same of the tone. Audio thread. */
    float tone(float[] values) {
        return substitute(tone, values);
    }

    private static float substitute(int parameter, float[] values) {
        float value = parameter == NONE ? Parameters.UNMOVED : values[parameter];
        return value >= 0 ? Math.min(1, value) : 0.5f;
    }
}
