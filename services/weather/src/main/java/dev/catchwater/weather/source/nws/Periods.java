package dev.catchwater.weather.source.nws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.report.Content;
import dev.catchwater.weather.report.Day;
import dev.catchwater.weather.report.Hour;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Sky;
import dev.catchwater.weather.source.Moments;
import dev.catchwater.weather.source.Values;
import dev.catchwater.weather.units.Unit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Forecast periods, of an hour or of half a day, with typed quantities or with numbers and texts. */
final class Periods {

    /** Edge caches are known to answer copies of long ago. */
    private static final Duration TOO_OLD = Duration.ofHours(24);

    private static final int MOST_STEPS = 400;
    private static final Pattern WIND = Pattern.compile("(?:(\\d{1,3}) to )?(\\d{1,3}) (mph|km/h)");
    private static final List<String> COMPASS =
            List.of("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW");

    private final JsonNode properties;

    Periods(JsonNode json) {
        this.properties = json.path("properties");
        if (!properties.path("periods").isArray()) {
            throw new ProviderFailure.Malformed("It answered without periods.").asException();
        }
    }

    @Nullable
    Instant updated() {
        return Moments.of(properties.path("updateTime")).orElse(null);
    }

    void requireRecent(Instant now) {
        Instant updated = updated();
        if (updated != null && updated.plus(TOO_OLD).isBefore(now)) {
            throw new ProviderFailure.Outdated(Duration.between(updated, now)).asException();
        }
    }

    Content hourly() {
        return new Content.Hourly(properties
                .path("periods")
                .valueStream()
                .limit(MOST_STEPS)
                .map(Periods::hour)
                .toList());
    }

    /** Days have the high of their day, the low of the night that follows, and the likelier rain of both. */
    Content daily() {
        Map<LocalDate, List<JsonNode>> byDate = new TreeMap<>();
        properties
                .path("periods")
                .valueStream()
                .limit(MOST_STEPS)
                .forEach(period -> byDate.computeIfAbsent(date(period.path("startTime")), day -> new ArrayList<>())
                        .add(period));
        List<Day> days = new ArrayList<>();
        byDate.forEach((date, periods) -> days.add(day(date, periods)));
        return new Content.Daily(days);
    }

    private static Day day(LocalDate date, List<JsonNode> periods) {
        Double high = null;
        Double low = null;
        for (JsonNode period : periods) {
            OptionalDouble temperature = temperature(period);
            if (temperature.isPresent()) {
                high = period.path("isDaytime").asBoolean() ? (Double) temperature.getAsDouble() : high;
                low = period.path("isDaytime").asBoolean() ? low : (Double) temperature.getAsDouble();
            }
        }
        Values values = new Values();
        periods.stream()
                .flatMapToDouble(period -> chance(period).stream())
                .max()
                .ifPresent(chance -> values.put(Quantity.PRECIPITATION_PROBABILITY, Unit.ONE, chance));
        Sky sky = Icon.sky(periods.getFirst().path("icon").asText(""));
        return new Day(date, low, high, values.all(), null, null, sky);
    }

    private static OptionalDouble chance(JsonNode period) {
        Values values = new Values();
        Quantified.put(values, Quantity.PRECIPITATION_PROBABILITY, period.path("probabilityOfPrecipitation"));
        return values.all().values().stream().mapToDouble(Double::doubleValue).findFirst();
    }

    private static Hour hour(JsonNode period) {
        Values values = new Values();
        temperature(period).ifPresent(kelvin -> values.put(Quantity.TEMPERATURE, Unit.KELVIN, kelvin));
        Quantified.put(values, Quantity.DEW_POINT, period.path("dewpoint"));
        Quantified.put(values, Quantity.HUMIDITY, period.path("relativeHumidity"));
        Quantified.put(values, Quantity.PRECIPITATION_PROBABILITY, period.path("probabilityOfPrecipitation"));
        wind(values, period.path("windSpeed"));
        int compass = COMPASS.indexOf(period.path("windDirection").asText(""));
        if (compass >= 0) {
            values.put(Quantity.WIND_FROM, Unit.DEGREE, compass * 22.5);
        }
        Instant from = Moments.required(period.path("startTime"));
        Duration length = Moments.of(period.path("endTime"))
                .map(end -> Duration.between(from, end))
                .filter(Duration::isPositive)
                .orElse(Duration.ofHours(1));
        return new Hour(
                from,
                length,
                values.all(),
                List.of(),
                Icon.sky(period.path("icon").asText("")));
    }

    private static OptionalDouble temperature(JsonNode period) {
        JsonNode node = period.path("temperature");
        if (node.isObject()) {
            return Quantified.unit(node)
                    .map(unit -> Values.number(node.path("value")).stream()
                            .map(unit::toInside)
                            .findFirst())
                    .orElse(OptionalDouble.empty());
        }
        Unit unit = "F".equals(period.path("temperatureUnit").asText("F")) ? Unit.FAHRENHEIT : Unit.CELSIUS;
        return Values.number(node).stream().map(unit::toInside).findFirst();
    }

    /** "10 to 15 mph" is taken as its middle. */
    private static void wind(Values values, JsonNode node) {
        if (node.isObject()) {
            Quantified.put(values, Quantity.WIND_SPEED, node);
            return;
        }
        Matcher wind = WIND.matcher(node.asText(""));
        if (wind.matches()) {
            double to = Double.parseDouble(wind.group(2));
            double from = wind.group(1) == null ? to : Double.parseDouble(wind.group(1));
            Unit unit = "mph".equals(wind.group(3)) ? Unit.MILE_PER_HOUR : Unit.KILOMETRE_PER_HOUR;
            values.put(Quantity.WIND_SPEED, unit, (from + to) / 2);
        }
    }

    private static LocalDate date(JsonNode node) {
        try {
            return OffsetDateTime.parse(node.asText("")).toLocalDate();
        } catch (DateTimeException e) {
            throw new ProviderFailure.Malformed("A period has no beginning.").asException();
        }
    }
}
