package stompjar.network;

/**
 * Finds out whether a recurrent network stands still: whether one frame more, with the input of the last, maps its state onto itself. Then it always
 * will. Where it does not, the state is brought back. Audio thread.
 */
final class Standstill {
    private final float[] before;

    /** @param length floats at the beginning of the arena that hold all state */
    Standstill(int length) {
        before = new float[length];
    }

    /** A frame on trial follows. */
    void begin(float[] arena) {
        System.arraycopy(arena, 0, before, 0, before.length);
    }

    /** The frame has run. */
    boolean confirmed(float[] arena) {
        for (int i = 0; i < before.length; i++) {
            if (Float.floatToRawIntBits(arena[i]) != Float.floatToRawIntBits(before[i])) {
                System.arraycopy(before, 0, arena, 0, before.length);
                return false;
            }
        }
        return true;
    }
}
