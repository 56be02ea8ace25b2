package stompjar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntSupplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine.TypeConversionException;

class BlockPlanTest {
    @Test
    void aNumberIsEveryBlocksSize() {
        IntSupplier sizes = BlockPlan.parse("17").sizes();
        assertEquals(17, sizes.getAsInt());
        assertEquals(17, sizes.getAsInt());
        assertEquals(17, BlockPlan.parse("17").json());
    }

    @Test
    void randomSizesDependOnTheSeedAlone() {
        BlockPlan plan = BlockPlan.parse("random:7");
        IntSupplier first = plan.sizes();
        IntSupplier second = plan.sizes();
        int[] sizes = IntStream.range(0, 10_000).map(i -> first.getAsInt()).toArray();
        for (int size : sizes) {
            assertEquals(size, second.getAsInt());
        }
        assertTrue(IntStream.of(sizes).allMatch(s -> s >= 1 && s <= BlockPlan.MAX));
        assertTrue(IntStream.of(sizes).distinct().count() > 3000);
        assertEquals("random:7", plan.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "4097", "x", "random:", "random:x", ""})
    void whatIsNoPlanIsRefused(String text) {
        assertThrows(TypeConversionException.class, () -> BlockPlan.parse(text));
    }
}
