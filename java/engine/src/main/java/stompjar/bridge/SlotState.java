package stompjar.bridge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import stompjar.capture.CaptureException;
import stompjar.capture.Captures;
import stompjar.pedalboard.Pedalboard;

/**
 * What a project saves of the slots: deflated big-endian data as {@link DataOutputStream} writes them, a version and then
 *
 * <ul>
 * <li>1: path (UTF), length and content of the pedal's capture;
 * <li>2 and later: a count of entries, each with a key (UTF), a length in bytes and so many bytes. For the keys {@code pedal}, {@code amp} and {@code cab}
 * these are path (UTF), length and content of the capture, and whether drive and tone stand in for knobs that it has not (a byte; missing is yes).
 * Where the content is empty the file at the path is read. A slot without an entry is empty. What a reader does not know, be it an entry or more bytes in one, it skips.
 * </ul>
 */
final class SlotState {
    private static final int VERSION = 2;
    private static final List<String> KEYS = List.of("pedal", "amp", "cab");
    private static final int MAX_ENTRIES = 1_000;
    private static final int MAX_ENTRY = Captures.MAX_BYTES + (1 << 17);
    /** Of all entries: a few bytes of a project can stand for gigabytes. */
    private static final long MAX_BYTES = 4L * MAX_ENTRY;

    private SlotState() { }

    /** @param slots a capture or null for each slot */
    static byte[] write(LoadedCapture[] slots) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(VERSION);
            out.writeInt((int) Arrays.stream(slots).filter(slot -> slot != null).count());
            for (int slot = 0; slot < slots.length; slot++) {
                if (slots[slot] != null) {
                    byte[] entry = entry(slots[slot]);
                    out.writeUTF(KEYS.get(slot));
                    out.writeInt(entry.length);
                    out.write(entry);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory could not be written", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] entry(LoadedCapture capture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(capture.file());
        out.writeInt(capture.content().length);
        out.write(capture.content());
        out.writeBoolean(capture.stands());
        return bytes.toByteArray();
    }

    /** @throws CaptureException if it is damaged, or one of its captures cannot be read */
    static LoadedCapture[] read(byte[] state) throws CaptureException {
        LoadedCapture[] slots = new LoadedCapture[Pedalboard.SLOTS];
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(state)))) {
            int version = in.readInt();
            if (version < 1) {
                throw damaged("version " + version, null);
            }
            if (version == 1) {
                slots[Pedalboard.PEDAL] = capture(in).withoutStandIns();
                return slots;
            }
            int entries = checked(in.readInt(), MAX_ENTRIES);
            long left = MAX_BYTES;
            for (int i = 0; i < entries; i++) {
                int slot = KEYS.indexOf(in.readUTF());
                byte[] entry = bytes(in, MAX_ENTRY);
                if (slot >= 0 && slots[slot] != null) {
                    throw damaged("two captures for one slot", null);
                }
                left -= entry.length;
                if (left < 0) {
                    throw damaged("more than " + (MAX_BYTES >> 20) + " MB", null);
                }
                if (slot >= 0) {
                    DataInputStream inside = new DataInputStream(new ByteArrayInputStream(entry));
                    LoadedCapture capture = capture(inside);
                    slots[slot] = inside.available() == 0 || inside.readBoolean() ? capture : capture.withoutStandIns();
                }
            }
            return slots;
        } catch (IOException e) {
            throw damaged(e.getMessage(), e);
        }
    }

    private static LoadedCapture capture(DataInputStream in) throws IOException, CaptureException {
        String file = in.readUTF();
        byte[] content = bytes(in, Captures.MAX_BYTES);
        return content.length == 0 ? LoadedCapture.read(file) : LoadedCapture.of(content, file);
    }

    private static byte[] bytes(DataInputStream in, int most) throws IOException, CaptureException {
        int length = checked(in.readInt(), most);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw damaged("it ends early", null);
        }
        return bytes;
    }

    private static int checked(int count, int most) throws CaptureException {
        if (count < 0 || count > most) {
            throw damaged("a length of " + count, null);
        }
        return count;
    }

    private static CaptureException damaged(String reason, Throwable cause) {
        return new CaptureException("the project", "its captures are damaged (" + reason + ")", cause);
    }
}
