package stompjar.pedalboard;

/**
 * Places of the plugin's parameters in the array that the shell hands over with each block, in the order in which hosts list them. The shell's
 * {@code JavaPedal::Shared} and {@code parameterSpecs} say the same.
 */
public final class Parameters {
    /** Trim before everything, dB. */
    public static final int INPUT = 0;
    /** Knob of the pedal's capture, 0..1; for one without knobs, gain before it at constant loudness. */
    public static final int DRIVE = 1;
    /** Knob of the pedal's capture, 0..1; for one without knobs, a tilt after it. */
    public static final int TONE = 2;
    /** Knob of the pedal's capture where it learned one, else the volume: 0 is silent, 0.5 unity, 1 is +12 dB. */
    public static final int LEVEL = 3;
    /** Dry 0 .. wet 1. */
    public static final int MIX = 4;
    /** Trim after everything, dB. */
    public static final int OUTPUT = 5;
    /** At 0.5 or above the dry signal passes. */
    public static final int BYPASS = 6;
    /** Threshold of the noise gate, dBFS; off at {@link #GATE_OFF} or below. */
    public static final int GATE = 7;
    /** Tone stack, dB. */
    public static final int BASS = 8, MIDDLE = 9, TREBLE = 10;
    /** Corner of the low cut after the cabinet, Hz; off at {@link #LOW_CUT_OFF} or below. */
    public static final int LOW_CUT = 11;
    /** Corner of the high cut after the cabinet, Hz; off at {@link #HIGH_CUT_OFF} or above. */
    public static final int HIGH_CUT = 12;
    /** Switches of the three slots: on at 0.5 or above. */
    public static final int PEDAL_ON = 13, AMP_ON = 14, CAB_ON = 15;
    /** Switch: the last of pedal and amp that plays is brought to {@link #NORMAL_LOUDNESS} dBFS, where its capture states its loudness. */
    public static final int NORMALISE = 16;
    /** Switch: pedal and amp get and give the analog levels that their captures state. */
    public static final int CALIBRATE = 17;
    /** dBu at the audio interface that 0 dBFS stands for. */
    public static final int INTERFACE_LEVEL = 18;
    /** First place of further knobs of the pedal; below 0 means the capture's own default, here and in {@link #AMP_KNOBS}. */
    public static final int MORE_KNOBS = 19;
    /** How many places there are for further knobs of the pedal. */
    public static final int MORE_KNOBS_COUNT = 5;
    /** First place of the knobs of the amp. */
    public static final int AMP_KNOBS = 24;
    /** Behind the last knob of the amp. */
    public static final int KNOBS_END = 32;
    /** Switches of the noise gate and the tone stack: on at 0.5 or above. */
    public static final int GATE_ON = 32, TONE_ON = 33;
    /** Length of the array. */
    public static final int COUNT = 34;

    /** Where stages are off; in the units of their parameters. */
    public static final float GATE_OFF = -100, LOW_CUT_OFF = 20, HIGH_CUT_OFF = 20_000;
    /** What a knob holds that was not moved. */
    public static final float UNMOVED = -0.1f;
    /** dBFS, as in Neural Amp Modeler's plugin. */
    public static final float NORMAL_LOUDNESS = -18;

    private static final float[] DEFAULTS = defaults();

    private Parameters() { }

    /** Puts the default where there is no number, which would stay in filters for ever. Audio thread. */
    public static void clean(float[] parameters) {
        for (int i = 0; i < COUNT; i++) {
            if (!(Math.abs(parameters[i]) <= Float.MAX_VALUE)) {
                parameters[i] = DEFAULTS[i];
            }
        }
    }

    /** A fresh array at the plugin's defaults, at which the pedalboard is its captures alone. */
    public static float[] defaults() {
        float[] p = new float[COUNT];
        java.util.Arrays.fill(p, MORE_KNOBS, KNOBS_END, UNMOVED);
        p[DRIVE] = 0.5f;
        p[TONE] = 0.5f;
        p[LEVEL] = 0.5f;
        p[MIX] = 1;
        p[GATE] = GATE_OFF;
        p[LOW_CUT] = LOW_CUT_OFF;
        p[HIGH_CUT] = HIGH_CUT_OFF;
        p[PEDAL_ON] = 1;
        p[AMP_ON] = 1;
        p[CAB_ON] = 1;
        p[INTERFACE_LEVEL] = 12;
        p[GATE_ON] = 1;
        p[TONE_ON] = 1;
        return p;
    }

    /** Whether a switch is on. Audio thread. */
    static boolean on(float value) {
        return value >= 0.5f;
    }
}
