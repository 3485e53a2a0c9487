package dev.catchwater.fairlead.credentials;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Where tokens are kept. One that several nodes share holds a lease while it renews, so that only one of them asks:
 * servers that rotate refresh tokens take a second use of one for theft.
 */
@FunctionalInterface
public interface TokenStore {
    /**
     * Runs a renewal, alone among all who share the store, and keeps what it gives; of a failure it keeps nothing.
     *
     * @param key {@link Credentials.OAuth2#key}
     * @param renewal gets what is stored, and gives it back where somebody else has renewed it meanwhile
     */
    Uni<Tokens> renew(String key, Function<Optional<Tokens>, Uni<Tokens>> renewal);

    /**
     * The same for a renewal by the last refresh token that there was. A store that cannot be asked whether there has been
     * one fails: the first one may have been used, and a second use of it may end the session.
     */
    default Uni<Tokens> refresh(String key, Function<Optional<Tokens>, Uni<Tokens>> renewal) {
        return renew(key, renewal);
    }

    /** Keeps them as long as the process lives. Each client renews one at a time by itself: there is no lease. */
    static TokenStore inMemory() {
        Map<String, Tokens> kept = new ConcurrentHashMap<>();
        return (key, renewal) -> Uni.createFrom()
                .deferred(() -> renewal.apply(Optional.ofNullable(kept.get(key))))
                .invoke(tokens -> kept.put(key, tokens));
    }
}
