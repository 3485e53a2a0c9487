package dev.catchwater.weather.source.openweathermap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.alert.AlertInfo;
import dev.catchwater.weather.alert.AlertKey;
import dev.catchwater.weather.alert.Certainty;
import dev.catchwater.weather.alert.Message;
import dev.catchwater.weather.alert.Severity;
import dev.catchwater.weather.alert.Urgency;
import dev.catchwater.weather.report.AirHour;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Day;
import dev.catchwater.weather.report.Hour;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Pollutant;
import dev.catchwater.weather.report.Provider;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Report;
import dev.catchwater.weather.report.Sky;
import dev.catchwater.weather.source.Moments;
import dev.catchwater.weather.source.Values;
import dev.catchwater.weather.units.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers of One Call 3.0 and of 2.5, in standard units: kelvin, m/s, hPa, and millimetres as always. */
final class OneCall {

    private static final Duration CURRENT = Duration.ofMinutes(10);
    private static final Duration FORECAST = Duration.ofHours(1);
    private static final int MOST_STEPS = 200;

    private static final Map<Pollutant, String> POLLUTANTS = Map.of(
            Pollutant.PM2_5, "pm2_5",
            Pollutant.PM10, "pm10",
            Pollutant.OZONE, "o3",
            Pollutant.NITROGEN_DIOXIDE, "no2",
            Pollutant.SULPHUR_DIOXIDE, "so2",
            Pollutant.CARBON_MONOXIDE, "co");

    private OneCall() {}

    static List<Report> reports(JsonNode json, ZoneId zone, Instant at) {
        if (!json.path("current").isObject()) {
            throw new ProviderFailure.Malformed("It answered without current weather.").asException();
        }
        List<Report> reports = new ArrayList<>();
        reports.add(report(at, CURRENT, new Content.Current(observation(json.path("current"), json.path("current")))));
        reports.add(report(at, FORECAST, new Content.Hourly(steps(json.path("hourly"), Duration.ofHours(1)))));
        reports.add(report(
                at,
                FORECAST,
                new Content.Daily(json.path("daily")
                        .valueStream()
                        .limit(MOST_STEPS)
                        .map(day -> day(day, zone))
                        .toList())));
        reports.add(report(
                at,
                CURRENT,
                new Content.Alerts(json.path("alerts")
                        .valueStream()
                        .limit(MOST_STEPS)
                        .map(OneCall::alert)
                        .toList())));
        return reports;
    }

    /** An answer of 2.5/weather. */
    static Report current(JsonNode json, Instant at) {
        return report(at, CURRENT, new Content.Current(observation(json, json.path("main"))));
    }

    /** An answer of 2.5/forecast. */
    static Report threeHourly(JsonNode json, Instant at) {
        return report(at, FORECAST, new Content.Hourly(steps(json.path("list"), Duration.ofHours(3))));
    }

    /** An answer of 2.5/air_pollution, in µg/m³; its own index, 1 to 5, is not the one that we tell. */
    static Report air(JsonNode json, Instant at) {
        List<AirHour> hours = new ArrayList<>();
        json.path("list").valueStream().limit(MOST_STEPS).forEach(step -> {
            Map<Pollutant, Double> values = new EnumMap<>(Pollutant.class);
            POLLUTANTS.forEach(
                    (pollutant, field) -> Values.number(step.path("components").path(field))
                            .ifPresent(value -> values.put(pollutant, value)));
            hours.add(new AirHour(Moments.required(step.path("dt")), values));
        });
        return report(at, FORECAST, new Content.Air(hours));
    }

    private static Report report(Instant at, Duration fresh, Content content) {
        return new Report(Provider.OPENWEATHERMAP, null, null, at, at.plus(fresh), content);
    }

    /** The time that it tells is that of the question, so nothing is known of when this was observed. */
    private static Observation observation(JsonNode json, JsonNode main) {
        Values values = values(json, main)
                .put(
                        Quantity.PRECIPITATION_RATE,
                        Unit.MILLIMETRE_PER_HOUR,
                        json.path("rain").path("1h"));
        return new Observation(null, Observation.Origin.UNKNOWN, null, values.all(), sky(json));
    }

    private static List<Hour> steps(JsonNode list, Duration length) {
        return list.valueStream()
                .limit(MOST_STEPS)
                .map(step -> hour(step, length))
                .toList();
    }

