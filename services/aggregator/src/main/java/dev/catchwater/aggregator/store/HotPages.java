package dev.catchwater.aggregator.store;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Texts in Redis for a few seconds, never needed: when Redis is slow or away, there is nothing in it. While it is away
 * the breaker keeps requests from waiting for it.
 */
@ApplicationScoped
class HotPages {

    static final String BREAKER = "redis-head";

    private static final String PREFIX = "aggregator:head:v1:";
    private static final long TTL_SECONDS = 10;

    private final ReactiveValueCommands<String, String> values;

    HotPages(ReactiveRedisDataSource redis) {
        this.values = redis.value(String.class);
    }

    @Timeout(value = 250, unit = ChronoUnit.MILLIS)
    @CircuitBreaker(requestVolumeThreshold = 4, delay = 2, delayUnit = ChronoUnit.SECONDS)
    @CircuitBreakerName(BREAKER)
    @Fallback(fallbackMethod = "nothing")
    Uni<Optional<String>> get(int limit) {
        return values.get(PREFIX + limit).map(Optional::ofNullable);
    }

    @Timeout(value = 250, unit = ChronoUnit.MILLIS)
    @CircuitBreaker(requestVolumeThreshold = 4, delay = 2, delayUnit = ChronoUnit.SECONDS)
    @Fallback(fallbackMethod = "nowhere")
    Uni<Void> put(int limit, String page) {
        return values.setex(PREFIX + limit, TTL_SECONDS, page);
    }

    Uni<Optional<String>> nothing(int limit) {
        return Uni.createFrom().item(Optional.empty());
    }

    Uni<Void> nowhere(int limit, String page) {
        return Uni.createFrom().voidItem();
    }
}
