package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.cache.CachePolicy;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Answers that are kept and used again (RFC 9111). */
public interface CacheConfig {
    /** Of all answers in memory together; without it there is no cache. */
    Optional<MemorySize> maxSize();

    /** Of one answer in memory. */
    @WithDefault("1M")
    MemorySize maxEntry();

    /** {@code private}: requests with different credentials never share answers; {@code shared}: as gateways do. */
    @WithDefault("private")
    CachePolicy.Mode mode();

    /** No answer is fresh for longer, whatever it says. */
    @WithDefault("365d")
    Duration maxTtl();

    /** How long a stale answer that does not say may be used while it is refreshed (RFC 5861). */
    @WithDefault("0s")
    Duration staleWhileRevalidate();

    /** How long a stale answer that does not say may be used where the origin fails (RFC 5861). */
    @WithDefault("0s")
    Duration staleIfError();

    /** How long an answer with a validator is kept once it is of no other use. */
    @WithDefault("1d")
    Duration keepStale();

    /** Of a validation in the background, its body included. */
    @WithDefault("30s")
    Duration refreshTimeout();

    /** Validations in the background at once. */
    @WithDefault("64")
    int maxRefreshes();

    /** What to do with answers that do not say how long they are fresh. */
    Heuristic heuristic();

    /** What to do with equal requests at the same time. */
    Collapsing collapse();

    /** Answers that other processes use, too, behind those in memory. */
    Redis redis();

    /** What to do with answers that do not say how long they are fresh (RFC 9111 §4.2.2). */
    interface Heuristic {
        /** The share of the time since Last-Modified that they stay fresh, 0 to 1. */
        @WithDefault("0.1")
        double fraction();

        /** No such time is longer. */
        @WithDefault("1d")
        Duration max();
    }

    /** What to do with equal requests at the same time. */
    interface Collapsing {
        /** How many wait for one answer; 0: each goes on its own. */
        @WithDefault("256")
        int maxWaiters();

        /** Before one that waits goes on its own. */
        @WithDefault("3s")
        Duration maxWait();
    }

    /** Answers that other processes use, too; needs fairlead-redis and quarkus-redis-client. */
    interface Redis {
        /** Whether there are any. */
        @WithDefault("false")
        @WithConverter(Truth.class)
        boolean enabled();

        /** When an invalidation by another process is heeded at the latest. */
        @WithDefault("5s")
        Duration staleness();

        /** Of one answer; at most 64 MiB. */
        @WithDefault("1M")
        MemorySize maxEntry();

        /** Nothing is kept for longer. */
        @WithDefault("7d")
        Duration maxKeep();

        /** Whether of equal requests in all processes only one goes to the origin. */
        @WithDefault("true")
        @WithConverter(Truth.class)
        boolean flights();
    }
}
