package stompjar.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stompjar.capture.Captures;

/** The largest files that are read, made of what costs a reader most for each byte: refused soon, within the 256 MB of the fuzzing JVM. */
@Tag("fuzz")
class LargeFileTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"stompjar\": 1, \"weights\": [|{},|0]}",
        "{\"stompjar\": 1, \"weights\": [|[],|0]}",
        "{\"architecture\": \"LSTM\", \"weights\": [|0,|0]}",
        "{\"architecture\": \"LSTM\", \"weights\": [|99,|0]}",
        "{\"architecture\": \"LSTM\", \"weights\": [|0.1234567,|0]}",
        "{\"architecture\": \"LSTM\", \"weights\": [|\"\",|0]}",
        "{\"stompjar\": 1, \"name\": \"|\\u00e9x|\"}",
        "{\"stompjar\": 1, |\"%x\":0,|\"a\": 1}",
        "{|{\"a\":|"
    })
    void isRefused(String head, String repeated, String tail) {
        byte[] end = tail == null ? new byte[0] : tail.getBytes(StandardCharsets.UTF_8);
        ByteBuffer text = ByteBuffer.allocate(Captures.MAX_BYTES).put(head.getBytes(StandardCharsets.UTF_8));
        byte[] same = repeated.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; text.remaining() > same.length + 8 + end.length; i++) {
            text.put(repeated.contains("%x") ? repeated.replace("%x", Integer.toHexString(i)).getBytes(StandardCharsets.UTF_8) : same);
        }
        text.put(end);
        while (text.hasRemaining()) {
            text.put((byte) ' ');
        }
        byte[] content = text.array();
        assertNotNull(CaptureProbe.reasonToRefuse(content));
    }
}
