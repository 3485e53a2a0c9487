package dev.catchwater.weather.source.aviation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.report.Sky;
import dev.catchwater.weather.source.Moments;
import dev.catchwater.weather.source.Values;
import dev.catchwater.weather.units.Humidity;
import dev.catchwater.weather.units.Unit;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/** Decoded METARs: °C in whole degrees mostly, knots, hPa, statute miles, {@code VRB} and {@code 10+} among the numbers. */
final class Metars {

    /** Farther away or higher it is another climate. */
    private static final double FARTHEST_METRES = 50_000;

    private static final double MOST_HIGHER = 300;
    private static final int MOST = 500;

    private Metars() {}

    private record Found(double metres, Instant at, Observation observation) {}

    /**
     * What the nearest station reported last.
     *
     * @throws dev.catchwater.weather.ProviderException if none near tells a temperature
     */
    static Observation nearest(JsonNode json, Place place) {
        if (!json.isArray()) {
            throw new ProviderFailure.Malformed("It answered without a list of reports.").asException();
        }
        return json.valueStream()
                .limit(MOST)
                .flatMap(report -> found(report, place).stream())
                .min(Comparator.comparingDouble(Found::metres).thenComparing(Found::at, Comparator.reverseOrder()))
                .map(Found::observation)
                .orElseThrow(() -> new ProviderFailure.NotCovered().asException());
    }

    private static Optional<Found> found(JsonNode report, Place place) {
        OptionalDouble latitude = Values.number(report.path("lat"));
        OptionalDouble longitude = Values.number(report.path("lon"));
        boolean placed = latitude.isPresent()
                && longitude.isPresent()
                && Math.abs(latitude.getAsDouble()) <= 90
                && Math.abs(longitude.getAsDouble()) <= 180;
        if (!placed
                || Values.number(report.path("temp")).isEmpty()
                || !report.path("icaoId").isTextual()) {
            return Optional.empty();
        }
        double metres = new Position(latitude.getAsDouble(), longitude.getAsDouble()).distance(place.position());
        Double height = place.elevation();
        OptionalDouble elevation = Values.number(report.path("elev"));
        boolean alike =
                height == null || elevation.isEmpty() || Math.abs(elevation.getAsDouble() - height) <= MOST_HIGHER;
        return metres <= FARTHEST_METRES && alike
                ? Moments.of(report.path("obsTime"))
                        .map(at -> new Found(
                                metres,
                                at,
                                new Observation(
                                        at,
                                        Observation.Origin.STATION,
                                        report.path("icaoId").asText(),
                                        values(report).all(),
                                        Sky.UNKNOWN)))
                : Optional.empty();
    }

    private static Values values(JsonNode report) {
        Values values = new Values()
                .put(Quantity.TEMPERATURE, Unit.CELSIUS, report.path("temp"))
                .put(Quantity.DEW_POINT, Unit.CELSIUS, report.path("dewp"))
                .put(Quantity.WIND_SPEED, Unit.KNOT, report.path("wspd"))
                .put(Quantity.WIND_GUST, Unit.KNOT, report.path("wgst"))
                .put(Quantity.WIND_FROM, Unit.DEGREE, report.path("wdir"));
        // The altimeter setting is reduced to sea level by the standard atmosphere, which is the next best.
        boolean reduced = Values.number(report.path("slp")).isPresent();
        values.put(Quantity.PRESSURE, Unit.HECTOPASCAL, report.path(reduced ? "slp" : "altim"));
        Values.number(report.path("visib")).ifPresent(miles -> values.put(Quantity.VISIBILITY, Unit.MILE, miles));
        OptionalDouble dew = Values.number(report.path("dewp"));
        OptionalDouble warm = Values.number(report.path("temp"));
        if (dew.isPresent() && warm.isPresent()) {
            values.put(
                    Quantity.HUMIDITY,
                    Unit.ONE,
                    Humidity.fromDewPoint(
                            Unit.CELSIUS.toInside(warm.getAsDouble()), Unit.CELSIUS.toInside(dew.getAsDouble())));
        }
        return values;
    }
}
