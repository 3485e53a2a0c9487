package dev.catchwater.weather;

import static dev.catchwater.weather.Readers.NEXT;
import static dev.catchwater.weather.Readers.PATIENCE;
import static dev.catchwater.weather.Readers.add;
import static dev.catchwater.weather.Readers.post;
import static dev.catchwater.weather.Readers.weather;
import static dev.catchwater.weather.Readers.whole;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.judge.Fault;
import dev.catchwater.sandbox.judge.Faults;
import dev.catchwater.sandbox.judge.LogEntry;
import dev.catchwater.testkit.SseListener;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The whole river, over pretend providers that judge what is asked of them. */
@QuarkusTest
@QuarkusTestResource(SandboxResource.class)
class RiverTest {

    @TestHTTPResource("/api/v1/stream")
    URI stream;

    private final Sandbox sandbox = SandboxResource.sandbox();

    @Test
    void providerThatFailsBlanksNothingAndIsNamed() {
        sandbox.faults()
                .add(
                        "weather/met-norway",
                        new Fault.Status(500, null, false),
                        Faults.Extent.during(Duration.ofSeconds(20)));
        try {
            String id = add(41);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> weather(id, "si")
                            .body("missing.provider", hasItems("met-norway"))
                            .body("missing[0].message", containsString("500"))
                            .body("current.find { it.quantity == 'temperature' }.value", greaterThan(200f)));
        } finally {
            sandbox.faults().clear("weather/met-norway");
        }
    }

    @Test
    void manyReadersOfANewPlaceMakeOneCallToEachProvider() throws Exception {
        double latitude = 39.5 + NEXT.incrementAndGet() / 100.0;
        String id = "crowd" + NEXT.incrementAndGet();
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
        try (readers) {
            post(id, latitude).statusCode(201);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                answers.add(readers.submit(
                        () -> given().get("/api/v1/places/" + id + "/weather").statusCode()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(200);
            }
        }
        whole(id, "si");
        String lat = String.format(Locale.ROOT, "%.4f", latitude);
        assertThat(asked("weather/met-norway", lat)).isEqualTo(1);
        assertThat(asked("weather/openweathermap", lat)).isEqualTo(1);
        assertThat(asked("weather/nws", "/points/" + lat)).isEqualTo(1);
    }

    @Test
    void providersAreAskedAsTheyWantToBe() {
        String id = add(38);
        whole(id, "si");
        assertThat(sandbox.log().entries("weather/"))
                .extracting(LogEntry::status)
                .doesNotContain(401, 403, 429, 400);
        assertThat(sandbox.budgets().accounts())
                .filteredOn(account -> account.upstream().startsWith("weather/"))
                .allSatisfy(account -> assertThat(account.overSliding()).isZero());
    }

    @Test
    void warningReachesListenersAndThePageOnceAndIsEndedByItsCancel() {
        double latitude = 35;
        String alert = sandbox.world()
                .command(
                        "weather",
                        "nws",
                        "alerts",
                        new JsonObject()
                                .put("latitude", "35.0")
                                .put("longitude", "-100.0")
                                .put("event", "Flood Warning"))
                .getFirst();
        String id = "warned" + NEXT.incrementAndGet();
        try (SseListener listener = SseListener.open(URI.create(stream + "?place=" + id))) {
            post(id, latitude).statusCode(201);
            SseListener.Event event = listener.await("warning", "Flood Warning", PATIENCE);
            JsonObject told = new JsonObject(event.data());
            assertThat(told.getString("notice")).isEqualTo("new");
            assertThat(told.getJsonObject("warning").getString("severity")).isEqualTo("severe");
            // Two sources tell of it, in any order: once both have, it is still one, in the fuller words.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> given().get("/api/v1/places/" + id + "/warnings")
                            .then()
                            .statusCode(200)
                            .body("items", hasSize(1))
                            .body("items[0].event", is("Flood Warning"))
                            .body("items[0].via", hasItems("nws", "pirate-weather"))
                            .body("items[0].sender", is("NWS Sandbox"))
                            .body("items[0].polygons[0]", hasSize(5)));
            assertThat(listener.events())
                    .filteredOn(e -> e.type().equals("warning"))
                    .hasSize(1);
        }
        given().get("/api/v1/warnings").then().statusCode(200).body("items.event", hasItems("Flood Warning"));
        sandbox.world().command("weather", "nws", "cancel", new JsonObject().put("id", alert));
    }

    @Test
    void warningThatItsSourceListsNoLongerHoldsOnAndSaysSo() {
        var box = new JsonObject()
                .put("latitude", "31.0")
                .put("longitude", "-100.0")
                .put("event", "Dropped Warning");
        String alert = sandbox.world().command("weather", "nws", "alerts", box).getFirst();
        String id = "dropped" + NEXT.incrementAndGet();
        post(id, 31).statusCode(201);
        await().atMost(PATIENCE).untilAsserted(() -> dropped(id).body("items.event", hasItems("Dropped Warning")));
        dropped(id).body("items[0].unlistedSince", nullValue());
        sandbox.world().command("weather", "nws", "drop", new JsonObject().put("id", alert));
        // Two who told of it, and each lists what is around a place: a neighbour's lists do not have it either.
        post(id + "b", 31.2).statusCode(201);
        await().atMost(PATIENCE.multipliedBy(2))
                .untilAsserted(() ->
                        dropped(id + "b").body("items", hasSize(1)).body("items[0].unlistedSince", notNullValue()));
    }

    private static ValidatableResponse dropped(String id) {
        return given().get("/api/v1/places/" + id + "/warnings").then().statusCode(200);
    }

    @Test
    void placeOutsideOfTheUnitedStatesHasAStationsWordAndItsCountrysWarnings() {
        var warned =
                new JsonObject().put("country", "norway").put("zone", "NO007").put("event", "Gale");
        sandbox.world().command("weather", "meteoalarm", "alerts", warned);
        String id = "abroad" + NEXT.incrementAndGet();
        Map<String, Object> place = Map.of(
                "id",
                id,
                "name",
                "Abroad",
                "latitude",
                60.1,
                "longitude",
                11.2,
                "zone",
                "Europe/Oslo",
                "region",
                "NO",
                "zones",
                List.of("EMMA_ID:NO007"));
        given().contentType("application/json")
                .body(place)
                .post("/api/v1/places")
                .then()
                .statusCode(201);
        await().atMost(PATIENCE)
                .untilAsserted(() -> weather(id, "si")
                        .body("current.find { it.quantity == 'temperature' }.provider", is("aviation-weather"))
                        .body("current.find { it.quantity == 'temperature' }.origin", is("station"))
                        .body("warnings.event", hasItems("Gale"))
                        .body("credits.provider", hasItems("weatherkit", "pirate-weather", "meteoalarm")));
    }

    @Test
    void listenersHearOfNewValuesWithoutAsking() {
        String id = "live" + NEXT.incrementAndGet();
        try (SseListener listener = SseListener.open(URI.create(stream + "?place=" + id))) {
            post(id, 36.5).statusCode(201);
            SseListener.Event event = listener.await("weather", "\"provider\":\"nws\"", PATIENCE);
            JsonObject told = new JsonObject(event.data());
            assertThat(told.getString("place")).isEqualTo(id);
            assertThat(told.getJsonArray("current").encode()).contains("observedAt", "temperature");
            assertThat(listener.events())
                    .filteredOn(e -> e.data().contains("\"place\":"))
                    .allSatisfy(e -> assertThat(e.data()).contains(id));
        }
    }

    @Test
    void listenerThatWasAwayIsToldWhatItMissedOrToStartAfresh() {
        String first = "away" + NEXT.incrementAndGet();
        String position;
        try (SseListener listener = SseListener.open(URI.create(stream + "?place=" + first))) {
            post(first, 37.5).statusCode(201);
            position = listener.await("weather", first, PATIENCE).id();
        }
        whole(first, "si");
        try (SseListener back = SseListener.open(URI.create(stream + "?place=" + first + "&lastEventId=" + position))) {
            back.await("weather", first, PATIENCE);
        }
        try (SseListener lost = SseListener.open(URI.create(stream + "?lastEventId=1"))) {
            lost.await(event -> event.type().equals("reset"), PATIENCE);
        }
    }

    private long asked(String upstream, String words) {
        return sandbox.log().entries(upstream).stream()
                .filter(entry -> entry.path().contains(words))
                .count();
    }
}
