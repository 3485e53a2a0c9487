package dev.catchwater.fairlead.rate;

import java.util.Optional;

/**
 * What a request's rate is counted by besides its origin: an account, an API key, one of an API's resources. Counted for
 * each origin apart, so that no upstream can stop the calls to another.
 *
 * @param name equal for requests that share a budget; empty: none
 * @param limit the budget, where it is not the policy's for all keys
 */
public record RateKey(String name, Optional<RateLimit> limit) {
    static final RateKey NONE = new RateKey("", Optional.empty());

    /** A key with the policy's limit. */
    public static RateKey of(String name) {
        return new RateKey(name, Optional.empty());
    }

    /** A key with a limit of its own; the first one that is seen under a name holds. */
    public static RateKey of(String name, RateLimit limit) {
        return new RateKey(name, Optional.of(limit));
    }

    /** Without the name, which may be a credential. */
    @Override
    public String toString() {
        return "key" + limit.map(it -> " " + it).orElse("");
    }
}
