package stompjar.bridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stompjar.TestCaptures;
import stompjar.TestWav;
import stompjar.capture.FirModel;
import stompjar.capture.StompFile;
import stompjar.pedalboard.Parameters;
import stompjar.pedalboard.Pedalboard;

class NativePedalTest {
    @TempDir
    Path folder;
    private Path first;
    private Path second;

    @BeforeEach
    void write() throws Exception {
        first = folder.resolve("first.stomp");
        second = folder.resolve("second.stomp");
        StompFile.write(first, TestCaptures.capture(TestCaptures.feather(2), 44_100));
        StompFile.write(second, TestCaptures.capture(TestCaptures.lstm(8, 1, 1, 5), 48_000));
    }

    private static float[] play(NativePedal pedal) {
        return play(pedal, 0.5f);
    }

    private static float[] play(NativePedal pedal, float drive) {
        return play(pedal, drive, true);
    }

    private static float[] play(NativePedal pedal, float drive, boolean live) {
        ByteBuffer shared = pedal.prepare(48_000, 64, 1, live);
        FloatBuffer floats = shared.order(ByteOrder.nativeOrder()).asFloatBuffer();
        floats.put(Parameters.DRIVE, drive);
        float[] guitar = TestCaptures.guitar(6_400, 1);
        float[] out = new float[guitar.length];
        for (int at = 0; at < guitar.length; at += 64) {
            floats.put(NativePedal.AUDIO, guitar, at, 64);
            pedal.process(64);
            floats.get(NativePedal.AUDIO, out, at, 64);
        }
        return out;
    }

    @Test
    void anOfflineRenderHasTheBitsOfALiveOne() {
        float[] offline = play(new NativePedal(folder.toString(), second.toString()), 0.3f, false);
        NativePedal pedal = new NativePedal(folder.toString(), second.toString());
        assertArrayEquals(play(pedal, 0.3f), offline);
        assertArrayEquals(offline, play(pedal, 0.3f, false));
    }

    /** Of a size that nobody played before. */
    @Test
    void aHostThatGoesLiveAgainFindsAllCompiled() throws Exception {
        StompFile.write(second, TestCaptures.capture(TestCaptures.lstm(11, 1, 1, 5), 48_000));
        NativePedal pedal = new NativePedal(folder.toString(), second.toString());
        pedal.prepare(48_000, 64, 1, false);
        pedal.process(64);
        pedal.prepare(48_000, 64, 1, true);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(id);
        long before = threads.getThreadAllocatedBytes(id);
        for (int block = 0; block < 1_000; block++) {
            pedal.process(64);
        }
        assertEquals(before, threads.getThreadAllocatedBytes(id));
    }

    @Test
    void stateHoldsTheCaptureByContent() throws Exception {
        NativePedal pedal = new NativePedal(folder.toString(), first.toString());
        float[] before = play(pedal);
        byte[] state = pedal.captureState();
        Files.delete(first);
        NativePedal other = new NativePedal(folder.toString(), second.toString());
        assertNull(other.restoreCapture(state));
        assertArrayEquals(before, play(other));
        assertArrayEquals(state, other.captureState());
    }

    @Test
    void aBadFileOrStateLeavesTheSound() throws Exception {
        NativePedal pedal = new NativePedal(folder.toString(), first.toString());
        float[] before = play(pedal);
        Path bad = Files.writeString(folder.resolve("bad.nam"), "{\"architecture\": \"?\"}");
        String error = pedal.load(Pedalboard.PEDAL, bad.toString());
        assertTrue(error.contains("bad.nam"), error);
        assertTrue(pedal.describe().contains("bad.nam"), pedal.describe());
        byte[] state = pedal.captureState();
        for (int i = 0; i < state.length; i += 7) {
            byte[] damaged = state.clone();
            damaged[i] ^= 0x55;
            pedal.restoreCapture(damaged);
        }
        assertNotNull(pedal.restoreCapture(new byte[] {1, 2, 3}));
        assertNull(pedal.restoreCapture(state));
        assertArrayEquals(before, play(pedal));
    }

    @Test
    void withoutAnyCaptureTheDrySignalPassesAndTheFaceSaysWhy() {
        NativePedal pedal = new NativePedal(folder.toString(), null);
        assertArrayEquals(TestCaptures.guitar(6_400, 1), play(pedal));
        assertTrue(pedal.describe().contains("tube-screamer.stomp: there is no such file"), pedal.describe());
        assertEquals(0, pedal.captureState().length);
        assertNull(pedal.load(Pedalboard.PEDAL, second.toString()));
        assertTrue(pedal.describe().startsWith("random lstm"), pedal.describe());
    }

