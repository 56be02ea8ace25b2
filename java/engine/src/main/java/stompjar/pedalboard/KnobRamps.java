package stompjar.pedalboard;

import stompjar.dsp.Smoother;
import stompjar.network.Network;

/** The knobs of one capture on their way to where the parameters have them, as rows for its network. Audio thread, but for the constructor. */
final class KnobRamps {
    /** Seconds that a knob takes to its new position: short enough to follow a hand, long enough not to be heard as a step. */
    static final double SECONDS = 0.02;

    private final KnobMap knobs;
    private final Smoother[] ramps;
    private final float[] rows;
    private final float[] coordinates;
    private boolean moving;

    KnobRamps(KnobMap knobs, int modelRate) {
        this.knobs = knobs;
        ramps = new Smoother[knobs.count()];
        for (int k = 0; k < ramps.length; k++) {
            ramps[k] = new Smoother((int) (SECONDS * modelRate));
        }
        coordinates = new float[ramps.length];
        rows = new float[ramps.length * Network.MAX_FRAMES];
    }

    /** To where the parameters have them. @return whether any of them was not there */
    boolean snap(float[] parameters) {
        boolean moved = false;
        for (int k = 0; k < ramps.length; k++) {
            float coordinate = knobs.coordinate(k, parameters);
            moved |= coordinate != coordinates[k];
            coordinates[k] = coordinate;
            ramps[k].snap(coordinate);
        }
        return moved;
    }

    /** Where they were put last, as the network sees them. */
    float[] coordinates() {
        return coordinates;
    }

    void aim(float[] parameters) {
        for (int k = 0; k < ramps.length; k++) {
            ramps[k].aim(knobs.coordinate(k, parameters));
        }
    }

    /** The next frames, into {@link #rows}. */
    void turn(int frames) {
        moving = false;
        for (int k = 0; k < ramps.length; k++) {
            moving |= !ramps[k].steady();
            ramps[k].fill(rows, k * Network.MAX_FRAMES, frames);
        }
    }

    /** One row of {@link Network#MAX_FRAMES} for each knob. */
    float[] rows() {
        return rows;
    }

    /** Whether any knob moves in these frames. */
    boolean moving() {
        return moving;
    }
}
