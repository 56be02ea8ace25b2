package stompjar.fit;

import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import stompjar.data.Dataset;
import stompjar.data.Split;
import stompjar.train.Errors;

/** Steps on until the validation part gets no better, with ever more of the recording in each step; keeps what validated best. One thread. */
final class Descent {
    private static final int FIRST_SAMPLE = 16;
    private static final int LAST_SAMPLE = 128;
    /** So few cost next to nothing on any sample, and models so simple need all they can see. */
    private static final int FEW_PARAMETERS = 64;
    /** Steps between two validations. */
    private static final int STRIDE = 4;
    /** A gain in validation below this counts as none. */
    private static final double WORTHWHILE = 0.01;

    private final Dataset data;
    private final GaussNewton newton;
    private final BooleanSupplier timeIsUp;
    private final DoubleConsumer heard;

    /** @param heard hears every validation ESR, plain */
    Descent(Dataset data, GaussNewton newton, BooleanSupplier timeIsUp, DoubleConsumer heard) {
        this.data = data;
        this.newton = newton;
        this.timeIsUp = timeIsUp;
        this.heard = heard;
    }

    Fitted judged(BlockShape shape, double[] p) {
        for (double weight : p) {
            if (!Float.isFinite((float) weight)) {
                return new Fitted(shape, p, Double.POSITIVE_INFINITY);
            }
        }
        Errors errors = new Playback(shape.model(p), data).errors(Split.VALIDATION);
        heard.accept(errors.mean());
        double both = errors.mean() + errors.meanPreEmphasised();
        return new Fitted(shape, p, Double.isNaN(both) ? Double.POSITIVE_INFINITY : both);
    }

    /** @param most steps at most */
    Fitted from(Fitted start, int most) {
        Fitted best = start;
        double[] p = start.parameters();
        int sample = start.shape().parameters() < FEW_PARAMETERS ? LAST_SAMPLE : FIRST_SAMPLE;
        newton.restart();
        for (int done = 0; done < most && !timeIsUp.getAsBoolean();) {
            for (int i = 0; i < STRIDE && done < most && !timeIsUp.getAsBoolean(); i++, done++) {
                p = newton.step(start.shape(), p, sample);
            }
            Fitted now = judged(start.shape(), p);
            boolean worthwhile = now.validation() < best.validation() * (1 - WORTHWHILE);
            if (now.betterThan(best)) {
                best = now;
            }
            if (!worthwhile) {
                if (sample >= LAST_SAMPLE) {
                    break;
                }
                // What a small sample makes of a model that is too simple is true for that sample only.
                sample *= 4;
                p = best.parameters();
            }
        }
        return best;
    }
}
