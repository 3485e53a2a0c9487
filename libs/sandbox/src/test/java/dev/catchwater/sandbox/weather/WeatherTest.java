package dev.catchwater.sandbox.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.Web;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeatherTest {

    private static final String AGENT = "Catchwater-Test/1.0 (test@example.org)";
    private static final String MET = "/weather/met-norway/weatherapi/locationforecast/2.0/complete?";
    private static final String METEO = "/weather/open-meteo/v1/forecast?";
    private static final String OWM = "/weather/openweathermap/data/3.0/onecall?lat=40&lon=-74&appid=";

    private Sandbox sandbox;
    private Web web;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        web = new Web(sandbox.baseUri());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void openMeteoAnswersOnePlaceWithAnObjectAndSeveralWithAnArray() throws Exception {
        JsonObject one = web.json(METEO + "latitude=40&longitude=-74&current=temperature_2m&timeformat=unixtime");
        assertThat(one.getJsonObject("current").getDouble("temperature_2m")).isBetween(-60.0, 60.0);
        JsonArray two = web.array(METEO + "latitude=40,41&longitude=-74,-75&hourly=temperature_2m&forecast_days=2");
        assertThat(two).hasSize(2);
        assertThat(two.getJsonObject(1).getJsonObject("hourly").getJsonArray("time"))
                .hasSize(48);
    }

    @Test
    void openMeteosModelsStandBehindTheirFields() throws Exception {
        JsonObject json = web.json(METEO
                + "latitude=40&longitude=-74&hourly=temperature_2m&forecast_days=1&models=gfs_seamless,icon_seamless");
        JsonObject hourly = json.getJsonObject("hourly");
        assertThat(hourly.fieldNames())
                .containsExactlyInAnyOrder("time", "temperature_2m_gfs_seamless", "temperature_2m_icon_seamless");
        assertThat(hourly.getJsonArray("temperature_2m_gfs_seamless"))
                .isNotEqualTo(hourly.getJsonArray("temperature_2m_icon_seamless"));
    }

    @ParameterizedTest
    @CsvSource({
        "latitude=91&longitude=0",
        "latitude=1",
        "latitude=1,2&longitude=1",
        "latitude=1&longitude=1&hourly=tea",
        "latitude=1&longitude=1&models=gut",
        "latitude=1&longitude=1&nonsense=1"
    })
    void openMeteoRefusesWithAReason(String query) throws Exception {
        HttpResponse<String> response = web.get(METEO + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(response.body()).getBoolean("error")).isTrue();
        assertThat(new JsonObject(response.body()).getString("reason")).isNotBlank();
    }

    @Test
    void openMeteoCountsPlacesAndVariables() throws Exception {
        String places = "1,".repeat(299) + "1";
        String query = METEO + "latitude=" + places + "&longitude=" + places + "&current=temperature_2m";
        assertThat(web.get(query).statusCode()).isEqualTo(200);
        assertThat(web.get(query).statusCode()).isEqualTo(200);
        assertThat(web.get(query).statusCode()).isEqualTo(429);
    }

    @Test
    void metNorwayWantsToKnowWhoAsksAndNotTooExactly() throws Exception {
        assertThat(web.get(MET + "lat=59.9&lon=10.7").statusCode()).isEqualTo(403);
        assertThat(web.get(MET + "lat=59.9&lon=10.7", "User-Agent", "okhttp/4").statusCode())
                .isEqualTo(403);
        assertThat(web.get(MET + "lat=59.91234&lon=10.7", "User-Agent", AGENT).statusCode())
                .isEqualTo(403);
        assertThat(web.get(MET + "lat=59.9123&lon=10.7", "User-Agent", AGENT).statusCode())
                .isEqualTo(200);
    }

    @Test
    void metNorwayHasNothingNewUntilItSaysSo() throws Exception {
        HttpResponse<String> first = web.get(MET + "lat=59.9&lon=10.7", "User-Agent", AGENT);
        assertThat(first.headers().firstValue("expires")).isPresent();
        String modified = first.headers().firstValue("last-modified").orElseThrow();
        HttpResponse<String> again =
                web.get(MET + "lat=59.9&lon=10.7", "User-Agent", AGENT, "If-Modified-Since", modified);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(new JsonObject(first.body()).getJsonObject("properties").getJsonArray("timeseries"))
                .hasSize(90);
    }

    @Test
    void nwsLeadsFromAPointToItsStationsReport() throws Exception {
        assertThat(web.get("/weather/nws/points/40,-74").statusCode()).isEqualTo(403);
        JsonObject point =
                web.json("/weather/nws/points/40,-74", "User-Agent", AGENT).getJsonObject("properties");
        String cell = "/weather/nws/gridpoints/SBX/" + point.getInteger("gridX") + "," + point.getInteger("gridY");
        String station = web.json(cell + "/stations", "User-Agent", AGENT)
                .getJsonArray("features")
                .getJsonObject(0)
                .getJsonObject("properties")
                .getString("stationIdentifier");
        JsonObject report = web.json("/weather/nws/stations/" + station + "/observations?limit=1", "User-Agent", AGENT);
        assertThat(report.encode()).contains("wmoUnit:degC");
        assertThat(web.json(cell + "/forecast/hourly", "User-Agent", AGENT)
                        .getJsonObject("properties")
                        .getJsonArray("periods"))
                .hasSize(156);
        HttpResponse<String> oslo = web.get("/weather/nws/points/59.9,10.7", "User-Agent", AGENT);
        assertThat(oslo.statusCode()).isEqualTo(404);
        assertThat(oslo.headers().firstValue("content-type")).hasValue("application/problem+json");
    }

    @Test
    void alertIsReplacedByItsUpdateAndEndedByItsCancel() throws Exception {
        String id = sandbox.world()
                .command("weather", "nws", "alerts", new JsonObject())
                .getFirst();
        String next = sandbox.world()
                .command(
                        "weather",
                        "nws",
                        "update",
                        new JsonObject().put("id", id).put("severity", "Extreme"))
                .getFirst();
        JsonObject active = active();
        assertThat(active.getString("id")).isEqualTo(next);
        assertThat(active.getJsonArray("references").getJsonObject(0).getString("identifier"))
                .isEqualTo(id);
        sandbox.world().command("weather", "nws", "cancel", new JsonObject().put("id", next));
        assertThat(active().getString("messageType")).isEqualTo("Cancel");
        assertThat(active().getJsonArray("references")).hasSize(2);
    }

    private JsonObject active() throws Exception {
        JsonArray features = web.json("/weather/nws/alerts/active?point=40.7,-74", "User-Agent", AGENT)
                .getJsonArray("features");
        assertThat(features).hasSize(1);
        return features.getJsonObject(0).getJsonObject("properties");
    }

    @Test
    void openWeatherMapWantsItsKeyAndCountsCalls() throws Exception {
        assertThat(web.json(OWM + "wrong").getInteger("cod")).isEqualTo(401);
        for (int i = 0; i < 60; i++) {
            assertThat(web.get(OWM + OpenWeatherMap.KEY).statusCode()).isEqualTo(200);
        }
        assertThat(web.get(OWM + OpenWeatherMap.KEY).statusCode()).isEqualTo(429);
        assertThat(sandbox.log().entries("weather/openweathermap"))
                .hasSize(62)
                .allSatisfy(entry -> assertThat(entry.path()).doesNotContain(OpenWeatherMap.KEY, "wrong"));
    }

    @Test
    void skyIsTheSameForAllAndMovesWhenItIsTold() throws Exception {
        String query = METEO + "latitude=40&longitude=-74&current=temperature_2m";
        double before = web.json(query).getJsonObject("current").getDouble("temperature_2m");
        sandbox.world().command("weather", "sky", "warm", new JsonObject().put("degrees", "5"));
        double after = web.json(query).getJsonObject("current").getDouble("temperature_2m");
        assertThat(after - before).isBetween(4.0, 6.0);
    }
}
