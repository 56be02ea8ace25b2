package stompjar.capture;

import java.util.Arrays;

/**
 * An impulse response with two channels: the left track is convolved with the left one, the right with the right. A mono track hears the left.
 *
 * @param left  as long as {@code right}
 * @param right another than {@code left}
 */
public record StereoFirModel(FirModel left, FirModel right) implements Model {
    public StereoFirModel {
        if (left.taps().length != right.taps().length) {
            throw new IllegalArgumentException("its channels have " + left.taps().length + " and " + right.taps().length + " taps");
        }
    }

    @Override
    public String family() {
        return "stereo fir";
    }

    @Override
    public String kind() {
        return left.kind();
    }

    @Override
    public Model forChannel(int channel) {
        return channel == 1 ? right : left;
    }

    @Override
    public int inputs() {
        return 1;
    }

    @Override
    public int parameters() {
        return left.parameters() + right.parameters();
    }

    @Override
    public int receptiveField() {
        return left.receptiveField();
    }

    /** Those of the left channel, then those of the right. */
    @Override
    public float[] weights() {
        float[] first = left.weights();
        float[] second = right.weights();
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
