package stompjar.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import stompjar.capture.WholeFile;
import stompjar.data.Dataset;
import stompjar.data.Segment;

/**
 * Where a training's state is kept, so that a crash or a power cut costs less than a minute. Written beside the file and then moved,
 * so that it is whole at any moment. It is resumed by the same settings on the same audio only. One thread.
 */
public final class Checkpoint {
    /** Trains without one. */
    public static final Checkpoint NONE = new Checkpoint(null, 0);

    private static final String MAGIC = "stompjar checkpoint 1";
    private static final double SECONDS = 20;
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final double interval;
    private long savedAt = System.nanoTime();
    private String description = "";
    private long fingerprint;

    /** @param seconds at least so many between two writes */
    Checkpoint(Path file, double seconds) {
        this.file = file;
        this.interval = seconds;
    }

    /** That of a capture which is to be written to {@code out}: the same name and {@code .checkpoint}. */
    public static Checkpoint beside(Path out) {
        return new Checkpoint(out.resolveSibling(out.getFileName() + ".checkpoint"), SECONDS);
    }

    public Path file() {
        return file;
    }

    /** Removes it, if it is there. */
    public void discard() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Loads the state, if there is one.
     *
     * @return whether there was
     * @throws CheckpointException if it is of another training, or damaged
     */
    boolean resume(TrainingSettings settings, Dataset data, Resumable state) throws CheckpointException {
        if (file == null) {
            return false;
        }
        description = describe(settings, data);
        fingerprint = fingerprint(data);
        if (!Files.exists(file)) {
            return false;
        }
        try {
            state.load(new DataInputStream(new ByteArrayInputStream(read(data))));
            return true;
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /**
     * For a training that is not to begin beside another one's checkpoint, which the end of it would remove.
     *
     * @throws CheckpointException if there is one, and it is of another training, or damaged
     */
    public void check(TrainingSettings settings, Dataset data) throws CheckpointException {
        if (file != null && Files.exists(file)) {
            description = describe(settings, data);
            fingerprint = fingerprint(data);
            read(data);
        }
    }

    /** What was saved of this training. */
    private byte[] read(Dataset data) throws CheckpointException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            if (!in.readUTF().equals(MAGIC)) {
                throw new IOException("it is none of this version");
            }
            String other = in.readUTF();
            if (!other.equals(description)) {
                throw refused("is of another training (" + other + "; this one is " + description + ")", null);
            }
            if (in.readLong() != fingerprint) {
                throw refused("is of the same settings, but of other recordings than those of " + data.name() + " now", null);
            }
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            if (in.readLong() != sum(bytes)) {
                throw new IOException("its sum is wrong");
            }
            return bytes;
        } catch (IOException | NegativeArraySizeException e) {
            throw damaged(e);
        }
    }

    private CheckpointException damaged(Exception e) {
        return refused("is damaged (" + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ")", e);
    }

    private CheckpointException refused(String reason, Throwable cause) {
        return new CheckpointException(file + " " + reason + ". Resume what it is of, begin anew with --restart, or delete it", cause);
    }

    boolean due() {
        return file != null && (System.nanoTime() - savedAt) * 1e-9 >= interval;
    }

    void save(Resumable state) throws IOException {
        savedAt = System.nanoTime();
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        state.save(new DataOutputStream(payload));
        byte[] bytes = payload.toByteArray();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(whole);
        out.writeUTF(MAGIC);
        out.writeUTF(description);
        out.writeLong(fingerprint);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.writeLong(sum(bytes));
        WholeFile.write(file, whole.toByteArray());
    }

    private static long sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return sum.getValue();
    }

    private static String describe(TrainingSettings settings, Dataset data) {
        String budget = settings.steps() > 0 ? settings.steps() + " steps" : String.format(Locale.ROOT, "%s minutes", settings.minutes());
        return settings.architecture().spec() + ", " + budget + ", seed " + settings.seed() + ", loss " + settings.loss() + ", " + data.rate() + " Hz, knobs " + data.knobs();
    }

    /** Of the audio itself and of what each part of it is for; names of files say nothing. */
    private static long fingerprint(Dataset data) {
        CRC32C sum = new CRC32C();
        Map<float[], Integer> seen = new IdentityHashMap<>();
        for (float[] setting : data.settings()) {
            absorb(sum, setting);
        }
        for (Segment segment : data.segments()) {
            int[] about = {once(sum, seen, segment.dry()), segment.lfo() == null ? -1 : once(sum, seen, segment.lfo()),
                    once(sum, seen, segment.wet()), segment.start(), segment.end(), segment.split().ordinal(), segment.setting(),
                    data.heldOut()[segment.setting()] ? 1 : 0};
            ByteBuffer bytes = ByteBuffer.allocate(4 * about.length);
            bytes.asIntBuffer().put(about);
            sum.update(bytes);
        }
        return sum.getValue() << 16 ^ data.segments().size();
    }

    private static int once(CRC32C sum, Map<float[], Integer> seen, float[] audio) {
        Integer number = seen.get(audio);
        if (number == null) {
            number = seen.size();
            seen.put(audio, number);
            absorb(sum, audio);
        }
        return number;
    }

    private static void absorb(CRC32C sum, float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * Math.min(CHUNK, values.length));
        for (int at = 0; at < values.length; at += CHUNK) {
            int count = Math.min(CHUNK, values.length - at);
            bytes.clear();
            bytes.asFloatBuffer().put(values, at, count);
            bytes.limit(4 * count);
            sum.update(bytes);
        }
    }
}
