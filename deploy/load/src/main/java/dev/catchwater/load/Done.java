package dev.catchwater.load;

import org.jspecify.annotations.Nullable;

/** Hears of the end of a call, once, on any thread. */
@FunctionalInterface
public interface Done {
    /**
     * The call has ended.
     *
     * @param bytes of body that were read; anything but status 200 is a failure
     */
    void ended(long bytes, @Nullable Throwable failure);

    /** A status that is no answer to what was asked. */
    static Throwable unexpected(int status) {
        return new IllegalStateException("status " + status);
    }
}
