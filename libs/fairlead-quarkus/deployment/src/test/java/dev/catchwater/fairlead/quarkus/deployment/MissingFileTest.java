package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MissingFileTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withEmptyApplication()
            .overrideConfigKey("fairlead.weather.tls.authorities", "/nowhere/ca.pem")
            .assertException(failure -> assertThat(failure)
                    .hasStackTraceContaining("fairlead.\"weather\".tls.*")
                    .hasStackTraceContaining("/nowhere/ca.pem"));

    @Inject
    @Client("weather")
    HttpClient client;

    @Test
    void certificatesThatAreNotThereFailTheStart() {
        fail("the application started");
    }
}
