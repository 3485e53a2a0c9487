package dev.catchwater.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The knobs that Postgres and Redis share. */
public abstract sealed class ServerBuilder<B extends ServerBuilder<B>>
        permits EmbeddedPostgres.Builder, EmbeddedRedis.Builder {

    @Nullable
    Path dataDir;

    @Nullable
    Path cacheDir;

    @Nullable
    String password;

    private int port;
    private Duration startTimeout = Duration.ofSeconds(60);
    private Duration stopTimeout = Duration.ofSeconds(8);
    private Consumer<Crash> onCrash = crash -> {};

    ServerBuilder() {}

    abstract B self();

    /** The loopback port, 0 to 65535; 0, the default, takes a free one at the first start and keeps it. */
    public B port(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port is 0 to 65535: " + port);
        }
        this.port = port;
        return self();
    }

    /** Keeps the data in this folder, which is created; one server at a time may have it. Default: temporary data. */
    public B dataDir(Path folder) {
        this.dataDir = folder;
        return self();
    }

    /** Where binaries are unpacked once; default: the user's cache folder, for root {@code /var/cache/catchwater}. */
    public B cacheDir(Path folder) {
        this.cacheDir = folder;
        return self();
    }

    /** 1 to 128 letters, digits and {@code - . _ ~}, which need no escaping in a URL; default: random. */
    public B password(String password) {
        if (!password.matches("[A-Za-z0-9._~-]{1,128}")) {
            throw new IllegalArgumentException("A password has 1 to 128 of A-Z a-z 0-9 - . _ ~");
        }
        this.password = password;
        return self();
    }

    /** How long the first answer may take, the creation of data apart; default 60 s. */
    public B startTimeout(Duration timeout) {
        this.startTimeout = timeout;
        return self();
    }

    /** How long a shutdown may take before the process is killed, in whole seconds, at least one; default 8 s. */
    public B stopTimeout(Duration timeout) {
        this.stopTimeout = timeout;
        return self();
    }

    /** Called on a thread of its own, once a run, when the started process ends without being asked to. */
    public B onCrash(Consumer<Crash> action) {
        this.onCrash = action;
        return self();
    }

    Lifecycle.Settings settings() {
        return new Lifecycle.Settings(port, startTimeout, stopTimeout, onCrash);
    }
}
