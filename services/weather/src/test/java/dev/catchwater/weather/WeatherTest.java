package dev.catchwater.weather;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

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
class WeatherTest {

    @TestHTTPResource(management = true)
    URI management;

    @Inject
    DataSource database;

    @Test
    void pageSaysWhatIsNotThereYet() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("Not built yet."), containsString("No provider is asked: th"));
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
    void openApiListsNoPathBecauseThereIsNone() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", is("Catchwater weather"))
                .body("paths", anEmptyMap());
    }

    @Test
    void schemaOfItsOwnIsMigratedAndHoldsOnlyItsHistory() throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'weather'")) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            assertThat(tables).containsExactly("flyway_schema_history");
        }
    }

    @Test
    void startedNamesTheSchemaVersion() {
        given().get(management.resolve("/q/health/started"))
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'schema' }.data.version", is("1"));
    }
}
