package dev.catchwater.weather.source.metnorway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Day;
import dev.catchwater.weather.report.Hour;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.report.Sky;
import dev.catchwater.weather.source.Moments;
import dev.catchwater.weather.source.Values;
import dev.catchwater.weather.units.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A Locationforecast answer: hours, then steps of six hours, with percentiles where {@code complete} has them. */
final class Timeseries {

    private static final int MOST_STEPS = 500;
    private static final int HOURS_OF_A_DAY = 18;

    private final JsonNode properties;
    private final ZoneId zone;
    private final Instant at;
    private final Instant freshUntil;

    Timeseries(JsonNode json, ZoneId zone, Instant at, Instant freshUntil) {
        this.properties = json.path("properties");
        this.zone = zone;
        this.at = at;
        this.freshUntil = freshUntil;
        if (!properties.path("timeseries").isArray()) {
            throw new ProviderFailure.Malformed("It answered without a time series.").asException();
        }
    }

    List<Report> reports() {
        List<Hour> hours = properties
                .path("timeseries")
                .valueStream()
                .limit(MOST_STEPS)
                .map(Timeseries::hour)
                .toList();
        return List.of(report(new Content.Hourly(hours)), report(new Content.Daily(days(hours))));
    }

    private Report report(Content content) {
        Instant issued = Moments.of(properties.path("meta").path("updated_at")).orElse(null);
        return new Report(Provider.MET_NORWAY, null, issued, at, freshUntil, content);
    }

    private static Hour hour(JsonNode step) {
        JsonNode data = step.path("data");
        boolean hourly = data.path("next_1_hours").isObject();
        JsonNode next = data.path(hourly ? "next_1_hours" : "next_6_hours");
        JsonNode instant = data.path("instant").path("details");
        Values values = new Values()
                .put(Quantity.TEMPERATURE, Unit.CELSIUS, instant.path("air_temperature"))
                .put(Quantity.DEW_POINT, Unit.CELSIUS, instant.path("dew_point_temperature"))
                .put(Quantity.HUMIDITY, Unit.PERCENT, instant.path("relative_humidity"))
                .put(Quantity.PRESSURE, Unit.HECTOPASCAL, instant.path("air_pressure_at_sea_level"))
                .put(Quantity.WIND_SPEED, Unit.METRE_PER_SECOND, instant.path("wind_speed"))
                .put(Quantity.WIND_GUST, Unit.METRE_PER_SECOND, instant.path("wind_speed_of_gust"))
                .put(Quantity.WIND_FROM, Unit.DEGREE, instant.path("wind_from_direction"))
                .put(Quantity.CLOUD_COVER, Unit.PERCENT, instant.path("cloud_area_fraction"))
                .put(Quantity.UV_INDEX, Unit.ONE, instant.path("ultraviolet_index_clear_sky"))
                .put(
                        Quantity.PRECIPITATION,
                        Unit.MILLIMETRE,
                        next.path("details").path("precipitation_amount"))
                .put(
                        Quantity.PRECIPITATION_PROBABILITY,
                        Unit.PERCENT,
                        next.path("details").path("probability_of_precipitation"));
        return new Hour(
                Moments.required(step.path("time")),
                Duration.ofHours(hourly ? 1 : 6),
                values.all(),
                percentiles(instant),
                SymbolCode.sky(next.path("summary").path("symbol_code").asText("")));
    }

    private static List<Hour.Percentile> percentiles(JsonNode instant) {
        List<Hour.Percentile> percentiles = new ArrayList<>();
        for (int percent : new int[] {10, 90}) {
            Values values = new Values()
                    .put(Quantity.TEMPERATURE, Unit.CELSIUS, instant.path("air_temperature_percentile_" + percent))
                    .put(Quantity.WIND_SPEED, Unit.METRE_PER_SECOND, instant.path("wind_speed_percentile_" + percent));
            values.all().forEach((quantity, value) -> percentiles.add(new Hour.Percentile(quantity, percent, value)));
        }
        return percentiles;
    }

    /** Days are ours: the extremes and sums of those that are covered by three quarters at least. */
    private List<Day> days(List<Hour> hours) {
        Map<LocalDate, List<Hour>> byDate = new TreeMap<>();
        hours.forEach(hour -> byDate.computeIfAbsent(hour.from().atZone(zone).toLocalDate(), day -> new ArrayList<>())
                .add(hour));
        List<Day> days = new ArrayList<>();
        byDate.forEach((date, steps) -> {
            if (steps.stream().mapToLong(step -> step.length().toHours()).sum() >= HOURS_OF_A_DAY) {
                days.add(day(date, steps));
            }
        });
        return days;
    }

    private static Day day(LocalDate date, List<Hour> steps) {
        Values values = new Values();
        double rain = steps.stream()
                .mapToDouble(step -> step.values().getOrDefault(Quantity.PRECIPITATION, 0.0))
                .sum();
        values.put(Quantity.PRECIPITATION, Unit.MILLIMETRE, rain);
        Sky sky = steps.get(steps.size() / 2).sky();
        return new Day(date, extreme(steps, false), extreme(steps, true), values.all(), null, null, sky);
    }

    private static @Nullable Double extreme(List<Hour> steps, boolean high) {
        var temperatures = steps.stream()
                .filter(step -> step.values().containsKey(Quantity.TEMPERATURE))
                .mapToDouble(step -> step.values().getOrDefault(Quantity.TEMPERATURE, 0.0))
                .summaryStatistics();
        return temperatures.getCount() == 0
                ? null
                : high ? (Double) temperatures.getMax() : (Double) temperatures.getMin();
    }
}
