package dev.catchwater.weather.source.pirateweather;

import static dev.catchwater.weather.source.Recorded.AT;
import static dev.catchwater.weather.source.Recorded.NEW_YORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catchwater.fairlead.Secret;
import dev.catchwater.weather.ProviderException;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Severity;
import dev.catchwater.weather.report.Condition;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.source.Client;
import dev.catchwater.weather.source.Recorded;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PirateWeatherTest {

    @Test
    void recordedAnswerIsReadWhole() {
        List<Report> reports = reports();
        var now = Recorded.observation(reports);
        assertThat(now.values().get(Quantity.TEMPERATURE)).isCloseTo(272.89, within(1e-9));
        assertThat(now.values().get(Quantity.HUMIDITY)).isEqualTo(0.56);
        assertThat(now.values().get(Quantity.VISIBILITY)).isCloseTo(16_090, within(1e-6));
        assertThat(now.sky().condition()).isEqualTo(Condition.CLOUDY);
        assertThat(Recorded.hours(reports)).hasSize(48);
        assertThat(Recorded.days(reports)).hasSize(8).first().satisfies(day -> {
            assertThat(day.date()).isEqualTo(LocalDate.of(2026, 2, 6));
            assertThat(day.low()).isCloseTo(264.95, within(1e-9));
        });
    }

    @Test
    void whatAccumulatesIsInCentimetres() {
        ObjectNode json = recorded();
        ((ObjectNode) json.path("hourly").path("data").path(0)).put("precipAccumulation", 0.25);
        assertThat(Recorded.hours(new DarkSky(json, AT).reports()).getFirst().values())
                .containsEntry(Quantity.PRECIPITATION, 2.5);
    }

    @Test
    void whatIsMissingIsNotMinusNineHundred() {
        ObjectNode json = recorded();
        ((ObjectNode) json.path("currently")).put("temperature", -999);
        assertThat(Recorded.observation(new DarkSky(json, AT).reports()).values())
                .doesNotContainKey(Quantity.TEMPERATURE);
    }

    @Test
    void dayAfterTheClocksChangeIsItsOwn() {
        ObjectNode json = recorded().put("timezone", "Europe/Berlin").put("offset", 1);
        ObjectNode day = (ObjectNode) json.path("daily").path("data").path(0);
        day.put("time", Instant.parse("2026-03-29T22:00:00Z").getEpochSecond());
        assertThat(Recorded.days(new DarkSky(json, AT).reports()).getFirst().date())
                .isEqualTo(LocalDate.of(2026, 3, 30));
        // Without a zone that we know its offset is the best there is.
        json.put("timezone", "Berlin");
        assertThat(Recorded.days(new DarkSky(json, AT).reports()).getFirst().date())
                .isEqualTo(LocalDate.of(2026, 3, 29));
    }

    @Test
    void warningIsKnownByTheNumberInItsAddress() {
        List<Message> messages = reports().stream()
                .filter(report -> report.content() instanceof Content.Alerts)
                .flatMap(report -> ((Content.Alerts) report.content()).messages().stream())
                .toList();
        assertThat(messages).isNotEmpty().first().satisfies(message -> {
            assertThat(message.key().identity()).startsWith("oid:2.49.0.1.840.0.");
            assertThat(message.severity()).isEqualTo(Severity.SEVERE);
            assertThat(message.until()).isEqualTo(Instant.ofEpochSecond(1_770_458_400));
            assertThat(message.areas()).isNotEmpty();
        });
    }

    @Test
    void otherUnitsThanAskedForAreRefused() {
        ObjectNode json = recorded();
        ((ObjectNode) json.path("flags")).put("units", "us");
        assertThatThrownBy(() -> new DarkSky(json, AT)).isInstanceOf(ProviderException.class);
    }

    @Test
    void keyTravelsInAHeaderAndInNoAddress() {
        var request =
                new PirateWeather(new Client().asking(), "https://api.test", Secret.of("sesame")).request(NEW_YORK);
        assertThat(request.headers().first("apikey")).contains("sesame");
        assertThat(request.uri().toString()).doesNotContain("sesame").contains("units=si");
    }

    private static List<Report> reports() {
        return new DarkSky(recorded(), AT).reports();
    }

    private static ObjectNode recorded() {
        return (ObjectNode) Recorded.json("pirate-weather", "weather_pirateweather.json");
    }
}
