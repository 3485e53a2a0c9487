package dev.catchwater.aggregator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The packaged process; as deployed, with its own ports and configuration. */
@QuarkusIntegrationTest
class AggregatorIT {

    private final URI management = URI.create("http://127.0.0.1:" + System.getProperty("quarkus.management.port"));

    @Test
    void packagedProcessServesItsPage() {
        given().get("/").then().statusCode(200).body(containsString("Aggregator"));
        given().get("/q/openapi").then().statusCode(200);
    }

    @Test
    void packagedProcessIsReadyAndMeasured() {
        given().get(management.resolve("/q/health")).then().statusCode(200).body("status", is("UP"));
        given().get(management.resolve("/q/metrics")).then().statusCode(200).body(containsString("jvm_info"));
    }
}
