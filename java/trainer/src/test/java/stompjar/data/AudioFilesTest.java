package stompjar.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioFilesTest {
    /** {@code flac -s -8} of 16-bit mono 44.1 kHz, sample n = 37·n mod 2001 − 1000 for n &lt; 300. */
    private static final String FLAC = "ZkxhQwAAACIQABAAAAFeAAFeCsRA8AAAASwoT8ISdFXeDR+krMRhS8KgAwAAEgAAAAAAAAAAAAAAAAAAAAABLIQAACggAAAAcmVmZXJlbmNlIG"
            + "xpYkZMQUMgMS40LjIgMjAyMjEwMjIAAAAA//h5CAABK6UU/Bj8PQmgQIECBAgQIECBAgQIECBAgQIECBAgQIECBAgQIECBAgQIECBAgQIECBAg"
            + "QIECAAAAAAAAAAAYQAAAAAAAAADFAgQIECBAgQIECBAgQIECA0CBAgQIECBAgQIECBAgQIECBAgQIECBAgQIECBAgAAAAAAAAAAGEAAAAAAAAA"
            + "AxQIECBAgQIECBAgQIECBAgQIECBAgQIECBAgQIECBAgQIEB4CAgICAgICAgICAgIAAAAABQgAAAAKKAgICAgICAgICAgICAgICAgICAgICAgI"
            + "CAgICAgICAgICAgICAgICAgICAgICAgICAgICAAAAAAUIAAAACigICAgICAaBAgQIECBAgQIECBAgQIECBAgQIECBAgQIECBAgQIECBAgQIECB"
            + "AgQAAAAAAAAAADCAAAAAAAAAAYoECBAgQIECBAgQIECBAgQIECBAgQIECAoxo=";

    @TempDir
    Path directory;

    private static Audio noise(int channels, int frames, int rate) {
        Random random = new Random(1);
        float[][] samples = new float[channels][frames];
        for (float[] channel : samples) {
            for (int n = 0; n < frames; n++) {
                channel[n] = random.nextFloat() * 2 - 1;
            }
        }
        return new Audio(samples, rate);
    }

    @ParameterizedTest
    @CsvSource({"INT16,1,44100,1.6e-5", "INT16,2,48000,1.6e-5", "INT24,1,96000,1e-7", "INT24,2,44100,1e-7", "INT32,1,8000,1e-7",
        "INT32,2,48000,1e-7", "FLOAT32,1,44100,0", "FLOAT32,2,192000,0"})
    void wavRoundTrip(SampleFormat format, int channels, int rate, float tolerance) throws Exception {
        Audio audio = noise(channels, 1001, rate);
        Path file = directory.resolve("new/deep/a.wav");
        AudioFiles.write(file, audio, format);
        Audio back = AudioFiles.read(file);
        assertEquals(rate, back.rate());
        assertEquals(channels, back.channels().length);
        for (int c = 0; c < channels; c++) {
            assertArrayEquals(audio.channels()[c], back.channels()[c], tolerance);
        }
        Path again = directory.resolve("b.wav");
        AudioFiles.write(again, back, format);
        assertEquals(-1, Files.mismatch(file, again), "reading and writing must not change a bit");
        try (var left = Files.list(file.getParent())) {
            assertEquals(1, left.count(), "only the file itself is left");
        }
    }

    @Test
    void integersClipAndFloatsDoNot() throws Exception {
        Audio loud = Audio.mono(new float[] {2, -2, 1, -1}, 44100);
        Path file = directory.resolve("a.wav");
        AudioFiles.write(file, loud, SampleFormat.INT16);
        assertArrayEquals(new float[] {32767 / 32768f, -1, 32767 / 32768f, -1}, AudioFiles.read(file).channels()[0]);
        AudioFiles.write(file, loud, SampleFormat.FLOAT32);
        assertArrayEquals(new float[] {2, -2, 1, -1}, AudioFiles.read(file).channels()[0]);
    }

    /** As DAWs write it: WAVE_FORMAT_EXTENSIBLE, the real format in a GUID. */
    @ParameterizedTest
    @CsvSource({"1,16", "1,24", "1,32", "3,32"})
    void extensible(int tag, int bits) throws Exception {
        int frames = 10;
        int bytes = frames * bits / 8;
        ByteBuffer b = ByteBuffer.allocate(68 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        b.put("RIFF".getBytes()).putInt(60 + bytes).put("WAVEfmt ".getBytes()).putInt(40);
        b.putShort((short) 0xfffe).putShort((short) 1).putInt(48000).putInt(48000 * bits / 8).putShort((short) (bits / 8))
                .putShort((short) bits).putShort((short) 22).putShort((short) bits).putInt(4);
        b.putShort((short) tag).put(new byte[] {0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71});
        b.put("data".getBytes()).putInt(bytes);
        for (int n = 0; n < frames; n++) {
            if (tag == 3) {
                b.putFloat(n * 0.0625f);
            } else {
                long q = (long) n << bits - 5;
                for (int i = 0; i < bits / 8; i++) {
                    b.put((byte) (q >> 8 * i));
                }
            }
        }
        Path file = directory.resolve("x.wav");
        Files.write(file, b.array());
        Audio audio = AudioFiles.read(file);
        assertEquals(frames, audio.frames());
        assertEquals(9 * 0.0625f, audio.channels()[0][9]);
    }

    @Test
    void flac() throws Exception {
        Path file = directory.resolve("a.flac");
        Files.write(file, Base64.getDecoder().decode(FLAC));
        Audio audio = AudioFiles.read(file);
        assertEquals(44100, audio.rate());
        assertEquals(300, audio.frames());
        for (int n = 0; n < 300; n++) {
            assertEquals((37 * n % 2001 - 1000) / 32768f, audio.channels()[0][n]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 20, 60, 200})
    void flacCutShort(int bytes) throws Exception {
        Path file = directory.resolve("cut.flac");
        Files.write(file, java.util.Arrays.copyOf(Base64.getDecoder().decode(FLAC), bytes));
        assertTrue(assertThrows(AudioException.class, () -> AudioFiles.read(file)).getMessage().contains("cut.flac"));
    }

    @Test
    void errorsNameTheFileAndTheReason() throws Exception {
        Path missing = directory.resolve("missing.wav");
        assertMessage(missing, "no such file");
        Path text = directory.resolve("text.wav");
        Files.writeString(text, "this is not audio at all, only words");
        assertMessage(text, "not a WAV or FLAC");
        Path cut = directory.resolve("cut.wav");
        AudioFiles.write(cut, noise(1, 1000, 44100), SampleFormat.FLOAT32);
        Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(cut), 2000));
        assertMessage(cut, "cut short");
        assertThrows(AudioException.class, () -> AudioFiles.write(text.resolve("below/a.wav"), noise(1, 1, 44100), SampleFormat.INT16));
    }

    private static void assertMessage(Path file, String reason) {
        String message = assertThrows(AudioException.class, () -> AudioFiles.read(file)).getMessage();
        assertTrue(message.contains(file.getFileName().toString()) && message.contains(reason), message);
    }
}
