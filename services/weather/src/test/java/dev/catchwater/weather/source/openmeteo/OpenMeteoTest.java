package dev.catchwater.weather.source.openmeteo;

import static dev.catchwater.weather.source.Recorded.AT;
import static dev.catchwater.weather.source.Recorded.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.fairlead.rate.RatePolicy;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderException;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.report.Condition;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.source.Client;
import dev.catchwater.weather.source.Recorded;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenMeteoTest {

    private static final Set<Product> ALL = Set.of(Product.CURRENT, Product.HOURLY, Product.DAILY);

    @Test
    void localTimesWithoutOffsetAreTakenInTheZoneBesideThem() {
        List<Report> reports = recorded();
        var now = Recorded.observation(reports);
        assertThat(now.observedAt()).isEqualTo(Instant.parse("2026-02-06T21:30:00Z"));
        assertThat(now.values().get(Quantity.TEMPERATURE)).isCloseTo(271.75, within(1e-9));
        assertThat(now.values().get(Quantity.HUMIDITY)).isCloseTo(0.60, within(1e-9));
        assertThat(now.values().get(Quantity.WIND_SPEED)).isCloseTo(4.8 / 3.6, within(1e-9));
        assertThat(now.values().get(Quantity.WIND_FROM)).isEqualTo(138);
        assertThat(now.sky().condition()).isEqualTo(Condition.CLOUDY);
    }

    @Test
    void everyHourAndDayIsRead() {
        List<Report> reports = recorded();
        JsonNode json = Recorded.json("open-meteo", "weather_openmeteo_current.json");
        var hours = Recorded.hours(reports);
        assertThat(hours).hasSize(json.path("hourly").path("time").size());
        assertThat(hours.getFirst().from()).isEqualTo(Instant.parse("2026-02-06T05:00:00Z"));
        var days = Recorded.days(reports);
        assertThat(days).hasSize(json.path("daily").path("time").size());
        assertThat(days.getFirst().high())
                .isCloseTo(json.path("daily").path("temperature_2m_max").path(0).asDouble() + 273.15, within(1e-9));
        assertThat(days.getFirst().sunrise()).isNotNull();
    }

    @Test
    void itsModelsAreForecastersOfTheirOwn() throws Exception {
        String json = """
            {"utc_offset_seconds":0,"hourly_units":{"time":"unixtime","temperature_2m_gfs":"°C","temperature_2m_icon":"°F"},
             "hourly":{"time":[1770411600,1770415200],"temperature_2m_gfs":[1,2],"temperature_2m_icon":[32,null]}}
            """;
        var node = new ObjectMapper().readTree(json);
        List<Report> reports = new OpenMeteoAnswer(node, List.of("gfs", "icon"), AT).reports();
        assertThat(reports).extracting(Report::forecaster).containsExactly("open-meteo/gfs", "open-meteo/icon");
        assertThat(Recorded.hours(List.of(reports.get(1))))
                .singleElement()
                .satisfies(hour ->
                        assertThat(hour.values().get(Quantity.TEMPERATURE)).isCloseTo(273.15, within(1e-9)));
    }

    @Test
    void whatFallsBelongsToTheHourAtWhoseEndItIsTold() throws Exception {
        String json = """
            {"utc_offset_seconds":0,"hourly_units":{"temperature_2m":"°C","precipitation":"mm"},
             "hourly":{"time":[1770411600,1770415200],"temperature_2m":[1,2],"precipitation":[7,3]}}
            """;
        var hours = Recorded.hours(new OpenMeteoAnswer(new ObjectMapper().readTree(json), List.of(), AT).reports());
        assertThat(hours.getFirst().values()).containsEntry(Quantity.PRECIPITATION, 3.0);
        assertThat(hours.getFirst().values().get(Quantity.TEMPERATURE)).isCloseTo(274.15, within(1e-9));
        assertThat(hours.getLast().values()).doesNotContainKey(Quantity.PRECIPITATION);
    }

    @Test
    void manyPlacesAreOneCall() {
        String one =
                Recorded.json("open-meteo", "weather_openmeteo_current.json").toString();
        Client client = new Client().on("/v1/forecast", 200, "[" + one + "," + one + "]");
        Place other = new Place("x", "X", NEW_YORK.position(), null, NEW_YORK.zone(), null, Set.of());
        Map<String, Answer> answers = source(client, List.of())
                .ask(List.of(NEW_YORK, other), ALL)
                .await()
                .indefinitely();
        assertThat(answers).containsOnlyKeys("nyc", "x");
        assertThat(client.asked()).singleElement().satisfies(request -> {
            assertThat(request.query("latitude")).contains("40.7767,40.7767");
            assertThat(request.query("timeformat")).contains("unixtime");
            assertThat(request.query("apikey")).contains("sesame");
        });
    }

    @Test
    void answerForOtherPlacesIsRefused() {
        String one =
                Recorded.json("open-meteo", "weather_openmeteo_current.json").toString();
        Client client = new Client().on("/v1/forecast", 200, "[" + one + "," + one + "]");
        assertThatThrownBy(() -> source(client, List.of())
                        .ask(List.of(NEW_YORK), ALL)
                        .await()
                        .indefinitely())
                .isInstanceOf(ProviderException.class);
    }

    @Test
    void whatItSaysAboutAFailureIsKept() {
        Client client = new Client()
                .on("/v1/forecast", 400, "{\"error\":true,\"reason\":\"Latitude must be in range of -90 to 90°.\"}");
        assertThatThrownBy(() -> source(client, List.of())
                        .ask(List.of(NEW_YORK), ALL)
                        .await()
                        .indefinitely())
                .hasMessageContaining("Latitude must be in range");
        Client busy =
                new Client().on("/v1/forecast", 429, "{\"error\":true,\"reason\":\"Too many concurrent requests\"}");
        assertThatThrownBy(() -> source(busy, List.of())
                        .ask(List.of(NEW_YORK), ALL)
                        .await()
                        .indefinitely())
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        e -> assertThat(e.failure()).isInstanceOf(ProviderFailure.Limited.class));
    }

    /** Weight: places · max(1, variables / 10, 8 / 14 · variables / 10); 31 variables are asked for in all. */
    @ParameterizedTest
    @CsvSource({"1,0,4", "10,0,31", "1,4,13", "50,1,155"})
    void callsAreCountedByTheirWeight(int places, int models, int cost) {
        List<String> names = IntStream.range(0, models).mapToObj(i -> "m" + i).toList();
        OpenMeteo source = source(new Client(), names);
        assertThat(source.cost(places, ALL)).isEqualTo(cost);
        var request = source.request(Collections.nCopies(places, NEW_YORK), ALL);
        assertThat(request.get(RatePolicy.COST)).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource({"0,50", "4,15", "40,1"})
    void noCallWeighsMoreThanTheBudgetGivesAtOnce(int models, int places) {
        List<String> names = IntStream.range(0, models).mapToObj(i -> "m" + i).toList();
        assertThat(source(new Client(), names).mostAtOnce()).isEqualTo(places);
    }

    @Test
    void smallCallWeighsOne() {
        assertThat(source(new Client(), List.of()).cost(1, Set.of(Product.DAILY)))
                .isEqualTo(1);
    }

    @Test
    void itIsFreshUntilItsModelsMayHaveBeenUpdated() {
        List<Report> reports = recorded();
        assertThat(reports.getFirst().freshUntil()).isEqualTo(Instant.parse("2026-02-06T22:00:00Z"));
        assertThat(reports).allSatisfy(report -> assertThat(report.freshUntil()).isAfter(AT));
    }

    private static List<Report> recorded() {
        return new OpenMeteoAnswer(Recorded.json("open-meteo", "weather_openmeteo_current.json"), List.of(), AT)
                .reports();
    }

    private static OpenMeteo source(Client client, List<String> models) {
        return new OpenMeteo(
                client.asking(),
                "https://api.test/v1",
                "https://air.test/v1",
                Optional.of(Secret.of("sesame")),
                models);
    }
}
