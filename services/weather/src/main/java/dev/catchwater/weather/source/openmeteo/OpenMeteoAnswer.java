package dev.catchwater.weather.source.openmeteo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Day;
import dev.catchwater.weather.report.Hour;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.report.Sky;
import dev.catchwater.weather.source.Moments;
import dev.catchwater.weather.source.Values;
import dev.catchwater.weather.units.Unit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One place's part of an answer. Units are read from the answer itself; times may be seconds, or local without an offset,
 * which is then told beside them. With several models each field has its model's name behind it.
 */
final class OpenMeteoAnswer {

    /** Units as Open-Meteo writes them. */
    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry("°C", Unit.CELSIUS),
            Map.entry("°F", Unit.FAHRENHEIT),
            Map.entry("%", Unit.PERCENT),
            Map.entry("hPa", Unit.HECTOPASCAL),
            Map.entry("km/h", Unit.KILOMETRE_PER_HOUR),
            Map.entry("m/s", Unit.METRE_PER_SECOND),
            Map.entry("mp/h", Unit.MILE_PER_HOUR),
            Map.entry("kn", Unit.KNOT),
            Map.entry("°", Unit.DEGREE),
            Map.entry("mm", Unit.MILLIMETRE),
            Map.entry("cm", Unit.CENTIMETRE),
            Map.entry("inch", Unit.INCH),
            Map.entry("", Unit.ONE));

    private static final Map<String, Quantity> QUANTITIES = Map.ofEntries(
            Map.entry("temperature_2m", Quantity.TEMPERATURE),
            Map.entry("apparent_temperature", Quantity.APPARENT_TEMPERATURE),
            Map.entry("dew_point_2m", Quantity.DEW_POINT),
            Map.entry("relative_humidity_2m", Quantity.HUMIDITY),
            Map.entry("pressure_msl", Quantity.PRESSURE),
            Map.entry("wind_speed_10m", Quantity.WIND_SPEED),
            Map.entry("wind_gusts_10m", Quantity.WIND_GUST),
            Map.entry("wind_direction_10m", Quantity.WIND_FROM),
            Map.entry("precipitation", Quantity.PRECIPITATION),
            Map.entry("precipitation_probability", Quantity.PRECIPITATION_PROBABILITY),
            Map.entry("cloud_cover", Quantity.CLOUD_COVER),
            Map.entry("uv_index_max", Quantity.UV_INDEX),
            Map.entry("precipitation_sum", Quantity.PRECIPITATION),
            Map.entry("precipitation_probability_max", Quantity.PRECIPITATION_PROBABILITY),
            Map.entry("wind_speed_10m_max", Quantity.WIND_SPEED));

    private static final Set<Quantity> FALLING = Set.of(Quantity.PRECIPITATION, Quantity.PRECIPITATION_PROBABILITY);

    private static final int MOST_STEPS = 1_000;

    private final JsonNode json;
    private final List<String> models;
    private final Instant at;
    private final ZoneOffset offset;

    OpenMeteoAnswer(JsonNode json, List<String> models, Instant at) {
        this.json = json;
        this.models = models;
        this.at = at;
        this.offset = offset(json);
    }

    private static ZoneOffset offset(JsonNode json) {
        try {
            return ZoneOffset.ofTotalSeconds(json.path("utc_offset_seconds").asInt());
        } catch (DateTimeException e) {
            throw new ProviderFailure.Malformed("Its time zone is none.").asException();
        }
    }

    List<Report> reports() {
        List<Report> reports = new ArrayList<>();
        if (json.path("current").isObject()) {
            // With several models the best one's state is told, under plain names or the first model's.
            reports.add(report(null, quarter(), new Content.Current(observation(json.path("current")))));
        }
        for (String model : models.isEmpty() ? List.of("") : models) {
            String suffix = model.isEmpty() || !many() ? "" : "_" + model;
            String name = model.isEmpty() ? null : model;
            if (json.path("hourly").isObject()) {
                reports.add(report(name, hour(), new Content.Hourly(hours(json.path("hourly"), suffix))));
            }
            if (json.path("daily").isObject()) {
                reports.add(report(name, hour(), new Content.Daily(days(json.path("daily"), suffix))));
            }
        }
        return reports;
    }

    private boolean many() {
        return models.size() > 1;
    }

    private Report report(@Nullable String model, Instant freshUntil, Content content) {
        return new Report(Provider.OPEN_METEO, model, null, at, freshUntil, content);
    }

    /** No headers to rely on: models are updated hourly at most, current values each quarter of an hour. */
    private Instant hour() {
        return at.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }

    private Instant quarter() {
        long quarter = Duration.ofMinutes(15).toSeconds();
        return Instant.ofEpochSecond((at.getEpochSecond() / quarter + 1) * quarter);
    }

    private Observation observation(JsonNode now) {
        String suffix = now.has("temperature_2m") || models.isEmpty() ? "" : "_" + models.getFirst();
        Values values = new Values();
        QUANTITIES.forEach((field, quantity) ->
                put(values, quantity, unit("current_units", field + suffix), now.path(field + suffix)));
        Boolean night = now.has("is_day" + suffix) ? now.path("is_day" + suffix).asInt() == 0 : null;
        Sky sky = WmoCode.sky(now.path("weather_code" + suffix).asInt(-1)).at(night);
        return new Observation(time(now.path("time")), Observation.Origin.MODEL, null, values.all(), sky);
    }

    private List<Hour> hours(JsonNode block, String suffix) {
        List<Hour> hours = new ArrayList<>();
        int steps = Math.min(block.path("time").size(), MOST_STEPS);
        for (int i = 0; i < steps; i++) {
            int step = i;
            Values values = new Values();
            QUANTITIES.forEach((field, quantity) -> put(
                    values,
                    quantity,
                    unit("hourly_units", field + suffix),
                    // What falls is told at the end of its hour, all else at the beginning.
                    block.path(field + suffix).path(FALLING.contains(quantity) ? step + 1 : step)));
            Sky sky = WmoCode.sky(block.path("weather_code" + suffix).path(i).asInt(-1));
            hours.add(new Hour(time(block.path("time").path(i)), Duration.ofHours(1), values.all(), List.of(), sky));
        }
        return hours.stream().filter(hour -> !hour.values().isEmpty()).toList();
    }

    private List<Day> days(JsonNode block, String suffix) {
        List<Day> days = new ArrayList<>();
        int steps = Math.min(block.path("time").size(), MOST_STEPS);
        for (int i = 0; i < steps; i++) {
            int step = i;
            Values values = new Values();
            QUANTITIES.forEach((field, quantity) -> put(
                    values,
                    quantity,
                    unit("daily_units", field + suffix),
                    block.path(field + suffix).path(step)));
            days.add(new Day(
                    date(block.path("time").path(i)),
                    extreme(block, "temperature_2m_min" + suffix, i),
                    extreme(block, "temperature_2m_max" + suffix, i),
                    values.all(),
                    optional(block.path("sunrise" + suffix).path(i)),
                    optional(block.path("sunset" + suffix).path(i)),
                    WmoCode.sky(block.path("weather_code" + suffix).path(i).asInt(-1))));
        }
        return days;
    }

    private @Nullable Double extreme(JsonNode block, String field, int step) {
        return Values.kelvin(unit("daily_units", field), block.path(field).path(step));
    }

    private static void put(Values values, Quantity quantity, Unit unit, JsonNode node) {
        if (!node.isMissingNode() && unit.dimension() == quantity.dimension()) {
            values.put(quantity, unit, node);
        }
    }

    private Unit unit(String block, String field) {
        return UNITS.getOrDefault(json.path(block).path(field).asText(""), Unit.ONE);
    }

    private @Nullable Instant optional(JsonNode node) {
        // Where the sun does not rise it is told to rise in 1970.
        return node.isIntegralNumber() || node.isTextual() ? moment(node).orElse(null) : null;
    }

    private Instant time(JsonNode node) {
        return moment(node)
                .orElseThrow(() -> new ProviderFailure.Malformed("A time in its answer is none.").asException());
    }

    /** Local times have no offset of their own. */
    private Optional<Instant> moment(JsonNode node) {
        try {
            return node.isTextual()
                    ? Moments.of(LocalDateTime.parse(node.asText()).toInstant(offset))
                    : Moments.of(node);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private LocalDate date(JsonNode node) {
        try {
            return node.isNumber() ? time(node).atOffset(offset).toLocalDate() : LocalDate.parse(node.asText());
        } catch (DateTimeException e) {
            throw new ProviderFailure.Malformed("A date in its answer is none.").asException();
        }
    }
}
