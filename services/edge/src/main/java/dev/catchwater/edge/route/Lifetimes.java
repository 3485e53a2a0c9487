package dev.catchwater.edge.route;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.cache.CachePolicy;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long answers are fresh, and used beyond that. Without anything here it is as the origin says.
 *
 * @param fixed in place of what the origin says of successes and permanent redirects; empty: as it says
 * @param silent where it says nothing of it; empty: the RFC's heuristic
 * @param negative by status: where it says nothing of the freshness of an error
 * @param most no lifetime is longer
 * @param heuristic whether there is one at all (RFC 9111 §4.2.2)
 * @param despite what the fixed lifetime overrules beside numbers
 * @param setCookie what becomes of answers that set cookies
 * @param staleWhileRevalidate where the answer does not say (RFC 5861 §3)
 * @param staleIfError where the answer does not say (RFC 5861 §4)
 * @param staleDisconnected where the answer does not say, and the origin gives none (RFC 9111 §4.2.4)
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
        Duration staleDisconnected,
        boolean honourRequests) {
    /** Directives that only an operator who knows better may overrule. */
    public enum Despite {
        NO_CACHE,
        PRIVATE,
        NO_STORE;

        /** As it stands in Cache-Control. */
        public String directive() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Set<String> FORBIDDING = Set.of("no-cache", "private", "no-store");

    /** Answers with Set-Cookie; RFC 9111 §7.3 lets a shared cache keep them. */
    public enum SetCookie {
        /** They are kept only if they say {@code public} or {@code s-maxage}, in so many words. */
        PASS,
        /** They are kept as the RFC allows, cookie and all. */
        STORE
    }

    /** All as the RFC has it. */
    public static final Lifetimes DEFAULT = new Lifetimes(
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Duration.ofDays(365),
            true,
            Set.of(),
            SetCookie.STORE,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofDays(1),
            true);

    /** What a lifetime for successes is about; errors have {@link #negative}. */
    private static final Set<Integer> SUCCESSES = Set.of(200, 203, 204, 300, 301, 308);

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
                .withStaleWhileDisconnected(staleDisconnected)
                .withSelectsLanguages(true)
                .withAsksAboutVariants(false)
                .withHonourRequests(honourRequests);
        CachePolicy ruled = saysNothing() ? shared : shared.withRuling(this::instead);
        return heuristic ? ruled : ruled.withHeuristic(0, Duration.ZERO);
    }

    private boolean saysNothing() {
        return fixed.isEmpty() && silent.isEmpty() && negative.isEmpty() && setCookie == SetCookie.STORE;
    }

    /** The directives that hold in place of the answer's own; empty: its own do. */
    Optional<String> instead(int status, Headers response) {
        Said said = Said.of(response);
        if (setCookie == SetCookie.PASS && response.contains("Set-Cookie") && !isForAll(said)) {
            return Optional.of("no-store");
        }
        Set<String> overruled = despite.stream().map(Despite::directive).collect(Collectors.toUnmodifiableSet());
        boolean forbidden = said.names().stream().anyMatch(name -> FORBIDDING.contains(name));
        boolean mayOverrule =
                said.names().stream().allMatch(name -> !FORBIDDING.contains(name) || overruled.contains(name));
        if (fixed.isPresent() && mayOverrule && SUCCESSES.contains(status)) {
            return fixed.map(time -> said.with(time.toSeconds(), overruled));
        }
        if (forbidden || said.aLifetime()) {
            return Optional.empty();
        }
        Optional<Duration> given = SUCCESSES.contains(status) ? silent : Optional.ofNullable(negative.get(status));
        return given.map(time -> said.with(time.toSeconds(), Set.of()));
    }

    private static boolean isForAll(Said said) {
        return said.names().contains("public") || said.names().contains("s-maxage");
    }
}
