package stompjar.network;

import stompjar.capture.BlockModel;
import stompjar.capture.Capture;
import stompjar.capture.ConvNetModel;
import stompjar.capture.FirModel;
import stompjar.capture.FullWaveNetModel;
import stompjar.capture.LevelledModel;
import stompjar.capture.LstmModel;
import stompjar.capture.Model;
import stompjar.capture.MorphModel;
import stompjar.capture.SequentialModel;
import stompjar.capture.SlimmableModel;
import stompjar.capture.StereoFirModel;
import stompjar.capture.WaveNetModel;
import stompjar.simd.Kernels;

/** Capture → Network. Loader thread. */
public final class Networks {
    private Networks() { }

    /** A new network in the cold state, on the best kernels of this machine. */
    public static Network of(Capture capture) {
        return of(capture.model(), Kernels.best());
    }

    /** A new network in the cold state. */
    public static Network of(Model model, Kernels kernels) {
        if (model instanceof SlimmableModel m) {
            return of(m.atQuality(1), kernels);
        }
        if (model instanceof WaveNetModel m) {
            return WaveNet.of(FullWaveNetModel.of(m), kernels);
        }
        if (model instanceof FullWaveNetModel m) {
            return WaveNet.of(m, kernels);
        }
        if (model instanceof ConvNetModel m) {
            return ConvNet.of(m, kernels);
        }
        if (model instanceof SequentialModel m) {
            return Sequential.of(m, kernels);
        }
        if (model instanceof StereoFirModel m) {
            return of(m.left(), kernels);
        }
        if (model instanceof FirModel m) {
            return new Fir(m, kernels);
        }
        if (model instanceof BlockModel m) {
            return new BlockNetwork(m, kernels);
        }
        if (model instanceof MorphModel m) {
            return new Morph(m, kernels);
        }
        if (model instanceof LevelledModel m) {
            return new Levelled(m, kernels);
        }
        return new Lstm((LstmModel) model, kernels);
    }
}
