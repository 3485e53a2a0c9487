package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A key that comes after the build, of a client that nobody injects. */
class UnknownKeyAtStartTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideRuntimeConfigKey("fairlead.weather.retry.atempts", "2")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining("fairlead.weather.retry.atempts is no key of Fairlead: did you mean"
                            + " fairlead.\"weather\".retry.attempts?"));

    @Test
    void aMisspeltKeyFailsTheStart() {
        fail("the application started");
    }
}
