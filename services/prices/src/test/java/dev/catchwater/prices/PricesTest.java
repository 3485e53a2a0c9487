package dev.catchwater.prices;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = SandboxResource.class, scope = TestResourceScope.GLOBAL)
class PricesTest {

    @TestHTTPResource(management = true)
    URI management;

    @Inject
    DataSource database;

    @Test
    void pageAndItsScriptsAreServed() {
        given().get("/").then().statusCode(200).contentType("text/html").body(containsString("Watch a page"));
        for (String script : new String[] {"main.js", "chart.js", "make.js"}) {
            given().get("/app/" + script).then().statusCode(200);
        }
    }

    @Test
    void stylesheetOfThePageIsServed() {
        given().get("/web/catchwater.css").then().statusCode(200).contentType("text/css");
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void healthIsUpOnTheManagementPort(String probe) {
        given().get(management.resolve("/q/health/" + probe))
                .then()
                .statusCode(200)
                .body("status", is("UP"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/metrics", "/q/info"})
    void managementStaysOffThePublicPort(String path) {
        given().get(path).then().statusCode(404);
    }

    @Test
    void metricsAreInPrometheusFormat() {
        given().get(management.resolve("/q/metrics"))
                .then()
                .statusCode(200)
                .body(containsString("# TYPE jvm_memory_used_bytes gauge"));
    }

    @Test
    void infoNamesTheBuild() {
        given().get(management.resolve("/q/info")).then().statusCode(200).body("build.artifact", is("prices"));
    }

    @Test
    void openApiTellsOfAllPathsAndOfTheStream() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", is("Catchwater prices"))
                .body("paths.keySet()", hasItems("/api/v1/pages", "/api/v1/products/{id}", "/api/v1/stream"));
    }

    @Test
    void badRequestsAreProblemsThatSayWhy() {
        post("/api/v1/pages", "{\"url\":\"ftp://shop.example/p/1\"}")
                .statusCode(400)
                .body("title", is("No usable address"));
        post("/api/v1/pages", "{\"url\":\"https://a.example/p\",\"shopUrl\":\"https://b.example/\"}")
                .statusCode(400)
                .body("type", containsString("not-of-this-shop"));
        post("/api/v1/watches", "{\"offer\":1,\"kind\":\"target\"}").statusCode(400);
        post("/api/v1/watches", "{\"offer\":1,\"kind\":\"whim\"}").statusCode(400);
        post("/api/v1/watches", "{\"offer\":999999,\"kind\":\"all-time-low\"}").statusCode(404);
        given().get("/api/v1/products/999999").then().statusCode(404).contentType("application/problem+json");
        given().get("/api/v1/products?cursor=made-up").then().statusCode(400);
        given().get("/api/v1/pages?limit=501").then().statusCode(400);
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    @Test
    void schemaOfItsOwnIsMigrated() throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'prices'")) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            assertThat(tables).contains("flyway_schema_history", "offer", "price_point", "jobs");
        }
    }

    @Test
    void startedNamesTheSchemaVersion() {
        given().get(management.resolve("/q/health/started"))
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'schema' }.data.version", is("6"));
    }
}
