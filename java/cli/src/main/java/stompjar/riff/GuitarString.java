package stompjar.riff;

import java.util.List;
import java.util.Random;

/** One string of the guitar, its plucks in time order, heard by the pickup above it. Adds its sound to a mix. */
final class GuitarString {
    /** Pick and bridge pickup, from the bridge, as parts of a 648 mm scale: 110 and 58 mm. */
    private static final double PICK_PLACE = 0.17, PICKUP_PLACE = 0.09;
    /** The pick rests on the ringing string this long before it lets go, seconds. */
    private static final double TOUCH = 0.009;
    /** The second plane of motion: a little weaker and flatter, and it rings longer, which gives the slow beat and the long tail. */
    private static final double SECOND_PLANE = 0.3, SECOND_PLANE_PITCH = 0.99985, SECOND_PLANE_DECAY = 1.5;

    private final double rate;
    private final double open;
    private final Random random;
    private final StringLoop across;
    private final StringLoop down;

    GuitarString(double rate, int string, Random random) {
        this.rate = rate;
        this.random = random;
        open = Pluck.openHertz(string);
        across = new StringLoop(rate, open * 0.97);
        down = new StringLoop(rate, open * 0.97);
    }

    /** Plays all {@code plucks} of this string into {@code mix}. */
    void play(List<Pluck> plucks, double[] mix) {
        double[] excitation = new double[mix.length];
        plucks.forEach(pluck -> excite(pluck, excitation));
        // The wave that passes a pickup comes back from the bridge, inverted, a fixed time later whatever the fret.
        double[] bridgeward = new double[Integer.highestOneBit((int) (rate * PICKUP_PLACE / open)) * 4];
        int pickupDelay = (int) StrictMath.rint(rate * PICKUP_PLACE / open);
        int next = 0;
        Pluck sounding = null;
        boolean released = true;
        for (int n = 0; n < mix.length; n++) {
            double t = n / rate;
            if (next < plucks.size() && t >= plucks.get(next).start() - TOUCH && !released) {
                tune(sounding.hertz(), Damping.TOUCHED);
                released = true;
            }
            if (next < plucks.size() && t >= plucks.get(next).start()) {
                sounding = plucks.get(next++);
                tune(sounding.hertz(), sounding.palm() ? Damping.PALM : Damping.ringing(sounding.hertz()));
                released = false;
            } else if (!released && t >= sounding.end()) {
                tune(sounding.hertz(), Damping.RELEASED);
                released = true;
            }
            double pitch = sounding == null ? 1 : sounding.pitch(t - sounding.start());
            double wave = across.step(excitation[n], pitch) + down.step(SECOND_PLANE * excitation[n], pitch * SECOND_PLANE_PITCH);
            bridgeward[n & bridgeward.length - 1] = wave;
            mix[n] += wave - bridgeward[n - pickupDelay & bridgeward.length - 1];
        }
    }

    private void tune(double hertz, Damping damping) {
        across.tune(hertz, damping);
        down.tune(hertz, new Damping(damping.seconds() * SECOND_PLANE_DECAY, damping.brightSeconds()));
    }

    /** Adds what the pick does: one pulse, its echo from the bridge upside down, and a breath of noise. */
    private void excite(Pluck pluck, double[] excitation) {
        // The pulse is as long as the pick takes to slip off: soft plucks are duller (Jaffe and Smith's dynamics filter).
        double width = (pluck.palm() ? 0.0008 : 0.00052) - 0.0003 * pluck.force();
        int frames = StrictMath.max(3, (int) (width * rate));
        int start = (int) (pluck.start() * rate);
        int echo = start + (int) StrictMath.rint(rate * PICK_PLACE / open);
        double height = pluck.force() / frames;
        for (int i = 0; i < frames; i++) {
            double pulse = height * (1 - StrictMath.cos(2 * StrictMath.PI * (i + 0.5) / frames));
            add(excitation, start + i, pulse);
            add(excitation, echo + i, -pulse);
        }
        int scrape = (int) (0.004 * rate);
        double last = 0;
        for (int i = 0; i < scrape; i++) {
            double white = random.nextDouble() * 2 - 1;
            double fade = StrictMath.sin(StrictMath.PI * (i + 0.5) / scrape);
            // The difference of neighbours is a gentle high-pass: a pick on a wound string hisses, it does not rumble.
            add(excitation, start - scrape / 2 + i, 0.04 * pluck.force() * fade * (white - last));
            last = white;
        }
    }

    private static void add(double[] to, int at, double value) {
        if (at >= 0 && at < to.length) {
            to[at] += value;
        }
    }
}
