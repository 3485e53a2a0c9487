package dev.catchwater.weather.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.catchwater.fairlead.Secret;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderException;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.WeatherSource;
import dev.catchwater.weather.alert.AlertBook;
import dev.catchwater.weather.alert.Change;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.AirNow;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.source.aviation.AviationWeather;
import dev.catchwater.weather.source.meteoalarm.MeteoAlarm;
import dev.catchwater.weather.source.metnorway.MetNorway;
import dev.catchwater.weather.source.nws.Nws;
import dev.catchwater.weather.source.openmeteo.OpenMeteo;
import dev.catchwater.weather.source.openweathermap.OpenWeatherMap;
import dev.catchwater.weather.source.pirateweather.PirateWeather;
import dev.catchwater.weather.source.weatherkit.DeveloperToken;
import dev.catchwater.weather.source.weatherkit.WeatherKit;
import io.vertx.core.json.JsonObject;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each provider asked over real sockets, under a clock that both sides share. */
class ProvidersOverSocketsTest extends OverSockets {

    @Test
    void openMeteoTellsWeatherAndAirAndEachFailsAlone() {
        WeatherSource source = new OpenMeteo(
                asking(),
                base("open-meteo/v1"),
                base("open-meteo/v1"),
                Optional.empty(),
                List.of("gfs_seamless", "icon_seamless"));
        Answer answer = ask(source, OSLO, Product.CURRENT, Product.HOURLY, Product.DAILY, Product.AIR);
        assertThat(answer.failures()).isEmpty();
        assertThat(answer.reports()).extracting(Report::product).contains(Product.CURRENT, Product.DAILY, Product.AIR);
        AirNow air = air(answer);
        assertThat(air.at()).isEqualTo(Instant.parse("2026-02-06T21:00:00Z"));
        assertThat(air.indexes()).hasSize(3);
        WeatherSource airless =
                new OpenMeteo(asking(), base("open-meteo/v1"), base("nothing/v1"), Optional.empty(), List.of());
        Answer without = ask(airless, OSLO, Product.CURRENT, Product.AIR);
        assertThat(without.reports()).extracting(Report::product).containsExactly(Product.CURRENT);
        assertThat(without.failures()).containsOnlyKeys(Product.AIR);
    }

    @Test
    void openWeatherMapOfBothKindsTellsTheSameSky() {
        WeatherSource paid = new OpenWeatherMap(
                asking(), base("openweathermap/data"), Secret.of("sandbox-owm-key"), true, true, time);
        WeatherSource free = new OpenWeatherMap(
                asking(), base("openweathermap/data"), Secret.of("sandbox-owm-key"), false, true, time);
        Answer one = ask(paid, OSLO, Product.CURRENT, Product.HOURLY, Product.DAILY, Product.ALERTS, Product.AIR);
        Answer other = ask(free, OSLO, Product.CURRENT, Product.HOURLY, Product.AIR);
        assertThat(one.failures()).isEmpty();
        assertThat(other.failures()).isEmpty();
        assertThat(observation(other).values().get(Quantity.TEMPERATURE))
                .isEqualTo(observation(one).values().get(Quantity.TEMPERATURE));
        assertThat(observation(other).observedAt()).isNull();
        assertThat(((Content.Hourly) report(other, Product.HOURLY).content()).hours())
                .hasSize(40)
                .allSatisfy(hour -> assertThat(hour.length()).isEqualTo(Duration.ofHours(3)));
        assertThat(air(other)).isEqualTo(air(one));
    }

    @Test
    void pirateWeatherTellsWithItsKeyInAHeaderAndKnowsNwsWarningsByTheirNumber() {
        String alert = sandbox.world()
                .command(
                        "weather",
                        "nws",
                        "alerts",
                        new JsonObject().put("latitude", "40.78").put("longitude", "-73.97"))
                .getFirst();
        WeatherSource source = new PirateWeather(asking(), base("pirate-weather"), Secret.of("sandbox-pirate-key"));
        Answer answer = ask(source, NEW_YORK, Product.CURRENT, Product.HOURLY, Product.DAILY, Product.ALERTS);
        assertThat(answer.reports()).hasSize(4);
        assertThat(observation(answer).values()).doesNotContainKey(Quantity.UV_INDEX);
        Message told = messages(answer).getFirst();
        Message own = messages(ask(new Nws(asking(), base("nws"), time), NEW_YORK, Product.ALERTS))
                .getFirst();
        assertThat(told.key().identity())
                .isEqualTo(own.key().identity())
                .contains(alert.substring("urn:oid:".length()));
        assertThat(sandbox.log().entries("weather/pirate-weather"))
                .allSatisfy(entry -> assertThat(entry.path()).doesNotContain("sandbox-pirate-key"));
        WeatherSource stranger = new PirateWeather(asking(), base("pirate-weather"), Secret.of("guessed"));
        refused(stranger, ProviderFailure.Unauthorized.class);
    }

