package dev.catchwater.fairlead.quarkus.config;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.caching.CachingPolicy;
import dev.catchwater.fairlead.dns.DnsLookup;
import dev.catchwater.fairlead.rate.LocalLeases;
import dev.catchwater.fairlead.rate.RateLimit;
import dev.catchwater.fairlead.rate.Sharing;
import io.smallrye.mutiny.Uni;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * What the build says to what is only there at the start: it will be.
 *
 * @param redis whether the application can share by Redis, which the build does know
 */
public record BuildSurroundings(boolean redis) implements Surroundings {
    @Override
    public Secret secret(SecretPlace place) {
        return Secret.of("unknown");
    }

    @Override
    public DnsLookup dns(List<InetSocketAddress> servers, Duration timeout) {
        return (name, type) -> Uni.createFrom().failure(new IllegalStateException("nobody asks at the build"));
    }

    @Override
    public Shared shared(RedisPlace place) {
        if (!redis) {
            throw new IllegalArgumentException(
                    "the application lacks the library fairlead-redis or the extension quarkus-redis-client");
        }
        return new Nobody();
    }

    private static final class Nobody implements Shared {
        @Override
        public RateLimit perWindow(int count, Duration window, int burst) {
            return RateLimit.perWindow(count, window, burst);
        }

        @Override
        public Sharing sharing(int parts, int maxTokens) {
            return Sharing.of(new LocalLeases(Duration.ofSeconds(1), 1), parts);
        }

        @Override
        public CachingPolicy over(CachingPolicy near, Farther far) {
            return near;
        }
    }
}
