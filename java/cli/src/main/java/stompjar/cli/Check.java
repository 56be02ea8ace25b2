package stompjar.cli;

/**
 * One thing that {@code doctor} looked at.
 *
 * @param name   what
 * @param state  how it is
 * @param found  what was found, or what is missing
 * @param advice how to get it; null where there is nothing to do
 */
record Check(String name, State state, String found, String advice) {
    /** {@code MISSING} is needed; {@code ABSENT} would be nice to have. */
    enum State { OK, ABSENT, MISSING }

    static Check ok(String name, String found) {
        return new Check(name, State.OK, found, null);
    }
}
