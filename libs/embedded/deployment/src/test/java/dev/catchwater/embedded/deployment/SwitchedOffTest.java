package dev.catchwater.embedded.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.QuarkusUnitTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION =
            new QuarkusUnitTest().withEmptyApplication().overrideConfigKey("catchwater.embedded.enabled", "false");

    @Test
    void nothingIsGivenToTheApplication() {
        for (String key : new String[] {"quarkus.datasource.jdbc.url", "quarkus.redis.hosts"}) {
            assertThat(ConfigProvider.getConfig().getOptionalValue(key, String.class))
                    .isEmpty();
        }
    }
}
