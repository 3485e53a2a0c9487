package dev.catchwater.fairlead.quarkus.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** By which Redis processes share a client's rates and cache, if they do. */
public interface RedisConfig {
    /** Which client of quarkus-redis-client: that of {@code quarkus.redis."name"}; the unnamed one if absent. */
    Optional<String> client();

    /** What all keys begin with, the same in all processes that share; absent: the application's name and the client's. */
    Optional<String> deployment();

    /** For an answer of Redis; less than 300 ms where rates are shared. */
    @WithDefault("250ms")
    Duration timeout();

    /** How long Redis is left alone after one that did not come. */
    @WithDefault("1s")
    Duration rest();
}
