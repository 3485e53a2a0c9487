package dev.catchwater.weather.source.openmeteo;

import dev.catchwater.weather.report.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is asked for in one block of the query. */
record Fields(String block, List<String> names) {

    private static final Fields CURRENT = new Fields(
            "current",
            List.of(
                    "temperature_2m",
                    "relative_humidity_2m",
                    "apparent_temperature",
                    "is_day",
                    "precipitation",
                    "weather_code",
                    "cloud_cover",
                    "pressure_msl",
                    "wind_speed_10m",
                    "wind_direction_10m",
                    "wind_gusts_10m"));

    private static final Fields HOURLY = new Fields(
            "hourly",
            List.of(
                    "temperature_2m",
                    "relative_humidity_2m",
                    "dew_point_2m",
                    "precipitation_probability",
                    "precipitation",
                    "weather_code",
                    "cloud_cover",
                    "pressure_msl",
                    "wind_speed_10m",
                    "wind_direction_10m",
                    "wind_gusts_10m"));

    private static final Fields DAILY = new Fields(
            "daily",
            List.of(
                    "weather_code",
                    "temperature_2m_max",
                    "temperature_2m_min",
                    "sunrise",
                    "sunset",
                    "uv_index_max",
                    "precipitation_sum",
                    "precipitation_probability_max",
                    "wind_speed_10m_max"));

    static List<Fields> of(Set<Product> wanted) {
        List<Fields> fields = new ArrayList<>();
        if (wanted.contains(Product.CURRENT)) {
            fields.add(CURRENT);
        }
        if (wanted.contains(Product.HOURLY)) {
            fields.add(HOURLY);
        }
        if (wanted.contains(Product.DAILY)) {
            fields.add(DAILY);
        }
        return fields;
    }
}
