package dev.catchwater.live;

/**
 * One event of a hub.
 *
 * @param id its position, opaque to listeners, ordered by the hub's order; no line break, no NUL, at most 256 characters
 * @param type the SSE event name, such as {@code post}; the same bounds
 * @param body what the hub's encoder turns into the data, once for all listeners
 */
public record LiveEvent<E>(String id, String type, E body) {
    /** Bound of an id and of a type. */
    public static final int LONGEST = 256;

    /**
     * Checks what goes onto a line of its own.
     *
     * @throws IllegalArgumentException if the id or the type would not survive the wire
     */
    public LiveEvent {
        check(id);
        check(type);
    }

    /** Whether the text can be an id on the wire (WHATWG HTML §9.2.6). */
    static boolean fits(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0);
    }

    private static void check(String text) {
        if (!fits(text)) {
            throw new IllegalArgumentException("an id or type has 1 to " + LONGEST + " characters on one line");
        }
    }
}
