package stompjar.data;

/** An audio file or a dataset cannot be used. The message names the file and the reason. */
public final class AudioException extends Exception {
    private static final long serialVersionUID = 1;

    public AudioException(String file, String reason) {
        super(file + ": " + reason);
    }

    public AudioException(String file, String reason, Throwable cause) {
        super(file + ": " + reason, cause);
    }
}
