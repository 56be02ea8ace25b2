package stompjar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** WAV files in memory, byte by byte, without help from what is tested. */
public final class TestWav {
    private static final int EXTENSIBLE = 0xFFFE;

    private TestWav() { }

    /** The first channel is {@code samples}, any other its negative. */
    public static byte[] of(int encoding, int bits, int channels, int rate, double[] samples) {
        int formatSize = encoding == EXTENSIBLE ? 40 : 16;
        int frame = bits / 8 * channels;
        int data = frame * samples.length;
        ByteBuffer b = ByteBuffer.allocate(28 + formatSize + data).order(ByteOrder.LITTLE_ENDIAN);
        b.put(text("RIFF")).putInt(20 + formatSize + data).put(text("WAVE"));
        b.put(text("fmt ")).putInt(formatSize).putShort((short) encoding).putShort((short) channels).putInt(rate).putInt(rate * frame)
                .putShort((short) frame).putShort((short) bits);
        if (encoding == EXTENSIBLE) {
            b.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) 1).put(new byte[14]);
        }
        b.put(text("data")).putInt(data);
        for (double sample : samples) {
            for (int c = 0; c < channels; c++) {
                put(b, encoding, bits, c == 0 ? sample : -sample);
            }
        }
        return java.util.Arrays.copyOf(b.array(), b.position());
    }

    private static void put(ByteBuffer b, int encoding, int bits, double v) {
        if (encoding == 3 && bits == 64) {
            b.putDouble(v);
            return;
        }
        if (encoding == 3 && bits == 32) {
            b.putFloat((float) v);
            return;
        }
        long whole = Math.min((1L << (bits - 1)) - 1, Math.round(v * (1L << (bits - 1))));
        if (bits == 8) {
            whole += 128;
        }
        for (int i = 0; i < bits / 8; i++) {
            b.put((byte) (whole >> 8 * i));
        }
    }

    private static byte[] text(String four) {
        return four.getBytes(StandardCharsets.US_ASCII);
    }
}
