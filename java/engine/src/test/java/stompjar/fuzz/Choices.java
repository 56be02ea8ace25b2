package stompjar.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.List;
import java.util.Random;

/**
 * Decisions that the fuzzer's data make, and once those are used up a random sequence that they started: so that the short data of the first
 * seconds already decide as much as long ones.
 */
final class Choices {
    private final FuzzedDataProvider data;
    private final Random afterwards;

    Choices(FuzzedDataProvider data) {
        this.data = data;
        afterwards = new Random(data.consumeInt());
    }

    /** {@code low..high}, both included. */
    int between(int low, int high) {
        return data.remainingBytes() > 0 ? data.consumeInt(low, high) : low + afterwards.nextInt(high - low + 1);
    }

    boolean flag() {
        return between(0, 1) == 1;
    }

    <T> T of(List<T> things) {
        return things.get(between(0, things.size() - 1));
    }

    /** Any double but NaN and the infinities, which JSON does not know. */
    double number() {
        if (data.remainingBytes() > 0) {
            return data.consumeRegularDouble();
        }
        double any = Double.longBitsToDouble(afterwards.nextLong());
        return Double.isFinite(any) ? any : 0;
    }
}
