package stompjar.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes at all: broken text, broken headers, cut files. */
@Tag("fuzz")
class CaptureBytesFuzzTest {
    static Stream<Arguments> seeds() {
        return Seeds.all().stream().map(seed -> Arguments.of((Object) seed));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isRefusedOrPlays(byte[] content) {
        if (content != null) {
            CaptureProbe.reasonToRefuse(content);
        }
    }
}
