package dev.catchwater.weather;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import org.junit.jupiter.api.Test;

/** The packaged process; what it does here also trains the cache of loaded classes. */
@QuarkusIntegrationTest
class WeatherIT {

    @TestHTTPResource(value = "", management = true)
    String management;

    @Test
    void packagedProcessServesItsPage() {
        given().get("/").then().statusCode(200).body(containsString("Weather"));
        given().get("/q/openapi").then().statusCode(200);
    }

    @Test
    void packagedProcessIsReadyAndMeasured() {
        given().get(management + "/q/health").then().statusCode(200).body("status", is("UP"));
        given().get(management + "/q/metrics").then().statusCode(200).body(containsString("jvm_info"));
    }
}
