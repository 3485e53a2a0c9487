package dev.catchwater.fairlead.cache;

import dev.catchwater.fairlead.HttpDate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How old a response is, how long it is fresh, and what may be done with it once it is not (RFC 9111 §4.2).
 *
 * @param age on the origin's scale
 * @param lifetime how old it may become and still be fresh
 * @param basis what the lifetime is taken from
 */
record Freshness(Duration age, Duration lifetime, Basis basis, Control control, CachePolicy policy) {
    /** RFC 9110 §15.1: what may be given a lifetime that nobody stated. */
    private static final Set<Integer> HEURISTICALLY_CACHEABLE =
            Set.of(200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501);

    enum Basis {
        EXPLICIT,
        HEURISTIC,
        NONE
    }

    private record Lifetime(Duration duration, Basis basis) {}

    static Freshness of(StoredResponse stored, CachePolicy policy, Instant now) {
        Control control = Control.of(stored.headers(), policy);
        Lifetime lifetime = lifetime(stored, control, policy);
        Duration bounded = lifetime.duration.compareTo(policy.maxTtl()) > 0 ? policy.maxTtl() : lifetime.duration;
        return new Freshness(Ages.current(stored, now), bounded, lifetime.basis, control, policy);
    }

    static boolean isHeuristicallyCacheable(int status) {
        return HEURISTICALLY_CACHEABLE.contains(status);
    }

    /** RFC 9111 §4.2.1: the first that is there. What is there and cannot be read counts as no time at all. */
    private static Lifetime lifetime(StoredResponse stored, Control control, CachePolicy policy) {
        Directives directives = control.directives();
        OptionalLong shared = policy.isShared() ? directives.seconds("s-maxage", 0) : OptionalLong.empty();
        OptionalLong seconds = shared.isPresent() ? shared : directives.seconds("max-age", 0);
        if (seconds.isPresent()) {
            return new Lifetime(Duration.ofSeconds(seconds.getAsLong()), Basis.EXPLICIT);
        }
        List<String> expires = control.targeted() ? List.of() : stored.headers().all("Expires");
        if (!expires.isEmpty()) {
            return new Lifetime(untilExpiry(expires.getFirst(), stored), Basis.EXPLICIT);
        }
        return heuristic(stored, directives, policy);
    }

    private static Duration untilExpiry(String expires, StoredResponse stored) {
        return HttpDate.parse(expires, stored.responseTime())
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
    private static Lifetime heuristic(StoredResponse stored, Directives directives, CachePolicy policy) {
        boolean allowed = isHeuristicallyCacheable(stored.status()) || directives.has("public");
        Duration sinceChange = stored.headers()
                .first("Last-Modified")
                .flatMap(modified -> HttpDate.parse(modified, stored.responseTime()))
                .map(modified -> Duration.between(modified, stored.date()))
                .orElse(Duration.ZERO);
        Duration fraction = Duration.ofMillis((long) (sinceChange.toMillis() * policy.heuristicFraction()));
        if (!allowed || fraction.isNegative() || fraction.isZero()) {
            return new Lifetime(Duration.ZERO, Basis.NONE);
        }
        return new Lifetime(
                fraction.compareTo(policy.heuristicCap()) > 0 ? policy.heuristicCap() : fraction, Basis.HEURISTIC);
    }

    boolean isFresh() {
        return lifetime.compareTo(age) > 0;
    }

    /** How long it will still be fresh; negative: since when it is not. */
    Duration remaining() {
        return lifetime.minus(age);
    }

    /** Whether the response itself wants to be validated before each use (RFC 9111 §5.2.2.4). */
    boolean alwaysValidated() {
        return control.directives().hasUnqualified("no-cache");
    }

    /** RFC 9111 §4.2.4: whether stale use is out, whatever else allows it. */
    boolean staleForbidden() {
        Directives directives = control.directives();
        return alwaysValidated()
                || directives.has("must-revalidate")
                || (policy.isShared()
                        && (directives.has("proxy-revalidate")
                                || (policy.sMaxageForbidsStale() && directives.has("s-maxage"))));
    }

    /** RFC 5861 §3. */
    boolean usableWhileRevalidating() {
        return !staleForbidden() && within(window("stale-while-revalidate", policy.staleWhileRevalidate()));
    }

    /** RFC 5861 §4; the request may ask for it as well. */
    boolean usableOnError(Directives request) {
        Duration asked = policy.honourRequests()
                ? Duration.ofSeconds(request.seconds("stale-if-error", 0).orElse(0))
                : Duration.ZERO;
        Duration own = window("stale-if-error", policy.staleIfError());
        Duration window = own.compareTo(asked) > 0 ? own : asked;
        return !alwaysValidated() && (isFresh() || (!staleForbidden() && within(window)));
    }

    /** Whether it could be of any use once stored: a client may accept it stale, an error may. */
    boolean mayEverBeUsed(StoredResponse stored) {
        return stored.hasValidator()
                || (!alwaysValidated()
                        && (!lifetime.isZero() || usableWhileRevalidating() || usableOnError(new Directives())));
    }

    /** How long it will be fresh, or stale within the windows of RFC 5861; not negative. */
    Duration usable() {
        Duration whileRevalidating = window("stale-while-revalidate", policy.staleWhileRevalidate());
        Duration onError = window("stale-if-error", policy.staleIfError());
        Duration window = whileRevalidating.compareTo(onError) > 0 ? whileRevalidating : onError;
        Duration left = staleForbidden() ? remaining() : remaining().plus(window);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean within(Duration window) {
        return !window.isZero() && remaining().negated().compareTo(window) <= 0;
    }

    private Duration window(String directive, Duration ifSilent) {
        OptionalLong stated = control.directives().seconds(directive, 0);
        return stated.isPresent() ? Duration.ofSeconds(stated.getAsLong()) : ifSilent;
    }
}
