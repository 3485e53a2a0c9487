package dev.catchwater.embedded.deployment;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What an application may need a server for: extensions that use it, and the keys by which it would name its own.
 *
 * <p>Capabilities are names, so that none of those extensions is a dependency of this one.
 */
record Need(List<String> capabilities, List<String> keys) {

    static final Need JDBC = new Need(List.of(Capability.AGROAL), List.of("quarkus.datasource.jdbc.url"));
    static final Need REACTIVE =
            new Need(List.of(Capability.REACTIVE_PG_CLIENT), List.of("quarkus.datasource.reactive.url"));
    static final Need POSTGRES = JDBC.or(REACTIVE);
    static final Need REDIS = new Need(
            List.of(Capability.REDIS_CLIENT), List.of("quarkus.redis.hosts", "quarkus.redis.hosts-provider-name"));

    private Need or(Need other) {
        return new Need(concat(capabilities, other.capabilities), concat(keys, other.keys));
    }

    boolean isIn(Capabilities present) {
        return capabilities.stream().anyMatch(present::isPresent);
    }

    /** One key is enough: half of a server is never ours. */
    boolean isOpen(Capabilities present, Predicate<String> configured) {
        return isIn(present) && keys.stream().noneMatch(configured);
    }

    private static List<String> concat(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
