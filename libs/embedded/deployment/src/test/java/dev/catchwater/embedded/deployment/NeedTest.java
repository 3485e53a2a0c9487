package dev.catchwater.embedded.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NeedTest {

    private static final Capabilities NONE = new Capabilities(Set.of(Capability.REST));
    private static final Capabilities JDBC = new Capabilities(Set.of(Capability.AGROAL));
    private static final Capabilities ALL =
            new Capabilities(Set.of(Capability.AGROAL, Capability.REACTIVE_PG_CLIENT, Capability.REDIS_CLIENT));

    @Test
    void anApplicationWithoutAClientGetsNoServer() {
        assertThat(Need.POSTGRES.isOpen(NONE, key -> false)).isFalse();
        assertThat(Need.REDIS.isOpen(NONE, key -> false)).isFalse();
        assertThat(Need.REDIS.isOpen(JDBC, key -> false)).isFalse();
    }

    @Test
    void eitherClientOfPostgresIsEnough() {
        assertThat(Need.POSTGRES.isOpen(JDBC, key -> false)).isTrue();
        assertThat(Need.POSTGRES.isOpen(new Capabilities(Set.of(Capability.REACTIVE_PG_CLIENT)), key -> false))
                .isTrue();
        assertThat(Need.REACTIVE.isIn(JDBC)).isFalse();
    }

    @Test
    void oneUrlOfTheApplicationIsEnoughToLeavePostgresToIt() {
        assertThat(Need.POSTGRES.isOpen(ALL, "quarkus.datasource.jdbc.url"::equals))
                .isFalse();
        assertThat(Need.POSTGRES.isOpen(ALL, "quarkus.datasource.reactive.url"::equals))
                .isFalse();
        assertThat(Need.REDIS.isOpen(ALL, "quarkus.datasource.jdbc.url"::equals))
                .isTrue();
        assertThat(Need.REDIS.isOpen(ALL, "quarkus.redis.hosts"::equals)).isFalse();
    }
}
