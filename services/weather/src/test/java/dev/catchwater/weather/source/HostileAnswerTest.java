package dev.catchwater.weather.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.weather.ProviderException;
import dev.catchwater.weather.alert.AlertKey;
import dev.catchwater.weather.report.AirHour;
import dev.catchwater.weather.report.Pollutant;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.units.Unit;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileAnswerTest {

    @Test
    void textsAreStorableAndTellable() throws Exception {
        JsonNode json = parse("{\"a\":\"x\\u0000y\\ud800z\\udc00\\n\\ud83c\\udf27\"}");
        String text = json.path("a").asText();
        assertThat(text).isEqualTo("x\uFFFDy\uFFFDz\uFFFD\n\uD83C\uDF27");
        assertThat(new ObjectMapper().writeValueAsBytes(Map.of("a", text))).isNotEmpty();
    }

    @Test
    void textsAreNotLongerThanAnybodyReads() {
        assertThat(parse("{\"a\":\"" + "x".repeat(1_000_000) + "\"}").path("a").asText())
                .hasSize(64 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e300", "-1e300", "1e999", "-9999", "9999", "\"99999\"", "true", "[1]", "{}", "null"})
    void temperatureThatCannotBeIsNone(String told) {
        JsonNode node = parse("{\"t\":" + told + "}").path("t");
        assertThat(new Values().put(Quantity.TEMPERATURE, Unit.CELSIUS, node).all())
                .isEmpty();
        assertThat(Values.kelvin(Unit.CELSIUS, node)).isNull();
    }

    @Test
    void extremesThatWereMeasuredArePlausible() {
        assertThat(new Values()
                        .put(Quantity.TEMPERATURE, Unit.CELSIUS, -89.2)
                        .put(Quantity.DEW_POINT, Unit.CELSIUS, -100)
                        .put(Quantity.PRESSURE, Unit.HECTOPASCAL, 870)
                        .put(Quantity.WIND_GUST, Unit.METRE_PER_SECOND, 113.3)
                        .put(Quantity.PRECIPITATION, Unit.MILLIMETRE, 1_825)
                        .put(Quantity.PRECIPITATION_PROBABILITY, Unit.PERCENT, 100)
                        .put(Quantity.CLOUD_COVER, Unit.PERCENT, 100)
                        .put(Quantity.PRECIPITATION_RATE, Unit.MILLIMETRE_PER_HOUR, 400)
                        .put(Quantity.UV_INDEX, Unit.ONE, 43.3)
                        .put(Quantity.WIND_FROM, Unit.DEGREE, 360)
                        .put(Quantity.HUMIDITY, Unit.PERCENT, 102)
                        .all())
                .hasSize(11);
        assertThat(new Values()
                        .put(Quantity.TEMPERATURE, Unit.CELSIUS, 56.7)
                        .put(Quantity.PRESSURE, Unit.HECTOPASCAL, 1_084.8)
                        .all())
                .hasSize(2);
    }

    @Test
    void airThatCannotBeIsNotTold() {
        AirHour hour = new AirHour(
                Instant.EPOCH,
                Map.of(
                        Pollutant.PM10,
                        1e300,
                        Pollutant.PM2_5,
                        -4.0,
                        Pollutant.OZONE,
                        Double.NaN,
                        Pollutant.CARBON_MONOXIDE,
                        50_000.0));
        assertThat(hour.micrograms()).containsOnlyKeys(Pollutant.CARBON_MONOXIDE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31556889864403199",
                "99999999999999999999999999",
                "-1",
                "0",
                "\"+999999999-12-31T23:59:59Z\"",
                "\"-0044-03-15T00:00:00Z\"",
                "\"soon\"",
                "1.5"
            })
    void momentThatNobodyMeansIsNone(String told) {
        assertThat(Moments.of(parse("{\"t\":" + told + "}").path("t"))).isEmpty();
    }

    @Test
    void whatIsTooDeepIsRefused() {
        assertThatThrownBy(() -> parse("[".repeat(100_000))).isInstanceOf(ProviderException.class);
    }

    @Test
    void longNameOfAMessageIsAShortKey() {
        AlertKey key = new AlertKey("s", "x".repeat(5_000), Instant.EPOCH);
        assertThat(key.identity())
                .hasSizeLessThan(500)
                .isEqualTo(new AlertKey("s", "x".repeat(5_000), Instant.EPOCH).identity())
                .isNotEqualTo(new AlertKey("s", "x".repeat(4_999) + "y", Instant.EPOCH).identity());
    }

    private static JsonNode parse(String json) {
        return Asking.parse(Buffer.buffer(json));
    }
}
