package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Singleton;
import java.util.Map;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Secrets that were put where a provider's names belong. */
class MissingProviderValueTest {
    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(Vault.class))
            .overrideConfigKey("fairlead.weather.secret-headers.\"X-Key\".provider", "s3cr3t")
            .overrideConfigKey("fairlead.weather.secret-headers.\"X-Key\".provider-key", "s3cr3t too")
            .assertException(failure -> assertThat(Throwables.getStackTrace(failure))
                    .contains("fairlead.\"weather\".secret-headers.\"X-Key\".provider names no secret:"
                            + " the provider has no such value there")
                    .doesNotContain("s3cr3t"));

    @Test
    void aValueThatIsNotThereFailsTheStartAndIsNotQuoted() {
        fail("the application started");
    }

    @Singleton
    static class Vault implements CredentialsProvider {
        @Override
        public Map<String, String> getCredentials(String name) {
            return Map.of();
        }
    }
}