    @Test
    void preparingAgainStartsAfreshOnTheSameBuffer() {
        NativePedal pedal = new NativePedal(folder.toString(), first.toString());
        float[] before = play(pedal);
        ByteBuffer shared = pedal.prepare(48_000, 64, 1, true);
        assertSame(shared, pedal.prepare(48_000, 64, 1, true));
        assertArrayEquals(before, play(pedal));
        assertTrue(pedal.latencyFrames() > 0);
        pedal.prepare(44_100, 64, 2, true);
        assertEquals(0, pedal.latencyFrames());
    }

    @Test
    void everySlotIsRestoredByContent() throws Exception {
        Path cab = folder.resolve("cab.stomp");
        StompFile.write(cab, TestCaptures.capture(TestCaptures.fir(600, 1), 48_000));
        NativePedal pedal = new NativePedal(folder.toString(), first.toString());
        float[] alone = play(pedal);
        assertNull(pedal.load(Pedalboard.AMP, second.toString()));
        assertNull(pedal.load(Pedalboard.CAB, cab.toString()));
        float[] all = play(pedal);
        assertFalse(Arrays.equals(alone, all));
        assertTrue(pedal.slotText(Pedalboard.AMP).startsWith("random lstm\n" + second + "\n24 0.5 drive\n"), pedal.slotText(Pedalboard.AMP));
        assertTrue(pedal.describe().contains(" → random fir"), pedal.describe());
        byte[] state = pedal.captureState();
        for (Path file : new Path[] {first, second, cab}) {
            Files.delete(file);
        }
        NativePedal other = new NativePedal(folder.toString(), null);
        assertNull(other.restoreCapture(state));
        assertArrayEquals(all, play(other));
        assertArrayEquals(state, other.captureState());
        other.clear(Pedalboard.AMP);
        other.clear(Pedalboard.CAB);
        assertEquals("", other.slotText(Pedalboard.AMP));
        assertArrayEquals(alone, play(other));
    }

    @Test
    void anEmptyPedalIsRestoredEmpty() {
        NativePedal pedal = new NativePedal(folder.toString(), first.toString());
        pedal.clear(Pedalboard.PEDAL);
        byte[] state = pedal.captureState();
        NativePedal other = new NativePedal(folder.toString(), second.toString());
        assertNull(other.restoreCapture(state));
        assertArrayEquals(TestCaptures.guitar(6_400, 1), play(other));
    }

