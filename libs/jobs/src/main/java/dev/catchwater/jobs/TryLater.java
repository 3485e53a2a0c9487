package dev.catchwater.jobs;

import java.time.Duration;

/** Thrown by work that failed and knows how long it should be left alone, such as by Retry-After. It counts as an attempt. */
public final class TryLater extends Exception {
    private static final long serialVersionUID = 1L;
    private final Duration atLeast;

    /**
     * A failure with a wish.
     *
     * @param atLeast the wait is never shorter than {@link Retrying} says, nor longer than a day
     */
    public TryLater(String message, Duration atLeast) {
        super(message);
        this.atLeast = atLeast;
    }

    public Duration atLeast() {
        return atLeast;
    }
}
