package stompjar.data;

/** How samples are stored in a WAV file. */
public enum SampleFormat {
    INT16(16), INT24(24), INT32(32), FLOAT32(32);

    private final int bits;

    SampleFormat(int bits) {
        this.bits = bits;
    }

    public int bits() {
        return bits;
    }

    /** The format for a {@code --bits} option: 16 and 24 are integers, 32 is float. */
    public static SampleFormat ofBits(int bits) {
        return switch (bits) {
            case 16 -> INT16;
            case 24 -> INT24;
            case 32 -> FLOAT32;
            default -> throw new IllegalArgumentException(bits + " bits: 16, 24 or 32 (float) are supported");
        };
    }
}
