package stompjar.capture;

/** A capture file cannot be used. The message names the file and the reason, in words for a player. */
public final class CaptureException extends Exception {
    private static final long serialVersionUID = 1;

    public CaptureException(String file, String reason) {
        super(file + ": " + reason);
    }

    public CaptureException(String file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
    }
}
