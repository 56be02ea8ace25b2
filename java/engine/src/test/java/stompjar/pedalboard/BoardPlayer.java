package stompjar.pedalboard;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import stompjar.capture.Capture;

/** Plays a pedalboard in blocks, with parameters that change at given frames, whatever the blocks. */
final class BoardPlayer {
    private final double rate;
    private final int channels;
    private final Capture[] captures;
    private final TreeMap<Integer, float[]> changes = new TreeMap<>(Map.of(0, Parameters.defaults()));

    /** @param captures for pedal, amp and cab; null for none */
    BoardPlayer(double rate, int channels, Capture... captures) {
        this.rate = rate;
        this.channels = channels;
        this.captures = captures;
    }

    Pedalboard board() {
        Pedalboard board = new Pedalboard(rate, channels);
        for (int slot = 0; slot < captures.length; slot++) {
            if (captures[slot] != null) {
                board.load(slot, captures[slot]);
            }
        }
        board.reset(false);
        return board;
    }

    /** From {@code frame} on the parameter has this value. Frames must come in order. */
    BoardPlayer set(int frame, int parameter, double value) {
        float[] next = changes.floorEntry(frame).getValue().clone();
        next[parameter] = (float) value;
        changes.put(frame, next);
        return this;
    }

    /** @param block frames, or 0 for random ones */
    float[][] play(int block, float[]... input) {
        return play(board(), block, input);
    }

    float[][] play(Pedalboard board, int block, float[]... input) {
        Random random = new Random(9);
        int length = input[0].length;
        float[][] output = new float[channels][length];
        for (int at = 0; at < length;) {
            Integer change = changes.higherKey(at);
            int frames = Math.min((change == null ? length : Math.min(length, change)) - at, block > 0 ? block : random.nextInt(700));
            float[][] audio = new float[channels][];
            for (int c = 0; c < channels; c++) {
                audio[c] = Arrays.copyOfRange(input[c], at, at + frames);
            }
            board.process(audio, frames, changes.floorEntry(at).getValue());
            for (int c = 0; c < channels; c++) {
                System.arraycopy(audio[c], 0, output[c], at, frames);
            }
            at += frames;
        }
        return output;
    }
}
