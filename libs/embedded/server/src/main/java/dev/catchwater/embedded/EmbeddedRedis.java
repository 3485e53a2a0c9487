package dev.catchwater.embedded;

import java.nio.file.Path;

/**
 * A real Redis 6.2 on loopback, with a password and at most 256 MiB of memory (then writes are refused).
 *
 * <p>Kept data are in an append-only file, synced every second; temporary data are in memory only.
 */
public final class EmbeddedRedis implements EmbeddedServer {

    private final String password;
    private final Lifecycle lifecycle;

    private EmbeddedRedis(Builder builder) {
        DataFolder folder = DataFolder.of("Redis", builder.dataDir);
        this.password = builder.password == null ? Secrets.random(24) : builder.password;
        BinaryCache cache = new BinaryCache(builder.cacheDir, Platform.current());
        this.lifecycle = new Lifecycle(new RedisRecipe(folder, cache, password), folder, builder.settings());
    }

    /** A server with temporary data on a free port, unless told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /** The knobs of {@link EmbeddedRedis}. */
    public static final class Builder extends ServerBuilder<Builder> {

        private Builder() {}

        /** A server that is not started yet. */
        public EmbeddedRedis build() {
            return new EmbeddedRedis(this);
        }

        /** Builds and starts. */
        public EmbeddedRedis start() {
            return build().start();
        }

        @Override
        Builder self() {
            return this;
        }
    }

    @Override
    public EmbeddedRedis start() {
        lifecycle.start();
        return this;
    }

    @Override
    public void stop() {
        lifecycle.stop();
    }

    @Override
    public void close() {
        lifecycle.close();
    }

    @Override
    public boolean isRunning() {
        return lifecycle.isRunning();
    }

    @Override
    public int port() {
        return lifecycle.port();
    }

    @Override
    public long pid() {
        return lifecycle.pid();
    }

    @Override
    public Path log() {
        return lifecycle.log();
    }

    /** The password of the default user: the given one, or a random one for the life of this object. */
    public String password() {
        return password;
    }

    /** {@code redis://:<password>@127.0.0.1:<port>}. */
    public String uri() {
        return uri(port(), password);
    }

    /** The same of a server known by its port. */
    public static String uri(int port, String password) {
        return "redis://:" + password + "@" + Ports.HOST + ":" + port;
    }
}
