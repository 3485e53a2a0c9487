package dev.catchwater.weather.source.nws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Quantity;
import org.junit.jupiter.api.Test;

class PeriodsTest {

    private static final String PERIOD = """
        {"startTime": "2026-02-06T%s:00:00-05:00", "isDaytime": %s, "temperature": 40, "temperatureUnit": "F",
         "probabilityOfPrecipitation": {"unitCode": "wmoUnit:percent", "value": %s}}""";

    @Test
    void rainByDayIsNotHiddenByADryNight() throws Exception {
        assertThat(chance("90", "10")).isEqualTo(0.9);
        assertThat(chance("null", "10")).isEqualTo(0.1);
        assertThat(chance("null", "null")).isNull();
    }

    private static Double chance(String day, String night) throws Exception {
        String json = "{\"properties\":{\"periods\":[" + PERIOD.formatted("06", true, day) + ","
                + PERIOD.formatted("18", false, night) + "]}}";
        Content.Daily daily = (Content.Daily) new Periods(new ObjectMapper().readTree(json)).daily();
        return daily.days().getFirst().values().get(Quantity.PRECIPITATION_PROBABILITY);
    }
}
