package dev.catchwater.fairlead.quarkus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.credentials.Credentials;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredSecretsTest {
    @Test
    void credentialsGoToTheirOrigins() {
        Settings read = Reading.settings(Map.ofEntries(
                Map.entry("credentials.a.origin", "https://a.example/v1"),
                Map.entry("credentials.a.bearer.env", "TOKEN"),
                Map.entry("credentials.b.origin", "https://b.example"),
                Map.entry("credentials.b.basic.user", "me"),
                Map.entry("credentials.b.basic.password.file", "/run/secrets/b"),
                Map.entry("credentials.c.origin", "https://c.example"),
                Map.entry("credentials.c.oauth2.endpoint", "https://login.example/token"),
                Map.entry("credentials.c.oauth2.client-id", "catchwater"),
                Map.entry("credentials.c.oauth2.client-secret.provider", "vault"),
                Map.entry("credentials.c.oauth2.proof", "post"),
                Map.entry("credentials.c.oauth2.scopes", "read,write"),
                Map.entry("credentials.c.oauth2.parameters.audience", "here")));
        assertThat(read.credentials())
                .containsOnlyKeys("https://a.example:443", "https://b.example:443", "https://c.example:443")
                .containsEntry("https://a.example:443", new Credentials.Bearer(Secret.of("env/TOKEN")))
                .containsEntry("https://b.example:443", new Credentials.Basic("me", Secret.of("file//run/secrets/b")));
        assertThat(read.credentials().get("https://c.example:443")).satisfies(credentials -> {
            Credentials.OAuth2 client = (Credentials.OAuth2) credentials;
            assertThat(client.endpoint()).hasToString("https://login.example/token");
            assertThat(client.clientSecret()).isEqualTo(Secret.of("provider/vault/password"));
            assertThat(client.proof()).isEqualTo(Credentials.ClientProof.POST);
            assertThat(client.scopes()).containsExactly("read", "write");
            assertThat(client.parameters()).isEqualTo(Map.of("audience", "here"));
        });
    }

    @Test
    void secretHeadersStayWithTheirOriginWhateverTheirName() {
        Settings read = Reading.settings(
                Map.of("secret-headers.\"User-Agent\".env", "CONTACT", "secret-headers.\"X-Key\".env", "KEY"));
        assertThat(read.credentialFields().names()).contains("user-agent", "x-key");
    }

    @Test
    void headerValuesAreNeverShown() {
        FairleadConfig read =
                Reading.config(Map.of("headers.\"X-Api-Key\"", "plant\u0001ed")).getConfigMapping(FairleadConfig.class);
        ClientConfig client = read.clients().get("geo.api");
        assertThat(client.headers().toString()).doesNotContain("plant");
        assertThat(String.valueOf(client)).doesNotContain("plant");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConfiguredSettings.of("geo.api", client, new BuildSurroundings(true)))
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("fairlead.\"geo.api\".headers.\"X-Api-Key\"")
                        .message()
                        .doesNotContain("plant"));
    }
}
