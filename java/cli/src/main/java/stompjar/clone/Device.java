package stompjar.clone;

import stompjar.host.Lv2Exception;

/** Something that audio can be played through with its knobs anywhere, again and again, and always answers alike. One thread. */
interface Device {
    /**
     * @param positions one for each knob, 0..1
     * @return as long as {@code dry}, and aligned with it
     */
    float[] play(float[] positions, float[] dry) throws Lv2Exception, InterruptedException;
}
