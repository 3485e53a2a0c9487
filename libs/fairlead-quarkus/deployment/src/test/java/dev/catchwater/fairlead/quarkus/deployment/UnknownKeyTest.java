package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnknownKeyTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("fairlead.weather.tiemout", "5s")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining("fairlead.weather.tiemout")
                    .hasStackTraceContaining("KnownConfig.check"));

    @Test
    void aMisspeltKeyFailsTheBuild() {
        fail("the application was built");
    }
}
