package stompjar.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stompjar.TestWav;

class WavFileTest {
    private static final double[] RESPONSE = {0.5, -0.25, 0.125, 0, -1};

    private static FirModel fir(byte[] content) throws CaptureException {
        Capture capture = Captures.parse(content, "cabs/Green 4x12.wav");
        assertEquals("wav", capture.format());
        assertEquals("Green 4x12", capture.name());
        return (FirModel) capture.model().forChannel(0);
    }

    @ParameterizedTest
    @CsvSource({"1,8,1", "1,16,1", "1,24,1", "1,32,1", "3,32,1", "3,64,1", "1,16,2", "1,24,2", "3,32,2", "65534,24,1", "65534,24,2"})
    void theFirstChannelIsTheResponse(int encoding, int bits, int channels) throws Exception {
        float[] taps = fir(TestWav.of(encoding, bits, channels, 44_100, RESPONSE)).taps();
        assertArrayEquals(new float[] {0.5f, -0.25f, 0.125f, 0, -1}, taps);
    }

    /** 24 bits of 32, 20 of 24 and 12 of 16 lie at the upper end. */
    @ParameterizedTest
    @CsvSource({"32, 24", "24, 20", "16, 12"})
    void aSampleMayNotFillItsBytes(int held, int bits) throws Exception {
        byte[] file = TestWav.of(1, held, 2, 48_000, RESPONSE);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(34, (short) bits);
        assertArrayEquals(new float[] {0.5f, -0.25f, 0.125f, 0, -1}, fir(file).taps());
    }

    @Test
    void sizesMayStandElsewhere() throws Exception {
        byte[] plain = TestWav.of(1, 24, 1, 48_000, RESPONSE);
        byte[] sizes = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN).put("ds64".getBytes(StandardCharsets.US_ASCII)).putInt(28).array();
        ByteBuffer large = ByteBuffer.allocate(plain.length + sizes.length).order(ByteOrder.LITTLE_ENDIAN).put("RF64".getBytes(StandardCharsets.US_ASCII)).putInt(-1)
                .put(plain, 8, 4).put(sizes).put(plain, 12, plain.length - 12).putInt(36 + sizes.length + 4, -1);
        assertArrayEquals(fir(plain).taps(), fir(large.array()).taps());
    }

    @Test
    void twoChannelsAreTheResponsesOfTwo() throws Exception {
        Model stereo = Captures.parse(TestWav.of(3, 32, 2, 48_000, RESPONSE), "x.wav").model();
        assertArrayEquals(new float[] {0.5f, -0.25f, 0.125f, 0, -1}, ((FirModel) stereo.forChannel(0)).taps());
        assertArrayEquals(new float[] {-0.5f, 0.25f, -0.125f, -0f, 1}, ((FirModel) stereo.forChannel(1)).taps());
        assertEquals(10, stereo.parameters());
        // Of more the first, and of two that are alike one.
        assertTrue(Captures.parse(TestWav.of(1, 16, 3, 48_000, RESPONSE), "x.wav").model() instanceof FirModel);
        assertTrue(Captures.parse(TestWav.of(1, 16, 2, 48_000, new double[3]), "x.wav").model() instanceof FirModel);
    }

    @Test
    void theRateIsThatOfTheFile() throws Exception {
        assertEquals(96_000, Captures.parse(TestWav.of(1, 16, 1, 96_000, RESPONSE), "x.wav").rate());
    }

    @Test
    void silenceAtTheEndIsLeftOut() throws Exception {
        assertEquals(2, fir(TestWav.of(3, 32, 1, 48_000, new double[] {1, 0.5, 0, 0, 0})).taps().length);
        assertEquals(1, fir(TestWav.of(3, 32, 1, 48_000, new double[3])).taps().length);
    }

    @Test
    void otherChunksAreSkipped() throws Exception {
        byte[] plain = TestWav.of(1, 16, 1, 48_000, RESPONSE);
        byte[] extra = {'L', 'I', 'S', 'T', 3, 0, 0, 0, 1, 2, 3, 0};
        byte[] with = ByteBuffer.allocate(plain.length + extra.length).put(plain, 0, 12).put(extra).put(plain, 12, plain.length - 12).array();
        assertArrayEquals(fir(plain).taps(), fir(with).taps());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2|16|48000|format 2, 16 bits", "1|12|48000|12 bits", "3|16|48000|format 3", "1|16|7999|7999.0 Hz"})
    void whatCannotBePlayedIsRefused(int encoding, int bits, int rate, String reason) {
        CaptureException e = assertThrows(CaptureException.class, () -> fir(TestWav.of(encoding, bits, 1, rate, RESPONSE)));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void infiniteSamplesAreRefused() {
        assertThrows(CaptureException.class, () -> fir(TestWav.of(3, 32, 1, 48_000, new double[] {1, Double.POSITIVE_INFINITY})));
    }

    @Test
    void aFileWithoutAudioIsRefused() throws Exception {
        byte[] plain = TestWav.of(1, 16, 1, 48_000, RESPONSE);
        assertThrows(CaptureException.class, () -> fir(Arrays.copyOf(plain, 40)));
        assertThrows(CaptureException.class, () -> fir(Arrays.copyOf(plain, 44)));
        assertThrows(CaptureException.class, () -> fir(Arrays.copyOf(plain, 20)));
        // A recorder that crashed leaves less than it announced.
        assertEquals(2, fir(Arrays.copyOf(plain, 48)).taps().length);
    }
}
