package dev.catchwater.edge.route;

import dev.catchwater.fairlead.cache.CachePolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long answers are fresh, and used beyond that. Without anything here it is as the origin says.
 *
 * @param fixed in place of what the origin says of 200, 203, 301 and 308; empty: as it says
 * @param silent where it says nothing of it; empty: the RFC's heuristic
 * @param negative by status: where it says nothing of the freshness of an error
 * @param most no lifetime is longer
 * @param heuristic whether there is one at all (RFC 9111 §4.2.2)
 * @param despite what the fixed lifetime overrules beside numbers
 * @param setCookie what becomes of answers that set cookies
 * @param staleWhileRevalidate where the answer does not say (RFC 5861 §3)
 * @param staleIfError where the answer does not say (RFC 5861 §4)
 * @param honourRequests whether clients may ask for fresher answers (RFC 9111 §5.2.1)
 */
public record Lifetimes(
        Optional<Duration> fixed,
        Optional<Duration> silent,
        Map<Integer, Duration> negative,
        Duration most,
        boolean heuristic,
        Set<Despite> despite,
        SetCookie setCookie,
        Duration staleWhileRevalidate,
        Duration staleIfError,
        boolean honourRequests) {
    /** Directives that only an operator who knows better may overrule. */
    public enum Despite {
        NO_CACHE,
        PRIVATE,
        NO_STORE
    }

    /** Answers with Set-Cookie; RFC 9111 §7.3 lets a shared cache keep them. */
    public enum SetCookie {
        /** They are kept only if they say {@code public} or {@code s-maxage}, in so many words. */
        PASS,
        /** They are kept as the RFC allows, cookie and all. */
        STORE
    }

    /** All as the origin says; cookies that are set are kept from others. */
    public static final Lifetimes DEFAULT = new Lifetimes(
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Duration.ofDays(365),
            true,
            Set.of(),
            SetCookie.PASS,
            Duration.ZERO,
            Duration.ZERO,
            true);

    public Lifetimes {
        negative = Map.copyOf(negative);
        despite = Set.copyOf(despite);
    }

    /** These terms for the cache rules. */
    CachePolicy caching() {
        CachePolicy shared = CachePolicy.SHARED
                .withName("catchwater")
                .withMaxTtl(most)
                .withStale(staleWhileRevalidate, staleIfError)
                .withHonourRequests(honourRequests);
        return heuristic ? shared : shared.withHeuristic(0, Duration.ZERO);
    }
}