    /** What version 1 saved, kept for ever. */
    @Test
    void stateOfVersion1GivesItsPedalAndNothingElse() throws Exception {
        byte[] state;
        try (InputStream in = NativePedalTest.class.getResourceAsStream("captures-1.bin")) {
            state = in.readAllBytes();
        }
        NativePedal pedal = new NativePedal(folder.toString(), first.toString());
        pedal.load(Pedalboard.AMP, second.toString());
        assertNull(pedal.restoreCapture(state));
        assertTrue(pedal.slotText(Pedalboard.PEDAL).contains("\n/tmp/golden/golden.nam\n"), pedal.slotText(Pedalboard.PEDAL));
        assertEquals("", pedal.slotText(Pedalboard.AMP));
        Path same = folder.resolve("same.nam");
        byte[] content = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(state))).readAllBytes();
        Files.write(same, Arrays.copyOfRange(content, 4 + 2 + "/tmp/golden/golden.nam".length() + 4, content.length));
        NativePedal today = new NativePedal(folder.toString(), same.toString());
        float[] sound = play(today);
        assertArrayEquals(sound, play(pedal));
        // It has no knobs: drive did nothing then, and still does not, also after it was saved once more.
        assertFalse(Arrays.equals(sound, play(today, 0.9f)));
        assertArrayEquals(sound, play(pedal, 0.9f));
        NativePedal later = new NativePedal(folder.toString(), second.toString());
        assertNull(later.restoreCapture(pedal.captureState()));
        assertArrayEquals(sound, play(later, 0.9f));
    }

    @Test
    void aStateFromTheFutureIsReadAsFarAsItIsKnown() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(7);
            out.writeInt(3);
            out.writeUTF("looper");
            out.writeInt(5);
            out.write(new byte[5]);
            // By path only, and with more behind it than this version knows.
            byte[] path = second.toString().getBytes(StandardCharsets.UTF_8);
            out.writeUTF("amp");
            out.writeInt(2 + path.length + 4 + 3);
            out.writeUTF(second.toString());
            out.writeInt(0);
            out.write(new byte[] {1, 2, 3});
            out.writeUTF("pedal");
            byte[] content = Files.readAllBytes(first);
            out.writeInt(2 + 1 + 4 + content.length);
            out.writeUTF("x");
            out.writeInt(content.length);
            out.write(content);
        }
        NativePedal expected = new NativePedal(folder.toString(), first.toString());
        expected.load(Pedalboard.AMP, second.toString());
        NativePedal pedal = new NativePedal(folder.toString(), second.toString());
        assertNull(pedal.restoreCapture(bytes.toByteArray()));
        assertArrayEquals(play(expected), play(pedal));
        // A slot that cannot be filled leaves all as they are.
        Files.delete(second);
        NativePedal other = new NativePedal(folder.toString(), first.toString());
        assertTrue(other.restoreCapture(bytes.toByteArray()).contains("second.stomp"));
        assertEquals("", other.slotText(Pedalboard.AMP));
    }

    /** A few bytes of a project can stand for gigabytes. */
    @Test
    void aStateThatGrowsWithoutEndIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(2);
            out.writeInt(900);
            for (int i = 0; i < 6; i++) {
                out.writeUTF("wah");
                out.writeInt(30 << 20);
                out.write(new byte[30 << 20]);
            }
        }
        assertTrue(new NativePedal(folder.toString(), first.toString()).restoreCapture(bytes.toByteArray()).contains("damaged (more than"));
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(twice))) {
            out.writeInt(2);
            out.writeInt(2);
            for (int i = 0; i < 2; i++) {
                out.writeUTF("amp");
                out.writeInt(2 + second.toString().length() + 4);
                out.writeUTF(second.toString());
                out.writeInt(0);
            }
        }
        assertTrue(new NativePedal(folder.toString(), first.toString()).restoreCapture(twice.toByteArray()).contains("two captures for one slot"));
    }

    /** What a host could only send by mistake must not stay in the filters. */
    @Test
    void aParameterThatIsNoNumberIsAtItsDefault() {
        NativePedal pedal = new NativePedal(folder.toString(), first.toString());
        FloatBuffer floats = pedal.prepare(48_000, 64, 1, false).order(ByteOrder.nativeOrder()).asFloatBuffer();
        float[] guitar = TestCaptures.guitar(64, 1);
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1}) {
            for (int p = 0; p < Parameters.COUNT; p++) {
                floats.put(p, value == 1 ? Parameters.defaults()[p] : value);
            }
            floats.put(NativePedal.AUDIO, guitar);
            pedal.process(64);
            for (int t = 0; t < 64; t++) {
                assertTrue(Math.abs(floats.get(NativePedal.AUDIO + t)) < 16, value + " at " + t);
            }
        }
    }

    @Test
    void whatBlowsUpIsNamedUntilTheNextReset() throws Exception {
        Path loud = folder.resolve("loud.stomp");
        StompFile.write(loud, TestCaptures.capture(new FirModel(new float[] {1e7f}, 0), 48_000));
        NativePedal pedal = new NativePedal(folder.toString(), loud.toString());
        FloatBuffer floats = pedal.prepare(48_000, 64, 1, false).order(ByteOrder.nativeOrder()).asFloatBuffer();
        assertEquals("", pedal.unheard());
        floats.put(NativePedal.AUDIO, TestCaptures.guitar(64, 1));
        pedal.process(64);
        assertTrue(pedal.unheard().startsWith("random fir is silent"), pedal.unheard());
        assertNull(pedal.restoreCapture(pedal.captureState()));
        assertEquals("", pedal.unheard(), "chosen again it plays again");
        floats.put(NativePedal.AUDIO, TestCaptures.guitar(64, 1));
        pedal.process(64);
        assertTrue(pedal.unheard().startsWith("random fir is silent"), pedal.unheard());
        pedal.reset();
        assertEquals("", pedal.unheard());
    }

    /** The response can be played at its own rate only: between its taps are numbers that are too large. */
    @Test
    void whatCannotBePlayedAtAnotherRateCostsItsSlotOnly() throws Exception {
        Path huge = folder.resolve("huge.wav");
        Files.write(huge, TestWav.of(3, 32, 1, 48_000, new double[] {3.3e38, -3.3e38, 3.3e38, -3.3e38, 3.3e38, -3.3e38}));
        NativePedal pedal = new NativePedal(folder.toString(), first.toString());
        pedal.prepare(48_000, 64, 1, false);
        assertNull(pedal.load(Pedalboard.CAB, huge.toString()));
        pedal.prepare(44_100, 64, 1, false);
        assertTrue(pedal.unheard().contains("huge.wav"), pedal.unheard());
        pedal.prepare(48_000, 64, 1, false);
        assertEquals("", pedal.unheard());
        FloatBuffer floats = pedal.prepare(44_100, 64, 1, false).order(ByteOrder.nativeOrder()).asFloatBuffer();
        floats.put(NativePedal.AUDIO, TestCaptures.guitar(64, 1));
        pedal.process(64);
        assertTrue(pedal.latencyFrames() >= 0);
    }

    @Test
    void aCaptureWithoutKnobsSaysWhatItsKnobsDo() throws Exception {
        Path snapshot = folder.resolve("snapshot.stomp");
        StompFile.write(snapshot, TestCaptures.capture(TestCaptures.feather(0), 48_000));
        NativePedal pedal = new NativePedal(folder.toString(), snapshot.toString());
        assertTrue(pedal.describe().contains("drive is gain, tone a tilt"), pedal.describe());
    }
}
