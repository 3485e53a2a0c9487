package dev.catchwater.weather.place;

import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place that weather is asked for.
 *
 * @param elevation in metres above the sea; null if unknown
 * @param zone its time zone, in which its days begin
 * @param region ISO 3166-1 code of its country, which decides about units and who warns; null if unknown
 * @param zones warning zones that it lies in, as {@code scheme:code}
 */
public record Place(
        String id,
        String name,
        Position position,
        @Nullable Double elevation,
        ZoneId zone,
        @Nullable String region,
        Set<String> zones) {

    /** Copies. */
    public Place {
        zones = Set.copyOf(zones);
    }
}