    @Test
    void weatherKitLetsInWhoSignsWithTheRightKeyAlone() throws Exception {
        KeyPair known = pair();
        sandbox.world()
                .command(
                        "weather",
                        "weatherkit",
                        "key",
                        new JsonObject()
                                .put("team", "TEAM")
                                .put("service", "org.example.weather")
                                .put("kid", "KEY")
                                .put(
                                        "key",
                                        Base64.getEncoder()
                                                .encodeToString(
                                                        known.getPublic().getEncoded())));
        Answer answer = ask(weatherKit(known), OSLO, Product.CURRENT, Product.HOURLY, Product.DAILY, Product.ALERTS);
        assertThat(answer.failures()).isEmpty();
        assertThat(answer.reports()).hasSize(4);
        assertThat(report(answer, Product.CURRENT).freshUntil())
                .isEqualTo(time.instant().plus(Duration.ofMinutes(5)));
        refused(weatherKit(pair()), ProviderFailure.Unauthorized.class);
    }

    @Test
    void meteoAlarmsWarningAndItsCancelReachTheZone() {
        String id = sandbox.world()
                .command(
                        "weather",
                        "meteoalarm",
                        "alerts",
                        new JsonObject().put("country", "norway").put("zone", "NO007"))
                .getFirst();
        WeatherSource source = new MeteoAlarm(asking(), base("meteoalarm"), Map.of("NO", "norway"));
        AlertBook book = new AlertBook();
        List<Change> issued = book.accept(messages(ask(source, OSLO, Product.ALERTS)), time.instant());
        assertThat(issued).singleElement().isInstanceOf(Change.Issued.class);
        assertThat(issued.getFirst().warning().covers(OSLO.position(), OSLO.zones()))
                .isTrue();
        sandbox.world().command("weather", "meteoalarm", "cancel", new JsonObject().put("id", id));
        time.pass(Duration.ofMinutes(1));
        assertThat(book.accept(messages(ask(source, OSLO, Product.ALERTS)), time.instant()))
                .singleElement()
                .isInstanceOf(Change.Cancelled.class);
    }

    @Test
    void stationsTellWhatTheyMeasuredOutsideOfTheUnitedStates() {
        WeatherSource source = new AviationWeather(asking(), base("aviation-weather/api/data"));
        assertThat(source.covers(NEW_YORK)).isFalse();
        Observation observation = observation(ask(source, OSLO, Product.CURRENT));
        assertThat(observation.origin()).isEqualTo(Observation.Origin.STATION);
        assertThat(observation.observedAt()).isEqualTo(Instant.parse("2026-02-06T21:00:00Z"));
        assertThat(observation.station()).hasSize(4);
        assertThat(observation.values()).containsKeys(Quantity.TEMPERATURE, Quantity.DEW_POINT, Quantity.HUMIDITY);
        Place pole = new Place("p", "Pole", new Position(89, 0), null, ZoneId.of("UTC"), null, Set.of());
        assertThatThrownBy(() -> source.ask(List.of(pole), Set.of(Product.CURRENT))
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        e -> assertThat(e.failure()).isInstanceOf(ProviderFailure.NotCovered.class));
    }

    @Test
    void nobodyIsAskedInAWayThatItRefuses() {
        ask(new MetNorway(asking(), base("met-norway/weatherapi")), OSLO, Product.HOURLY);
        ask(new Nws(asking(), base("nws"), time), NEW_YORK, Product.CURRENT, Product.HOURLY);
        ask(new AviationWeather(asking(), base("aviation-weather/api/data")), OSLO, Product.CURRENT);
        assertThat(sandbox.log().entries("weather/"))
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.status()).isEqualTo(200));
    }

    private void refused(WeatherSource source, Class<? extends ProviderFailure> how) {
        assertThatThrownBy(() -> ask(source, OSLO, Product.CURRENT))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.failure()).isInstanceOf(how));
    }

    private WeatherSource weatherKit(KeyPair pair) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----";
        return new WeatherKit(
                asking(),
                base("weatherkit/api/v1"),
                new DeveloperToken("TEAM", "org.example.weather", "KEY", Secret.of(pem), time));
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
