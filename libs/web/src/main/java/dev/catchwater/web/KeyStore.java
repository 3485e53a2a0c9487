package dev.catchwater.web;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a service keeps its API keys. A service brings one as a bean; without it a hashed file is used. Calls come on a
 * Vert.x duplicated context and must not block. A failure means that the store is away (503), never that a key is bad.
 */
public interface KeyStore {
    /** The key of that id, revoked or not. */
    Uni<Optional<ApiKey>> find(String id);

    /** Adds a key; fails if the id is taken. */
    Uni<Void> save(ApiKey key);

    /**
     * Adds this key if there is no live admin key, in one atomic step over all replicas.
     *
     * @return whether it was added
     */
    Uni<Boolean> saveFirst(ApiKey key);

    /** All keys, oldest first, at most 10,000. */
    Uni<List<ApiKey>> list();

    /**
     * Ends a key.
     *
     * @return whether there was a live key of that id
     */
    Uni<Boolean> revoke(String id, Instant when);
}
