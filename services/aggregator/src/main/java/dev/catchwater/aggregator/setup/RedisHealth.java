package dev.catchwater.aggregator.setup;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether Redis is there. Up either way: without it pages come from PostgreSQL. */
@Readiness
@ApplicationScoped
class RedisHealth implements AsyncHealthCheck {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ReactiveRedisDataSource redis;

    RedisHealth(ReactiveRedisDataSource redis) {
        this.redis = redis;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return redis.execute("PING")
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(pong -> "here")
                .onFailure()
                .recoverWithItem("away: the first page comes from PostgreSQL")
                .map(state -> HealthCheckResponse.named("Redis (may be away)")
                        .up()
                        .withData("redis", state)
                        .build());
    }
}
