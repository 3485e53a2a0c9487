package dev.catchwater.weather.source.nws;

import static dev.catchwater.weather.source.Recorded.AT;
import static dev.catchwater.weather.source.Recorded.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderException;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.alert.Area;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Severity;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.Condition;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.source.Asking;
import dev.catchwater.weather.source.Client;
import dev.catchwater.weather.source.Recorded;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NwsTest {

    private static final Set<Product> ALL = Set.of(Product.CURRENT, Product.HOURLY, Product.DAILY, Product.ALERTS);

    @Test
    void productsComeFromCallsOfTheirOwn() {
        Client client = client();
        Answer answer = ask(client);
        assertThat(answer.failures()).isEmpty();
        assertThat(answer.reports()).extracting(Report::product).containsExactlyInAnyOrderElementsOf(ALL);
        var now = Recorded.observation(answer.reports());
        assertThat(now.station()).isEqualTo("KDCA");
        assertThat(now.origin()).isEqualTo(Observation.Origin.STATION);
        assertThat(now.observedAt()).isEqualTo(Instant.parse("2026-02-06T21:30:00Z"));
        assertThat(now.values().get(Quantity.TEMPERATURE)).isCloseTo(272.15, within(1e-9));
        assertThat(now.sky().condition()).isEqualTo(Condition.SNOW);
        assertThat(client.asked())
                .allSatisfy(
                        request -> assertThat(request.headers().first("Accept")).contains("application/geo+json"));
    }

    @Test
    void placeInAHoleOfAnAreaIsNotWarned() {
        String ring = "[[-75,40],[-73,40],[-73,42],[-75,42],[-75,40]]";
        String hole = "[[-74.2,40.8],[-73.8,40.8],[-73.8,41.2],[-74.2,41.2],[-74.2,40.8]]";
        for (String geometry : List.of(
                "{\"type\":\"Polygon\",\"coordinates\":[" + ring + "," + hole + "]}",
                "{\"type\":\"MultiPolygon\",\"coordinates\":[[" + ring + "," + hole + "]]}")) {
            Area area = area(geometry);
            assertThat(area.covers(new Position(40.5, -74), Set.of())).isTrue();
            assertThat(area.covers(new Position(41, -74), Set.of())).isFalse();
        }
    }

    @Test
    void shapeThatGoesOnBeyondTheDateLineIsRead() {
        Area area = area("{\"type\":\"Polygon\",\"coordinates\":[[[175,50],[190,50],[190,55],[175,55],[175,50]]]}");
        assertThat(area.covers(new Position(52, -175), Set.of())).isTrue();
        assertThat(area.covers(new Position(52, 178), Set.of())).isTrue();
        assertThat(area.covers(new Position(52, 0), Set.of())).isFalse();
    }

    private static Area area(String geometry) {
        return AlertFeatures.area(
                Asking.parse(Buffer.buffer("{\"geometry\":" + geometry + ",\"properties\":{\"areaDesc\":\"x\"}}")));
    }

    @Test
    void oneCallThatFailsTakesNoOtherWithIt() {
        Client client = client().on(
                        "/gridpoints/LWX/97,71/forecast/hourly",
                        500,
                        "{\"type\":\"https://api.weather.gov/problems/UnexpectedProblem\",\"title\":\"Unexpected"
                                + " Problem\",\"status\":500,\"detail\":\"An unexpected problem has occurred.\"}");
        Answer answer = ask(client);
        assertThat(answer.reports())
                .extracting(Report::product)
                .containsExactlyInAnyOrder(Product.CURRENT, Product.DAILY, Product.ALERTS);
        assertThat(answer.failures().get(Product.HOURLY).message()).contains("unexpected problem");
    }

    @Test
    void gridIsAskedForOnceADay() {
        Client client = client();
        Nws nws = new Nws(client.asking(), "https://api.test", () -> AT);
        nws.ask(List.of(NEW_YORK), Set.of(Product.HOURLY)).await().indefinitely();
        nws.ask(List.of(NEW_YORK), Set.of(Product.HOURLY)).await().indefinitely();
        assertThat(client.asked().stream()
                        .filter(request -> request.uri().getPath().startsWith("/points")))
                .hasSize(1);
    }

    @Test
    void staleCopiesAreRefused() {
        Periods periods = new Periods(Recorded.json("nws", "pynws", "gridpoints_forecast_hourly_si.json"));
        assertThatThrownBy(() -> periods.requireRecent(AT))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        e -> assertThat(e.failure()).isInstanceOf(ProviderFailure.Outdated.class));
        new Periods(Recorded.json("nws", "magicmirror", "weather_weathergov_hourly.json")).requireRecent(AT);
    }

    @ParameterizedTest
    @CsvSource({"gridpoints_forecast_hourly_us.json,298.706,0", "gridpoints_forecast_hourly_si.json,0,0"})
    void hoursAreReadInBothSystemsOfUnits(String file, double kelvin, double unused) {
        var hours = ((Content.Hourly) new Periods(Recorded.json("nws", "pynws", file)).hourly()).hours();
        assertThat(hours)
                .isNotEmpty()
                .allSatisfy(hour ->
                        assertThat(hour.values().get(Quantity.TEMPERATURE)).isBetween(250.0, 320.0));
        if (kelvin > 0) {
            assertThat(hours.getFirst().values().get(Quantity.TEMPERATURE)).isCloseTo(kelvin, within(1e-3));
        }
    }

    @Test
    void windInWordsIsItsMiddle() {
        var days = Recorded.json("nws", "magicmirror", "weather_weathergov_forecast.json");
        var hours = ((Content.Hourly) new Periods(days).hourly()).hours();
        // "2 to 35 km/h"
        assertThat(hours.get(1).values().get(Quantity.WIND_SPEED)).isCloseTo(18.5 / 3.6, within(1e-9));
        assertThat(hours.get(1).values().get(Quantity.WIND_FROM)).isEqualTo(270);
    }

    @Test
    void daysHaveTheHighOfTheDayAndTheLowOfTheNight() {
        var json = Recorded.json("nws", "magicmirror", "weather_weathergov_forecast.json");
        var days = ((Content.Daily) new Periods(json).daily()).days();
        assertThat(days.getFirst().high()).isCloseTo(274.15, within(1e-9));
        assertThat(days.getFirst().low()).isCloseTo(262.15, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stations_observations.json",
                "stations_observations_multiple.json",
                "stations_observations_multiple_unsorted.json",
                "stations_observations_strings.json",
                "stations_observations_relative_icon.json",
                "stations_observations_alternate_units.json",
                "stations_observations_other_unitcode.json",
                "stations_observations_latest.json"
            })
    void everyRecordedObservationWithATemperatureIsRead(String file) {
        Observation found = Stations.newest(Recorded.json("nws", "pynws", file), "KFLL");
        assertThat(found.values().get(Quantity.TEMPERATURE)).isBetween(220.0, 330.0);
        assertThat(found.observedAt()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stations_observations_missing_value.json",
                "stations_observations_empty.json",
                "stations_observations_noprop.json",
                "stations_observations_metar.json"
            })
    void observationsWithoutATemperatureAreNone(String file) {
        assertThatThrownBy(() -> Stations.newest(Recorded.json("nws", "pynws", file), "KFLL"))
                .isInstanceOf(ProviderException.class);
    }

    @Test
    void alertHasTheEventsEndBesideTheMessages() {
        List<Message> messages = AlertFeatures.messages(Recorded.json("nws", "pynws", "alerts_active_zone.json"));
        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.type()).isEqualTo(Message.Type.UPDATE);
            assertThat(message.severity()).isEqualTo(Severity.SEVERE);
            assertThat(message.references()).hasSize(4);
            assertThat(message.infos().getFirst().expires()).isEqualTo(Instant.parse("2019-12-21T13:30:00Z"));
            assertThat(message.until()).isEqualTo(Instant.parse("2019-12-22T18:00:00Z"));
            assertThat(message.areas().getFirst().codes()).contains("UGC:ORZ001", "SAME:041007");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.weather.gov/icons/land/day/tsra_hi?size=medium,RAIN",
        "/icons/land/night/few,MOSTLY_CLEAR",
        "'https://api.weather.gov/icons/land/night/snow,50/wind_bkn?size=medium',SNOW",
        "/icons/land/day/wind_sct?size=small,PARTLY_CLOUDY",
        "'',UNKNOWN",
        "/icons/sea/day/few,UNKNOWN"
    })
    void iconsTellTheSky(String address, Condition condition) {
        assertThat(Icon.sky(address).condition()).isEqualTo(condition);
    }

    private static Answer ask(Client client) {
        return new Nws(client.asking(), "https://api.test", () -> AT)
                .ask(List.of(NEW_YORK), ALL)
                .await()
                .indefinitely()
                .get("nyc");
    }

    private static Client client() {
        return new Client()
                .on("/points/40.7767,-73.9713", 200, recorded("points"))
                .on("/gridpoints/LWX/97,71/stations", 200, recorded("stations"))
                .on("/gridpoints/LWX/97,71/forecast/hourly", 200, recorded("hourly"))
                .on("/gridpoints/LWX/97,71/forecast", 200, recorded("forecast"))
                .on("/stations/KDCA/observations", 200, recorded("current"))
                .on(
                        "/alerts/active",
                        200,
                        Recorded.json("nws", "pynws", "alerts_active_zone.json").toString());
    }

    private static String recorded(String name) {
        return Recorded.json("nws", "magicmirror", "weather_weathergov_" + name + ".json")
                .toString();
    }
}
