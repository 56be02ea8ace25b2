package stompjar.capture;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that are there whole or not at all. Any thread but the audio thread. */
public final class WholeFile {
    private WholeFile() { }

    /** Writes beside {@code file}, then moves: an old file is replaced in one step. */
    public static void write(Path file, byte[] content) throws IOException {
        Path target = file.toAbsolutePath();
        Path beside = Files.createTempFile(target.getParent(), target.getFileName() + ".", ".part");
        try {
            Files.write(beside, content);
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
