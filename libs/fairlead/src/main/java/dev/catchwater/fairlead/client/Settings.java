package dev.catchwater.fairlead.client;

import dev.catchwater.fairlead.CallListener;
import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.breaker.BreakerPolicy;
import dev.catchwater.fairlead.deadline.Propagation;
import dev.catchwater.fairlead.exchange.Bounds;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.redirect.RedirectPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import java.time.Duration;

/**
 * All knobs of a client. {@link #named} has sane defaults; {@code with…} changes one.
 *
 * @param name for metrics and logs
 * @param defaults header fields of requests that do not carry them
 * @param timeout of a whole call, body included, for requests that name none
 * @param propagation whether upstreams are told how much time is left
 * @param breaker of the origins' circuits
 * @param listener hears every event
 */
public record Settings(
        String name,
        Headers defaults,
        Duration timeout,
        Propagation propagation,
        RedirectPolicy redirects,
        RetryPolicy retries,
        AdmissionPolicy admission,
        GuardPolicy guard,
        Bounds bounds,
        BreakerPolicy breaker,
        CallListener listener) {

    /** 30 s a call, ten redirects, three attempts, 64 in flight, public addresses only, 64 MiB. */
    public static Settings named(String name) {
        return new Settings(
                name,
                Headers.of("User-Agent", "Fairlead/0.1 (" + name + ")"),
                Duration.ofSeconds(30),
                Propagation.NONE,
                RedirectPolicy.DEFAULT,
                RetryPolicy.DEFAULT,
                AdmissionPolicy.DEFAULT,
                GuardPolicy.PUBLIC_ONLY,
                Bounds.DEFAULT,
                BreakerPolicy.DEFAULT,
                CallListener.NONE);
    }

    public Settings withDefaults(Headers headers) {
        return new Settings(
                name,
                headers.orElse(defaults),
                timeout,
                propagation,
                redirects,
                retries,
                admission,
                guard,
                bounds,
                breaker,
                listener);
    }

    public Settings withTimeout(Duration limit) {
        return new Settings(
                name, defaults, limit, propagation, redirects, retries, admission, guard, bounds, breaker, listener);
    }

    public Settings withPropagation(Propagation other) {
        return new Settings(
                name, defaults, timeout, other, redirects, retries, admission, guard, bounds, breaker, listener);
    }

    public Settings withRedirects(RedirectPolicy policy) {
        return new Settings(
                name, defaults, timeout, propagation, policy, retries, admission, guard, bounds, breaker, listener);
    }

    public Settings withRetries(RetryPolicy policy) {
        return new Settings(
                name, defaults, timeout, propagation, redirects, policy, admission, guard, bounds, breaker, listener);
    }

    public Settings withAdmission(AdmissionPolicy policy) {
        return new Settings(
                name, defaults, timeout, propagation, redirects, retries, policy, guard, bounds, breaker, listener);
    }

    public Settings withGuard(GuardPolicy policy) {
        return new Settings(
                name, defaults, timeout, propagation, redirects, retries, admission, policy, bounds, breaker, listener);
    }

    public Settings withBounds(Bounds limits) {
        return new Settings(
                name, defaults, timeout, propagation, redirects, retries, admission, guard, limits, breaker, listener);
    }

    public Settings withBreaker(BreakerPolicy policy) {
        return new Settings(
                name, defaults, timeout, propagation, redirects, retries, admission, guard, bounds, policy, listener);
    }

    /** Adds a listener to those that are there. */
    public Settings withListener(CallListener another) {
        return new Settings(
                name,
                defaults,
                timeout,
                propagation,
                redirects,
                retries,
                admission,
                guard,
                bounds,
                breaker,
                listener.and(another));
    }
}
