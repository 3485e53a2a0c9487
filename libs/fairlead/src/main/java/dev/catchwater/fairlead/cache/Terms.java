package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * On which terms a stored response may be used, under a policy: how long it is fresh and what may be done with it then.
 * Nothing in it depends on the time; read once for each response.
 *
 * @param lifetime how old it may become and still be fresh, in nanoseconds (RFC 9111 §4.2.1)
 * @param whileRevalidating how much longer it may be used while it is refreshed (RFC 5861 §3)
 * @param onError how much longer it may stand in for an origin that fails (RFC 5861 §4)
 * @param whileDisconnected how much longer it may stand in for an origin that gives no answer (RFC 9111 §4.2.4)
 * @param alwaysValidated whether the response itself wants to be validated before each use (RFC 9111 §5.2.2.4)
 * @param staleForbidden whether stale use is out, whatever else allows it (RFC 9111 §4.2.4)
 * @param immutable whether a reload need not validate it (RFC 8246)
 */
record Terms(
        CachePolicy policy,
        Directives directives,
        long lifetime,
        long whileRevalidating,
        long onError,
        long whileDisconnected,
        boolean alwaysValidated,
        boolean staleForbidden,
        boolean immutable) {
    /** RFC 9110 §15.1: what may be given a lifetime that nobody stated. */
    private static final Set<Integer> HEURISTICALLY_CACHEABLE =
            Set.of(200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501);

    static Terms of(StoredResponse stored, CachePolicy policy) {
        Control control = Control.ruled(stored.status(), stored.headers(), policy);
        Directives directives = control.directives();
        boolean alwaysValidated = directives.hasUnqualified("no-cache");
        return new Terms(
                policy,
                directives,
                Math.min(Nanos.of(lifetime(stored, control, policy)), Nanos.of(policy.maxTtl())),
                window(directives, "stale-while-revalidate", policy.staleWhileRevalidate()),
                window(directives, "stale-if-error", policy.staleIfError()),
                // Who limits use on errors does not want it for longer where there is not even an error.
                window(directives, "stale-if-error", policy.staleWhileDisconnected()),
                alwaysValidated,
                alwaysValidated || forbidsStale(directives, policy),
                directives.has("immutable"));
    }

    static boolean isHeuristicallyCacheable(int status) {
        return HEURISTICALLY_CACHEABLE.contains(status);
    }

    private static boolean forbidsStale(Directives directives, CachePolicy policy) {
        return directives.has("must-revalidate")
                || (policy.isShared()
                        && (directives.has("proxy-revalidate")
                                || (policy.sMaxageForbidsStale() && directives.has("s-maxage"))));
    }

    private static long window(Directives directives, String name, Duration ifSilent) {
        OptionalLong stated = directives.seconds(name, 0);
        return stated.isPresent() ? Nanos.ofSeconds(stated.getAsLong()) : Nanos.of(ifSilent);
    }

    /** RFC 9111 §4.2.1: the first that is there. What is there and cannot be read counts as no time at all. */
    private static Duration lifetime(StoredResponse stored, Control control, CachePolicy policy) {
        Directives directives = control.directives();
        OptionalLong shared = policy.isShared() ? directives.seconds("s-maxage", 0) : OptionalLong.empty();
        OptionalLong seconds = shared.isPresent() ? shared : directives.seconds("max-age", 0);
        if (seconds.isPresent()) {
            return Duration.ofSeconds(seconds.getAsLong());
        }
        List<String> expires = control.targeted() ? List.of() : stored.headers().all("Expires");
        return expires.isEmpty() ? heuristic(stored, directives, policy) : untilExpiry(expires.getFirst(), stored);
    }

    /** RFC 9111 §5.3: a date in any other form has passed, "0" and what is merely sloppy alike. */
    private static Duration untilExpiry(String expires, StoredResponse stored) {
        return HttpDate.parseExactly(expires, stored.responseTime())
                .map(until -> Duration.between(statedDate(stored), until))
                .filter(lifetime -> !lifetime.isNegative())
                .orElse(Duration.ZERO);
    }

    /** As the origin wrote it, even in the future: Expires is on the same clock. */
    private static Instant statedDate(StoredResponse stored) {
        return stored.headers()
                .first("Date")
                .flatMap(date -> HttpDate.parse(date, stored.responseTime()))
                .orElse(stored.responseTime());
    }

    /** RFC 9111 §4.2.2. */
    private static Duration heuristic(StoredResponse stored, Directives directives, CachePolicy policy) {
        if (!isHeuristicallyCacheable(stored.status()) && !directives.has("public")) {
            return Duration.ZERO;
        }
        Metadata metadata = stored.metadata();
        Duration sinceChange = metadata.lastModified()
                .map(modified -> Duration.between(modified, metadata.date()))
                .filter(since -> !since.isNegative())
                .orElse(Duration.ZERO);
        Duration fraction = Duration.ofMillis((long) (sinceChange.toMillis() * policy.heuristicFraction()));
        return fraction.compareTo(policy.heuristicCap()) > 0 ? policy.heuristicCap() : fraction;
    }
}
