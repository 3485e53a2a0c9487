package dev.catchwater.fairlead.cache;

import java.time.Duration;
import java.time.Instant;

/**
 * How old a response is now, and what its terms allow at that age (RFC 9111 §4.2).
 *
 * @param nanos its age
 */
record Freshness(Terms terms, long nanos) {
    static Freshness of(StoredResponse stored, CachePolicy policy, Instant now) {
        return new Freshness(stored.terms(policy), stored.metadata().age(now));
    }

    boolean isFresh() {
        return terms.lifetime() > nanos;
    }

    Duration age() {
        return Duration.ofNanos(nanos);
    }

    /** How long it will still be fresh; negative: since when it is not. */
    Duration remaining() {
        return Duration.ofNanos(terms.lifetime() - nanos);
    }

    /** RFC 5861 §3. */
    boolean usableWhileRevalidating() {
        return !terms.staleForbidden() && within(terms.whileRevalidating());
    }

    /** RFC 5861 §4; the request may ask for it as well. */
    boolean usableOnError(Directives request) {
        long asked = terms.policy().honourRequests()
                ? Nanos.ofSeconds(request.seconds("stale-if-error", 0).orElse(0))
                : 0;
        return !terms.alwaysValidated()
                && (isFresh() || (!terms.staleForbidden() && within(Math.max(terms.onError(), asked))));
    }

    /** RFC 9111 §4.2.4: what never was fresh is not kept for bad times. */
    boolean usableWhileDisconnected() {
        return terms.lifetime() > 0 && !terms.staleForbidden() && within(terms.whileDisconnected());
    }

    /** Whether it could be of any use once stored: a client may accept it stale, an error may. */
    boolean mayEverBeUsed(StoredResponse stored) {
        return stored.hasValidator()
                || (!terms.alwaysValidated()
                        && (terms.lifetime() > 0 || usableWhileRevalidating() || usableOnError(Directives.SILENT)));
    }

    /** How long it will be fresh, or stale within one of the windows; not negative. */
    Duration usable() {
        long window = terms.staleForbidden() ? 0 : Math.max(terms.whileRevalidating(), terms.onError());
        boolean everFresh = !terms.staleForbidden() && terms.lifetime() > 0;
        long longest = everFresh ? Math.max(window, terms.whileDisconnected()) : window;
        return Duration.ofNanos(Math.max(0, terms.lifetime() - nanos + longest));
    }

    private boolean within(long window) {
        return window > 0 && nanos - terms.lifetime() <= window;
    }
}
