package dev.catchwater.weather.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {

    private static final Instant NOON = Instant.parse("2026-02-06T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"350,10,0", "10,350,0", "80,100,90", "270,30,330"})
    void directionBetweenTwoStepsGoesTheShorterWay(double from, double to, double between) {
        List<Hour> hours = List.of(hour(0, 6, Quantity.WIND_FROM, from), hour(6, 6, Quantity.WIND_FROM, to));
        assertThat(Series.at(hours, Quantity.WIND_FROM, NOON.plus(Duration.ofHours(3))))
                .hasValue(between);
    }

    @Test
    void hourOfALongerStepHasItsEvenShareOfTheRain() {
        List<Hour> hours = List.of(hour(0, 1, Quantity.PRECIPITATION, 2), hour(1, 6, Quantity.PRECIPITATION, 3));
        assertThat(Series.inHour(hours, Quantity.PRECIPITATION, NOON)).hasValue(2);
        assertThat(Series.inHour(hours, Quantity.PRECIPITATION, NOON.plus(Duration.ofHours(6))))
                .hasValue(0.5);
        assertThat(Series.inHour(hours, Quantity.PRECIPITATION, NOON.plus(Duration.ofHours(7))))
                .isEmpty();
    }

    @Test
    void probabilityOfSixHoursIsNotThatOfOne() {
        List<Hour> hours = List.of(
                hour(0, 1, Quantity.PRECIPITATION_PROBABILITY, 0.2),
                hour(1, 6, Quantity.PRECIPITATION_PROBABILITY, 0.9));
        assertThat(Series.chanceInHour(hours, Quantity.PRECIPITATION_PROBABILITY, NOON))
                .hasValue(0.2);
        assertThat(Series.chanceInHour(hours, Quantity.PRECIPITATION_PROBABILITY, NOON.plus(Duration.ofHours(1))))
                .isEmpty();
    }

    @Test
    void spreadIsThatOfTheLawWithThesePercentiles() {
        Hour hour = new Hour(
                NOON,
                Duration.ofHours(1),
                Map.of(Quantity.TEMPERATURE, 280.0),
                List.of(
                        new Hour.Percentile(Quantity.TEMPERATURE, 10, 280 - 1.2815516),
                        new Hour.Percentile(Quantity.TEMPERATURE, 90, 280 + 1.2815516)),
                Sky.UNKNOWN);
        assertThat(Series.spreadAt(List.of(hour), Quantity.TEMPERATURE, NOON).orElseThrow())
                .isBetween(0.9999, 1.0001);
        assertThat(Series.spreadAt(List.of(hour), Quantity.WIND_SPEED, NOON)).isEmpty();
    }

    private static Hour hour(int from, int length, Quantity quantity, double value) {
        return new Hour(
                NOON.plus(Duration.ofHours(from)),
                Duration.ofHours(length),
                Map.of(quantity, value),
                List.of(),
                Sky.UNKNOWN);
    }
}
