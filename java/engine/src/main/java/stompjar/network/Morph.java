package stompjar.network;

import java.util.Arrays;
import stompjar.capture.MorphModel;
import stompjar.simd.Kernels;

/** {@link MorphModel}: runs every snapshot and cross-fades them, frame by frame. */
final class Morph implements Network {
    private final Network[] snapshots;
    private final Mesh mesh;
    private final int knobCount;
    private final float[][] outputs;
    private final float[] weights;
    private final float[] nothing = new float[0];
    /** Knob positions that the weights are for. */
    private float u = Float.NaN;
    private float v = Float.NaN;

    Morph(MorphModel model, Kernels kernels) {
        snapshots = model.snapshots().stream().map(m -> Networks.of(m, kernels)).toArray(Network[]::new);
        mesh = new Mesh(model.positions());
        knobCount = model.inputs() - 1;
        outputs = new float[snapshots.length][MAX_FRAMES];
        weights = new float[snapshots.length];
    }

    @Override
    public void reset() {
        for (Network snapshot : snapshots) {
            snapshot.reset();
        }
    }

    @Override
    public void prewarm(float[] knobs) {
        for (Network snapshot : snapshots) {
            snapshot.prewarm(nothing);
        }
    }

    @Override
    public void takeState(Network twin) {
        for (int s = 0; s < snapshots.length; s++) {
            snapshots[s].takeState(((Morph) twin).snapshots[s]);
        }
    }

    @Override
    public boolean rests(int steady) {
        for (Network snapshot : snapshots) {
            if (!snapshot.rests(steady)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void process(float[] in, float[] knobs, float[] out, int frames) {
        for (int s = 0; s < snapshots.length; s++) {
            snapshots[s].process(in, nothing, outputs[s], frames);
        }
        Arrays.fill(out, 0, frames, 0);
        for (int t = 0; t < frames; t++) {
            turn(knobs[t], knobCount == 2 ? knobs[MAX_FRAMES + t] : 0);
            for (int s = 0; s < weights.length; s++) {
                // What has no share must not add a rounding, nor anything that is not a number.
                if (weights[s] != 0) {
                    out[t] += weights[s] * outputs[s][t];
                }
            }
        }
    }

    private void turn(float first, float second) {
        if (first != u || second != v) {
            u = first;
            v = second;
            mesh.weigh(u, v, weights);
        }
    }
}
