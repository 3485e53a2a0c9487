package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.cache.CachePolicy;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.quarkus.config.Surroundings.Farther;
import dev.catchwater.fairlead.quarkus.config.Surroundings.Shared;
import dev.catchwater.fairlead.store.MemoryStore;
import dev.catchwater.fairlead.store.SharedFlights;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers that are kept and used again. */
final class ConfiguredCache {
    private static final int MANY = 1_000_000;
    private static final long GIBI = 1L << 30;
    private static final long MOST_IN_REDIS = 64L << 20;

    private ConfiguredCache() {}

    /** @param redis asked only where the cache is shared */
    static Optional<CachingPolicy> of(Keys in, CacheConfig config, Supplier<Shared> redis) {
        CachePolicy rules = rules(in, config);
        CachingPolicy.Collapse collapse = new CachingPolicy.Collapse(
                in.in("collapse").between("max-waiters", config.collapse().maxWaiters(), 0, MANY),
                in.in("collapse").positive("max-wait", config.collapse().maxWait()));
        Duration keepStale = in.notNegative("keep-stale", config.keepStale());
        Duration refresh = in.positive("refresh-timeout", config.refreshTimeout());
        int refreshes = in.between("max-refreshes", config.maxRefreshes(), 0, MANY);
        Farther far = far(in.in("redis"), config.redis());
        if (config.maxSize().isEmpty()) {
            in.bytes("max-entry", config.maxEntry(), 0, 64 * GIBI);
            if (config.redis().enabled()) {
                throw in.missing("max-size", "is missing: what is shared is kept behind a memory");
            }
            return Optional.empty();
        }
        long size = in.bytes("max-size", config.maxSize().get(), 1, 64 * GIBI);
        long entry = in.bytes("max-entry", config.maxEntry(), 0, size);
        CachingPolicy near = new CachingPolicy(
                rules, new MemoryStore(size, entry), keepStale, refresh, refreshes, collapse, SharedFlights.NONE);
        return Optional.of(config.redis().enabled() ? redis.get().over(near, far) : near);
    }

    private static CachePolicy rules(Keys in, CacheConfig config) {
        CachePolicy usual = config.mode() == CachePolicy.Mode.SHARED ? CachePolicy.SHARED : CachePolicy.PRIVATE;
        return usual.withMaxTtl(in.notNegative("max-ttl", config.maxTtl()))
                .withHeuristic(
                        in.in("heuristic").share("fraction", config.heuristic().fraction()),
                        in.in("heuristic").notNegative("max", config.heuristic().max()))
                .withStale(
                        in.notNegative("stale-while-revalidate", config.staleWhileRevalidate()),
                        in.notNegative("stale-if-error", config.staleIfError()));
    }

    private static Farther far(Keys in, CacheConfig.Redis config) {
        return new Farther(
                in.positive("staleness", config.staleness()),
                in.bytes("max-entry", config.maxEntry(), 0, MOST_IN_REDIS),
                in.positive("max-keep", config.maxKeep()),
                config.flights());
    }
}
