package stompjar.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that are there whole or not at all. Any thread but the audio thread. */
public final class WholeFile {
    /** What writes the content. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private WholeFile() { }

    /** Makes a folder, and those that it lies in, unless it is there: also as a link, of which JDK 17 says that it is there already. */
    public static Path makeFolder(Path folder) throws IOException {
        return Files.isDirectory(folder) ? folder : Files.createDirectories(folder);
    }

    /** Writes beside {@code file}, then moves: an old file is replaced in one step. Folders that are missing are made. */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }

    /** The same for content that need not be in memory at once. */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        makeFolder(target.getParent());
        Path beside = Files.createTempFile(target.getParent(), "." + target.getFileName() + ".", ".part");
        try {
            try (OutputStream out = Files.newOutputStream(beside)) {
                content.writeTo(out);
            }
            // createTempFile makes it private to the user; a capture should be as readable as any file made here.
            beside.toFile().setReadable(true, false);
            try {
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
