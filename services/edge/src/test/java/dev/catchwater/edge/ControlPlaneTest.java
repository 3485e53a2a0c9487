package dev.catchwater.edge;

import static dev.catchwater.edge.Access.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.catchwater.edge.Served.How;
import dev.catchwater.edge.flow.DataPlane;
import dev.catchwater.edge.tally.Tally;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.common.mapper.TypeRef;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ControlPlaneTest {
    @TestHTTPResource("/api/v1/stream")
    URI stream;

    @TestHTTPResource(management = true)
    URI management;

    @Inject
    Tally tally;

    @Inject
    DataPlane plane;

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/stats",
        "GET, /api/v1/stats/seconds",
        "GET, /api/v1/config",
        "GET, /api/v1/purges",
        "GET, /api/v1/keys",
        "GET, /api/v1/stream",
        "POST, /api/v1/purges",
        "POST, /api/v1/lookups",
        "POST, /api/v1/keys",
        "DELETE, /api/v1/keys/0123456789abcdef"
    })
    void nothingIsOpenToStrangers(String method, String path) {
        given().contentType(ContentType.JSON)
                .body("{\"all\":true,\"url\":\"http://a/\"}")
                .request(method, path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    /** There are no routes here, so that whatever the data plane has of its own would show. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/stats", "/api/v1/config", "/q/openapi", "/q/health", "/app/main.js", "/session", "/"})
    void nothingOfItIsReachableFromTheDataPlane(String path) {
        given().header("Authorization", Access.bearer("admin"))
                .get("http://127.0.0.1:" + plane.port() + path)
                .then()
                .statusCode(421);
    }

    @Test
    void aReaderReadsAndDoesNotPurge() {
        as("reader").get("/api/v1/stats").then().statusCode(200);
        as("reader").get("/api/v1/config").then().statusCode(200);
        as("reader")
                .body("{\"url\":\"http://a.example/\"}")
                .post("/api/v1/lookups")
                .then()
                .statusCode(200);
        as("reader")
                .body("{\"url\":\"http://a.example/\",\"ask\":true}")
                .post("/api/v1/lookups")
                .then()
                .statusCode(403)
                .body("detail", containsString("role writer"));
        as("reader").body("{\"all\":true}").post("/api/v1/purges").then().statusCode(403);
        as("reader").get("/api/v1/keys").then().statusCode(403);
    }

    @Test
    void aLookupIsExplainedAndABadOneIsNot() {
        as("reader")
                .body("{\"url\":\"http://nobody.example/../x\"}")
                .post("/api/v1/lookups")
                .then()
                .statusCode(200)
                .body("answer", is("refused"))
                .body("because[0]", containsString("It is refused"));
        for (String bad : new String[] {
            "{\"url\":\"x\"}",
            "{\"url\":\"http://a/\",\"method\":\"a b\"}",
            "{\"url\":\"http://a/\",\"headers\":{\"a b\":\"c\"}}"
        }) {
            as("reader")
                    .body(bad)
                    .post("/api/v1/lookups")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
    }

    @Test
    void aKeyIsShownOnceAndOpensNothingOnceItIsRevoked() {
        Map<String, String> made = as("admin")
                .body("{\"name\":\"brief\",\"role\":\"reader\"}")
                .post("/api/v1/keys")
                .then()
                .statusCode(201)
                .body("secret", startsWith("cw_"))
                .extract()
                .as(new TypeRef<>() {});
        RequestSpecification brief = given().header("Authorization", "Bearer " + made.get("secret"));
        brief.get("/api/v1/stats").then().statusCode(200);
        as("admin")
                .get("/api/v1/keys")
                .then()
                .body("items.name", hasItem("brief"))
                .body("items[0]", not(hasKey("secret")));
        as("admin").delete("/api/v1/keys/" + made.get("id")).then().statusCode(204);
        brief.get("/api/v1/stats").then().statusCode(401);
        as("admin").delete("/api/v1/keys/" + made.get("id")).then().statusCode(404);
        as("admin")
                .body("{\"name\":\"x\",\"role\":\"writer\"}")
                .post("/api/v1/keys")
                .then()
                .statusCode(400);
    }

    @Test
    void whatIsServedIsCountedMeasuredAndStreamed() throws IOException {
        var connection = stream.toURL().openConnection();
        connection.setRequestProperty("Authorization", Access.bearer("reader"));
        connection.setReadTimeout(10_000);
        StringBuilder heard = new StringBuilder();
        try (InputStream events = connection.getInputStream()) {
            tally.on(new Served("front", "GET", "a.example", "/told", 200, How.HIT, "catchwater;hit", 7, 5_000_000, 0));
            byte[] some = new byte[4_096];
            while (!heard.toString().contains("event: second")
                    || !heard.toString().contains("/told")) {
                int count = events.read(some);
                assertThat(count).isPositive();
                heard.append(new String(some, 0, count, StandardCharsets.UTF_8));
            }
        }
        as("reader")
                .get("/api/v1/stats")
                .then()
                .body("routes.front.responses.hit", is(1))
                .body("keys.key", hasItem("a.example/told"));
        as("reader").get("/api/v1/stats/seconds").then().body("seconds.size()", is(not(0)));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> given().get(management.resolve("/q/metrics"))
                        .then()
                        .body(containsString("edge_responses_total{how=\"hit\",route=\"front\"} 1.0")));
    }

    @Test
    void theDocumentNamesEachPath() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths", hasKey("/api/v1/purges"))
                .body("paths", hasKey("/api/v1/lookups"))
                .body("paths", hasKey("/api/v1/stats"))
                .body("paths", hasKey("/api/v1/stats/seconds"))
                .body("paths", hasKey("/api/v1/config"))
                .body("paths", hasKey("/api/v1/keys"))
                .body("paths", hasKey("/api/v1/stream"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/main.js",
                "/app/charts.js",
                "/app/lookup.js",
                "/app/purge.js",
                "/app/routes.js",
                "/app/make.js",
                "/app/edge.css",
                "/app/vendor/uPlot.iife.min.js",
                "/app/vendor/uPlot.min.css",
                "/app/vendor/LICENSE"
            })
    void partsOfThePageAreServed(String path) {
        given().get(path).then().statusCode(200);
    }
}
