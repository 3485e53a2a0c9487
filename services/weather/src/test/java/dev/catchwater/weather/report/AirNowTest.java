package dev.catchwater.weather.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catchwater.weather.units.AqiBand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AirNowTest {

    private static final Instant NOW = Instant.parse("2026-02-06T21:10:00Z");
    private static final Instant HOUR = Instant.parse("2026-02-06T21:00:00Z");

    @Test
    void indexIsOfTheMeanOfADayAndNotOfThisHour() {
        List<AirHour> hours = hours(24, Pollutant.PM2_5, 9.0);
        hours.set(23, new AirHour(HOUR, Map.of(Pollutant.PM2_5, 33.0)));
        AirNow air = AirNow.of(hours, NOW).orElseThrow();
        // (23 · 9 + 33) / 24 = 10.0, which is 53; 33 alone would be 95.
        assertThat(air.indexes()).containsEntry(Pollutant.PM2_5, 53);
        assertThat(air.micrograms()).containsEntry(Pollutant.PM2_5, 33.0);
        assertThat(air.at()).isEqualTo(HOUR);
    }

    @Test
    void ozoneIsOfTheLastEightHoursAndIsTurnedIntoParts() {
        List<AirHour> hours = hours(24, Pollutant.OZONE, 400);
        for (int i = 16; i < 24; i++) {
            hours.set(i, new AirHour(hours.get(i).at(), Map.of(Pollutant.OZONE, 153.2)));
        }
        // 153.2 µg/m³ are 0.078 ppm, which is the published 126.
        assertThat(AirNow.of(hours, NOW).orElseThrow().indexes()).containsEntry(Pollutant.OZONE, 126);
    }

    @ParameterizedTest
    @CsvSource({"18,true", "17,false"})
    void meanNeedsThreeQuartersOfItsHours(int known, boolean told) {
        assertThat(AirNow.of(hours(known, Pollutant.PM10, 20), NOW)
                        .orElseThrow()
                        .indexes()
                        .isEmpty())
                .isNotEqualTo(told);
    }

    @Test
    void worstDecides() {
        List<AirHour> hours = new ArrayList<>();
        hours(24, Pollutant.PM10, 20)
                .forEach(hour -> hours.add(new AirHour(
                        hour.at(),
                        Map.of(Pollutant.PM10, 20.0, Pollutant.PM2_5, 40.0, Pollutant.CARBON_MONOXIDE, 9_000.0))));
        AirNow air = AirNow.of(hours, NOW).orElseThrow();
        assertThat(air.worst()).hasValue(Pollutant.PM2_5);
        assertThat(air.indexes()).doesNotContainKey(Pollutant.CARBON_MONOXIDE);
    }

    @Test
    void whatIsAheadOrOldIsNotTheAirOfNow() {
        List<AirHour> ahead = List.of(new AirHour(NOW.plusSeconds(60), Map.of(Pollutant.PM10, 20.0)));
        List<AirHour> old = List.of(new AirHour(NOW.minus(Duration.ofHours(7)), Map.of(Pollutant.PM10, 20.0)));
        assertThat(AirNow.of(ahead, NOW)).isEmpty();
        assertThat(AirNow.of(old, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,GOOD",
        "50,GOOD",
        "51,MODERATE",
        "101,UNHEALTHY_FOR_SENSITIVE_GROUPS",
        "200,UNHEALTHY",
        "300,VERY_UNHEALTHY",
        "301,HAZARDOUS",
        "500,HAZARDOUS"
    })
    void bandsAreThoseOfTheAgency(int index, AqiBand band) {
        assertThat(AqiBand.of(index)).isEqualTo(band);
    }

    /** So many hours that end with this one, all alike. */
    private static List<AirHour> hours(int count, Pollutant pollutant, double micrograms) {
        List<AirHour> hours = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            hours.add(new AirHour(HOUR.minus(Duration.ofHours(i)), Map.of(pollutant, micrograms)));
        }
        return hours;
    }
}
