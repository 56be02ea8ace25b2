package stompjar.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import stompjar.capture.WholeFile;

/**
 * Reads WAV (16, 24, 32-bit integer, 32-bit float, also WAVE_FORMAT_EXTENSIBLE) and FLAC, writes WAV; any number of channels. Any thread.
 *
 * <p>WAV goes through {@code javax.sound.sampled}, whose readers and writers handle all of these alike on JDK 17 and 25, float
 * included. An integer of b bits is divided by 2^(b−1), so reading and writing integers gives back the same bits.
 */
public final class AudioFiles {
    private AudioFiles() {
    }

    public static Audio read(Path file) throws AudioException {
        byte[] magic = new byte[4];
        try (var in = Files.newInputStream(file)) {
            if (in.readNBytes(magic, 0, 4) < 4) {
                throw new AudioException(file.toString(), "it is empty or only a few bytes long");
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        boolean flac = magic[0] == 'f' && magic[1] == 'L' && magic[2] == 'a' && magic[3] == 'C';
        return flac ? FlacFile.read(file) : readWav(file);
    }

    private static Audio readWav(Path file) throws AudioException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = in.getFormat();
            SampleFormat samples = sampleFormat(file, format);
            if (format.getFrameSize() != format.getChannels() * samples.bits() / 8) {
                throw new AudioException(file.toString(), "its samples are padded: " + format);
            }
            byte[] bytes = in.readAllBytes();
            long declared = in.getFrameLength();
            int frames = bytes.length / format.getFrameSize();
            // A header that could not be finished (a pipe, a recorder that stopped hard) says 0 or 2^32 − 1 bytes.
            if (declared > frames && declared < 0x7ffff000L / format.getFrameSize()) {
                throw new AudioException(file.toString(), "it is cut short: " + frames + " of " + declared + " frames");
            }
            return new Audio(decode(bytes, frames, format, samples), Math.round(format.getSampleRate()));
        } catch (UnsupportedAudioFileException e) {
            throw new AudioException(file.toString(), "it is not a WAV or FLAC file that can be read", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static SampleFormat sampleFormat(Path file, AudioFormat format) throws AudioException {
        if (format.getEncoding().equals(AudioFormat.Encoding.PCM_FLOAT) && format.getSampleSizeInBits() == 32) {
            return SampleFormat.FLOAT32;
        }
        if (format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED)) {
            switch (format.getSampleSizeInBits()) {
                case 16: return SampleFormat.INT16;
                case 24: return SampleFormat.INT24;
                case 32: return SampleFormat.INT32;
                default:
            }
        }
        throw new AudioException(file.toString(), "its samples are " + format + "; 16, 24, 32-bit and 32-bit float can be read");
    }

    private static float[][] decode(byte[] bytes, int frames, AudioFormat format, SampleFormat samples) {
        int channels = format.getChannels();
        float[][] out = new float[channels][frames];
        ByteBuffer in = ByteBuffer.wrap(bytes).order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < frames; n++) {
            for (float[] channel : out) {
                channel[n] = switch (samples) {
                    case INT16 -> in.getShort() * 0x1p-15f;
                    case INT24 -> int24(in) * 0x1p-23f;
                    case INT32 -> in.getInt() * 0x1p-31f;
                    case FLOAT32 -> in.getFloat();
                };
            }
        }
        return out;
    }

    private static int int24(ByteBuffer in) {
        int a = in.get();
        int b = in.get() & 0xff;
        int c = in.get();
        return in.order() == ByteOrder.LITTLE_ENDIAN ? c << 16 | b << 8 | a & 0xff : a << 16 | b << 8 | c & 0xff;
    }

    /**
     * Writes a WAV beside {@code file} and then moves it there, so that nobody ever sees half a file. Integers are rounded and
     * clipped, without dither: the same sound must always give the same file.
     */
    public static void write(Path file, Audio audio, SampleFormat samples) throws AudioException {
        try {
            byte[] bytes = encode(audio, samples);
            int channels = audio.channels().length;
            int frameSize = channels * samples.bits() / 8;
            AudioFormat format = new AudioFormat(samples == SampleFormat.FLOAT32 ? AudioFormat.Encoding.PCM_FLOAT
                    : AudioFormat.Encoding.PCM_SIGNED, audio.rate(), samples.bits(), channels, frameSize, audio.rate(), false);
            try (var in = new AudioInputStream(new ByteArrayInputStream(bytes), format, audio.frames())) {
                WholeFile.write(file, out -> AudioSystem.write(in, AudioFileFormat.Type.WAVE, out));
            }
        } catch (IOException e) {
            throw new AudioException(file.toString(), "it cannot be written (" + reason(e) + ")", e);
        }
    }

    private static byte[] encode(Audio audio, SampleFormat samples) throws IOException {
        long size = (long) audio.frames() * audio.channels().length * samples.bits() / 8;
        if (size > Integer.MAX_VALUE - 1024) {
            throw new IOException("more than 2 GB of samples");
        }
        ByteBuffer out = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < audio.frames(); n++) {
            for (float[] channel : audio.channels()) {
                switch (samples) {
                    case INT16 -> out.putShort((short) quantise(channel[n], 0x1p15));
                    case INT24 -> {
                        int q = quantise(channel[n], 0x1p23);
                        out.put((byte) q).putShort((short) (q >> 8));
                    }
                    case INT32 -> out.putInt(quantise(channel[n], 0x1p31));
                    case FLOAT32 -> out.putFloat(channel[n]);
                }
            }
        }
        return out.array();
    }

    private static int quantise(float sample, double fullScale) {
        return (int) Math.max(-fullScale, Math.min(fullScale - 1, Math.rint(sample * fullScale)));
    }

    static AudioException unreadable(Path file, IOException e) {
        return new AudioException(file.toString(), "it cannot be read (" + reason(e) + ")", e);
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.NoSuchFileException || e instanceof java.io.FileNotFoundException) {
            return "no such file";
        }
        if (e instanceof java.nio.file.AccessDeniedException) {
            return "access denied";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
