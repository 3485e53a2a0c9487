package dev.catchwater.weather;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SandboxResource.class)
class WeatherTest {

    @TestHTTPResource(management = true)
    URI management;

    @Inject
    DataSource database;

    @Test
    void pageIsServedWithItsScripts() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("/app/main.js"), containsString("/app/weather.css"));
        given().get("/app/main.js").then().statusCode(200);
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
        given().get(management.resolve("/q/info")).then().statusCode(200).body("build.artifact", is("weather"));
    }

    @Test
    void openApiListsEveryPath() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", is("Catchwater weather"))
                .body(
                        "paths.keySet()",
                        containsInAnyOrder(
                                "/api/v1/places",
                                "/api/v1/places/{id}",
                                "/api/v1/places/{id}/weather",
                                "/api/v1/places/{id}/skill",
                                "/api/v1/places/{id}/warnings",
                                "/api/v1/warnings",
                                "/api/v1/subscriptions",
                                "/api/v1/subscriptions/{id}",
                                "/api/v1/stream"));
    }

    @Test
    void schemaOfItsOwnIsMigrated() throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'weather'")) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            assertThat(tables)
                    .containsExactlyInAnyOrder(
                            "flyway_schema_history",
                            "place",
                            "forecast_site",
                            "forecast_open",
                            "warning_message",
                            "provider_wait",
                            "subscription",
                            "told",
                            "jobs",
                            "dead_jobs");
        }
    }

    @Test
    void startedNamesTheSchemaVersion() {
        given().get(management.resolve("/q/health/started"))
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'schema' }.data.version", is("5"));
    }
}
