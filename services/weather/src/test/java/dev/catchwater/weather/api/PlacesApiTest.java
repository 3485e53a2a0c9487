package dev.catchwater.weather.api;

import static dev.catchwater.weather.Readers.PATIENCE;
import static dev.catchwater.weather.Readers.add;
import static dev.catchwater.weather.Readers.whole;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.catchwater.weather.SandboxResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What readers see of places, and in which units. */
@QuarkusTest
@QuarkusTestResource(SandboxResource.class)
class PlacesApiTest {

    private static final System.Logger LOG = System.getLogger(PlacesApiTest.class.getName());

    @Test
    void everyCurrentValueHasItsSourceAndItsTimeOfObservation() {
        String id = add(44);
        whole(id, "si")
                .body("current.find { it.quantity == 'temperature' }.provider", is("nws"))
                .body("current.find { it.quantity == 'temperature' }.origin", is("station"))
                .body("current.find { it.quantity == 'temperature' }.unit", is("K"))
                .body("current.find { it.quantity == 'temperature' }.observedAt", notNullValue())
                .body("current.find { it.quantity == 'cloud_cover' }.provider", is("weatherkit"))
                .body("current.findAll { it.origin != 'derived' && it.fetchedAt == null }", hasSize(0))
                .body("current.quantity", hasItems("wind_speed", "pressure", "beaufort"))
                .body("credits.provider", hasItems("open-meteo", "met-norway", "nws", "openweathermap"))
                .body("air.provider", hasItems("open-meteo"))
                .body("air.find { it.provider == 'open-meteo' }.index", notNullValue())
                .body("air.find { it.provider == 'open-meteo' }.band", notNullValue())
                .body("air.findAll { it.observedAt == null || it.pollutants.size() != 6 }", hasSize(0))
                .body("missing", hasSize(0));
        String observed = whole(id, "si").extract().path("current.find { it.quantity == 'temperature' }.observedAt");
        assertThat(Instant.parse(observed)).isBetween(Instant.now().minusSeconds(400), Instant.now());
    }

    @Test
    void forecastIsMadeOfAllForecastersAndHasQuantiles() {
        String id = add(43);
        whole(id, "si")
                .body("hourly.find { it.quantity == 'temperature' }.steps.size()", greaterThan(40))
                .body("hourly.find { it.quantity == 'temperature' }.steps[0].quantiles", hasSize(7))
                .body("hourly.find { it.quantity == 'temperature' }.levels", hasSize(7))
                .body("hourly.find { it.quantity == 'temperature' }.steps[0].members.size()", equalTo(8))
                .body("daily.provider", hasItems("met-norway", "nws", "openweathermap", "open-meteo/gfs_seamless"));
        List<Float> quantiles =
                whole(id, "si").extract().path("hourly.find { it.quantity == 'temperature' }.steps[5].quantiles");
        assertThat(quantiles).isSorted();
    }

    @Test
    void unitsAreThoseOfTheReader() {
        String id = add(42);
        float kelvin = whole(id, "si").extract().path("current.find { it.quantity == 'temperature' }.value");
        double fahrenheit = kelvin * 9 / 5 - 459.67;
        whole(id, "US")
                .body("current.find { it.quantity == 'temperature' }.unit", is("[degF]"))
                .body("current.find { it.quantity == 'pressure' }.unit", is("[in_i'Hg]"));
        float shown = whole(id, "en-US").extract().path("current.find { it.quantity == 'temperature' }.value");
        assertThat((double) shown).isBetween(fahrenheit - 0.2, fahrenheit + 0.2);
        given().header("Accept-Language", "nb-NO")
                .get("/api/v1/places/" + id + "/weather")
                .then()
                .body("current.find { it.quantity == 'wind_speed' }.unit", is("m/s"))
                .body("current.find { it.quantity == 'temperature' }.unit", is("Cel"));
        given().queryParam("units", "no units!")
                .get("/api/v1/places/" + id + "/weather")
                .then()
                .statusCode(400)
                .body("type", containsString("unknown-units"));
    }

    @ParameterizedTest
    @CsvSource({
        "Not A Name,1,1,UTC,400",
        "bad-latitude,91,1,UTC,400",
        "bad-zone,1,1,Mars/Olympus,400",
        "seeded,1,1,UTC,200"
    })
    void placesThatAreNoneAreRefused(String id, double latitude, double longitude, String zone, int status) {
        given().contentType("application/json")
                .body(Map.of("id", id, "name", "x", "latitude", latitude, "longitude", longitude, "zone", zone))
                .post("/api/v1/places")
                .then()
                .statusCode(status);
    }

    @Test
    void readerWhoAsksAgainIsNotSentWhatDidNotChange() {
        String id = add(32);
        whole(id, "si");
        await().atMost(PATIENCE).until(() -> {
            String tag = given().get("/api/v1/places/" + id + "/weather").header("ETag");
            return given().header("If-None-Match", tag)
                            .get("/api/v1/places/" + id + "/weather")
                            .statusCode()
                    == 304;
        });
    }

    @Test
    void allAboutAPlaceIsPackedForThoseWhoUnpackIt() throws Exception {
        String id = add(30);
        whole(id, "si");
        HttpResponse<byte[]> packed = get("/api/v1/places/" + id + "/weather", "gzip");
        HttpResponse<byte[]> plain = get("/api/v1/places/" + id + "/weather", "identity");
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isNotEqualTo(Optional.of("gzip"));
        LOG.log(System.Logger.Level.INFO, "{0} bytes packed, {1} plain", packed.body().length, plain.body().length);
        assertThat(packed.body().length).isLessThan(plain.body().length / 4);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .startsWith('{')
                .endsWith('}');
        // Of the same bytes in two codings; no strong one, and caches must tell them apart.
        assertThat(packed.headers().firstValue("ETag").orElseThrow()).startsWith("W/");
        assertThat(packed.headers().firstValue("Vary")).contains("Accept-Encoding");
    }

    private static HttpResponse<byte[]> get(String path, String coding) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create(RestAssured.baseURI + ":" + RestAssured.port + path);
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Accept-Encoding", coding)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    @Test
    void placeThatWasThereIsShownAsItIs() {
        String id = add(31);
        given().contentType("application/json")
                .body(Map.of("id", id, "name", "another", "latitude", 1, "longitude", 1, "zone", "UTC"))
                .post("/api/v1/places")
                .then()
                .statusCode(200)
                .body("name", not("another"))
                .body("latitude", greaterThan(30f));
    }

    @Test
    void placesComeAndGo() {
        String id = add(34);
        given().get("/api/v1/places").then().statusCode(200).body("items.id", hasItems("seeded", id));
        given().delete("/api/v1/places/" + id).then().statusCode(204);
        given().delete("/api/v1/places/" + id).then().statusCode(404);
        given().get("/api/v1/places/" + id + "/weather").then().statusCode(404);
        given().get("/api/v1/places/nowhere/skill").then().statusCode(404);
    }

    @Test
    void skillIsPublicAndEmptyBeforeAnythingCameTrue() {
        String id = add(33);
        given().get("/api/v1/places/" + id + "/skill").then().statusCode(200).body("items", hasSize(0));
    }
}
