package dev.catchwater.trading;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SandboxResource.class)
class TradingTest {

    @TestHTTPResource(management = true)
    URI management;

    @Inject
    DataSource database;

    @Test
    void pageIsServedWithItsScript() {
        given().get("/").then().statusCode(200).contentType("text/html").body(containsString("Stop trading"));
        given().get("/app/main.js").then().statusCode(200);
    }

    @Test
    void stylesheetOfThePageIsServed() {
        given().get("/web/catchwater.css").then().statusCode(200).contentType("text/css");
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void healthIsUpOnTheManagementPort(String probe) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get(management.resolve("/q/health/" + probe))
                        .then()
                        .statusCode(200)
                        .body("status", is("UP")));
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
                .body(containsString("# TYPE jvm_memory_used_bytes gauge"), containsString("trading_reconciled"));
    }

    @Test
    void infoNamesTheBuild() {
        given().get(management.resolve("/q/info")).then().statusCode(200).body("build.artifact", is("trading"));
    }

    @Test
    void openApiListsThePaths() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", is("Catchwater trading"))
                .body(
                        "paths.keySet()",
                        hasItems("/api/v1/account", "/api/v1/orders", "/api/v1/backtests", "/api/v1/stream"));
    }

    @Test
    void schemaOfItsOwnIsMigrated() throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'trading'")) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            assertThat(tables).contains("flyway_schema_history", "journal", "intent", "fill", "genesis");
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
