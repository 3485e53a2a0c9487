package dev.catchwater.fairlead.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Content that comes piece by piece until it is put into the store that gathers it. For one thread at a time. Whoever began it
 * ends it by {@link #discard}, whether it was put or not.
 */
public interface Gathering {
    /** The next bytes; they are copied, so that their reader may do with them what it likes. Returns at once. */
    void add(Buffer chunk);

    /** Whether more may come at once: a store may be slower than what it is given. */
    default boolean isReady() {
        return true;
    }

    /** When more may come. Never fails, and may be told on any thread. */
    default Uni<Void> ready() {
        return Uni.createFrom().voidItem();
    }

    /** How many bytes there were, kept or not. */
    long length();

    /** Whether all of them are kept. */
    boolean fits();

    /** What has come until now, if it fits. */
    Content gathered();

    /** Frees what was not put. */
    default void discard() {}
}
