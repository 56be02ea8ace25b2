package stompjar.host;

/** A plugin cannot be played, or not any more; the message is for people. */
public final class Lv2Exception extends Exception {
    private static final long serialVersionUID = 1;

    Lv2Exception(String message) {
        super(message);
    }

    Lv2Exception(String message, Throwable cause) {
        super(message, cause);
    }
}
