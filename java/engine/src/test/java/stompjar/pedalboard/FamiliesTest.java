package stompjar.pedalboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import stompjar.NamText;
import stompjar.TestBlocks;
import stompjar.TestCaptures;
import stompjar.TestLayers;
import stompjar.capture.Capture;
import stompjar.capture.Model;
import stompjar.capture.SequentialModel.Cell;
import stompjar.capture.WaveNetModel;

/**
 * A player who tries one sound after the other: every family and activation goes through one process, whose compiler has seen all those before. What it
 * makes of a kernel depends on them, and once it boxes a vector in one it does so for good.
 */
class FamiliesTest {
    private static final int BLOCKS = 50;
    private static final int EACH = 12;

    private static List<Capture> captures() {
        List<Capture> captures = new ArrayList<>(IntStream.range(0, EACH).mapToObj(NamText::anyWaveNet).map(NamText::read).toList());
        for (byte[] file : List.of(NamText.a2(8, 1), NamText.a2(3, 2), NamText.convNet(true, 3), NamText.convNet(false, 4), NamText.slimmable(5))) {
            captures.add(NamText.read(file));
        }
        List<Model> models = new ArrayList<>(IntStream.range(0, EACH).mapToObj(i -> (Model) TestLayers.any(6, 1, i)).toList());
        for (int units : new int[] {6, 16, 24, 40}) {
            for (Cell cell : Cell.values()) {
                models.add(TestLayers.recurrent(cell, units, 1, 0, true, 4));
            }
            models.add(TestCaptures.lstm(units, 1, 1, 1));
            models.add(TestCaptures.lstm(units, 2, 0, 1));
        }
        models.add(TestCaptures.feather(1));
        models.add(TestCaptures.waveNet(16, 8, 1, true, WaveNetModel.Activation.TANH, 1));
        models.add(TestCaptures.filmed(TestCaptures.feather(1), 4));
        models.addAll(TestBlocks.every());
        models.add(TestBlocks.morph());
        models.forEach(model -> captures.add(TestCaptures.pedal(model, IntStream.range(1, model.inputs()).mapToObj(k -> "knob" + k).toArray(String[]::new))));
        return captures;
    }

    @Test
    void whateverPlayedBeforeNothingIsAllocated() {
        Pedalboard board = new Pedalboard(48_000, 1);
        for (Capture capture : captures()) {
            board.load(capture);
            board.reset(false);
            assertEquals(0, new AudioThread().bytesAllocated(board, BLOCKS), () -> "bytes, " + capture.model().kind());
        }
    }
}
