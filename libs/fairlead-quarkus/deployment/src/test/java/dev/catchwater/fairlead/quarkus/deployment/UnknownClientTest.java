package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnknownClientTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClass(Forecast.class))
            .overrideConfigKey("fairlead.weather.timeout", "5s")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining(Forecast.class.getName())
                    .hasStackTraceContaining("injects the client wether, but nothing configures it")
                    .hasStackTraceContaining("fairlead.\"wether\"")
                    .hasStackTraceContaining("default, weather"));

    @Test
    void theBuildFailsWithTheClassAndTheKey() {
        fail("the application was built");
    }

    @Singleton
    static class Forecast {
        @Inject
        @Client("wether")
        HttpClient client;
    }
}
