package dev.catchwater.trading.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.catchwater.trading.SandboxResource;
import dev.catchwater.trading.SeriesResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SandboxResource.class)
@QuarkusTestResource(SeriesResource.class)
class BacktestsTest {

    @Test
    void backtestRunsToItsFiguresAndDoesNotLookAhead() {
        given().get("/api/v1/backtests/series").then().statusCode(200).body("series", hasItem(SeriesResource.NAME));
        int id = begin(Map.of("lookAhead", true));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().get("/api/v1/backtests/" + id)
                        .then()
                        .statusCode(200)
                        .body("phase", is("DONE"))
                        .body("done", is(SeriesResource.BARS))
                        .body("figures.trips", greaterThan(3))
                        .body("figures.looksAhead", is(false))
                        .body("figures.curve.size()", greaterThan(3)));
        given().get("/api/v1/backtests").then().statusCode(200).body("id", hasItem(id));
    }

    @Test
    void sameBacktestHasTheSameHash() {
        int first = begin(Map.of());
        int second = begin(Map.of());
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            String hash = given().get("/api/v1/backtests/" + first)
                    .then()
                    .body("phase", is("DONE"))
                    .extract()
                    .path("figures.hash");
            given().get("/api/v1/backtests/" + second).then().body("figures.hash", is(hash));
        });
    }

    @Test
    void canceledBacktestEnds() {
        int id = begin(Map.of());
        given().delete("/api/v1/backtests/" + id).then().statusCode(200);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        given().get("/api/v1/backtests/" + id).then().body("phase", anyOf(is("CANCELED"), is("DONE"))));
    }

    @Test
    void whatCannotBeRunIsRefused() {
        refuse(Map.of("series", "../../etc/passwd"), 422);
        refuse(Map.of("strategy", "clairvoyance"), 422);
        refuse(Map.of("fast", 60, "slow", 20), 422);
        refuse(Map.of("cash", -1), 400);
        given().get("/api/v1/backtests/999999").then().statusCode(404);
    }

    private static void refuse(Map<String, Object> changes, int status) {
        given().contentType(ContentType.JSON)
                .body(wish(changes))
                .post("/api/v1/backtests")
                .then()
                .statusCode(status)
                .contentType(containsString("problem+json"));
    }

    private static int begin(Map<String, Object> changes) {
        return given().contentType(ContentType.JSON)
                .body(wish(changes))
                .post("/api/v1/backtests")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static Map<String, Object> wish(Map<String, Object> changes) {
        var wish = new HashMap<String, Object>(Map.of(
                "series",
                SeriesResource.NAME,
                "strategy",
                "average-cross",
                "fast",
                5,
                "slow",
                20,
                "stopRanges",
                2,
                "cash",
                10_000,
                "share",
                9_000,
                "fee",
                10,
                "slippage",
                5));
        wish.putAll(Map.of("lower", 30, "upper", 60, "exponential", false, "trailing", false, "lookAhead", false));
        wish.putAll(changes);
        return wish;
    }
}
