package stompjar.network;

import stompjar.capture.LstmModel;

/**
 * A stack of narrow LSTM layers as one layer of all their units, in which layer l is l frames behind the first: what it reads of the layer before is then
 * a state of the last step, like its own. One wide step costs little more than one narrow one, because either waits for its arithmetic most of the time.
 */
final class LstmStack {
    /** Beyond so many units the zeros between layers cost more than the waiting. */
    private static final int MAX_UNITS = 32;

    private LstmStack() { }

    /** Whether {@code model} is better run so. */
    static boolean suits(LstmModel model) {
        return model.layers() > 1 && model.layers() * model.hiddenSize() <= MAX_UNITS;
    }

    /** The weights of the one layer, in the order of {@link LstmModel}. */
    static float[] weights(LstmModel model) {
        int inputs = model.inputs();
        int hidden = model.hiddenSize();
        int units = model.layers() * hidden;
        int columns = inputs + units;
        float[] flat = model.weights();
        int bias = 4 * units * columns;
        float[] merged = new float[bias + 6 * units];
        for (int l = 0; l < model.layers(); l++) {
            int at = LstmModel.layerOffset(l, inputs, hidden);
            int in = l == 0 ? inputs : hidden;
            // Columns of a layer lie side by side here too: its inputs, then its own units.
            int column = l == 0 ? 0 : inputs + (l - 1) * hidden;
            int biasAt = at + 4 * hidden * (in + hidden);
            for (int gate = 0; gate < 4; gate++) {
                for (int i = 0; i < hidden; i++) {
                    int row = gate * units + l * hidden + i;
                    System.arraycopy(flat, at + (gate * hidden + i) * (in + hidden), merged, row * columns + column, in + hidden);
                    merged[bias + row] = flat[biasAt + gate * hidden + i];
                }
            }
            System.arraycopy(flat, biasAt + 4 * hidden, merged, bias + 4 * units + l * hidden, hidden);
            System.arraycopy(flat, biasAt + 5 * hidden, merged, bias + 5 * units + l * hidden, hidden);
        }
        return merged;
    }
}
