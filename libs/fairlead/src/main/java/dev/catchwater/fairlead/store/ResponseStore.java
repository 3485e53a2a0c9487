package dev.catchwater.fairlead.store;

import dev.catchwater.fairlead.cache.PrimaryKey;
import dev.catchwater.fairlead.cache.StoredResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keeps responses under their primary keys, several variants under one. Nothing is kept forever or for certain: what is
 * not found is fetched again. A failed {@code Uni} means that the store is out of order, never that there is nothing.
 *
 * <p>All {@code Uni}s are lazy. Time is always the caller's. Removal and invalidation are marks in time: whatever was
 * <em>requested</em> at or before the mark is covered, even if it is put later, so that an answer on its way cannot
 * bring old content back.
 */
public interface ResponseStore {
    /** The longest content that is kept, in bytes. */
    long maxEntryBytes();

    /**
     * Grows with whatever the store is told that covers what was fetched before, not by the clock but in that order. Asked as a request is sent to the
     * origin, and told to {@link #put} and {@link #touch} as the {@link StoredResponse#born} of what comes of it; requests of
     * different generations do not wait for one answer. Always 0 in a store that judges by time alone.
     */
    default long generation() {
        return 0;
    }

    /**
     * What is stored under a key.
     *
     * @param wanted which variants the caller can use: all of these are found, others may be left out as long as one of
     *     the found ones is wanted
     */
    Uni<List<StoredEntry>> find(PrimaryKey key, Predicate<StoredResponse> wanted, Instant now);

    /**
     * Stores a response, in place of those of the same variant. Visible at once and as a whole, when the content has
     * come to its end; if that fails or is cancelled, nothing happens but the failure.
     *
     * @param content read at the store's pace
     * @return whether it was stored: not if it is too long, already covered by a removal, or past its time
     */
    Uni<Boolean> put(PrimaryKey key, StoredResponse response, Multi<Buffer> content, Instant keepUntil, Instant now);

    /**
     * Takes content as it comes, before it is known whether it can be put.
     *
     * @param most bytes that are kept, up to {@link #maxEntryBytes}
     * @param expected how many will come, if that is known
     */
    default Gathering gathering(long most, Optional<Long> expected) {
        return new Gatherer(most);
    }

    /** Stores what this store has {@linkplain #gathering gathered}, or any other content. */
    default Uni<Boolean> put(PrimaryKey key, StoredResponse response, Content content, Instant keepUntil, Instant now) {
        return put(key, response, content.read(), keepUntil, now);
    }

    /**
     * Replaces the head of a stored response after a validation.
     *
     * @param before as it was found; if another is there by now, nothing happens
     * @return whether it was replaced
     */
    Uni<Boolean> touch(PrimaryKey key, StoredResponse before, StoredResponse after, Instant keepUntil, Instant now);

    /** Forgets all variants that were requested up to now. */
    Uni<Void> remove(PrimaryKey key, Instant now);

    /**
     * Has all responses of the key's target that were requested up to now validated before their next use, those that are kept
     * apart included (RFC 9111 §4.4).
     *
     * @param key one of them; {@link PrimaryKey#target} counts
     */
    Uni<Void> invalidate(PrimaryKey key, Instant now);

    /**
     * The same for all members of the groups (RFC 9875).
     *
     * @param origin whose groups they are, as {@link PrimaryKey#origin} has it
     */
    Uni<Void> invalidateGroups(String origin, Set<String> groups, Instant now);
}
