package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.admission.Concurrency;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.deadline.Propagation;
import dev.catchwater.fairlead.exchange.Bounds;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.RatePolicy;
import dev.catchwater.fairlead.redirect.RedirectPolicy;
import dev.catchwater.fairlead.retry.BudgetPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings that the keys of one client say. Pure: files are not read, and a name in the TLS registry is not looked up.
 * A value that cannot be fails with a {@link ConfigurationException} that names its key.
 */
public final class ConfiguredSettings {
    private static final int MANY = 1_000_000;
    private static final long GIBI = 1L << 30;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:/\\[\\]\\s]+):\\d{1,5}");

    private final Keys keys;
    private final String client;
    private final ClientConfig config;

    private ConfiguredSettings(String client, ClientConfig config) {
        this.keys = Keys.of(client);
        this.client = client;
        this.config = config;
    }

    /** The settings of a client. */
    public static Settings of(String client, ClientConfig config) {
        if (client.isBlank() || client.length() > 100) {
            throw Keys.of(client).wrong("*", "names a client, whose name has 1 to 100 characters");
        }
        return new ConfiguredSettings(client, config).read();
    }

    private Settings read() {
        keys.notNegative("drain", config.drain());
        Settings settings = Settings.named(client)
                .withTimeout(keys.positive("timeout", config.timeout()))
                .withDefaults(headers())
                .withRedirects(redirects())
                .withRetries(retries())
                .withAdmission(admission())
                .withBreaker(ConfiguredBreaker.of(keys.in("breaker"), config.breaker()))
                .withGuard(guard())
                .withBounds(bounds())
                .withTls(ConfiguredTls.of(keys.in("tls"), config.tls()));
        if (config.deadlineHeader().isPresent()) {
            settings =
                    settings.withPropagation(propagation(config.deadlineHeader().get()));
        }
        if (config.cache().maxSize().isPresent()) {
            settings = settings.withCache(cache(config.cache()));
        }
        return settings;
    }

    private Headers headers() {
        Headers headers = Headers.none();
        for (Map.Entry<String, Secret> field : config.headers().entrySet()) {
            try {
                headers = headers.plus(field.getKey(), field.getValue().reveal());
            } catch (HttpException unfit) {
                // Without the value, and without the cause that may quote it.
                throw keys.wrong("headers.\"" + field.getKey() + "\"", "is no header field (RFC 9110 §5)");
            }
        }
        return headers;
    }

    private Propagation propagation(String header) {
        try {
            return Propagation.millisecondsIn(header);
        } catch (HttpException unfit) {
            throw keys.wrong("deadline-header", "is " + header + ", but must be the name of a header field");
        }
    }

    private RedirectPolicy redirects() {
        int hops = keys.in("redirects").between("max-hops", config.redirects().maxHops(), 0, 50);
        return new RedirectPolicy(hops, config.redirects().allowDowngrade());
    }

    private RetryPolicy retries() {
        RetryConfig retry = config.retry();
        Keys in = keys.in("retry");
        for (int status : retry.statuses()) {
            in.between("statuses", status, 100, 599);
        }
        Keys budget = in.in("budget");
        BudgetPolicy allowance = new BudgetPolicy(
                budget.share("share", retry.budget().share()),
                budget.between("window", retry.budget().window(), Duration.ofSeconds(1), HOUR),
                budget.between("floor-per-second", retry.budget().floorPerSecond(), 0, MANY));
        int attempts = in.between("attempts", retry.attempts(), 1, 100);
        Duration base = in.positive("base-delay", retry.baseDelay());
        Duration max = in.positive("max-delay", retry.maxDelay());
        Duration patience = in.notNegative("max-retry-after", retry.maxRetryAfter());
        return in.together(() -> new RetryPolicy(attempts, base, max, patience, retry.statuses()))
                .withBudget(allowance);
    }

    private AdmissionPolicy admission() {
        AdmissionConfig admission = config.admission();
        Keys in = keys.in("admission");
        return new AdmissionPolicy(
                in.between("in-flight", admission.inFlight(), 1, MANY),
                in.between("queue", admission.queue(), 0, MANY),
                in.positive("max-wait", admission.maxWait()),
                in.bytes("max-queued-size", admission.maxQueuedSize(), 0, 64 * GIBI),
                admission.adaptive() ? Concurrency.ADAPTIVE : Concurrency.FIXED,
                in.between("patience", admission.patience(), 1, MANY),
                rates());
    }

    private RatePolicy rates() {
        RateConfig rate = config.rate();
        Keys in = keys.in("rate");
        RatePolicy policy = RatePolicy.NONE.withMaxPause(in.positive("max-pause", rate.maxPause()));
        if (rate.perClient().isPresent()) {
            policy = policy.withPerClient(
                    limit(in.in("per-client"), rate.perClient().get()));
        }
        if (rate.perOrigin().isPresent()) {
            policy = policy.withPerOrigin(
                    limit(in.in("per-origin"), rate.perOrigin().get()));
        }
        if (rate.perKey().isPresent()) {
            policy = policy.withPerKey(limit(in.in("per-key"), rate.perKey().get()));
        }
        return rate.learn() ? policy.learning() : policy;
    }

    private static RateLimit limit(Keys in, RateConfig.Limit limit) {
        int count = in.between("count", limit.count(), 1, MANY);
        Duration window = in.positive("window", limit.window());
        int burst = in.between("burst", limit.burst().orElse(Math.max(1, count / 10)), 1, count);
        return in.together(() -> RateLimit.perWindow(count, window, burst));
    }

    private GuardPolicy guard() {
        Set<String> allowed = config.guard().allow().orElse(Set.of());
        for (String authority : allowed) {
            if (!AUTHORITY.matcher(authority).matches()) {
                throw keys.in("guard").wrong("allow", "has " + authority + ", but must have host:port");
            }
        }
        return new GuardPolicy(config.guard().enabled(), allowed);
    }

    private Bounds bounds() {
        BoundsConfig bounds = config.bounds();
        Keys in = keys.in("bounds");
        return new Bounds(
                in.brief("connect", bounds.connect()),
                in.brief("first-byte", bounds.firstByte()),
                in.positive("idle", bounds.idle()),
                Math.toIntExact(in.bytes("max-head", bounds.maxHead(), 1024, 1 << 20)),
                in.bytes("max-body", bounds.maxBody(), 1, Long.MAX_VALUE),
                in.between("max-ratio", bounds.maxRatio(), 2, MANY));
    }

    private CachingPolicy cache(ClientConfig.Cache cache) {
        Keys in = keys.in("cache");
        long size = in.bytes("max-size", cache.maxSize().orElseThrow(), 1, 64 * GIBI);
        return CachingPolicy.inMemory(size, in.bytes("max-entry", cache.maxEntry(), 0, size));
    }
}
