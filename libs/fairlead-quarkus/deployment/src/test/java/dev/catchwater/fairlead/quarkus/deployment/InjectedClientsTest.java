package dev.catchwater.fairlead.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.fairlead.Headers;
import dev.catchwater.fairlead.Request;
import dev.catchwater.fairlead.Response;
import dev.catchwater.fairlead.client.HttpClient;
import dev.catchwater.fairlead.client.Settings;
import dev.catchwater.fairlead.quarkus.Client;
import dev.catchwater.fairlead.quarkus.SettingsCustomizer;
import dev.catchwater.testkit.Match;
import dev.catchwater.testkit.Reply;
import dev.catchwater.testkit.Upstream;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InjectedClientsTest {
    /** Started by the one of the two class loaders that knows the application's configuration. */
    private static final Upstream[] UPSTREAM = new Upstream[1];

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(Meters.class, Teapot.class, Own.class))
            .overrideConfigKey("fairlead.weather.headers.\"X-Api-Key\"", "k3y")
            .overrideConfigKey("fairlead.\"geo.api\".timeout", "5s")
            .overrideConfigKey("fairlead.own.timeout", "5s")
            .overrideConfigKey("fairlead.fragile.breaker.in-a-row", "1")
            .overrideConfigKey("fairlead.fragile.breaker.pause", "30s")
            .overrideConfigKey("fairlead.fragile.retry.attempts", "1")
            .overrideConfigKey("fairlead.fragile.health", "down")
            .overrideConfigKey("quarkus.http.test-port", "0")
            .setBeforeAllCustomizer(InjectedClientsTest::script)
            .setAfterAllCustomizer(() -> UPSTREAM[0].close());

    private static void script() {
        UPSTREAM[0] = Upstream.start();
        UPSTREAM[0].when(Match.get("/forecast").header("X-Api-Key", "k3y")).reply(Reply.ok("sun"));
        UPSTREAM[0].when(Match.get("/places").header("X-Tea", "geo.api")).reply(Reply.ok("here"));
        UPSTREAM[0].when(Match.get("/broken")).reply(Reply.status(500));
        String authority = "127.0.0.1:" + UPSTREAM[0].port();
        APPLICATION.overrideRuntimeConfigKey("upstream", "http://" + authority);
        APPLICATION.overrideRuntimeConfigKey("fairlead.weather.guard.allow", authority);
        APPLICATION.overrideRuntimeConfigKey("fairlead.\"geo.api\".guard.allow", authority);
        APPLICATION.overrideRuntimeConfigKey("fairlead.fragile.guard.allow", authority);
    }

    @Inject
    @Client("weather")
    HttpClient weather;

    @Inject
    @Client("weather")
    HttpClient again;

    @Inject
    @Client("geo.api")
    Instance<HttpClient> geo;

    @Inject
    @Client("fragile")
    HttpClient fragile;

    @Inject
    @Client("own")
    HttpClient own;

    @Inject
    HttpClient unnamed;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "upstream")
    String upstream;

    @Test
    void eachClientHasItsOwnKnobsAndThereIsOneOfAName() {
        assertThat(weather).isSameAs(again).isNotSameAs(geo.get());
        assertThat(weather.name()).isEqualTo("weather");
        assertThat(geo.get().name()).isEqualTo("geo.api");
        assertThat(unnamed.name()).isEqualTo(Client.DEFAULT);
        assertThat(text(weather, "/forecast")).isEqualTo("sun");
        assertThat(text(geo.get(), "/places")).isEqualTo("here");
    }

    @Test
    void whatTheApplicationProducesItselfReplacesOurs() {
        assertThat(own.name()).isEqualTo("made by hand");
    }

    @Test
    void callsAreMeasuredUnderTheClientsName() {
        text(geo.get(), "/places");
        Awaitility.await()
                .untilAsserted(() -> assertThat(meters.find("fairlead.calls")
                                .tag("client", "geo.api")
                                .timer())
                        .isNotNull());
    }

    @Test
    void anOpenCircuitIsShownAndMakesTheApplicationUnreadyWhereThatIsSaid() {
        assertThat(text(fragile, "/broken")).isEmpty();
        Awaitility.await()
                .untilAsserted(() -> RestAssured.get("/q/health/ready")
                        .then()
                        .statusCode(503)
                        .body("checks[0].data.fragile", Matchers.is("1 of 1 open"))
                        .body("checks[0].data.'fragile " + upstream + "'", Matchers.startsWith("open until ")));
    }

    private String text(HttpClient client, String path) {
        return client.send(Request.get(upstream + path))
                .flatMap(Response::text)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    static class Own {
        @Produces
        @Singleton
        @Client("own")
        HttpClient own(Vertx vertx) {
            return HttpClient.create(vertx, Settings.named("made by hand"));
        }
    }

    static class Meters {
        @Produces
        @Singleton
        SimpleMeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    @Singleton
    static class Teapot implements SettingsCustomizer {
        @Override
        public Settings customize(String client, Settings settings) {
            return settings.withDefaults(Headers.of("X-Tea", client));
        }
    }
}