    private static Hour hour(JsonNode step, Duration length) {
        JsonNode main = step.path("main").isObject() ? step.path("main") : step;
        String sum = length.toHours() + "h";
        double water = Values.number(step.path("rain").path(sum)).orElse(0)
                + Values.number(step.path("snow").path(sum)).orElse(0);
        Values values = values(step, main)
                .put(Quantity.PRECIPITATION, Unit.MILLIMETRE, water)
                .put(Quantity.PRECIPITATION_PROBABILITY, Unit.ONE, step.path("pop"));
        return new Hour(Moments.required(step.path("dt")), length, values.all(), List.of(), sky(step));
    }

    private static Values values(JsonNode json, JsonNode main) {
        JsonNode wind = json.path("wind");
        JsonNode clouds = json.path("clouds");
        return new Values()
                .put(Quantity.TEMPERATURE, Unit.KELVIN, main.path("temp"))
                .put(Quantity.APPARENT_TEMPERATURE, Unit.KELVIN, main.path("feels_like"))
                .put(Quantity.DEW_POINT, Unit.KELVIN, main.path("dew_point"))
                .put(Quantity.HUMIDITY, Unit.PERCENT, main.path("humidity"))
                .put(Quantity.PRESSURE, Unit.HECTOPASCAL, main.path("pressure"))
                .put(Quantity.UV_INDEX, Unit.ONE, main.path("uvi"))
                .put(Quantity.VISIBILITY, Unit.METRE, json.path("visibility"))
                .put(Quantity.CLOUD_COVER, Unit.PERCENT, clouds.isObject() ? clouds.path("all") : clouds)
                .put(
                        Quantity.WIND_SPEED,
                        Unit.METRE_PER_SECOND,
                        wind.isObject() ? wind.path("speed") : json.path("wind_speed"))
                .put(
                        Quantity.WIND_GUST,
                        Unit.METRE_PER_SECOND,
                        wind.isObject() ? wind.path("gust") : json.path("wind_gust"))
                .put(Quantity.WIND_FROM, Unit.DEGREE, wind.isObject() ? wind.path("deg") : json.path("wind_deg"));
    }

    private static Day day(JsonNode day, ZoneId zone) {
        double water = Values.number(day.path("rain")).orElse(0)
                + Values.number(day.path("snow")).orElse(0);
        Values values = new Values()
                .put(Quantity.PRECIPITATION, Unit.MILLIMETRE, water)
                .put(Quantity.PRECIPITATION_PROBABILITY, Unit.ONE, day.path("pop"))
                .put(Quantity.UV_INDEX, Unit.ONE, day.path("uvi"))
                .put(Quantity.WIND_SPEED, Unit.METRE_PER_SECOND, day.path("wind_speed"));
        return new Day(
                Moments.required(day.path("dt")).atZone(zone).toLocalDate(),
                Values.kelvin(Unit.KELVIN, day.path("temp").path("min")),
                Values.kelvin(Unit.KELVIN, day.path("temp").path("max")),
                values.all(),
                Moments.of(day.path("sunrise")).orElse(null),
                Moments.of(day.path("sunset")).orElse(null),
                sky(day));
    }

    private static Sky sky(JsonNode json) {
        JsonNode weather = json.path("weather").path(0);
        return ConditionId.sky(weather.path("id").asInt(), weather.path("icon").asText(""));
    }

    /** It tells no severity, and no number by which the message could be known again elsewhere. */
    private static Message alert(JsonNode alert) {
        Instant start = Moments.required(alert.path("start"));
        String event = alert.path("event").asText("Warning");
        String sender = alert.path("sender_name").asText("unknown");
        AlertInfo info = new AlertInfo(
                "en",
                event,
                Severity.UNKNOWN,
                Urgency.UNKNOWN,
                Certainty.UNKNOWN,
                Set.of(),
                start,
                Moments.of(alert.path("end")).orElse(null),
                null,
                sender,
                event,
                alert.path("description").asText(null),
                null,
                null,
                Map.of(),
                List.of());
        return new Message(
                new AlertKey(sender, event, start),
                Message.Status.ACTUAL,
                Message.Type.ALERT,
                Message.Scope.PUBLIC,
                Set.of(),
                List.of(info),
                Provider.OPENWEATHERMAP.label());
    }
}
