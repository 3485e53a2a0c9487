package dev.catchwater.weather.source.openweathermap;

import static dev.catchwater.weather.source.Recorded.AT;
import static dev.catchwater.weather.source.Recorded.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderException;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.report.Condition;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.source.Client;
import dev.catchwater.weather.source.Recorded;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenWeatherMapTest {

    @Test
    void oneCallIsReadWholeAndItsTimeIsNoTimeOfObservation() {
        // Recorded in metric units, while we ask for kelvin: the shapes are the same, and degrees Celsius are no
        // kelvin.
        JsonNode json = Recorded.json("openweathermap", "weather_owm_onecall.json");
        assertThat(Recorded.observation(OneCall.reports(json, NEW_YORK.zone(), AT))
                        .values())
                .doesNotContainKey(Quantity.TEMPERATURE);
        ((ObjectNode) json.path("current")).put("temp", 272.88);
        List<Report> reports = OneCall.reports(json, NEW_YORK.zone(), AT);
        Observation now = Recorded.observation(reports);
        assertThat(now.observedAt()).isNull();
        assertThat(now.values().get(Quantity.TEMPERATURE)).isCloseTo(272.88, within(1e-9));
        assertThat(now.values().get(Quantity.PRESSURE)).isEqualTo(100_400);
        assertThat(now.values().get(Quantity.HUMIDITY)).isCloseTo(0.54, within(1e-9));
        assertThat(now.sky().condition()).isEqualTo(Condition.CLOUDY);
        assertThat(now.sky().night()).isFalse();
        assertThat(Recorded.hours(reports)).hasSize(48);
        assertThat(Recorded.days(reports)).hasSize(8).first().satisfies(day -> {
            assertThat(day.values().get(Quantity.PRECIPITATION)).isCloseTo(0.69, within(1e-9));
            assertThat(day.values().get(Quantity.PRECIPITATION_PROBABILITY)).isEqualTo(1);
            assertThat(day.sky().condition()).isEqualTo(Condition.SNOW);
        });
    }

    @Test
    void forecastOfThreeHoursIsReadAsSuch() {
        Report report = OneCall.threeHourly(Recorded.json("openweathermap", "weather_owm_forecast.json"), AT);
        assertThat(Recorded.hours(List.of(report))).hasSize(16).first().satisfies(hour -> {
            assertThat(hour.length()).isEqualTo(Duration.ofHours(3));
            assertThat(hour.values().get(Quantity.PRECIPITATION_PROBABILITY)).isEqualTo(0.2);
            assertThat(hour.values().get(Quantity.WIND_FROM)).isEqualTo(210);
        });
    }

    @Test
    void oneOfTwoCallsMayFailAlone() {
        Client client = new Client()
                .on(
                        "/data/2.5/weather",
                        200,
                        Recorded.json("openweathermap", "weather_owm_current.json")
                                .toString())
                .on("/data/2.5/forecast", 429, "{\"cod\":429,\"message\":\"Your account is temporary blocked\"}");
        Answer answer = source(client, false)
                .ask(List.of(NEW_YORK), Set.of(Product.CURRENT, Product.HOURLY))
                .await()
                .indefinitely()
                .get("nyc");
        assertThat(answer.reports()).extracting(Report::product).containsExactly(Product.CURRENT);
        assertThat(answer.failures())
                .hasEntrySatisfying(
                        Product.HOURLY, failure -> assertThat(failure).isInstanceOf(ProviderFailure.Limited.class));
        assertThat(client.asked().getFirst().query("appid")).contains("sesame");
        assertThat(client.asked().getFirst().query("units")).contains("standard");
    }

    @ParameterizedTest
    @CsvSource({"401,Unauthorized", "404,NotCovered", "\"404\",NotCovered", "429,Limited"})
    void failuresAreKnownByTheirCodeWhetherTextOrNumber(String cod, String kind) {
        Client client = new Client().on("/data/3.0/onecall", 200, "{\"cod\":" + cod + ",\"message\":\"no\"}");
        assertThatThrownBy(() -> source(client, true)
                        .ask(List.of(NEW_YORK), Set.of(Product.CURRENT))
                        .await()
                        .indefinitely())
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        e -> assertThat(e.failure().getClass().getSimpleName()).isEqualTo(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "200,RAIN,true",
        "301,DRIZZLE,false",
        "500,RAIN,false",
        "511,FREEZING_RAIN,false",
        "615,SLEET,false",
        "600,SNOW,false",
        "741,FOG,false",
        "781,TORNADO,false",
        "800,CLEAR,false",
        "804,CLOUDY,false"
    })
    void conditionsAreKnownByTheirIds(int id, Condition condition, boolean thunder) {
        assertThat(ConditionId.sky(id, "01n").condition()).isEqualTo(condition);
        assertThat(ConditionId.sky(id, "01n").thunder()).isEqualTo(thunder);
        assertThat(ConditionId.sky(id, "01n").night()).isTrue();
    }

    private static OpenWeatherMap source(Client client, boolean oneCall) {
        return new OpenWeatherMap(
                client.asking(), "https://api.test/data", Secret.of("sesame"), oneCall, true, () -> AT);
    }
}
