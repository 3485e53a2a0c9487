package dev.catchwater.aggregator.setup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.catchwater.aggregator.OutageResource;
import dev.catchwater.aggregator.SandboxResource;
import dev.catchwater.aggregator.flow.Planting;
import dev.catchwater.sandbox.Sandbox;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * As the launcher starts it: servers of its own, which this stops and starts, the guard on, sources from the start. The
 * price of the profile is a build and a start of the application.
 */
@QuarkusTest
@Tag("own-servers")
@TestProfile(LocalModeTest.OwnServers.class)
class LocalModeTest {

    /** Without the servers that the other tests share. */
    public static class OwnServers implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("catchwater.embedded.enabled", "false", "fairlead.gather.guard.enabled", "true");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(OutageResource.class));
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Sandbox sandbox = SandboxResource.sandbox();

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @Inject
    Planting planting;

    @Test
    void seedsArePlantedOnceAndStayAwayWhenRemoved() {
        String seed = sandbox.baseUri() + "/feeds/cocina/feed.json";
        await().atMost(PATIENCE).until(() -> urls().contains(seed));
        int id = given().get("/api/v1/sources")
                .then()
                .extract()
                .path("items.find { it.url == '%s' }.id".formatted(seed));
        given().delete("/api/v1/sources/" + id).then().statusCode(204);
        planting.start();
        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> !urls().contains(seed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:22/",
                "http://localhost:1/",
                "http://[::1]/",
                "http://10.0.0.1/feed",
                "http://192.168.1.1/feed",
                "http://169.254.169.254/latest/meta-data/",
                "http://0.0.0.0/",
                "http://2130706433/",
                "http://[::ffff:127.0.0.1]/",
            })
    void addressesInPrivateNetworksAreRefused(String url) {
        given().contentType(ContentType.JSON)
                .body(Map.of("platform", "feed", "url", url))
                .post("/api/v1/sources")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:catchwater:problem:source-forbidden"));
        assertThat(urls()).doesNotContain(url);
    }

    @Test
    void withRedisAwayEverythingWorksAndHealthSaysSo() {
        ready().statusCode(200).body("checks.find { it.name == 'Redis (may be away)' }.data.redis", equalTo("here"));
        int id = add("feed", sandbox.baseUri() + "/feeds/marsh/rss.xml");
        OutageResource.redis().stop();
        try {
            for (int i = 0; i < 20; i++) {
                sandbox.world().item("marsh", "Bird " + i, "It flew");
                given().get("/api/v1/timeline").then().statusCode(200);
            }
            ready().statusCode(200)
                    .body("checks.find { it.name == 'Redis (may be away)' }.data.redis", startsWith("away"));
            await().atMost(PATIENCE).until(() -> titles().contains("Bird 19"));
        } finally {
            OutageResource.redis().start();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> ready().statusCode(200)
                        .body("checks.find { it.name == 'Redis (may be away)' }.data.redis", equalTo("here")));
        given().get("/api/v1/timeline").then().statusCode(200).body("items.content.title", hasItem("Bird 19"));
        given().delete("/api/v1/sources/" + id).then().statusCode(204);
    }

    @Test
    void withPostgresAwayHealthSaysSoAndAfterwardsNothingIsLost() {
        int stream = add("mastodon", SandboxResource.base("harbour") + "/public");
        int feed = add("feed", sandbox.baseUri() + "/feeds/workbench/atom.xml");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> given().get("/api/v1/sources/" + stream).then().body("state", equalTo("STREAMING")));
        OutageResource.postgres().stop();
        try {
            for (int i = 0; i < 60; i++) {
                sandbox.world().status("harbour", "demo", "Outage post " + i + ".");
            }
            // As many as the feed shows at once.
            for (int i = 0; i < 25; i++) {
                sandbox.world().item("workbench", "Outage item " + i, "Made");
            }
            await().atMost(PATIENCE).untilAsserted(() -> ready().statusCode(503));
            given().get("/api/v1/sources").then().statusCode(503).contentType("application/problem+json");
            given().get("/api/v1/posts/1").then().statusCode(503).contentType("application/problem+json");
            sandbox.faults().dropStreams("mastodon/harbour");
            for (int i = 60; i < 90; i++) {
                sandbox.world().status("harbour", "demo", "Outage post " + i + ".");
            }
        } finally {
            OutageResource.postgres().start();
        }
        await().atMost(PATIENCE).untilAsserted(() -> ready().statusCode(200));
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> texts = texts();
            for (int i = 0; i < 90; i++) {
                assertThat(texts).containsOnlyOnce("Outage post " + i + ".");
            }
            for (int i = 0; i < 25; i++) {
                assertThat(titles()).containsOnlyOnce("Outage item " + i);
            }
        });
        given().delete("/api/v1/sources/" + stream).then().statusCode(204);
        given().delete("/api/v1/sources/" + feed).then().statusCode(204);
    }

    private ValidatableResponse ready() {
        return given().get(readiness).then();
    }

    private static int add(String platform, String url) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("platform", platform, "url", url))
                .post("/api/v1/sources")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static List<String> urls() {
        return given().queryParam("limit", 500)
                .get("/api/v1/sources")
                .then()
                .statusCode(200)
                .extract()
                .path("items.url");
    }

    private static List<String> titles() {
        return values("items.content.title");
    }

    private static List<String> texts() {
        return values("items.content.plain");
    }

    private static List<String> values(String path) {
        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            var request = given().queryParam("limit", 100);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/api/v1/timeline")
                    .then()
                    .statusCode(200)
                    .extract();
            found.addAll(page.path(path));
            cursor = page.path("next");
        } while (cursor != null);
        return found;
    }
}
