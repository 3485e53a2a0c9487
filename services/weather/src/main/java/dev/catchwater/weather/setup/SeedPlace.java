package dev.catchwater.weather.setup;

import dev.catchwater.weather.place.Place;
import dev.catchwater.weather.place.Position;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** A place that is there from the start, as configured. */
public record SeedPlace(Place place) {

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is not {@code id|name|latitude|longitude|time zone|region|zone;zone}
     */
    public static SeedPlace of(String text) {
        List<String> parts = List.of(text.strip().split("\\|", -1));
        try {
            String region = parts.size() > 5 && !parts.get(5).isEmpty() ? parts.get(5) : null;
            Set<String> zones = parts.size() > 6 && !parts.get(6).isEmpty()
                    ? Set.of(parts.get(6).split(";", -1))
                    : Set.of();
            return new SeedPlace(new Place(
                    parts.get(0),
                    parts.get(1),
                    new Position(Double.parseDouble(parts.get(2)), Double.parseDouble(parts.get(3))),
                    null,
                    ZoneId.of(parts.get(4)),
                    region,
                    zones));
        } catch (IndexOutOfBoundsException | DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "catchwater.weather.seed-places is a list of id|name|latitude|longitude|time"
                            + " zone|region|zone;zone, not "
                            + text,
                    e);
        }
    }
}
