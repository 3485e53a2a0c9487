package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.deadline.Propagation;
import dev.catchwater.fairlead.exchange.Protocol;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The knobs of one client; what is not named has Fairlead's own default. */
public interface ClientConfig {
    /** The limit on a whole call, retries, redirects and body included. */
    @WithDefault("30s")
    Duration timeout();

    /** Versions of HTTP: {@code http-2} where an https origin agrees, prior knowledge for http origins, too. */
    @WithDefault("http-1-1")
    Protocol protocol();

    /** Header fields of requests that do not carry them. No message shows the values; secrets belong below. */
    Map<String, Secret> headers();

    /** The same for values that are kept elsewhere, API keys for instance. */
    Map<String, SecretConfig> secretHeaders();

    /** The header field by which upstreams are told how much time is left of a call; none if absent. */
    Optional<String> deadlineHeader();

    /** How that is written: {@code milliseconds}, or {@code grpc}, of which the field is grpc-timeout if not named. */
    @WithDefault("milliseconds")
    Propagation.Format deadlineFormat();

    /** How long calls in flight may go on when the application stops; in dev mode and tests they may not. */
    @WithDefault("5s")
    Duration drain();

    /** What open circuits of this client mean for the application's readiness. */
    @WithDefault("show")
    Health health();

    /** Which redirects are followed. */
    Redirects redirects();

    /** Which attempts are made again. */
    RetryConfig retry();

    /** How many attempts are in flight, and wait. */
    AdmissionConfig admission();

    /** How often attempts are made. */
    RateConfig rate();

    /** When an origin is left alone. */
    BreakerConfig breaker();

    /** Which addresses may be connected to. */
    Guard guard();

    /** What one exchange may take. */
    BoundsConfig bounds();

    /** Whom the client trusts, and who it says it is. */
    TlsConfig tls();

    /** Answers that are kept and used again. */
    CacheConfig cache();

    /** Cookies that upstreams set. */
    Cookies cookies();

    /** What requests are authorized with; the middle of the key is a name of your own. */
    Map<String, CredentialConfig> credentials();

    /** The origins that have several endpoints; the middle of the key is a name of your own. */
    Map<String, EndpointsConfig> endpoints();

    /** By which Redis processes share rates and cache, if they do. */
    RedisConfig redis();

    /** Spans of attempts, where there is OpenTelemetry. */
    Spans tracing();

    /** How many hosts and routes are watched, each apart; in dev mode 256 if absent, otherwise none. */
    Optional<Integer> patterns();

    /** What open circuits mean for readiness. */
    enum Health {
        /** They are shown. */
        SHOW,
        /** They are shown, and the application is not ready while there are any. */
        DOWN
    }

    /** Which redirects are followed. */
    interface Redirects {
        /** How many in one call, 0 to 50. */
        @WithDefault("10")
        int maxHops();

        /** Whether https may lead to http. */
        @WithDefault("false")
        @WithConverter(Truth.class)
        boolean allowDowngrade();
    }

    /** Which addresses may be connected to. */
    interface Guard {
        /** Whether only public addresses may be. */
        @WithDefault("true")
        @WithConverter(Truth.class)
        boolean enabled();

        /** Authorities, {@code host:port}, that may have any address. */
        Optional<Set<String>> allow();
    }

    /** Cookies that upstreams set. */
    interface Cookies {
        /** Whether they are kept, in memory, and sent back (RFC 6265bis). */
        @WithDefault("false")
        @WithConverter(Truth.class)
        boolean enabled();
    }

    /** Spans of attempts, where there is OpenTelemetry. */
    interface Spans {
        /** Whether they are made. */
        @WithDefault("true")
        @WithConverter(Truth.class)
        boolean enabled();

        /** Whether upstreams are told of them; not for those that are none of ours. */
        @WithDefault("true")
        @WithConverter(Truth.class)
        boolean propagate();
    }
}
