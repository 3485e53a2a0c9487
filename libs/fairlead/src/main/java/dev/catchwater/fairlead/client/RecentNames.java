package dev.catchwater.fairlead.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.catchwater.fairlead.Timers;
import dev.catchwater.fairlead.guard.Resolver;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * What a resolver answered within the last second, which saves calls in quick succession the way to its threads and
 * back. The platform remembers for longer (30 s by default), so that names go stale no later; failures are asked again.
 */
final class RecentNames implements Resolver {
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(1);
    private static final int MAX_NAMES = 1_024;

    private final Resolver resolver;
    private final Cache<String, List<InetAddress>> known;

    RecentNames(Resolver resolver, Timers timers) {
        this.resolver = resolver;
        this.known = Caffeine.newBuilder()
                .maximumSize(MAX_NAMES)
                .expireAfterWrite(TIME_TO_LIVE)
                .ticker(timers::nanos)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Uni<List<InetAddress>> resolve(String host) {
        return Uni.createFrom().deferred(() -> {
            List<InetAddress> recent = known.getIfPresent(host);
            return recent != null
                    ? Uni.createFrom().item(recent)
                    : resolver.resolve(host).invoke(addresses -> known.put(host, addresses));
        });
    }
}
