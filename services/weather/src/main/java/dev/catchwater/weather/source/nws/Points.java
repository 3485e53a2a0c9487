package dev.catchwater.weather.source.nws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catchwater.fairlead.Request;
import dev.catchwater.weather.ProviderFailure;
import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.source.Asking;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which grid square, zones and station a place has. They may change, so they are believed for a day. */
final class Points {

    private static final Duration BELIEVED = Duration.ofDays(1);
    private static final int MOST = 10_000;

    private final Asking asking;
    private final String base;
    private final InstantSource clock;
    private final Map<String, Known<Grid>> grids = new LinkedHashMap<>();
    private final Map<String, Known<String>> stations = new LinkedHashMap<>();

    Points(Asking asking, String base, InstantSource clock) {
        this.asking = asking;
        this.base = base;
        this.clock = clock;
    }

    /**
     * A grid square.
     *
     * @param path the beginning of its addresses
     * @param zones warning zones, as {@code UGC:code}
     */
    record Grid(String path, Set<String> zones) {}

    private record Known<T>(T value, Instant until) {}

    Uni<Grid> of(Place place) {
        String where = where(place);
        return known(grids, where, geo("/points/" + where).map(told -> grid(told.json())));
    }

    /** The nearest station. */
    Uni<String> station(Grid grid) {
        return known(
                stations,
                grid.path(),
                geo(grid.path() + "/stations")
                        .map(told -> Nws.word(told.json()
                                .path("features")
                                .path(0)
                                .path("properties")
                                .path("stationIdentifier"))));
    }

    /** A failure is not remembered. Those who ask at the same moment are collapsed by the client, not here. */
    private <T> Uni<T> known(Map<String, Known<T>> map, String key, Uni<T> asked) {
        return Uni.createFrom().deferred(() -> {
            synchronized (map) {
                Known<T> there = map.get(key);
                if (there != null && there.until.isAfter(clock.instant())) {
                    return Uni.createFrom().item(there.value);
                }
            }
            return asked.invoke(value -> remember(map, key, value));
        });
    }

    private <T> void remember(Map<String, Known<T>> map, String key, T value) {
        synchronized (map) {
            map.remove(key);
            map.put(key, new Known<>(value, clock.instant().plus(BELIEVED)));
            if (map.size() > MOST) {
                map.remove(map.keySet().iterator().next());
            }
        }
    }

    private static Grid grid(JsonNode json) {
        JsonNode properties = json.path("properties");
        if (!properties.path("gridX").isIntegralNumber()
                || !properties.path("gridY").isIntegralNumber()) {
            throw new ProviderFailure.NotCovered().asException();
        }
        String path = "/gridpoints/" + Nws.word(properties.path("gridId")) + "/"
                + properties.path("gridX").asInt() + ","
                + properties.path("gridY").asInt();
        Set<String> zones = Stream.of("forecastZone", "county", "fireWeatherZone")
                .map(name -> properties.path(name).asText(""))
                .filter(address -> !address.isEmpty())
                .map(address -> "UGC:" + address.substring(address.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        return new Grid(path, zones);
    }

    static String where(Place place) {
        return String.format(
                Locale.ROOT,
                "%.4f,%.4f",
                place.position().latitude(),
                place.position().longitude());
    }

    private Uni<Asking.Told> geo(String path) {
        return asking.json(Request.get(base + path).withHeader("Accept", "application/geo+json"));
    }
}
