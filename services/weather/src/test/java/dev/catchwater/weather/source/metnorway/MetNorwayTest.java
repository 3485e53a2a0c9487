package dev.catchwater.weather.source.metnorway;

import static dev.catchwater.weather.source.Recorded.AT;
import static dev.catchwater.weather.source.Recorded.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.Condition;
import dev.catchwater.weather.report.Hour;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.report.Sky;
import dev.catchwater.weather.source.Client;
import dev.catchwater.weather.source.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetNorwayTest {

    @Test
    void recordedForecastIsReadWhole() {
        var json = Recorded.json("met-norway", "weather_yr.json");
        List<Report> reports = new Timeseries(json, ZoneId.of("Europe/Oslo"), AT, AT).reports();
        List<Hour> hours = Recorded.hours(reports);
        assertThat(hours).hasSize(83);
        assertThat(reports.getFirst().issuedAt()).isEqualTo(Instant.parse("2026-02-06T20:27:06Z"));
        Hour first = hours.getFirst();
        assertThat(first.from()).isEqualTo(Instant.parse("2026-02-06T21:00:00Z"));
        assertThat(first.length()).isEqualTo(Duration.ofHours(1));
        assertThat(first.values().get(Quantity.TEMPERATURE)).isCloseTo(267.35, within(1e-9));
        assertThat(first.values().get(Quantity.PRESSURE)).isCloseTo(101_460, within(1e-6));
        assertThat(first.values().get(Quantity.PRECIPITATION)).isEqualTo(0.5);
        assertThat(first.sky()).isEqualTo(Sky.of(Condition.SNOW));
        assertThat(hours).anySatisfy(hour -> assertThat(hour.length()).isEqualTo(Duration.ofHours(6)));
    }

    @Test
    void daysAreMadeOfStepsWhereMostOfTheDayIsCovered() {
        var json = Recorded.json("met-norway", "weather_yr.json");
        var days = Recorded.days(new Timeseries(json, ZoneId.of("Europe/Oslo"), AT, AT).reports());
        assertThat(days.getFirst().date()).isEqualTo(LocalDate.of(2026, 2, 7));
        assertThat(days)
                .hasSizeBetween(8, 10)
                .allSatisfy(day -> assertThat(day.low()).isLessThanOrEqualTo(day.high()));
    }

    @Test
    void percentilesOfTheCompleteProductAreKept() throws Exception {
        String json = """
            {"properties":{"meta":{"updated_at":"2026-02-06T20:27:06Z"},"timeseries":[{"time":"2026-02-06T21:00:00Z","data":
            {"instant":{"details":{"air_temperature":-5.8,"air_temperature_percentile_10":-7.0,
            "air_temperature_percentile_90":-4.0,"wind_speed_percentile_90":9.0}}}}]}}
            """;
        var node = new ObjectMapper().readTree(json);
        Hour hour = Recorded.hours(new Timeseries(node, ZoneOffset.UTC, AT, AT).reports())
                .getFirst();
        assertThat(hour.percentiles())
                .extracting(Hour.Percentile::quantity, Hour.Percentile::percent)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Quantity.TEMPERATURE, 10),
                        org.assertj.core.groups.Tuple.tuple(Quantity.TEMPERATURE, 90),
                        org.assertj.core.groups.Tuple.tuple(Quantity.WIND_SPEED, 90));
    }

    @Test
    void positionsHaveFourDecimalsAtMost() {
        Place exact = new Place("a", "A", new Position(59.91234567, 10.7), 12.6, ZoneOffset.UTC, "NO", Set.of());
        var request = new MetNorway(new Client().asking(), "https://api.test/weatherapi").request(exact);
        assertThat(request.uri().toString())
                .isEqualTo(
                        "https://api.test/weatherapi/locationforecast/2.0/complete?lat=59.9123&lon=10.7000&altitude=13");
    }

    @Test
    void whatExpiresLaterIsNotAskedForBefore() {
        Client client =
                client(200, "Expires", "Fri, 06 Feb 2026 22:20:00 GMT", "Date", "Fri, 06 Feb 2026 21:50:00 GMT");
        var answer = ask(client);
        // Half an hour by the provider's own clock, which is five minutes ahead of ours.
        assertThat(answer.reports())
                .allSatisfy(report -> assertThat(report.freshUntil()).isEqualTo(AT.plus(Duration.ofMinutes(30))));
        assertThat(answer.remarks()).isEmpty();
    }

    @Test
    void deprecatedProductIsRemarked() {
        assertThat(ask(client(203)).remarks()).singleElement().asString().contains("203");
    }

    @ParameterizedTest
    @CsvSource({
        "clearsky_day,CLEAR,MODERATE,false",
        "fair_night,MOSTLY_CLEAR,MODERATE,false",
        "lightsnowshowers_polartwilight,SNOW,LIGHT,false",
        "heavyrainandthunder,RAIN,HEAVY,true",
        "lightssleetshowersandthunder_day,SLEET,LIGHT,true",
        "lightssnowshowersandthunder_night,SNOW,LIGHT,true",
        "lightsleet,SLEET,LIGHT,false",
        "rainshowersandthunder_day,RAIN,MODERATE,true",
        "cloudy,CLOUDY,MODERATE,false"
    })
    void symbolsAreReadWithTheirOfficialTypos(
            String code, Condition condition, Sky.Intensity intensity, boolean thunder) {
        Sky sky = SymbolCode.sky(code);
        assertThat(sky.condition()).isEqualTo(condition);
        assertThat(sky.intensity()).isEqualTo(intensity);
        assertThat(sky.thunder()).isEqualTo(thunder);
    }

    private static dev.catchwater.weather.Answer ask(Client client) {
        return new MetNorway(client.asking(), "https://api.test/weatherapi")
                .ask(List.of(NEW_YORK), Set.of(Product.HOURLY))
                .await()
                .indefinitely()
                .get("nyc");
    }

    private static Client client(int status, String... headers) {
        return new Client()
                .on(
                        "/weatherapi/",
                        status,
                        Recorded.json("met-norway", "weather_yr.json").toString(),
                        headers);
    }
}
