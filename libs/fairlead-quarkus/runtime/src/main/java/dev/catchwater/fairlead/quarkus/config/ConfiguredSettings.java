package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.HttpException;
import dev.catchwater.fairlead.Method;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.admission.AdmissionPolicy;
import dev.catchwater.fairlead.admission.Concurrency;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.cookies.CookieJar;
import dev.catchwater.fairlead.deadline.Propagation;
import dev.catchwater.fairlead.exchange.Bounds;
import dev.catchwater.fairlead.guard.GuardPolicy;
import dev.catchwater.fairlead.observe.patterns.PatternPolicy;
import dev.catchwater.fairlead.redirect.RedirectPolicy;
import dev.catchwater.fairlead.retry.BudgetPolicy;
import dev.catchwater.fairlead.retry.RetryPolicy;
import dev.catchwater.fairlead.tls.TlsPolicy;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings that the keys of one client say. Pure: what is outside is asked of the {@link Surroundings}, and neither
 * certificates nor names in the TLS registry are looked up.
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
    private final Surroundings surroundings;
    private final ConfiguredRedis redis;

    private ConfiguredSettings(String client, ClientConfig config, Surroundings surroundings) {
        this.keys = Keys.of(client);
        this.client = client;
        this.config = config;
        this.surroundings = surroundings;
        this.redis = new ConfiguredRedis(keys.in("redis"), client, config, surroundings);
    }

    /**
     * The settings of a client.
     *
     * @param surroundings asked for what the keys only name
     */
    public static Settings of(String client, ClientConfig config, Surroundings surroundings) {
        if (client.isBlank() || client.length() > 100) {
            throw Keys.of(client).wrong("*", "names a client, whose name has 1 to 100 characters");
        }
        return new ConfiguredSettings(client, config, surroundings).read();
    }

    /** Whom a client trusts by its own keys, apart from its other settings. */
    public static TlsPolicy tls(String client, ClientConfig config) {
        return ConfiguredTls.of(Keys.of(client).in("tls"), config.tls());
    }

    private Settings read() {
        keys.notNegative("drain", config.drain());
        Settings settings = Settings.named(client)
                .withTimeout(keys.positive("timeout", config.timeout()))
                .withProtocol(config.protocol())
                .withDefaults(headers())
                .withCredentialFields(config.secretHeaders().keySet().toArray(String[]::new))
                .withPropagation(propagation())
                .withRedirects(redirects())
                .withRetries(retries())
                .withAdmission(admission())
                .withBreaker(ConfiguredBreaker.of(keys.in("breaker"), config.breaker()))
                .withGuard(guard())
                .withBounds(bounds())
                .withTls(tls(client, config));
        Optional<CachingPolicy> cache = ConfiguredCache.of(keys.in("cache"), config.cache(), redis::shared);
        if (cache.isPresent()) {
            settings = settings.withCache(cache.get());
        }
        if (config.cookies().enabled()) {
            settings = settings.withCookies(new CookieJar());
        }
        int patterns = keys.between("patterns", config.patterns().orElse(0), 0, 10_000);
        if (patterns > 0) {
            settings = settings.withPatterns(new PatternPolicy(patterns));
        }
        settings = new ConfiguredCredentials(keys, surroundings).addTo(settings, config.credentials());
        return new ConfiguredEndpoints(keys, surroundings).addTo(settings, config.endpoints());
    }

    private Headers headers() {
        Headers headers = Headers.none();
        for (Map.Entry<String, Secret> field : config.headers().entrySet()) {
            headers = plus(headers, keys.named("headers", field.getKey()), field.getKey(), field.getValue());
        }
        for (Map.Entry<String, SecretConfig> field : config.secretHeaders().entrySet()) {
            Keys in = keys.named("secret-headers", field.getKey());
            if (headers.contains(field.getKey())) {
                throw new ConfigurationException(in.prefix() + " is among the headers, too", Set.of(in.prefix()));
            }
            Secret value = ConfiguredSecrets.read(in, field.getValue(), surroundings);
            headers = plus(headers, in, field.getKey(), value);
        }
        return headers;
    }

    private static Headers plus(Headers headers, Keys in, String name, Secret value) {
        try {
            return headers.plus(name, value.reveal());
        } catch (HttpException unfit) {
            // Without the value, and without the cause that may quote it.
            throw new ConfigurationException(in.prefix() + " is no header field (RFC 9110 §5)", Set.of(in.prefix()));
        }
    }

    private Propagation propagation() {
        boolean grpc = config.deadlineFormat() == Propagation.Format.GRPC;
        String header = config.deadlineHeader().orElse(grpc ? Propagation.grpc().header() : "");
        try {
            return new Propagation(header, config.deadlineFormat());
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
                .withMethods(methods(in, retry.methods()))
                .withBudget(allowance);
    }

    private static Set<Method> methods(Keys in, Set<String> names) {
        Set<Method> methods = new HashSet<>();
        for (String name : names) {
            try {
                methods.add(new Method(name));
            } catch (HttpException noToken) {
                throw in.wrong("methods", "has " + name + ", which is no method (RFC 9110 §9.1)");
            }
        }
        return methods;
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
                new ConfiguredRates(keys.in("rate"), config.rate(), redis::shared).read());
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
}
