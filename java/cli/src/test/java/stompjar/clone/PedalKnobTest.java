package stompjar.clone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import stompjar.host.Lv2Plugin;
import stompjar.host.Lv2Port;

class PedalKnobTest {
    private static final Lv2Plugin PLUGIN = new Lv2Plugin("urn:pedal", "Pedal", "Plugin", List.of(
            new Lv2Port(0, "tone", "Tone", Lv2Port.Type.CONTROL, true, false, 100, 1000, 400, false, false, false),
            new Lv2Port(1, "freq", "Cut: off", Lv2Port.Type.CONTROL, true, false, 20, 20_000, 2000, true, false, false),
            new Lv2Port(2, "mode", "Mode", Lv2Port.Type.CONTROL, true, false, 1, 4, 2, false, true, false),
            new Lv2Port(3, "below", "Below", Lv2Port.Type.CONTROL, true, false, -20, 4, -16, true, false, false),
            new Lv2Port(4, "meter", "Meter", Lv2Port.Type.CONTROL, false, false, 0, 1, 0, false, false, false)), List.of());

    private static PedalKnob knob(String text) {
        return PedalKnob.parse("knob", text, PLUGIN);
    }

    @Test
    void goesAlongTheRangeOfTheControl() {
        assertEquals(100, knob("tone").value(0));
        assertEquals(550, knob("tone").value(0.5f));
        assertEquals(1000, knob("tone").value(1));
        assertEquals(300f / 900, knob("tone").defaultPosition(), 1e-6);
        assertEquals(20, knob("freq").value(0), 1e-4);
        assertEquals(632.4555f, knob("freq").value(0.5f), 1e-3);
        assertEquals(20_000, knob("freq").value(1), 1e-2);
        assertEquals(2 / 3.0, knob("freq").defaultPosition(), 1e-6);
        // A logarithm needs a range above zero, whatever the plugin says.
        assertEquals(-8, knob("below").value(0.5f));
        Random random = new Random(1);
        for (String port : List.of("tone", "freq", "below")) {
            for (int i = 0; i < 100; i++) {
                float position = random.nextFloat();
                assertEquals(position, knob(port).position(knob(port).value(position)), 1e-5);
            }
        }
    }

    @Test
    void stepsAreChoices() {
        assertArrayEquals(new float[] {0, 1 / 3f, 2 / 3f, 1}, knob("mode").choices(), 1e-6f);
        assertEquals(3, knob("mode").value(0.6f));
        assertEquals(2 / 3f, knob("mode").snap(0.6f), 1e-6);
        assertFalse(knob("mode").free());
        assertTrue(knob("tone").free());
        assertEquals(0.123f, knob("tone").snap(0.123f));
    }

    @Test
    void positionsCanBeAskedFor() {
        PedalKnob asked = knob("Cut: off:0.5, 0,1,-0,0.5");
        assertEquals("freq", asked.port().symbol());
        assertArrayEquals(new float[] {0, 0.5f, 1}, asked.choices());
        assertEquals(0.5f, asked.defaultPosition());
        assertEquals("freq", knob("Cut: off").port().symbol());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gain", "meter", "tone:0.5", "tone:0,2", "tone:-1,1", "tone:0,,1", "tone:0.5,0.5"})
    void nonsenseIsRefused(String text) {
        String said = assertThrows(IllegalArgumentException.class, () -> knob(text)).getMessage();
        assertTrue(said.contains("urn:pedal: it has no control") || said.contains("knob 'knob'"), said);
    }
}
