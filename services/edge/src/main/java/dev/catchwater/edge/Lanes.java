package dev.catchwater.edge;

import dev.catchwater.fairlead.Headers;
import java.util.Optional;

/** The routes that are at work now. */
@FunctionalInterface
public interface Lanes {
    /**
     * Whose a request is; empty: nobody's.
     *
     * @param host as the request names it
     * @param path as it came, without the query
     */
    Optional<Lane> of(String host, String path, Headers headers);
}
