package stompjar.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stompjar.TestCaptures;

class KnobTest {
    private static Capture tapered(double taper) {
        return new Capture("stomp", "tapered", 48_000, List.of(new Knob("drive", 0, 1, 0.5, taper)), TestCaptures.lstm(4, 1, 1, 2), Metadata.NONE);
    }

    @Test
    void theTravelStaysWithinItsEndsAndRises() {
        for (double taper : new double[] {-0.9, 0, 4.7, 1000}) {
            Knob knob = new Knob("drive", 0, 1, 0.5, taper);
            assertEquals(0, knob.coordinate(0));
            assertEquals(1, knob.coordinate(1));
            for (double x = 0.01; x <= 1; x += 0.01) {
                assertTrue(knob.coordinate(x) > knob.coordinate(x - 0.01));
                assertEquals(x, Knob.position(taper, knob.coordinate(x)), 1e-9);
            }
        }
        assertEquals(0.3, new Knob("drive", 0, 1, 0.5).coordinate(0.3), "no taper");
        assertEquals(0.25, new Knob("drive", 0, 1, 0.5, 2).coordinate(0.5), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -2, Double.NaN, Double.POSITIVE_INFINITY, 1001})
    void impossibleTapersAreRefused(double taper) {
        assertThrows(IllegalArgumentException.class, () -> new Knob("drive", 0, 1, 0.5, taper));
    }

    /** Readers of version 1 would play a tapered knob wrong without a word; files without tapers they can read. */
    @Test
    void theFileKeepsTheTaperAndSaysThatItNeedsANewerReader() throws Exception {
        byte[] file = StompFile.bytes(tapered(4.7));
        assertEquals(List.of(new Knob("drive", 0, 1, 0.5, 4.7)), Captures.parse(file, "x.stomp").knobs());
        assertTrue(new String(file, StandardCharsets.UTF_8).contains("\"stompjar\":2"));
        assertTrue(new String(StompFile.bytes(tapered(0)), StandardCharsets.UTF_8).contains("\"stompjar\":1"));
    }

    @Test
    void aSnapshotIsAtThePositionThatThePlayerMeant() {
        Capture plain = Snapshot.of(tapered(0), Map.of("drive", 0.25));
        Capture tapered = Snapshot.of(tapered(2), Map.of("drive", 0.5));
        assertArrayEquals(plain.model().weights(), tapered.model().weights(), 1e-6f);
    }
}
