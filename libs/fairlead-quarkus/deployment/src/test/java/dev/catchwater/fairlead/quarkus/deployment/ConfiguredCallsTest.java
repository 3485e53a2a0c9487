package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.quarkus.Client;
import dev.catchwater.fairlead.quarkus.ClientRegistry;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An upstream that answers only whoever the keys made a right request of. */
class ConfiguredCallsTest {
    /** Started by the one of the two class loaders that knows the application's configuration. */
    private static final Upstream[] UPSTREAM = new Upstream[1];

    private static final LoopbackDns[] DNS = new LoopbackDns[1];

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(Vault.class, LoopbackDns.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("fairlead.bearer.timeout", "20s")
            .overrideConfigKey("fairlead.basic.credentials.api.basic.user", "me")
            .overrideConfigKey("fairlead.basic.credentials.api.basic.password.provider", "upstream")
            .overrideConfigKey("fairlead.oauth.credentials.api.oauth2.client-id", "catchwater")
            .overrideConfigKey("fairlead.cookies.cookies.enabled", "true")
            .overrideConfigKey("fairlead.listed.endpoints.orders.origin", "http://orders.internal")
            .overrideConfigKey("fairlead.found.endpoints.orders.dns.host", "orders.example")
            .setBeforeAllCustomizer(ConfiguredCallsTest::script)
            .setAfterAllCustomizer(() -> {
                UPSTREAM[0].close();
                DNS[0].close();
            });

    private static void script() {
        Upstream upstream = Upstream.start();
        UPSTREAM[0] = upstream;
        DNS[0] = new LoopbackDns();
        upstream.when(Match.get("/bearer")
                        .header("Authorization", "Bearer t0ken")
                        .header("X-Key", "k3y"))
                .reply(Reply.ok("bearer"));
        upstream.when(Match.get("/basic").header("Authorization", basic("me:pa55")))
                .reply(Reply.ok("basic"));
        upstream.when(Match.post("/token").header("Authorization", basic("catchwater:t0ken")))
                .reply(Reply.ok("{\"access_token\":\"fresh\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
        upstream.when(Match.get("/oauth").header("Authorization", "Bearer fresh"))
                .reply(Reply.ok("oauth"));
        upstream.when(Match.get("/set")).reply(Reply.ok("set").header("Set-Cookie", "a=1"));
        upstream.when(Match.get("/sent").header("Cookie", "a=1")).reply(Reply.ok("sent"));
        upstream.when(Match.get("/listed")).reply(Reply.ok("listed"));
        upstream.when(Match.get("/found")).reply(Reply.ok("found"));
        String authority = "127.0.0.1:" + upstream.port();
        set("upstream", "http://" + authority);
        for (String client : new String[] {"bearer", "basic", "oauth", "cookies"}) {
            set("fairlead." + client + ".guard.allow", authority);
            set("fairlead." + client + ".credentials.api.origin", "http://" + authority);
        }
        set("fairlead.cookies.credentials.api.bearer.env", "HOME");
        set("fairlead.bearer.credentials.api.bearer.file", secret("t0ken"));
        set("fairlead.bearer.secret-headers.X-Key.file", secret("k3y"));
        set("fairlead.oauth.credentials.api.oauth2.endpoint", "http://" + authority + "/token");
        set("fairlead.oauth.credentials.api.oauth2.client-secret.file", secret("t0ken"));
        set("fairlead.listed.endpoints.orders.addresses", authority);
        set("fairlead.found.endpoints.orders.origin", "http://orders.internal:" + upstream.port());
        set("fairlead.found.endpoints.orders.dns.servers", DNS[0].authority());
        set("fairlead.found.guard.allow", "orders.internal:" + upstream.port());
    }

    private static void set(String key, String value) {
        APPLICATION.overrideRuntimeConfigKey(key, value);
    }

    private static String secret(String text) {
        try {
            Path file = Files.writeString(Files.createTempFile("secret", ""), text + "\n");
            file.toFile().deleteOnExit();
            return file.toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String basic(String both) {
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    @Inject
    @Client("bearer")
    HttpClient injected;

    @Inject
    ClientRegistry clients;

    @ConfigProperty(name = "upstream")
    String upstream;

    private String ask(String client, String uri) {
        return clients.client(client)
                .send(Request.get(uri))
                .flatMap(Response::requireSuccess)
                .flatMap(Response::text)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    @Test
    void secretsOfFilesAreSent() {
        assertThat(ask("bearer", upstream + "/bearer")).isEqualTo("bearer");
    }

    @Test
    void thePasswordOfACredentialsProviderIsSent() {
        assertThat(ask("basic", upstream + "/basic")).isEqualTo("basic");
    }

    @Test
    void aTokenIsGotWithTheClientsSecretAndSent() {
        assertThat(ask("oauth", upstream + "/oauth")).isEqualTo("oauth");
    }

    @Test
    void aCookieComesBack() {
        ask("cookies", upstream + "/set");
        assertThat(ask("cookies", upstream + "/sent")).isEqualTo("sent");
    }

    @Test
    void anOriginsEndpointsAreThoseOfTheList() {
        assertThat(ask("listed", "http://orders.internal/listed")).isEqualTo("listed");
        assertThat(clients.client("listed").endpoints())
                .extracting(endpoint -> endpoint.endpoint())
                .containsExactly(upstream.substring("http://".length()));
    }

    @Test
    void anOriginsEndpointsAreThoseOfDns() {
        String origin = "http://orders.internal:" + upstream.substring(upstream.lastIndexOf(':') + 1);
        assertThat(ask("found", origin + "/found")).isEqualTo("found");
    }

    @Test
    void theRegistryHasTheClientsThatAreConfiguredAndNoOthers() {
        assertThat(clients.names())
                .containsExactlyInAnyOrder("default", "bearer", "basic", "oauth", "cookies", "listed", "found");
        assertThat(clients.client("bearer")).isSameAs(injected);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clients.client("baerer"))
                .withMessageContaining("bearer");
    }

    @Singleton
    static class Vault implements CredentialsProvider {
        @Override
        public Map<String, String> getCredentials(String name) {
            return name.equals("upstream") ? Map.of(PASSWORD_PROPERTY_NAME, "pa55") : Map.of();
        }
    }
}
