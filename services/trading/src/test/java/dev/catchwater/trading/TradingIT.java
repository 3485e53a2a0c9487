package dev.catchwater.trading;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The packaged process; as deployed, with its own ports and configuration, and a sandbox for its exchange. */
@QuarkusIntegrationTest
@QuarkusTestResource(SandboxResource.class)
class TradingIT {

    private final URI management = URI.create("http://127.0.0.1:" + System.getProperty("quarkus.management.port"));

    @Test
    void packagedProcessServesItsPage() {
        given().get("/").then().statusCode(200).body(containsString("Trading"));
        given().get("/q/openapi").then().statusCode(200);
    }

    @Test
    void packagedProcessIsReadyOnceItKnowsItsOrdersAndMeasured() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get(management.resolve("/q/health"))
                        .then()
                        .statusCode(200)
                        .body("status", is("UP")));
        given().get(management.resolve("/q/metrics")).then().statusCode(200).body(containsString("jvm_info"));
    }
}
