package dev.catchwater.edge;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class EdgeTest {

    @TestHTTPResource(management = true)
    URI management;

    @Test
    void pageIsServed() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(containsString("Why is this a miss?"), containsString("Purge"));
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
        given().get(management.resolve("/q/info")).then().statusCode(200).body("build.artifact", is("edge"));
    }

    @Test
    void bootsWithoutPostgresAndRedis() {
        given().get(management.resolve("/q/health"))
                .then()
                .statusCode(200)
                .body("status", is("UP"))
                .body("checks.name", containsInAnyOrder("data plane", "store"));
    }
}
