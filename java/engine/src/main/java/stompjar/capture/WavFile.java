package stompjar.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An impulse response in a WAV file (RIFF): any rate, 8 to 32 bits of integer or 32 or 64 of float. Two channels are the responses of the left and the
 * right track; of more the first is taken. A mono track hears the left: a mean of two microphones would comb.
 */
final class WavFile {
    private static final int RIFF = 0x46464952;
    /** The same with sizes beyond 4 GB, which no response needs; where they stand here, they reach beyond the end. */
    private static final int RF64 = 0x34364652;
    private static final int WAVE = 0x45564157;
    private static final int FMT = 0x20746d66;
    private static final int DATA = 0x61746164;
    private static final int INTEGER = 1;
    private static final int FLOAT = 3;
    /** The true format is in the first two bytes of a GUID at this offset of the chunk. */
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int SUBFORMAT_AT = 24;

    private WavFile() { }

    static boolean is(byte[] content) {
        ByteBuffer b = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        return content.length >= 12 && (b.getInt(0) == RIFF || b.getInt(0) == RF64) && b.getInt(8) == WAVE;
    }

    /**
     * Where a sample lies and what it means. Integers lie at the upper end of their bytes: 24 bits may take four.
     *
     * @param bits of the bytes of a sample
     */
    private record Format(int encoding, int channels, int rate, int frameBytes, int bits) {
        static Format of(int encoding, int channels, int rate, int frameBytes, int bits) {
            int held = channels < 1 ? 0 : frameBytes / channels * 8;
            return new Format(encoding, channels, rate, frameBytes, encoding == INTEGER && bits > 0 && bits <= held ? held : bits);
        }

        Format {
            boolean known = encoding == INTEGER && (bits == 8 || bits == 16 || bits == 24 || bits == 32)
                    || encoding == FLOAT && (bits == 32 || bits == 64);
            if (!known || channels < 1 || frameBytes != channels * bits / 8) {
                throw new IllegalArgumentException("its WAV encoding (format " + encoding + ", " + bits + " bits, " + channels
                        + " channels) is not supported; integers of 8 to 32 bits and floats are");
            }
        }

        /** One channel of a frame of audio that begins at {@code start}. */
        float sample(ByteBuffer b, int start, int frame, int channel) {
            return sample(b, start + frame * frameBytes + channel * (frameBytes / channels));
        }

        private float sample(ByteBuffer b, int at) {
            if (encoding == FLOAT) {
                return bits == 32 ? b.getFloat(at) : (float) b.getDouble(at);
            }
            return switch (bits) {
                case 8 -> ((b.get(at) & 0xFF) - 128) / 128f;
                case 16 -> b.getShort(at) / 32_768f;
                case 24 -> ((b.get(at + 2) << 16) | (b.getShort(at) & 0xFFFF)) / 8_388_608f;
                default -> b.getInt(at) / 2_147_483_648f;
            };
        }
    }

    static Capture fromBytes(byte[] content, String file) {
        ByteBuffer b = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        Format format = null;
        // Chunks begin at even places; a size that reaches beyond the end is one that a recorder never filled in.
        for (long at = 12; at + 8 <= content.length;) {
            int start = (int) at + 8;
            long size = Integer.toUnsignedLong(b.getInt((int) at + 4));
            int length = (int) Math.min(size, content.length - start);
            if (b.getInt((int) at) == FMT) {
                format = format(b, start, length);
            } else if (b.getInt((int) at) == DATA) {
                if (format == null) {
                    throw new IllegalArgumentException("its audio comes before its format");
                }
                return capture(format, b, start, length, file);
            }
            at = start + size + (size & 1);
        }
        throw new IllegalArgumentException("it is a WAV file without audio");
    }

    private static Format format(ByteBuffer b, int start, int length) {
        if (length < 16) {
            throw new IllegalArgumentException("its WAV format is cut short");
        }
        int encoding = b.getShort(start) & 0xFFFF;
        if (encoding == EXTENSIBLE && length >= SUBFORMAT_AT + 2) {
            encoding = b.getShort(start + SUBFORMAT_AT) & 0xFFFF;
        }
        return Format.of(encoding, b.getShort(start + 2) & 0xFFFF, b.getInt(start + 4), b.getShort(start + 12) & 0xFFFF, b.getShort(start + 14));
    }

    private static Capture capture(Format format, ByteBuffer b, int start, int length, String file) {
        int frames = length / format.frameBytes;
        int played = format.channels == 2 ? 2 : 1;
        // Silence at the end costs and does nothing.
        while (frames > 1 && silent(format, b, start, frames - 1, played)) {
            frames--;
        }
        if (frames > FirModel.MAX_TAPS) {
            throw new IllegalArgumentException("it has " + frames + " frames, more than an impulse response may have");
        }
        FirModel left = response(format, b, start, frames, 0);
        FirModel right = response(format, b, start, frames, played - 1);
        boolean mono = Arrays.equals(left.taps(), right.taps());
        Map<String, String> provenance = format.channels == 1 ? Map.of() : Map.of("channels", mono ? "1 of " + format.channels : "2");
        return new Capture("wav", Captures.nameOf(file), format.rate, List.of(), mono ? left : new StereoFirModel(left, right),
                new Metadata(null, null, null, null, provenance));
    }

    private static boolean silent(Format format, ByteBuffer b, int start, int frame, int channels) {
        for (int c = 0; c < channels; c++) {
            if (format.sample(b, start, frame, c) != 0) {
                return false;
            }
        }
        return true;
    }

    private static FirModel response(Format format, ByteBuffer b, int start, int frames, int channel) {
        float[] taps = new float[frames];
        for (int i = 0; i < frames; i++) {
            taps[i] = format.sample(b, start, i, channel);
        }
        return new FirModel(taps, 0);
    }
}
