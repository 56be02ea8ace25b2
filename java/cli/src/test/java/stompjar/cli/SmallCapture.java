package stompjar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import stompjar.capture.Capture;
import stompjar.capture.Knob;
import stompjar.capture.LstmModel;
import stompjar.capture.Metadata;
import stompjar.capture.StompFile;

/** A small LSTM with random weights and one knob, drive: it sounds like nothing, but every bit of it counts. */
public final class SmallCapture {
    private static final int HIDDEN = 6;

    private SmallCapture() { }

    static Capture make(long seed) {
        Random random = new Random(seed);
        float[] weights = new float[LstmModel.layerOffset(1, 2, HIDDEN) + HIDDEN + 1];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (0.5 * random.nextGaussian());
        }
        return new Capture("stomp", "small", 48_000, List.of(new Knob("drive", 0, 1, 0.5)), new LstmModel(2, HIDDEN, 1, 2048, weights),
                Metadata.NONE);
    }

    public static Path write(Path file, long seed) throws IOException {
        return Files.write(file, StompFile.bytes(make(seed)));
    }
}
