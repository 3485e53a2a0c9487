package dev.catchwater.weather.source.weatherkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.Answer;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.alert.AlertInfo;
import dev.catchwater.weather.alert.AlertKey;
import dev.catchwater.weather.alert.Certainty;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Severity;
import dev.catchwater.weather.alert.Urgency;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Day;
import dev.catchwater.weather.report.Hour;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Product;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.source.Freshness;
import dev.catchwater.weather.source.Moments;
import dev.catchwater.weather.source.Values;
import dev.catchwater.weather.units.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** WeatherKit's data sets: metric, but wind in km/h; fractions; each with its own {@code expireTime}. */
final class DataSets {

    private static final int MOST_STEPS = 300;
    private static final Duration WITHOUT_TERMS = Duration.ofMinutes(10);

    private final JsonNode json;
    private final ZoneId zone;
    private final Instant at;

    DataSets(JsonNode json, ZoneId zone, Instant at) {
        this.json = json;
        this.zone = zone;
        this.at = at;
    }

    /** What of the wanted is not there is a failure of it alone: WeatherKit leaves out what it has not. */
    Answer answer(Set<Product> wanted) {
        List<Report> reports = new ArrayList<>();
        add(reports, "currentWeather", now -> new Content.Current(observation(now)));
        add(
                reports,
                "forecastHourly",
                set -> new Content.Hourly(
                        steps(set.path("hours")).map(DataSets::hour).toList()));
        add(
                reports,
                "forecastDaily",
                set -> new Content.Daily(steps(set.path("days")).map(this::day).toList()));
        add(
                reports,
                "weatherAlerts",
                set -> new Content.Alerts(
                        steps(set.path("alerts")).map(DataSets::alert).toList()));
        Map<Product, ProviderFailure> missing = new EnumMap<>(Product.class);
        wanted.stream()
                .filter(product -> reports.stream().noneMatch(report -> report.product() == product))
                .forEach(product -> missing.put(product, new ProviderFailure.NotCovered()));
        return new Answer(reports, missing, List.of());
    }

    private void add(List<Report> reports, String name, Function<JsonNode, Content> read) {
        JsonNode set = json.path(name);
        if (set.isObject()) {
            reports.add(report(set, read.apply(set)));
        }
    }

    private static Stream<JsonNode> steps(JsonNode list) {
        return list.valueStream().limit(MOST_STEPS);
    }

    private Report report(JsonNode set, Content content) {
        JsonNode metadata = set.path("metadata");
        Instant issued = Moments.of(metadata.path("reportedTime")).orElse(null);
        // Its life is measured on its own clock, from when it was read.
        Duration life = Moments.of(metadata.path("expireTime"))
                .map(end ->
                        Duration.between(Moments.of(metadata.path("readTime")).orElse(at), end))
                .orElse(WITHOUT_TERMS);
        return new Report(Provider.WEATHERKIT, null, issued, at, Freshness.bounded(at, life), content);
    }

    private Observation observation(JsonNode now) {
        Boolean night = now.has("daylight") ? !now.path("daylight").asBoolean() : null;
        Values values = values(now)
                .put(Quantity.PRECIPITATION_RATE, Unit.MILLIMETRE_PER_HOUR, now.path("precipitationIntensity"));
        return new Observation(
                Moments.of(now.path("asOf")).orElse(null),
                Observation.Origin.MODEL,
                null,
                values.all(),
                ConditionCode.sky(now.path("conditionCode").asText("")).at(night));
    }

    private static Hour hour(JsonNode step) {
        Boolean night = step.has("daylight") ? !step.path("daylight").asBoolean() : null;
        Values values = values(step)
                .put(Quantity.PRECIPITATION, Unit.MILLIMETRE, step.path("precipitationAmount"))
                .put(Quantity.PRECIPITATION_PROBABILITY, Unit.ONE, step.path("precipitationChance"));
        return new Hour(
                Moments.required(step.path("forecastStart")),
                Duration.ofHours(1),
                values.all(),
                List.of(),
                ConditionCode.sky(step.path("conditionCode").asText("")).at(night));
    }

    private static Values values(JsonNode step) {
        return new Values()
                .put(Quantity.TEMPERATURE, Unit.CELSIUS, step.path("temperature"))
                .put(Quantity.APPARENT_TEMPERATURE, Unit.CELSIUS, step.path("temperatureApparent"))
                .put(Quantity.DEW_POINT, Unit.CELSIUS, step.path("temperatureDewPoint"))
                .put(Quantity.HUMIDITY, Unit.ONE, step.path("humidity"))
                .put(Quantity.PRESSURE, Unit.HECTOPASCAL, step.path("pressure"))
                .put(Quantity.WIND_SPEED, Unit.KILOMETRE_PER_HOUR, step.path("windSpeed"))
                .put(Quantity.WIND_GUST, Unit.KILOMETRE_PER_HOUR, step.path("windGust"))
                .put(Quantity.WIND_FROM, Unit.DEGREE, step.path("windDirection"))
                .put(Quantity.CLOUD_COVER, Unit.ONE, step.path("cloudCover"))
                .put(Quantity.UV_INDEX, Unit.ONE, step.path("uvIndex"))
                .put(Quantity.VISIBILITY, Unit.METRE, step.path("visibility"));
    }

    private Day day(JsonNode day) {
        Values values = new Values()
                .put(Quantity.PRECIPITATION, Unit.MILLIMETRE, day.path("precipitationAmount"))
                .put(Quantity.PRECIPITATION_PROBABILITY, Unit.ONE, day.path("precipitationChance"))
                .put(Quantity.SNOWFALL, Unit.MILLIMETRE, day.path("snowfallAmount"))
                .put(Quantity.UV_INDEX, Unit.ONE, day.path("maxUvIndex"));
        return new Day(
                Moments.required(day.path("forecastStart")).atZone(zone).toLocalDate(),
                Values.kelvin(Unit.CELSIUS, day.path("temperatureMin")),
                Values.kelvin(Unit.CELSIUS, day.path("temperatureMax")),
                values.all(),
                Moments.of(day.path("sunrise")).orElse(null),
                Moments.of(day.path("sunset")).orElse(null),
                ConditionCode.sky(day.path("conditionCode").asText("")));
    }

    private static Message alert(JsonNode alert) {
        Instant issued = Moments.required(alert.path("issuedTime"));
        AlertInfo info = new AlertInfo(
                "en",
                alert.path("description").asText("Warning"),
                constant(Severity.class, alert.path("severity"), Severity.UNKNOWN),
                constant(Urgency.class, alert.path("urgency"), Urgency.UNKNOWN),
                constant(Certainty.class, alert.path("certainty"), Certainty.UNKNOWN),
                Set.of(),
                Moments.of(alert.path("eventOnsetTime")).orElse(issued),
                Moments.of(alert.path("expireTime")).orElse(null),
                Moments.of(alert.path("eventEndTime")).orElse(null),
                alert.path("source").asText(null),
                alert.path("description").asText(null),
                null,
                null,
                null,
                Map.of(),
                List.of());
        return new Message(
                new AlertKey(Provider.WEATHERKIT.label(), alert.path("id").asText(issued.toString()), issued),
                Message.Status.ACTUAL,
                Message.Type.ALERT,
                Message.Scope.PUBLIC,
                Set.of(),
                List.of(info),
                Provider.WEATHERKIT.label());
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode text, E otherwise) {
        String name = text.asText("").toUpperCase(Locale.ROOT);
        return List.of(type.getEnumConstants()).stream()
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElse(otherwise);
    }
}
