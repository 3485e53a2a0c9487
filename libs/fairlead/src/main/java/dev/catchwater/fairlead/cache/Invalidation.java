package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.Headers;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a response makes invalid (RFC 9111 §4.4, RFC 9875 §3).
 *
 * @param keys whose responses are removed, or marked as {@link StoredResponse#invalidated}
 * @param groups of the same origin, whose members are
 */
public record Invalidation(Set<PrimaryKey> keys, Set<String> groups) {
    public static final Invalidation NONE = new Invalidation(Set.of(), Set.of());

    static Invalidation of(CacheRequest request, int status, Headers response) {
        if (request.method().isSafe()) {
            return NONE;
        }
        Set<PrimaryKey> keys = new LinkedHashSet<>();
        if (status >= 200 && status < 400) {
            keys.add(PrimaryKey.of(request.uri()));
            for (String field : List.of("Location", "Content-Location")) {
                response.first(field)
                        .flatMap(reference -> sameOrigin(request.uri(), reference))
                        .ifPresent(keys::add);
            }
        }
        return new Invalidation(keys, Groups.of(response, Groups.INVALIDATION));
    }

    /** Other origins' entries are nobody's to throw away (RFC 9111 §4.4). */
    static Optional<PrimaryKey> sameOrigin(URI base, String reference) {
        try {
            // resolve() leaves an empty path of the base relative.
            URI rooted = base.getRawPath().isEmpty() ? base.resolve("/") : base;
            URI target = rooted.resolve(reference.strip());
            return target.getHost() != null && PrimaryKey.originOf(target).equals(PrimaryKey.originOf(base))
                    ? Optional.of(PrimaryKey.of(target))
                    : Optional.empty();
        } catch (IllegalArgumentException notAReference) {
            return Optional.empty();
        }
    }

    public boolean isEmpty() {
        return keys.isEmpty() && groups.isEmpty();
    }
}
