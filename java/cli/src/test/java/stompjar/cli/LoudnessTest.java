package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stompjar.capture.Capture;
import stompjar.capture.Captures;

class LoudnessTest {
    /** Else the plugin's switch for even loudness would do nothing with them. */
    @ParameterizedTest
    @ValueSource(strings = {"tube-screamer", "fuzz-face", "rat"})
    void whatIsShippedStatesHowLoudItIs(String name) throws Exception {
        Capture capture = Captures.read(Path.of(System.getProperty("stompjar.root"), "plugin-bundle/captures", name + ".stomp"));
        assertEquals(Loudness.of(capture), capture.metadata().loudness(), 0.01);
    }
}
