package dev.catchwater.weather.source.pirateweather;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.alert.AlertInfo;
import dev.catchwater.weather.alert.AlertKey;
import dev.catchwater.weather.alert.Area;
import dev.catchwater.weather.alert.Certainty;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Severity;
import dev.catchwater.weather.alert.Urgency;
import dev.catchwater.weather.report.Condition;
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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** An answer in {@code units=si}: °C, m/s, hPa, km; mm/h for intensities, but cm for what accumulates. */
final class DarkSky {

    private static final Duration CURRENT = Duration.ofMinutes(10);
    private static final Duration FORECAST = Duration.ofHours(1);
    private static final int MOST_STEPS = 200;

    private final JsonNode json;
    private final Instant at;
    private final ZoneId zone;

    DarkSky(JsonNode json, Instant at) {
        this.json = json;
        this.at = at;
        this.zone = zone(json);
        String units = json.path("flags").path("units").asText("si");
        if (!"si".equals(units)) {
            throw new ProviderFailure.Malformed("It answered in other units than it was asked for.").asException();
        }
    }

    /** The offset that it tells is that of today, and days begin by that of theirs. */
    private static ZoneId zone(JsonNode json) {
        try {
            return ZoneId.of(json.path("timezone").asText(""));
        } catch (DateTimeException e) {
            return ZoneOffset.ofTotalSeconds(
                    (int) Math.round(Math.clamp(json.path("offset").asDouble(), -18, 18) * 3_600));
        }
    }

    List<Report> reports() {
        List<Report> reports = new ArrayList<>();
        JsonNode now = json.path("currently");
        if (now.isObject()) {
            Observation observation = new Observation(
                    null, Observation.Origin.MODEL, null, values(now).all(), sky(now));
            reports.add(report(CURRENT, new Content.Current(observation)));
        }
        reports.add(report(
                FORECAST, new Content.Hourly(steps("hourly").map(this::hour).toList())));
        reports.add(
                report(FORECAST, new Content.Daily(steps("daily").map(this::day).toList())));
        reports.add(report(
                CURRENT,
                new Content.Alerts(json.path("alerts")
                        .valueStream()
                        .limit(MOST_STEPS)
                        .map(DarkSky::alert)
                        .toList())));
        return reports;
    }

    private Stream<JsonNode> steps(String block) {
        return json.path(block).path("data").valueStream().limit(MOST_STEPS);
    }

    private Report report(Duration fresh, Content content) {
        return new Report(Provider.PIRATE_WEATHER, null, null, at, at.plus(fresh), content);
    }

    private Hour hour(JsonNode step) {
        Values values = values(step)
                .put(Quantity.PRECIPITATION_PROBABILITY, Unit.ONE, step.path("precipProbability"))
                .put(Quantity.PRECIPITATION, Unit.CENTIMETRE, step.path("precipAccumulation"));
        return new Hour(Moments.required(step.path("time")), Duration.ofHours(1), values.all(), List.of(), sky(step));
    }

    private Day day(JsonNode day) {
        Values values = new Values()
                .put(Quantity.PRECIPITATION_PROBABILITY, Unit.ONE, day.path("precipProbability"))
                .put(Quantity.PRECIPITATION, Unit.CENTIMETRE, day.path("precipAccumulation"))
                .put(Quantity.WIND_SPEED, Unit.METRE_PER_SECOND, day.path("windSpeed"))
                .put(Quantity.UV_INDEX, Unit.ONE, day.path("uvIndex"));
        return new Day(
                Moments.required(day.path("time")).atZone(zone).toLocalDate(),
                Values.kelvin(Unit.CELSIUS, day.path("temperatureMin")),
                Values.kelvin(Unit.CELSIUS, day.path("temperatureMax")),
                values.all(),
                Moments.of(day.path("sunriseTime")).orElse(null),
                Moments.of(day.path("sunsetTime")).orElse(null),
                sky(day));
    }

    private static Values values(JsonNode step) {
        return new Values()
                .put(Quantity.TEMPERATURE, Unit.CELSIUS, step.path("temperature"))
                .put(Quantity.APPARENT_TEMPERATURE, Unit.CELSIUS, step.path("apparentTemperature"))
                .put(Quantity.DEW_POINT, Unit.CELSIUS, step.path("dewPoint"))
                .put(Quantity.HUMIDITY, Unit.ONE, step.path("humidity"))
                .put(Quantity.PRESSURE, Unit.HECTOPASCAL, step.path("pressure"))
                .put(Quantity.WIND_SPEED, Unit.METRE_PER_SECOND, step.path("windSpeed"))
                .put(Quantity.WIND_GUST, Unit.METRE_PER_SECOND, step.path("windGust"))
                .put(Quantity.WIND_FROM, Unit.DEGREE, step.path("windBearing"))
                .put(Quantity.CLOUD_COVER, Unit.ONE, step.path("cloudCover"))
                .put(Quantity.UV_INDEX, Unit.ONE, step.path("uvIndex"))
                .put(Quantity.VISIBILITY, Unit.KILOMETRE, step.path("visibility"))
                .put(Quantity.PRECIPITATION_RATE, Unit.MILLIMETRE_PER_HOUR, step.path("precipIntensity"));
    }

    private static Sky sky(JsonNode step) {
        String icon = step.path("icon").asText("");
        Boolean night = icon.endsWith("-night") ? Boolean.TRUE : icon.endsWith("-day") ? Boolean.FALSE : null;
        return (switch (icon.replaceFirst("-(day|night)$", "")) {
                    case "clear" -> Sky.of(Condition.CLEAR);
                    case "partly-cloudy" -> Sky.of(Condition.PARTLY_CLOUDY);
                    case "cloudy" -> Sky.of(Condition.CLOUDY);
                    case "fog" -> Sky.of(Condition.FOG);
                    case "rain" -> Sky.of(Condition.RAIN);
                    case "sleet" -> Sky.of(Condition.SLEET);
                    case "snow" -> Sky.of(Condition.SNOW);
                    case "hail" -> Sky.of(Condition.HAIL);
                    case "thunderstorm" -> Sky.of(Condition.RAIN).withThunder();
                    default -> Sky.UNKNOWN;
                })
                .at(night);
    }

    /** Its address holds the OID of the message that it was made of: by that it is known again. */
    private static Message alert(JsonNode alert) {
        Instant start = Moments.required(alert.path("time"));
        String title = alert.path("title").asText("Warning");
        AlertInfo info = new AlertInfo(
                "en",
                title,
                severity(alert.path("severity").asText("")),
                Urgency.UNKNOWN,
                Certainty.UNKNOWN,
                Set.of(),
                start,
                Moments.of(alert.path("expires")).orElse(null),
                null,
                null,
                title,
                alert.path("description").asText(null),
                null,
                null,
                Map.of(),
                regions(alert));
        return new Message(
                new AlertKey(Provider.PIRATE_WEATHER.label(), alert.path("uri").asText(title), start),
                Message.Status.ACTUAL,
                Message.Type.ALERT,
                Message.Scope.PUBLIC,
                Set.of(),
                List.of(info),
                Provider.PIRATE_WEATHER.label());
    }

    private static List<Area> regions(JsonNode alert) {
        return alert.path("regions")
                .valueStream()
                .limit(1_000)
                .map(region -> new Area(region.asText(), List.of(), List.of(), Set.of()))
                .toList();
    }

    private static Severity severity(String text) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.name().equalsIgnoreCase(text))
                .findFirst()
                .orElse(Severity.UNKNOWN);
    }
}
