package dev.catchwater.fairlead.quarkus.runtime;

import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.client.VertxTimers;
import dev.catchwater.fairlead.quarkus.config.Surroundings;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.Sharing;
import dev.catchwater.fairlead.redis.Fences;
import dev.catchwater.fairlead.redis.KeySpace;
import dev.catchwater.fairlead.redis.LinkPolicy;
import dev.catchwater.fairlead.redis.RedisLink;
import dev.catchwater.fairlead.redis.flights.FlightPolicy;
import dev.catchwater.fairlead.redis.flights.RedisFlights;
import dev.catchwater.fairlead.redis.limits.LeaseTerms;
import dev.catchwater.fairlead.redis.limits.RedisLeases;
import dev.catchwater.fairlead.redis.store.RedisStore;
import dev.catchwater.fairlead.redis.store.StorePolicy;
import io.quarkus.redis.client.RedisClientName;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What processes share by the application's own connections to Redis. */
@Singleton
final class QuarkusRedis implements RedisSharing {
    private static final int MAX_NAME = 64;
    private static final int HASH_CHARS = 12;

    private final Vertx vertx;
    private final Instance<Redis> unnamed;
    private final Instance<Redis> named;
    private final String application;

    QuarkusRedis(
            Vertx vertx,
            Instance<Redis> unnamed,
            @Any Instance<Redis> named,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "application") String application) {
        this.vertx = vertx;
        this.unnamed = unnamed;
        this.named = named;
        this.application = application;
    }

    @Override
    public Surroundings.Shared shared(Surroundings.RedisPlace place) {
        RedisLink link = new RedisLink(
                redis(place),
                new VertxTimers(vertx, InstantSource.system()),
                new LinkPolicy(place.timeout(), place.rest()));
        return new Shared(
                link, new KeySpace(place.deployment().orElseGet(() -> deployment(application, place.name()))));
    }

    private Redis redis(Surroundings.RedisPlace place) {
        Instance<Redis> found = place.client()
                .map(name -> named.select(RedisClientName.Literal.of(name)))
                .orElse(unnamed);
        if (!found.isResolvable()) {
            throw new IllegalArgumentException(place.client()
                    .map(name -> "there is no quarkus.redis.\"" + name + "\" whose hosts the build knew of")
                    .orElse("there is no quarkus.redis whose hosts the build knew of"));
        }
        return found.get();
    }

    /**
     * Its own for each client of each application, also where a name does not fit into a key as it is, or where a colon
     * leaves open which of the two it belongs to.
     */
    static String deployment(String application, String client) {
        String both = application + ":" + client;
        String fitting = both.replaceAll("[^A-Za-z0-9._:-]", "_");
        boolean isPlain = (application + client).indexOf(':') < 0;
        if (isPlain && fitting.equals(both) && both.length() <= MAX_NAME) {
            return both;
        }
        String hash = KeySpace.hash(application.length() + ":" + both).substring(0, HASH_CHARS);
        return fitting.substring(0, Math.min(fitting.length(), MAX_NAME - HASH_CHARS - 1)) + "-" + hash;
    }

    private record Shared(RedisLink link, KeySpace keys) implements Surroundings.Shared {
        @Override
        public RateLimit perWindow(int count, Duration window, int burst) {
            return RateLimit.perWindow(count, window.plus(LeaseTerms.DEFAULT.validFor()), burst);
        }

        @Override
        public Sharing sharing(int parts, int maxTokens) {
            return new RedisLeases(link, keys, LeaseTerms.DEFAULT.withMaxTokens(maxTokens)).sharing(parts);
        }

        @Override
        public CachingPolicy over(CachingPolicy near, Surroundings.Farther far) {
            Fences fences = new Fences();
            StorePolicy kept = new StorePolicy(far.maxEntryBytes(), far.maxKeep(), StorePolicy.DEFAULT.maxSkew());
            RedisStore store = new RedisStore(link, keys, kept, fences);
            CachingPolicy both = new CachingPolicy(
                    near.rules(),
                    store.behind(near.store(), far.staleness()),
                    near.keepStale(),
                    near.refreshTimeout(),
                    near.maxRefreshes(),
                    near.collapse(),
                    near.flights());
            return far.flights() ? both.withFlights(new RedisFlights(link, keys, FlightPolicy.DEFAULT, fences)) : both;
        }
    }
}
