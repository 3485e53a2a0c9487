package dev.catchwater.sandbox.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.sandbox.Sandbox;
import dev.catchwater.sandbox.SandboxOptions;
import dev.catchwater.sandbox.Web;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The air, stations of the world, and the providers behind keys and tokens. */
class MoreWeatherTest {

    private static final String AGENT = "Catchwater-Test/1.0 (test@example.org)";
    private static final String AIR =
            "/weather/open-meteo/v1/air-quality?latitude=40&longitude=-74&timeformat=unixtime";
    private static final String FREE = "/weather/openweathermap/data/2.5/";
    private static final String PIRATE = "/weather/pirate-weather/forecast/header/40,-74?units=si";
    private static final String KIT = "/weather/weatherkit/api/v1/weather/en/40/-74?dataSets=currentWeather";
    private static final String METAR = "/weather/aviation-weather/api/data/metar?format=json&bbox=";

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
    void airIsToldByHoursAndGetsWorseBySmoke() throws Exception {
        JsonObject json = web.json(AIR + "&hourly=pm2_5,ozone&past_days=1&forecast_days=1");
        assertThat(json.getJsonObject("hourly").getJsonArray("time")).hasSize(48);
        assertThat(json.getJsonObject("hourly_units").getString("pm2_5")).isEqualTo("μg/m³");
        double before = json.getJsonObject("hourly").getJsonArray("pm2_5").getDouble(0);
        sandbox.world().command("weather", "sky", "smoke", new JsonObject().put("micrograms", 100));
        double after = web.json(AIR + "&hourly=pm2_5&past_days=1&forecast_days=1")
                .getJsonObject("hourly")
                .getJsonArray("pm2_5")
                .getDouble(0);
        assertThat(after - before).isBetween(99.0, 101.0);
        assertThat(web.get(AIR + "&hourly=perfume").statusCode()).isEqualTo(400);
        assertThat(web.get(AIR + "&hourly=pm2_5&nonsense=1").statusCode()).isEqualTo(400);
    }

    @Test
    void metNorwaySaysThatAProductWillEnd() throws Exception {
        String query = "/weather/met-norway/weatherapi/locationforecast/2.0/complete?lat=59.9&lon=10.7";
        sandbox.world().command("weather", "met-norway", "ending", new JsonObject());
        HttpResponse<String> ending = web.get(query, "User-Agent", AGENT);
        assertThat(ending.statusCode()).isEqualTo(203);
        assertThat(new JsonObject(ending.body()).getJsonObject("properties")).isNotNull();
        sandbox.world().command("weather", "met-norway", "staying", new JsonObject());
        assertThat(web.get(query, "User-Agent", AGENT).statusCode()).isEqualTo(200);
    }

