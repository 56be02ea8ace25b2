package stompjar.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stompjar.capture.Capture;

class ShapeTest {
    /** A1: the sizes that Neural Amp Modeler states and the head scale; LSTM: four gates, start states, head. */
    @ParameterizedTest
    @CsvSource({"A1_STANDARD, 13802, 4093, 0", "A1_FEATHER, 3026, 4093, 0", "A1_NANO, 842, 4093, 0", "A2_FULL, 12146, 6347, 0",
        "A2_LITE, 1871, 6347, 0", "LSTM_16, 1201, 1, 0", "LSTM_2X8, 905, 1, 0", "LSTM_40, 6841, 1, 0", "LSTM_32_KNOBS, 4705, 1, 2"})
    void hasTheSizeOfRealCaptures(Shape shape, int parameters, int receptiveField, int knobs) {
        Capture capture = shape.capture(1);
        assertEquals(parameters, capture.model().parameters());
        assertEquals(receptiveField, capture.model().receptiveField());
        assertEquals(knobs, capture.knobs().size());
        assertArrayEquals(capture.model().weights(), shape.capture(1).model().weights());
    }
}
