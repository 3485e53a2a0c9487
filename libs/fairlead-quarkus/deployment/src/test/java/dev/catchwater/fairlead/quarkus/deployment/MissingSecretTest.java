package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MissingSecretTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("fairlead.weather.credentials.api.origin", "https://a.example")
            .overrideConfigKey("fairlead.weather.credentials.api.bearer.provider", "vault")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining(
                            "fairlead.\"weather\".credentials.\"api\".bearer.provider names no secret: of"
                                    + " the application's credentials providers 0 have that name, and one must"));

    @Test
    void aSecretThatIsNotThereFailsTheStartWithItsKey() {
        fail("the application started");
    }
}
