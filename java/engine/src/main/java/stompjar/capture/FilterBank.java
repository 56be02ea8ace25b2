package stompjar.capture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Fixed linear memory of one signal, from which a linear block is made by weighting its outputs: the signal delayed by 0, 1, … {@code taps − 1}
 * frames, and then one-pole low-passes {@code s ← a·s + (1 − a)·x}. Delays make short, detailed responses; a few low-passes with corners spread
 * over the octaves make the long ones of coupling capacitors and tone stages, for which a FIR filter would need thousands of taps.
 *
 * @param taps  at least 1
 * @param poles the {@code a} of each low-pass, above 0 and below 1
 */
public record FilterBank(int taps, float[] poles) {
    /** What lets the signal through unchanged; needs no weights. */
    public static final FilterBank THROUGH = new FilterBank(1, new float[0]);

    private static final int MAX_TAPS = 8192;
    private static final int MAX_POLES = 64;
    /** A pole has forgotten what lies so many of its time constants back: 2^-27, a quarter of the last bit of a float. */
    private static final double FORGOTTEN = 27 * Math.log(2);

    public FilterBank {
        if (taps < 1 || taps > MAX_TAPS || poles.length > MAX_POLES) {
            throw new IllegalArgumentException("a filter of " + taps + " taps and " + poles.length + " poles is not supported");
        }
        for (float a : poles) {
            if (!(a > 0 && a < 1)) {
                throw new IllegalArgumentException("a filter has its pole at " + a + ", which is not between 0 and 1");
            }
        }
    }

    /** Outputs: delays, then low-passes. */
    public int size() {
        return taps + poles.length;
    }

    public boolean isThrough() {
        return taps == 1 && poles.length == 0;
    }

    /** Frames that the outputs depend on, to the precision of a float. */
    public int reach() {
        double reach = taps;
        for (float a : poles) {
            reach = Math.max(reach, Math.ceil(FORGOTTEN / -Math.log(a)) + 1);
        }
        return (int) Math.min(reach, Integer.MAX_VALUE / 4);
    }

    static FilterBank read(Fields fields) {
        return new FilterBank(fields.integer("taps"), fields.floats("poles"));
    }

    ObjectNode json() {
        ObjectNode node = Captures.JSON.createObjectNode().put("taps", taps);
        ArrayNode list = node.putArray("poles");
        for (float a : poles) {
            list.add(a);
        }
        return node;
    }
}
