package stompjar.simd;

/**
 * Where vectors should begin. A vector that straddles two cache lines costs two loads, and with 512 bits every misaligned one does. Java promises no more
 * than 8 bytes for an array, but a JVM started with {@code -XX:ObjectAlignmentInBytes=64}, as ours is, puts objects on cache lines; an array's
 * elements come 16 bytes behind. Elsewhere all works, a little slower.
 */
public final class Alignment {
    /** Index of the first float of an array that lies on a cache line. */
    public static final int FIRST = 12;
    /** Floats in a cache line. */
    public static final int LINE = 16;

    private Alignment() { }

    /** {@code floats} rounded up to whole cache lines. */
    public static int up(int floats) {
        return (floats + LINE - 1) / LINE * LINE;
    }
}
