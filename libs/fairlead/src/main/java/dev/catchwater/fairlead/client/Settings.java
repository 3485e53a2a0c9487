package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.exchange.Bounds;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.redirect.RedirectPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * All knobs of a client. {@link #named} has sane defaults; {@code with…} changes one.
 *
 * @param name for metrics and logs
 * @param defaults header fields of requests that do not carry them
 * @param timeout of a whole call, body included, for requests that name none
 * @param cache the client's cache, where it has one
 * @param listener hears every event
 */
public record Settings(
        String name,
        Headers defaults,
        Duration timeout,
        RedirectPolicy redirects,
        RetryPolicy retries,
        AdmissionPolicy admission,
        GuardPolicy guard,
        Bounds bounds,
        Optional<CachingPolicy> cache,
        CallListener listener) {

    /** 30 s a call, ten redirects, three attempts, 64 in flight, public addresses only, 64 MiB. */
    public static Settings named(String name) {
        return new Settings(
                name,
                Headers.of("User-Agent", "Fairlead/0.1 (" + name + ")"),
                Duration.ofSeconds(30),
                RedirectPolicy.DEFAULT,
                RetryPolicy.DEFAULT,
                AdmissionPolicy.DEFAULT,
                GuardPolicy.PUBLIC_ONLY,
                Bounds.DEFAULT,
                Optional.empty(),
                CallListener.NONE);
    }

    public Settings withDefaults(Headers headers) {
        return new Settings(
                name, headers.orElse(defaults), timeout, redirects, retries, admission, guard, bounds, cache, listener);
    }

    public Settings withTimeout(Duration limit) {
        return new Settings(name, defaults, limit, redirects, retries, admission, guard, bounds, cache, listener);
    }

    public Settings withRedirects(RedirectPolicy policy) {
        return new Settings(name, defaults, timeout, policy, retries, admission, guard, bounds, cache, listener);
    }

    public Settings withRetries(RetryPolicy policy) {
        return new Settings(name, defaults, timeout, redirects, policy, admission, guard, bounds, cache, listener);
    }

    public Settings withAdmission(AdmissionPolicy policy) {
        return new Settings(name, defaults, timeout, redirects, retries, policy, guard, bounds, cache, listener);
    }

    public Settings withGuard(GuardPolicy policy) {
        return new Settings(name, defaults, timeout, redirects, retries, admission, policy, bounds, cache, listener);
    }

    public Settings withBounds(Bounds limits) {
        return new Settings(name, defaults, timeout, redirects, retries, admission, guard, limits, cache, listener);
    }

    /** Keeps answers and uses them again, as RFC 9111 allows. */
    public Settings withCache(CachingPolicy policy) {
        return new Settings(
                name, defaults, timeout, redirects, retries, admission, guard, bounds, Optional.of(policy), listener);
    }

    /** Adds a listener to those that are there. */
    public Settings withListener(CallListener another) {
        return new Settings(
                name, defaults, timeout, redirects, retries, admission, guard, bounds, cache, listener.and(another));
    }
}
