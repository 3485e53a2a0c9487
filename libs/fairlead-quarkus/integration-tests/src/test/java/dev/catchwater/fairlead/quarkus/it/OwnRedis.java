package dev.catchwater.fairlead.quarkus.it;

import dev.catchwater.embedded.EmbeddedRedis;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A Redis for the application. */
public class OwnRedis implements QuarkusTestResourceLifecycleManager {
    private final EmbeddedRedis redis = EmbeddedRedis.builder().build();

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.redis.hosts", redis.start().uri());
    }

    @Override
    public void stop() {
        redis.close();
    }
}