    @Test
    void openWeatherMapsOlderAnswersAreNestedAndTheirCodIsANumberOrAText() throws Exception {
        String here = "?lat=40&lon=-74&appid=" + OpenWeatherMap.KEY;
        JsonObject now = web.json(FREE + "weather" + here);
        assertThat(now.getValue("cod")).isEqualTo(200);
        assertThat(now.getJsonObject("main").getDouble("temp")).isGreaterThan(200);
        JsonObject ahead = web.json(FREE + "forecast" + here);
        assertThat(ahead.getValue("cod")).isEqualTo("200");
        assertThat(ahead.getJsonArray("list")).hasSize(40);
        long until = Instant.now().getEpochSecond();
        JsonObject air =
                web.json(FREE + "air_pollution/history" + here + "&start=" + (until - 24 * 3_600) + "&end=" + until);
        assertThat(air.getJsonArray("list")).hasSize(24);
        assertThat(air.getJsonArray("list")
                        .getJsonObject(0)
                        .getJsonObject("components")
                        .fieldNames())
                .contains("pm2_5", "pm10", "o3", "no2", "so2", "co", "nh3");
        assertThat(web.get(FREE + "weather?lat=40&lon=-74&appid=wrong").statusCode())
                .isEqualTo(401);
        assertThat(web.get(FREE + "air_pollution/history" + here + "&start=then&end=now")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void pirateWeatherCountsAMonthAndTellsNwsWarningsOn() throws Exception {
        String id = sandbox.world()
                .command(
                        "weather",
                        "nws",
                        "alerts",
                        new JsonObject().put("latitude", "40.0").put("longitude", "-74.0"))
                .getFirst();
        HttpResponse<String> answer = web.get(PIRATE, "apikey", PirateWeather.KEY);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ratelimit-remaining")).hasValue("9999");
        JsonObject json = new JsonObject(answer.body());
        assertThat(json.getJsonObject("currently").getInteger("uvIndex")).isEqualTo(-999);
        assertThat(json.getJsonObject("hourly").getJsonArray("data")).hasSize(48);
        assertThat(json.getJsonArray("alerts").getJsonObject(0).getString("uri"))
                .endsWith(id);
        sandbox.world().command("weather", "nws", "drop", new JsonObject().put("id", id));
        assertThat(new JsonObject(web.get(PIRATE, "apikey", PirateWeather.KEY).body()).getJsonArray("alerts"))
                .isEmpty();
        assertThat(web.get(PIRATE, "apikey", "guessed").statusCode()).isEqualTo(401);
    }

    @Test
    void weatherKitChecksTheSignatureTheClaimsAndTheTime() throws Exception {
        KeyPair pair = pair();
        String key = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        JsonObject known = new JsonObject()
                .put("team", "T")
                .put("service", "s")
                .put("kid", "K")
                .put("key", key);
        sandbox.world().command("weather", "weatherkit", "key", known);
        long now = Instant.now().getEpochSecond();
        assertThat(kit(token(pair, "T", now + 600))).isEqualTo(200);
        assertThat(kit(token(pair(), "T", now + 600))).isEqualTo(401);
        assertThat(kit(token(pair, "other", now + 600))).isEqualTo(401);
        assertThat(kit(token(pair, "T", now - 1))).isEqualTo(401);
        assertThat(kit("not.a.token")).isEqualTo(401);
        assertThat(web.get(KIT).statusCode()).isEqualTo(401);
        String bearer = "Bearer " + token(pair, "T", now + 600);
        assertThat(web.get(KIT + ",weatherAlerts", "Authorization", bearer).statusCode())
                .isEqualTo(400);
        JsonObject json = web.json(KIT + ",weatherAlerts&countryCode=US", "Authorization", bearer);
        assertThat(json.fieldNames()).containsExactlyInAnyOrder("currentWeather", "weatherAlerts");
        assertThat(sandbox.log().entries("weather/weatherkit"))
                .allSatisfy(entry -> assertThat(entry.toString()).doesNotContain(bearer));
    }

    private int kit(String token) throws Exception {
        return web.get(KIT, "Authorization", "Bearer " + token).statusCode();
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String token(KeyPair pair, String team, long expires) throws Exception {
        String header = base64("{\"alg\":\"ES256\",\"kid\":\"K\",\"id\":\"T.s\"}");
        String claims = base64(
                "{\"iss\":\"" + team + "\",\"sub\":\"s\",\"iat\":" + (expires - 900) + ",\"exp\":" + expires + "}");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update((header + "." + claims).getBytes(StandardCharsets.US_ASCII));
        return header + "." + claims + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void meteoAlarmListsItsCountryAndCancelsWithoutAWordAboutWhat() throws Exception {
        String feed = "/weather/meteoalarm/api/v1/warnings/feeds-norway";
        JsonObject wanted = new JsonObject().put("country", "norway").put("zone", "NO007");
        String id = sandbox.world()
                .command("weather", "meteoalarm", "alerts", wanted)
                .getFirst();
        JsonObject alert = alerts(feed).getJsonObject(0).getJsonObject("alert");
        assertThat(alert.getString("identifier")).isEqualTo(id);
        assertThat(alert.getJsonArray("info").encode()).contains("EMMA_ID", "NO007");
        assertThat(alerts("/weather/meteoalarm/api/v1/warnings/feeds-germany")).isEmpty();
        sandbox.world().command("weather", "meteoalarm", "cancel", new JsonObject().put("id", id));
        JsonObject cancel = alerts(feed).getJsonObject(0).getJsonObject("alert");
        assertThat(cancel.getString("msgType")).isEqualTo("Cancel");
        assertThat(cancel.containsKey("info")).isFalse();
        assertThat(cancel.getString("references")).contains(id);
        assertThat(web.get("/weather/meteoalarm/api/v1/warnings/feeds-atlantis").statusCode())
                .isEqualTo(404);
    }

    private JsonArray alerts(String feed) throws Exception {
        return web.json(feed).getJsonArray("warnings");
    }

    @Test
    void stationsReportInTheirBoxAndNobodyReportsAtThePole() throws Exception {
        JsonArray reports = web.array(METAR + "59.4,10.2,60.6,11.4", "User-Agent", AGENT);
        assertThat(reports).hasSize(1);
        JsonObject report = reports.getJsonObject(0);
        assertThat(report.getDouble("lat")).isEqualTo(60);
        assertThat(report.getValue("temp")).isInstanceOf(Integer.class);
        assertThat(report.getLong("obsTime") % 1_800).isZero();
        assertThat(web.get(METAR + "85,0,86,1", "User-Agent", AGENT).statusCode())
                .isEqualTo(204);
        assertThat(web.get(METAR + "59.4,10.2,60.6,11.4").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2,3", "1,2,3,x", "0,0,60,60"})
    void boxesThatAreNoneAreRefused(String box) throws Exception {
        assertThat(web.get(METAR + box, "User-Agent", AGENT).statusCode()).isEqualTo(400);
    }

    @Test
    void commandsThatNobodyKnowsAreRefused() {
        for (List<String> wrong : List.of(List.of("sky", "fall"), List.of("weatherkit", "key"))) {
            assertThatThrownBy(() -> sandbox.world().command("weather", wrong.get(0), wrong.get(1), new JsonObject()))
                    .isInstanceOf(RuntimeException.class);
        }
    }
}
