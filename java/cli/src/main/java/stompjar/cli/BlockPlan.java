package stompjar.cli;

import java.util.Random;
import java.util.function.IntSupplier;

import picocli.CommandLine.TypeConversionException;

/**
 * How audio is cut into blocks: {@code N} frames each, or {@code random:SEED}, sizes 1..{@value #MAX} that differ from block to block.
 *
 * @param frames size of every block, 0 when random
 * @param seed   of the random sizes
 */
record BlockPlan(int frames, long seed) {
    static final int MAX = 4096;
    /** The size that players use live. */
    static final String DEFAULT = "64";

    /** @throws TypeConversionException with a line for the player when {@code text} is not a block plan */
    static BlockPlan parse(String text) {
        try {
            if (text.startsWith("random:")) {
                return new BlockPlan(0, Long.parseLong(text.substring("random:".length())));
            }
            int frames = Integer.parseInt(text);
            if (frames >= 1 && frames <= MAX) {
                return new BlockPlan(frames, 0);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new TypeConversionException("'" + text + "' is neither a block size 1.." + MAX + " nor random:SEED");
    }

    /** Block sizes in order, from the beginning; the last block of a file is cut by the caller. */
    IntSupplier sizes() {
        if (frames > 0) {
            return () -> frames;
        }
        Random random = new Random(seed);
        return () -> 1 + random.nextInt(MAX);
    }

    /** What JSON says: the number, or {@code random:SEED}. */
    Object json() {
        return frames > 0 ? (Object) frames : toString();
    }

    @Override
    public String toString() {
        return frames > 0 ? Integer.toString(frames) : "random:" + seed;
    }
}
