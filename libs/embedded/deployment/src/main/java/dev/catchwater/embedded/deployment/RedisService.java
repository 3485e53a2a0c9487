package dev.catchwater.embedded.deployment;

import dev.catchwater.embedded.EmbeddedRedis;
import io.quarkus.deployment.builditem.Startable;
import io.quarkus.runtime.LaunchMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JVM's temporary Redis. */
final class RedisService implements Startable {

    private final String name;
    private volatile @Nullable JvmWide server;

    RedisService(LaunchMode mode) {
        this.name = "redis." + mode.getDefaultProfile();
    }

    @Override
    public void start() {
        server = JvmWide.get(name, () -> {
            EmbeddedRedis redis = EmbeddedRedis.builder().start();
            return new JvmWide(redis.pid(), redis.port(), redis.password());
        });
    }

    private JvmWide server() {
        return Objects.requireNonNull(server, "Redis was not started");
    }

    String uri() {
        return EmbeddedRedis.uri(server().port(), server().password());
    }

    /** For the log, so without the password. */
    @Override
    public String getConnectionInfo() {
        return "redis://127.0.0.1:" + server().port();
    }

    /** There is no container. */
    @Override
    public @Nullable String getContainerId() {
        return null;
    }

    /** The next application of this JVM uses it again. */
    @Override
    public void close() {}
}
