package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A value that replaces a good one after the build, of a client that nobody injects. */
class BadValueAtStartTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("fairlead.weather.retry.attempts", "2")
            .overrideRuntimeConfigKey("fairlead.weather.retry.attempts", "0")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining("fairlead.\"weather\".retry.attempts is 0, but must be from 1 to 100"));

    @Test
    void theStartFailsWithTheKey() {
        fail("the application started");
    }
}
