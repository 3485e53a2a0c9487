package dev.catchwater.embedded.deployment;

import dev.catchwater.embedded.EmbeddedRedis;
import io.quarkus.deployment.builditem.Startable;
import org.jspecify.annotations.Nullable;

/** A temporary Redis. */
final class RedisService implements Startable {

    private final EmbeddedRedis server = EmbeddedRedis.builder().build();

    @Override
    public void start() {
        server.start();
    }

    String uri() {
        return server.uri();
    }

    /** For the log, so without the password. */
    @Override
    public String getConnectionInfo() {
        return "redis://127.0.0.1:" + server.port();
    }

    /** There is no container. */
    @Override
    public @Nullable String getContainerId() {
        return null;
    }

    @Override
    public void close() {
        server.close();
    }
}
