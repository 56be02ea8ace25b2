package stompjar.train;

/** A checkpoint cannot be resumed from. The message names the file and the reason. */
public final class CheckpointException extends Exception {
    private static final long serialVersionUID = 1;

    CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
