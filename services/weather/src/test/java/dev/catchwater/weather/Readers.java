package dev.catchwater.weather;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What readers of the API do, over and over. */
public final class Readers {

    /** Longer than anything here takes, even on a busy machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    static final AtomicInteger NEXT = new AtomicInteger();

    private Readers() {}

    /** Adds a place of its own at about this latitude. */
    public static String add(int latitude) {
        String id = "place" + NEXT.incrementAndGet();
        post(id, latitude + NEXT.incrementAndGet() / 100.0).statusCode(201);
        return id;
    }

    /** Adds a place. */
    public static ValidatableResponse post(String id, double latitude) {
        return given().contentType("application/json")
                .body(Map.of(
                        "id",
                        id,
                        "name",
                        "Test " + id,
                        "latitude",
                        latitude,
                        "longitude",
                        -100,
                        "zone",
                        "America/Chicago",
                        "region",
                        "US"))
                .post("/api/v1/places")
                .then();
    }

    /** The weather as it is known now. */
    public static ValidatableResponse weather(String id, String units) {
        return given().queryParam("units", units)
                .get("/api/v1/places/" + id + "/weather")
                .then()
                .statusCode(200);
    }

    /** The weather once all six providers that know it have told of it. */
    public static ValidatableResponse whole(String id, String units) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> weather(id, units)
                        .body("credits", hasSize(6))
                        .body("current.provider", hasItems("nws"))
                        .body("hourly.find { it.quantity == 'temperature' }.steps[0].members.size()", equalTo(8))
                        .body("daily.provider", hasItems("nws")));
        return weather(id, units);
    }
}
