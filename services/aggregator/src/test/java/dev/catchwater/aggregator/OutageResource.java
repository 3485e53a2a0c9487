package dev.catchwater.aggregator;

import dev.catchwater.embedded.EmbeddedPostgres;
import dev.catchwater.embedded.EmbeddedRedis;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A Postgres and a Redis of one's own, to be stopped and started while the service runs. */
public class OutageResource implements QuarkusTestResourceLifecycleManager {

    private static volatile EmbeddedPostgres postgres;
    private static volatile EmbeddedRedis redis;

    /** The database. */
    public static EmbeddedPostgres postgres() {
        return postgres;
    }

    /** The cache. */
    public static EmbeddedRedis redis() {
        return redis;
    }

    @Override
    public Map<String, String> start() {
        postgres = EmbeddedPostgres.builder().build();
        postgres.start().createDatabase("outage");
        redis = EmbeddedRedis.builder().build();
        redis.start();
        return Map.of(
                "catchwater.aggregator.seed-sources",
                        "feed:" + SandboxResource.sandbox().baseUri() + "/feeds/cocina/feed.json",
                "quarkus.datasource.username", postgres.user(),
                "quarkus.datasource.password", postgres.password(),
                "quarkus.datasource.jdbc.url", postgres.jdbcUrl("outage"),
                "quarkus.datasource.reactive.url", postgres.reactiveUrl("outage"),
                "quarkus.redis.hosts", redis.uri());
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public void stop() {
        if (postgres != null) {
            postgres.close();
        }
        if (redis != null) {
            redis.close();
        }
    }
}
