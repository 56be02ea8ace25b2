package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine.TypeConversionException;

class EnvelopeTest {
    @Test
    void aNumberIsConstant() {
        Envelope envelope = Envelope.parse("-3.5");
        assertEquals(-3.5, envelope.at(0));
        assertEquals(-3.5, envelope.at(1e6));
    }

    @Test
    void linesBetweenPointsAndLevelOutside() {
        Envelope envelope = Envelope.parse("1:0,3:1,5:0.5");
        assertEquals(0, envelope.at(0));
        assertEquals(0.5, envelope.at(2));
        assertEquals(1, envelope.at(3));
        assertEquals(0.75, envelope.at(4));
        assertEquals(0.5, envelope.at(9));
    }

    @Test
    void twoPointsAtOneTimeAreAStep() {
        Envelope envelope = Envelope.parse("0:0,2:0,2:1,4:1");
        assertEquals(0, envelope.at(1.999));
        assertEquals(1, envelope.at(2));
    }

    @Test
    void itsTextReadsBackAsItself() {
        for (String text : new String[] {"0.5", "0.0:0.0,15.0:1.0", "1.25:-6.0"}) {
            Envelope envelope = Envelope.parse(text);
            assertEquals(envelope.at(1.7), Envelope.parse(envelope.text()).at(1.7));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0:0,1", "1:0,0:1", "0:0:0", "NaN", "0:Infinity", "-1:0", "0:1,"})
    void whatIsNoEnvelopeIsRefused(String text) {
        assertThrows(TypeConversionException.class, () -> Envelope.parse(text));
    }
}
