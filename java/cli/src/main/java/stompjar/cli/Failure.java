package stompjar.cli;

/** The work of a verb failed: exit status 1. The message is one line that names what, which file and why. */
final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
