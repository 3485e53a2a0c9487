package dev.catchwater.embedded.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that names servers of its own. */
class ServersNamedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/theirs")
            .overrideConfigKey("quarkus.datasource.username", "theirs")
            .overrideConfigKey("quarkus.redis.hosts", "redis://127.0.0.1:1");

    @Test
    void nothingOfOursIsGivenToIt() {
        assertThat(value("quarkus.datasource.jdbc.url")).hasValue("jdbc:postgresql://127.0.0.1:1/theirs");
        assertThat(value("quarkus.datasource.username")).hasValue("theirs");
        assertThat(value("quarkus.datasource.reactive.url")).isEmpty();
        assertThat(value("quarkus.redis.hosts")).hasValue("redis://127.0.0.1:1");
        assertThat(value("quarkus.datasource.password")).isEmpty();
    }

    private static Optional<String> value(String key) {
        return ConfigProvider.getConfig().getOptionalValue(key, String.class);
    }
}
