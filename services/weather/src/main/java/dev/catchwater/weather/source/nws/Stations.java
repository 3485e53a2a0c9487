package dev.catchwater.weather.source.nws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.report.Observation;
import dev.catchwater.weather.report.Quantity;
import dev.catchwater.weather.source.Moments;
import dev.catchwater.weather.source.Values;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What stations measured. The newest is often half empty, so the newest with a temperature is taken. */
final class Stations {

    private Stations() {}

    /**
     * The newest observation that tells a temperature.
     *
     * @param json one observation or a list of them, in any order
     * @throws dev.catchwater.weather.ProviderException if there is none
     */
    static Observation newest(JsonNode json, String station) {
        Stream<JsonNode> features =
                json.path("features").isArray() ? json.path("features").valueStream() : Stream.of(json);
        return features.limit(500)
                .flatMap(feature -> observation(feature.path("properties"), station).stream())
                .filter(found -> found.values().containsKey(Quantity.TEMPERATURE))
                .max(Comparator.comparing(found -> found.observedAt() == null ? Instant.EPOCH : found.observedAt()))
                .orElseThrow(() -> new ProviderFailure.Malformed("Its station tells no temperature.").asException());
    }

    private static Optional<Observation> observation(JsonNode properties, String station) {
        Values values = new Values();
        Quantified.put(values, Quantity.TEMPERATURE, properties.path("temperature"));
        Quantified.put(values, Quantity.DEW_POINT, properties.path("dewpoint"));
        Quantified.put(values, Quantity.HUMIDITY, properties.path("relativeHumidity"));
        Quantified.put(values, Quantity.PRESSURE, properties.path("seaLevelPressure"));
        if (!values.all().containsKey(Quantity.PRESSURE)) {
            // NWS' barometric pressure is the altimeter setting, which is reduced to sea level as well.
            Quantified.put(values, Quantity.PRESSURE, properties.path("barometricPressure"));
        }
        Quantified.put(values, Quantity.WIND_SPEED, properties.path("windSpeed"));
        Quantified.put(values, Quantity.WIND_GUST, properties.path("windGust"));
        Quantified.put(values, Quantity.WIND_FROM, properties.path("windDirection"));
        Quantified.put(values, Quantity.PRECIPITATION, properties.path("precipitationLastHour"));
        Quantified.put(values, Quantity.VISIBILITY, properties.path("visibility"));
        return Moments.of(properties.path("timestamp"))
                .map(at -> new Observation(
                        at,
                        Observation.Origin.STATION,
                        station,
                        values.all(),
                        Icon.sky(properties.path("icon").asText(""))));
    }
}
