package dev.catchwater.jobs;

import java.time.Instant;

/** What becomes of a job that did its work. */
public sealed interface Next {

    /** It is done and forgotten; its id may be used again. */
    record Done() implements Next {}

    /** It runs again at {@code at}, at the earliest, with the same payload. */
    record Again(Instant at) implements Next {}

    static Next done() {
        return new Done();
    }

    static Next again(Instant at) {
        return new Again(at);
    }
}
